"""Numbers for the sentences of the story, so that a line of a brief can be found in its report."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise

from dragoman.records import Furniture, Reading


class SentenceNumbers:
    """The sentences of a story count from 1; headline, captions and other furniture do not count."""

    def __init__(self, reading: Reading) -> None:
        furniture, text = reading.report.furniture, reading.report.text
        bounds = pairwise([*reading.sentences, len(text)])
        self._starts = [start for start, end in bounds if text[_after(start, furniture) : end].strip()]

    def at(self, offset: int) -> int:
        """The number of the sentence around an offset."""
        return max(1, bisect_right(self._starts, offset))


def _after(offset: int, spans: Sequence[Furniture]) -> int:
    """Where the furniture around an offset ends, or the offset itself outside of it."""
    before = bisect_right(spans, offset, key=lambda span: span.start)
    return max(offset, spans[before - 1].end) if before else offset
