"""The shipped model: two ONNX graphs run by onnxruntime on the CPU, with their labels."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import onnxruntime

from dragoman.errors import ParserError
from dragoman.parsing.model_info import FOLDER, read_info
from dragoman.parsing.names import best_labels, may_follow
from dragoman.parsing.wordpieces import NO_SHAPE, WordPieces, shape_of

MOST_THREADS = 4

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Labels:
    """The names behind the numbers that the model gives."""

    relations: list[str]
    xpos: list[str]
    upos: list[str]
    names: list[str]


@dataclass(frozen=True, slots=True)
class Row:
    """A window of words as the encoder takes it: piece ids, their shapes, and where each word's first piece is."""

    pieces: list[int]
    shapes: list[int]
    first: list[int]


@dataclass(frozen=True, slots=True)
class Scores:
    """What the first graph says of a batch of rows (rows × words × …); column 0 of `arcs` and `heads` is the root."""

    arcs: Floats
    dependents: Floats
    heads: Floats
    xpos: Ints
    upos: Ints
    names: Floats
    starts: Floats


class Model:
    """The model, loaded. `threads` are those that one run may use."""

    def __init__(self, folder: Path = FOLDER, threads: int | None = None) -> None:
        self.info: dict[str, Any] = read_info(folder)
        self.labels = Labels(**{kind: self.info[kind] for kind in ("relations", "xpos", "upos", "names")})
        self.wordpieces = WordPieces.load(folder / "vocab.txt")
        threads = threads or min(os.cpu_count() or 1, MOST_THREADS)
        self._encoder = _session(folder / "model.onnx", threads)
        self._follows = may_follow(self.labels.names)
        self._relations = _session(folder / "relations.onnx", 1)

    def row(self, forms: Sequence[str], spaced: Sequence[bool]) -> Row:
        """The input for these words; `spaced` tells which have a space before them."""
        pieces, shapes, first = [self.wordpieces.start], [NO_SHAPE], []
        for form, space in zip(forms, spaced, strict=True):
            own = self.wordpieces.of(form)
            first.append(len(pieces))
            pieces.extend(own)
            shapes.extend([shape_of(form, space)] * len(own))
        pieces.append(self.wordpieces.end)
        shapes.append(NO_SHAPE)
        return Row(pieces, shapes, first)

    def score(self, rows: Sequence[Row]) -> Scores:
        """Run the encoder and its heads over rows of like length."""
        feeds = {
            "pieces": _padded([row.pieces for row in rows]),
            "shapes": _padded([row.shapes for row in rows]),
            "first": _padded([row.first for row in rows]),
        }
        return Scores(*self._encoder.run(list(Scores.__dataclass_fields__), feeds))

    def names_of(self, scores: Scores) -> Ints:
        """The number of each word's name label."""
        return best_labels(scores.names, self._follows)

    def relations_of(self, scores: Scores, heads: Ints) -> Ints:
        """The relation of each word to the head given for it (0 is the root)."""
        chosen = np.take_along_axis(scores.heads, heads[..., None], axis=1)
        found: Ints = self._relations.run(["relations"], {"dependents": scores.dependents, "chosen": chosen})[0]
        return found


def _session(path: Path, threads: int) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    # Spinning threads would take the cores of the other workers of a bulk run.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    options.log_severity_level = 3
    try:
        return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    except Exception as error:  # onnxruntime raises its own kinds, none of them public
        raise ParserError(f"the parsing model {path} cannot be loaded: {error}") from error


def _padded(rows: Sequence[Sequence[int]]) -> Ints:
    array = np.zeros((len(rows), max(map(len, rows))), dtype=np.int64)
    for number, row in enumerate(rows):
        array[number, : len(row)] = row
    return array
