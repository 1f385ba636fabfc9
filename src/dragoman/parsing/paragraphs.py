"""Cuts a report into segments that the model reads one at a time: paragraphs, or lines that stand for themselves.

Blank lines part paragraphs. A line break inside is a space (hard-wrapped text) unless a line looks like a headline,
a byline, a caption or an item of a list: short, and without a final stop.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import NamedTuple

SHORT = 45  # characters; wrapped text is wider than this
LONG = 110  # characters; a longer line that ends a sentence is a paragraph of its own

_ANY_BREAK = r"(?:\r\n|[\n\r\x0b\x0c\x85\u2028])"
_BREAK = re.compile(_ANY_BREAK)
_BLANK = re.compile(rf"{_ANY_BREAK}[^\S\n\r]*{_ANY_BREAK}\s*|\u2029")
_FINAL = re.compile(r"""[.!?:;,…][)\]"'”’»]*$""")
_GOES_ON = re.compile(r"[,;–—-]$|\b(?:the|a|an|of|to|in|on|at|by|for|and|or|with|from|that|is|was)$")


class Segment(NamedTuple):
    """A piece of the text that is read by itself, and the number of its paragraph."""

    start: int
    end: int
    paragraph: int


def segments(text: str) -> list[Segment]:
    """The segments of a report, in order; none is empty."""
    found: list[Segment] = []
    for paragraph, (start, end) in enumerate(_between(_BLANK, text, 0, len(text))):
        lines = _between(_BREAK, text, start, end)
        found.extend(Segment(a, b, paragraph) for a, b in _joined(text, lines))
    return found


def _between(gap: re.Pattern[str], text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The stretches between the gaps, without those of nothing but space."""
    spans, at = [], start
    for match in gap.finditer(text, start, end):
        spans.append((at, match.start()))
        at = match.end()
    spans.append((at, end))
    return [(a, b) for a, b in spans if not text[a:b].isspace() and a < b]


def _joined(text: str, lines: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Lines joined to those that go on with them."""
    found = lines[:1]
    for (before, until), (start, end) in pairwise(lines):
        if _continues(text[before:until].strip(), text[start:end].strip()):
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return found


def _continues(line: str, following: str) -> bool:
    """Whether the second line goes on with the first."""
    if following[0].islower() or _GOES_ON.search(line):
        return True
    if _stands_alone(line) or _stands_alone(following):
        return False
    return not (len(line) > LONG and _FINAL.search(line))


def _stands_alone(line: str) -> bool:
    return len(line) < SHORT and not _FINAL.search(line)
