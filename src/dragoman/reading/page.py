"""The page that the rules read: a report, its parse, and which sentences tell the story."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cached_property

from dragoman.parsing.tree import Document, Sentence, Word
from dragoman.records import Report, Span


@dataclass(frozen=True)
class Page:
    """A report and its parsed document. Offsets are code points of `report.text`."""

    report: Report
    document: Document

    @cached_property
    def body(self) -> tuple[Sentence, ...]:
        """The sentences of the story: neither headline nor page furniture."""
        return tuple(s for s in self.document.sentences if not self._is_furniture(s))

    @cached_property
    def _starts(self) -> list[int]:
        return [s.start for s in self.document.sentences]

    @cached_property
    def _furniture(self) -> dict[int, int]:
        """How many characters of a sentence, by its number, lie in furniture spans."""
        covered: dict[int, int] = {}
        for piece in self.report.furniture:
            for number in self.numbers(piece.start, piece.end):
                sentence = self.document.sentences[number]
                inside = min(sentence.end, piece.end) - max(sentence.start, piece.start)
                covered[number] = covered.get(number, 0) + inside
        return covered

    def _is_furniture(self, sentence: Sentence) -> bool:
        """More than half of the sentence lies in a furniture span."""
        return 2 * self._furniture.get(sentence.number, 0) > sentence.end - sentence.start

    def numbers(self, start: int, end: int) -> range:
        """The numbers of the sentences that words between two offsets belong to."""
        first = max(0, bisect_right(self._starts, start) - 1)
        if self._starts and self.document.sentences[first].end <= start:
            first += 1
        return range(first, bisect_left(self._starts, end))

    def span(self, start: int, end: int) -> Span:
        """The words between two offsets."""
        return Span(start, end, self.report.text[start:end])

    def sentence_at(self, offset: int) -> Sentence | None:
        """The sentence that covers an offset, or None between sentences."""
        number = bisect_right(self._starts, offset) - 1
        if number < 0:
            return None
        sentence = self.document.sentences[number]
        return sentence if offset < sentence.end else None

    def paragraph(self, number: int) -> tuple[Sentence, ...]:
        """The sentences of one paragraph."""
        return tuple(s for s in self.document.sentences if s.paragraph == number)

    def words_of(self, word: Word) -> Span:
        """The span of one word."""
        return self.span(word.start, word.end)
