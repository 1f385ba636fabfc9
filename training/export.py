"""Exports a checkpoint as the package's int8 ONNX model: `python training/export.py --checkpoint FILE --labels FILE --encoder DIR`."""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
import tempfile
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from dragoman.parsing.model_info import FOLDER
from network import RELATION_WIDTH, ParserNetwork

OUTPUTS = ["arcs", "dependents", "heads", "xpos", "upos", "names", "starts"]


class Scoring(nn.Module):
    """The first graph: all scores but those of relations; tags as numbers."""

    def __init__(self, network: ParserNetwork) -> None:
        super().__init__()
        self.network = network

    def forward(self, pieces: Tensor, shapes: Tensor, first: Tensor) -> tuple[Tensor, ...]:
        scores = self.network(pieces, shapes, first)
        for kind in ("xpos", "upos"):
            scores[kind] = scores[kind].argmax(-1)
        return tuple(scores[name] for name in OUTPUTS)


class Relating(nn.Module):
    """The second graph: the best relation of each word to the head chosen for it."""

    def __init__(self, network: ParserNetwork) -> None:
        super().__init__()
        self.relation = network.relation

    def forward(self, dependents: Tensor, chosen: Tensor) -> Tensor:
        return self.relation(torch.cat([dependents, chosen, dependents * chosen], -1)).argmax(-1)


def load(checkpoint: Path, labels: dict[str, list[str]]) -> ParserNetwork:
    sizes = (len(labels[kind]) for kind in ("relations", "xpos", "upos", "names"))
    network = ParserNetwork(*sizes)
    network.load_state_dict(torch.load(checkpoint, weights_only=True))
    return network.eval()


def to_onnx(network: ParserNetwork, folder: Path) -> None:
    """Both graphs in fp32."""
    example = (
        torch.ones(2, 9, dtype=torch.long),
        torch.ones(2, 9, dtype=torch.long),
        torch.ones(2, 5, dtype=torch.long),
    )
    axes = {"pieces": {0: "rows", 1: "length"}, "shapes": {0: "rows", 1: "length"}, "first": {0: "rows", 1: "words"}}
    axes |= {name: {0: "rows", 1: "words"} for name in OUTPUTS}
    names = {"input_names": ["pieces", "shapes", "first"], "output_names": OUTPUTS}
    torch.onnx.export(
        Scoring(network), example, folder / "full.onnx", dynamo=False, opset_version=17, dynamic_axes=axes, **names
    )
    pair = (torch.zeros(2, 5, RELATION_WIDTH), torch.zeros(2, 5, RELATION_WIDTH))
    axes = {name: {0: "rows", 1: "words"} for name in ("dependents", "chosen", "relations")}
    names = {"input_names": ["dependents", "chosen"], "output_names": ["relations"]}
    torch.onnx.export(
        Relating(network), pair, folder / "relations.onnx", dynamo=False, opset_version=17, dynamic_axes=axes, **names
    )


def quantize(source: Path, target: Path) -> None:
    """The matrix products of the encoder and of the wide heads in int8 by channel, its piece embeddings by row."""
    model = onnx.load(source)
    products = [
        n.name
        for n in model.graph.node
        if n.op_type == "MatMul" and any(p in n.name for p in ("/encoder/", "/arc_", "/relation_"))
    ]
    quantize_dynamic(
        source,
        target,
        op_types_to_quantize=["MatMul"],
        per_channel=True,
        weight_type=QuantType.QInt8,
        nodes_to_quantize=products,
    )
    model = onnx.load(target)
    _pieces_in_int8(model.graph)
    onnx.save(model, target)


def _pieces_in_int8(graph: onnx.GraphProto) -> None:
    """Replace the piece embeddings by int8 rows and a scale for each; a row is made float when it is looked up."""
    table = next(i for i in graph.initializer if i.name.endswith("encoder.pieces.weight"))
    weights = numpy_helper.to_array(table)
    scale = np.abs(weights).max(1, keepdims=True) / 127
    small = np.round(weights / np.maximum(scale, 1e-12)).astype(np.int8)
    lookup = next(n for n in graph.node if n.op_type == "Gather" and table.name in n.input)
    name, ids, out = table.name, lookup.input[1], lookup.output[0]
    graph.initializer.remove(table)
    graph.initializer.extend(
        [numpy_helper.from_array(small, name), numpy_helper.from_array(scale.astype(np.float32), "pieces_scale")]
    )
    made = [
        helper.make_node("Gather", [name, ids], ["pieces_int8"]),
        helper.make_node("Cast", ["pieces_int8"], ["pieces_float"], to=TensorProto.FLOAT),
        helper.make_node("Gather", ["pieces_scale", ids], ["pieces_scales"]),
        helper.make_node("Mul", ["pieces_float", "pieces_scales"], [out]),
    ]
    at = list(graph.node).index(lookup)
    graph.node.remove(lookup)
    for node in reversed(made):
        graph.node.insert(at, node)


def write_info(folder: Path, labels: dict[str, list[str]], version: str) -> None:
    digest = hashlib.sha256((folder / "model.onnx").read_bytes() + (folder / "relations.onnx").read_bytes()).hexdigest()
    info = {"name": "dragoman", "version": version, "sha256": digest, "figures": {}, **labels}
    (folder / "labels.json").write_text(json.dumps(info, indent=1) + "\n", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("checkpoint", "labels", "encoder"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=FOLDER)
    parser.add_argument("--version", default="0")
    parser.add_argument("--fp32", action="store_true", help="leave out quantisation, to compare")
    given = parser.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    labels = json.loads(given.labels.read_text())
    with tempfile.TemporaryDirectory() as scratch:
        to_onnx(load(given.checkpoint, labels), Path(scratch))
        full = Path(scratch) / "full.onnx"
        shutil.copy(Path(scratch) / "relations.onnx", given.out)
        shutil.copy(full, given.out / "model.onnx") if given.fp32 else quantize(full, given.out / "model.onnx")
    shutil.copy(given.encoder / "vocab.txt", given.out)
    write_info(given.out, labels, given.version)


if __name__ == "__main__":
    main()
