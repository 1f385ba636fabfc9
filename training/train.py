"""Trains the parsing model: `python training/train.py --treebanks DIR --encoder DIR --out DIR`."""

from __future__ import annotations

import argparse
import json
import random
import time
from dataclasses import asdict
from pathlib import Path

import torch
from torch import Tensor
from torch.nn import functional

from corpus import TreeDocument, read_documents
from dragoman.parsing.names import spans_of
from dragoman.parsing.wordpieces import WordPieces
from network import NOWHERE, ParserNetwork
from noise import Noise
from sentences import NewsSentences
from silver import annotate_surely
from windows import IGNORED, Labels, Row, Window, batches, cut, row_of, tensors

PIECES_PER_BATCH = 1800
GENERATED_PER_EPOCH = 3500
DEV_SHARE_KEPT = 4  # of EWT's dev documents every fourth stays apart; the others bring UNER's hand-made names


def loss_of(network: ParserNetwork, batch: dict[str, Tensor]) -> Tensor:
    scores = network(batch["pieces"], batch["shapes"], batch["first"])
    heads, known = batch["heads"], batch["heads"] >= 0
    loss = torch.zeros(())
    if known.any():
        loss = functional.cross_entropy(masked_arcs(scores["arcs"], batch["sentence"])[known], heads[known])
        relations = network.relations_of(scores, heads.clamp(min=0))
        loss = loss + functional.cross_entropy(relations[known], batch["relations"][known], label_smoothing=0.03)
    loss = loss + 0.5 * _start_loss(scores["starts"], batch["sentence"])
    for kind, weight, smoothing in (("xpos", 0.5, 0.0), ("upos", 0.5, 0.0), ("names", 1.0, 0.02)):
        target = batch[kind].flatten()
        if (target != IGNORED).any():
            flat, options = scores[kind].flatten(0, 1), {"ignore_index": IGNORED, "label_smoothing": smoothing}
            loss = loss + weight * functional.cross_entropy(flat, target, **options)
    return loss


def masked_arcs(arcs: Tensor, sentence: Tensor) -> Tensor:
    """Arc scores with arcs across sentences ruled out; column 0 is the root."""
    across = sentence[:, :, None] != sentence[:, None, :]
    return arcs.masked_fill(functional.pad(across, (1, 0)), NOWHERE)


def _start_loss(starts: Tensor, sentence: Tensor) -> Tensor:
    known = sentence >= 0
    before = functional.pad(sentence[:, :-1], (1, 0), value=-2)
    return functional.binary_cross_entropy_with_logits(starts[known], (sentence != before).float()[known])


class Trainer:
    """Holds the data of a run and goes through its epochs."""

    def __init__(
        self, treebanks: Path, encoder: Path, out: Path, epochs: int, rate: float = 1.0, seed: int = 1
    ) -> None:
        torch.manual_seed(seed)
        self.rate = rate
        self.chance, self.out, self.epochs = random.Random(seed), out, epochs
        train, dev = read_documents(treebanks / "train.conllu.gz"), read_documents(treebanks / "dev.conllu.gz")
        borrowed, self.dev = divide(dev)
        self.train = [annotate_surely(d) for d in train] + borrowed
        self.labels = Labels.of(train)
        self.wordpieces = WordPieces.load(encoder / "vocab.txt")
        self.noise, self.news = Noise(self.chance), NewsSentences(self.chance)
        sizes = (len(self.labels.relations), len(self.labels.xpos), len(self.labels.upos), len(self.labels.names))
        self.network = ParserNetwork(*sizes)
        self.network.encoder.load_pretrained(encoder / "model.safetensors")
        (out / "labels.json").write_text(json.dumps(asdict(self.labels)))

    def rows(self) -> list[Row]:
        """An epoch's windows, with noise and swapped names, and generated news sentences."""
        windows = [Window.of([self.noise.on(s) for s in run]) for d in self.train for run in cut(d, self.chance)]
        windows += [Window.of(self.news.run()) for _ in range(GENERATED_PER_EPOCH)]
        return [row_of(w, self.wordpieces, self.chance, masked=0.04) for w in windows]

    def run(self) -> None:
        steps = sum(1 for _ in batches(self.rows(), PIECES_PER_BATCH, self.chance)) * self.epochs
        optimizer = self._optimizer()
        schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda s: rate_at(s, steps))
        began, step = time.time(), 0
        for epoch in range(self.epochs):
            for batch in batches(self.rows(), PIECES_PER_BATCH, self.chance):
                loss = self._step(batch, optimizer)
                schedule.step()
                step += 1
                if step % 25 == 0:
                    print(f"step {step}/{steps} loss {loss:.3f} {(time.time() - began) / step:.2f} s/step", flush=True)
            torch.save(self.network.state_dict(), self.out / f"epoch{epoch + 1}.pt")
            print(f"epoch {epoch + 1} dev {evaluate(self.network, self.dev, self.labels, self.wordpieces)}", flush=True)

    def _step(self, batch: list[Row], optimizer: torch.optim.Optimizer) -> float:
        self.network.train()
        loss = loss_of(self.network, tensors(batch, self.labels))
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.network.parameters(), 1.0)
        optimizer.step()
        return loss.item()

    def _optimizer(self) -> torch.optim.Optimizer:
        encoder = list(self.network.encoder.parameters())
        heads = [p for n, p in self.network.named_parameters() if not n.startswith("encoder.")]
        groups = [{"params": encoder, "lr": 2e-4 * self.rate}, {"params": heads, "lr": 2e-3 * self.rate}]
        return torch.optim.AdamW(groups, weight_decay=0.01, fused=True)


