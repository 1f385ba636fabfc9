"""Numbers for the sentences of the story, so that a line of a brief can be found in its report."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import pairwise

from dragoman.records import Report

TITLES = (
    "Mr|Mrs|Ms|Dr|Prof|Gen|Lt|Col|Maj|Capt|Sgt|Adm|Sen|Rep|Gov|St|Jr|Sr|Inc|Corp|Co|Ltd|vs|No|"
    "Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec|Ill|Calif|Conn|Mass"
)
STOP = r"(?<![.!?…])(?<!\b[A-Z])[.!?…]++[\"'”’»)\]]*+(?=\s++[\"'“‘(\[]*[A-Z0-9])"
END = re.compile(rf"{STOP}|\n\s*\n")
ABBREVIATED = re.compile(rf"\b(?:{TITLES})\.$")


class SentenceNumbers:
    """The sentences of a report's story, by full stops and blank lines; headline and furniture do not count."""

    def __init__(self, report: Report) -> None:
        text = _story(report)
        ends = (m.end() for m in END.finditer(text) if not ABBREVIATED.search(text[max(0, m.end() - 8) : m.end()]))
        self._starts = [start for start, end in pairwise([0, *ends, len(text)]) if text[start:end].strip()]

    def at(self, offset: int) -> int:
        """The number, from 1, of the sentence around an offset."""
        return max(1, bisect_right(self._starts, offset))


def _story(report: Report) -> str:
    """The text with blank lines for what is no part of the story; offsets stay."""
    text, parts, end = report.text, [], 0
    for span in report.furniture:
        if span.kind != "dateline":
            parts += [text[end : span.start], "\n" * (span.end - span.start)]
            end = span.end
    return "".join([*parts, text[end:]])
