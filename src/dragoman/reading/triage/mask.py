"""Makes space of what is not to be parsed, and tells afterwards what that was."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dragoman.parsing.paragraphs import Segment

SEPARATOR = "\u2029"

_BLANK = re.compile(rf"{SEPARATOR}(?: *+{SEPARATOR})?")


def masked(text: str, wanted: Sequence[Segment]) -> str:
    """The text with all that is not wanted made space, as long as before, so that offsets stay true."""
    parts, at = [], 0
    for segment in wanted:
        parts += [_space(segment.start - at), text[segment.start : segment.end]]
        at = segment.end
    return "".join([*parts, _space(len(text) - at)])


def blanked(text: str, parsed: str) -> tuple[tuple[int, int], ...]:
    """The stretches that `masked` made space of, as offsets, outer space left out."""
    if parsed == text or len(parsed) != len(text):
        return ()
    found = []
    for gap in _BLANK.finditer(parsed):
        start, end = gap.span()
        words = text[start:end]
        if any(char.isalnum() for char in words):
            found.append((end - len(words.lstrip()), start + len(words.rstrip())))
    return tuple(found)


def _space(length: int) -> str:
    """So many characters of space that part paragraphs."""
    return SEPARATOR if length == 1 else SEPARATOR + " " * (length - 2) + SEPARATOR if length else ""
