"""What the other rules see of a quotation or a reported clause: who says, through whom, to whom, which words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from dragoman.parsing.tree import Word

Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Utterance:
    """Words that the report puts in somebody's mouth, before it is known who that is.

    Ranges are half-open code point offsets. `content` has one or two of them in text order, without quotation marks.
    """

    kind: Literal["direct", "indirect", "mixed"]
    content: tuple[Range, ...]
    cue_span: Range
    cue: Word | None = None  # the verb or noun of saying
    speaker: Word | None = None  # head of the noun phrase
    speaker_span: Range | None = None
    via: Word | None = None
    via_span: Range | None = None
    addressee: Word | None = None
    addressee_span: Range | None = None
    document: bool = False  # the speaker issued it as a document: "a statement", "a letter"
    directive: bool = False  # the content is an act that is asked for or promised, not a proposition
    group: str = ""  # group of the cue in reporting.yaml; "noun", "source" for those

    @property
    def direct(self) -> bool:
        """Whether all of the content stands in quotation marks."""
        return self.kind == "direct"

    @property
    def start(self) -> int:
        """Where the content begins."""
        return self.content[0][0]

    @property
    def end(self) -> int:
        """Where the content ends."""
        return self.content[-1][1]

    def covers(self, offset: int) -> bool:
        """Whether the words at an offset are among the content."""
        if not self.content[0][0] <= offset < self.content[-1][1]:  # asked of every pair of utterance and word
            return False
        return any(start <= offset < end for start, end in self.content)

    @property
    def length(self) -> int:
        """Characters of content."""
        return sum(end - start for start, end in self.content)
