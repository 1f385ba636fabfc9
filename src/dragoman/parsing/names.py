"""From scores of BIO labels to labels that make sense in a row, and from those to spans of names."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

NEVER = -1e6


def may_follow(labels: Sequence[str]) -> npt.NDArray[np.float32]:
    """0 where the second label may follow the first, NEVER where not: I-PER follows only B-PER and I-PER."""
    allowed = [[not b.startswith("I-") or a[2:] == b[2:] for b in labels] for a in labels]
    return np.where(np.array(allowed), 0, NEVER).astype(np.float32)


def best_labels(scores: npt.NDArray[np.float32], follows: npt.NDArray[np.float32]) -> npt.NDArray[np.int64]:
    """The best row of labels (Viterbi) for each row of a batch: rows × words × labels to rows × words."""
    likeliest: npt.NDArray[np.int64] = scores.argmax(-1)
    if not follows[likeliest[:, :-1], likeliest[:, 1:]].any() and not follows[0, likeliest[:, 0]].any():
        return likeliest  # mostly so: where each word's best label may follow the one before, they are the best row
    rows, words, _ = scores.shape
    came_from = np.zeros(scores.shape, dtype=np.int64)
    best = scores[:, 0] + follows[0]  # label 0 is O: a row begins as after one
    for at in range(1, words):
        ways = best[:, :, None] + follows
        came_from[:, at] = ways.argmax(1)
        best = ways.max(1) + scores[:, at]
    found = np.zeros((rows, words), dtype=np.int64)
    found[:, -1] = best.argmax(1)
    for at in range(words - 1, 0, -1):
        found[:, at - 1] = came_from[np.arange(rows), at, found[:, at]]
    return found


def spans_of(labels: Sequence[str]) -> list[tuple[int, int, str]]:
    """The (start, end, kind) of the names; an I after another kind of label opens a name too."""
    found: list[tuple[int, int, str]] = []
    kind, start = "", 0
    for at, label in enumerate((*labels, "O")):
        if kind and label != f"I-{kind}":
            found.append((start, at, kind))
            kind = ""
        if label != "O" and not kind:
            kind, start = label[2:], at
    return found
