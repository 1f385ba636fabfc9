"""The lines of a text with their places, blank ones left out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

SPACES = re.compile(r"\s+")
STOP = re.compile(r"""[.!?…]["'”’»)\]]*$""")
ABBREVIATED = re.compile(r"(?:\b(?:[A-Z]\.){1,4}|\b(?:Inc|Corp|Co|Ltd|Jr|Sr|St|Bros|No|Gen|Sen|Rep|Gov)\.)$")


@dataclass(frozen=True)
class Line:
    """A line without the white space around it. `text == report.text[start:end]`; `gap` after a blank line or none."""

    start: int
    end: int
    text: str
    gap: bool

    @cached_property
    def plain(self) -> str:
        """Lower case, single spaces, no signs at the ends: what cue words are compared with."""
        first = next((at for at, char in enumerate(self.text) if char.isalnum()), len(self.text))
        last = next((at for at in range(len(self.text), first, -1) if self.text[at - 1].isalnum()), first)
        return SPACES.sub(" ", self.text[first:last]).lower()

    @cached_property
    def stops(self) -> bool:
        """Ends as a sentence ends."""
        return bool(STOP.search(self.text)) and not ABBREVIATED.search(self.text)

    def part(self, start: int, end: int) -> Line:
        """Some of this line's characters, counted from its start."""
        return Line(self.start + start, self.start + end, self.text[start:end], self.gap)


def lines_of(text: str) -> Iterator[Line]:
    """The lines that have anything on them, in order."""
    offset, gap = 0, True
    for raw in text.split("\n"):
        stripped = raw.strip()
        if stripped:
            start = offset + len(raw) - len(raw.lstrip())
            yield Line(start, start + len(stripped), stripped, gap)
        gap = not stripped
        offset += len(raw) + 1
