"""From BIO labels to spans of names."""

from __future__ import annotations

from collections.abc import Sequence


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