def divide(dev: list[TreeDocument]) -> tuple[list[TreeDocument], list[TreeDocument]]:
    """The dev documents to train on and those to keep: three in four of EWT's, none of GUM's."""
    ewt = [d for d in dev if d.corpus == "EWT"]
    kept = ewt[::DEV_SHARE_KEPT]
    return [d for d in ewt if d not in kept], kept + [d for d in dev if d.corpus != "EWT"]


def rate_at(step: int, steps: int, warm_up: int = 200) -> float:
    """The share of the learning rate: up for 200 steps, then down in a line to 2 %."""
    return (step + 1) / warm_up if step < warm_up else max(0.02, (steps - step) / (steps - warm_up))


@torch.no_grad()
def evaluate(
    network: ParserNetwork, documents: list[TreeDocument], labels: Labels, wordpieces: WordPieces
) -> dict[str, str]:
    """LAS (greedy, no punctuation), tags and name labels on single gold sentences, a corpus at a time."""
    network.eval()
    figures = {}
    for corpus in sorted({d.corpus for d in documents}):
        rows = [row_of(Window.of([s]), wordpieces) for d in documents if d.corpus == corpus for s in d.sentences]
        counts = sum((_counts(network, b, labels) for b in batches(rows, 6000, None)), torch.zeros(7))
        las, xpos, upos = (float(100 * counts[i] / counts[0]) for i in (1, 2, 3))
        f1 = float(200 * counts[4] / (counts[5] + counts[6]))
        figures[corpus] = f"LAS {las:.2f} XPOS {xpos:.2f} UPOS {upos:.2f} NER {f1:.2f}"
    return figures


def _counts(network: ParserNetwork, batch: list[Row], labels: Labels) -> Tensor:
    gold = tensors(batch, labels)
    scores = network(gold["pieces"], gold["shapes"], gold["first"])
    heads = masked_arcs(scores["arcs"], gold["sentence"]).argmax(-1)
    relations = network.relations_of(scores, heads).argmax(-1)
    kept = (gold["heads"] >= 0) & (gold["relations"] != labels.relations.index("punct"))
    right = (heads == gold["heads"]) & (relations == gold["relations"]) & kept
    tags = [((scores[k].argmax(-1) == gold[k]) & kept).sum() for k in ("xpos", "upos")]
    guessed = [[labels.names[i] for i in row] for row in scores["names"].argmax(-1).tolist()]
    found = [set(spans_of(g[: len(r.first)])) for g, r in zip(guessed, batch, strict=True)]
    wanted = [set(spans_of([t.name or "O" for t in r.window.tokens])) for r in batch]
    both = sum(len(f & w) for f, w in zip(found, wanted, strict=True))
    return torch.tensor([kept.sum(), right.sum(), *tags, both, sum(map(len, found)), sum(map(len, wanted))]).float()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("treebanks", "encoder", "out"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=9)
    parser.add_argument("--start", type=Path, help="a checkpoint to go on from")
    parser.add_argument("--rate", type=float, default=1.0, help="share of the learning rates, for going on")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=2)
    given = parser.parse_args()
    torch.set_num_threads(given.threads)
    given.out.mkdir(parents=True, exist_ok=True)
    trainer = Trainer(given.treebanks, given.encoder, given.out, given.epochs, given.rate, given.seed)
    if given.start:
        trainer.network.load_state_dict(torch.load(given.start, weights_only=True))
    trainer.run()


if __name__ == "__main__":
    main()
