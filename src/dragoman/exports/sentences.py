"""Numbers for sentences, so that a line of a brief can be found in its report. Sentences count from 1."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import pairwise

TITLES = (
    "Mr|Mrs|Ms|Dr|Prof|Gen|Lt|Col|Maj|Capt|Sgt|Adm|Sen|Rep|Gov|St|Jr|Sr|Inc|Corp|Co|Ltd|vs|No|"
    "Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec|Ill|Calif|Conn|Mass"
)
STOP = r"(?<![.!?…])(?<!\b[A-Z])[.!?…]++[\"'”’»)\]]*+(?=\s++[\"'“‘(\[]*[A-Z0-9])"
END = re.compile(rf"{STOP}|\n\s*\n")
ABBREVIATED = re.compile(rf"\b(?:{TITLES})\.$")


class SentenceNumbers:
    """The sentences of a text, by full stops and blank lines."""

    def __init__(self, text: str) -> None:
        ends = (m.end() for m in END.finditer(text) if not ABBREVIATED.search(text[max(0, m.end() - 8) : m.end()]))
        self._starts = [start for start, end in pairwise([0, *ends, len(text)]) if text[start:end].strip()]

    def at(self, offset: int) -> int:
        """The number, from 1, of the sentence around an offset."""
        return max(1, bisect_right(self._starts, offset))
