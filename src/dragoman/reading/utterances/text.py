"""The page as one line of words, with its quotations: what stands before and after a quotation mark."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from dragoman.parsing.tree import Sentence, Word
from dragoman.reading.page import Page
from dragoman.reading.utterances.marks import Quotation, find_quotations

MOST_CONTEXT = 60  # words looked at on either side of a quotation
_MARKS = frozenset("\"“”„‟«»‹›〝〞＂'‘’‚‛`") | {"``", "''", '""'}
_LEADING_ON = frozenset(
    {",", ":", ";", "-", "--", "–", "—"}
)  # after these a sentence goes on, whatever the parser says
_DAYS = frozenset({"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "today", "yesterday"})
_TIMES = _DAYS | {"day", "week", "month", "year", "morning", "evening", "night", "afternoon", "time"}
_TERMINAL = frozenset({".", "?", "!", "…", "..."})


@dataclass(frozen=True)
class Line:
    """All words of the story in order, and the quotations among them."""

    page: Page

    @cached_property
    def words(self) -> list[Word]:
        """The words of the body, in text order."""
        return [word for sentence in self.page.body for word in sentence.words]

    @cached_property
    def paragraphs(self) -> list[tuple[int, int]]:
        """Offsets of the body's paragraphs."""
        bounds: dict[int, tuple[int, int]] = {}
        for sentence in self.page.body:
            start, _ = bounds.get(sentence.paragraph, (sentence.start, 0))
            bounds[sentence.paragraph] = (start, sentence.end)
        return sorted(bounds.values())

    @cached_property
    def quotations(self) -> list[Quotation]:
        """The outermost quotations, in text order."""
        return find_quotations(self.page.report.text, self.paragraphs)

    @cached_property
    def _starts(self) -> list[int]:
        return [word.start for word in self.words]

    @cached_property
    def _lefts(self) -> list[int]:
        return [q.left for q in self.quotations]

    def quotation_at(self, offset: int) -> Quotation | None:
        """The quotation (marks included) that covers an offset."""
        number = bisect_right(self._lefts, offset) - 1
        if number < 0 or offset >= self.quotations[number].right:
            return None
        return self.quotations[number]

    def quoted(self, word: Word) -> bool:
        """Whether a word stands in quotation marks."""
        return self.quotation_at(word.start) is not None

    def follows_comma(self, word: Word) -> bool:
        """Whether a comma stands right before a word, inside closing marks or not."""
        return self.page.report.text[max(0, word.start - 6) : word.start].rstrip(" \"”’'»\n").endswith(",")

    def sentence_before(self, word: Word) -> Sentence | None:
        """The sentence of the body before the one of a word."""
        number = bisect_left(self._starts, sentence_of(word).start)
        return sentence_of(self.words[number - 1]) if number > 0 else None

    def quoted_at(self, offset: int) -> bool:
        """Whether an offset lies between quotation marks."""
        return self.quotation_at(offset) is not None

    def all_quoted(self, start: int, end: int) -> bool:
        """Whether a range lies within one quotation."""
        quotation = self.quotation_at(start)
        return quotation is not None and quotation.closed and end <= quotation.right

    def opens_after(self, word: Word) -> bool:
        """Whether a quotation begins right behind a word."""
        following = self.next_after(word.end)
        return following is not None and self.quoted(following)

    def overlapping(self, start: int, end: int) -> list[Quotation]:
        """The quotations that share words with a range."""
        first = max(0, bisect_right(self._lefts, start) - 1)
        last = bisect_left(self._lefts, end)
        return [q for q in self.quotations[first:last] if q.start < end and start < q.end]

    def between(self, start: int, end: int) -> list[Word]:
        """The words that begin in a range."""
        return self.words[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def before(self, quotation: Quotation) -> list[Word]:
        """The words of the quotation's sentence before its mark, back to a full stop, a quotation or the paragraph."""
        number = bisect_left(self._starts, quotation.left)
        paragraph = _paragraph(self.words, number)
        found: list[Word] = []
        while number > 0 and len(found) < MOST_CONTEXT:
            number -= 1
            word = self.words[number]
            if _paragraph(self.words, number) != paragraph or ends_sentence(word) or self.quoted(word):
                break
            if not found and word.text.endswith(".") and self._begins_sentence(quotation):
                break
            if found and word.sentence is not found[-1].sentence and word.text not in _LEADING_ON:
                break
            found.append(word)
        return [w for w in reversed(found) if w.text not in _MARKS]

    def _begins_sentence(self, quotation: Quotation) -> bool:
        return self.page.report.text[quotation.start].isupper()

    @cached_property
    def _seams(self) -> list[int]:
        """Offsets before or behind a quotation at which a sentence ends, where the parser may have read on."""
        text = self.page.report.text
        behind = {
            q.right for q in self.quotations if q.closed and text[q.end - 1] in ".?!" and _starts_anew(text, q.right)
        }
        before = {
            q.left
            for q in self.quotations
            if text[q.start].isupper() and text[max(0, q.left - 3) : q.left].rstrip()[-1:] == "."
        }
        return sorted(behind | before)

    def clipped(self, start: int, end: int, cue: int) -> tuple[int, int]:
        """The range without what lies beyond the end of a quoted sentence, seen from the cue."""
        number = bisect_right(self._seams, cue)
        low = self._seams[number - 1] if number > 0 else start
        high = self._seams[number] if number < len(self._seams) else end
        start = next((end_of for begin, end_of in self._datelines if begin <= start < end_of < end), start)
        return max(start, low), min(end, high)

    @cached_property
    def _datelines(self) -> tuple[tuple[int, int], ...]:
        return tuple((f.start, f.end) for f in self.page.report.furniture if f.kind == "dateline")

    def after(self, quotation: Quotation) -> list[Word]:
        """The words after the closing mark, up to a full stop, another quotation or the paragraph's end."""
        number = bisect_left(self._starts, quotation.right)
        paragraph = _paragraph(self.words, number - 1)
        found: list[Word] = []
        while number < len(self.words) and len(found) < MOST_CONTEXT:
            word = self.words[number]
            if _paragraph(self.words, number) != paragraph or self.quoted(word):
                break
            found.append(word)
            if ends_sentence(word):
                break
            number += 1
        return [w for w in found if w.text not in _MARKS]

    def next_after(self, offset: int) -> Word | None:
        """The first word that begins at or after an offset."""
        number = bisect_left(self._starts, offset)
        return self.words[number] if number < len(self.words) else None


def _starts_anew(text: str, offset: int) -> bool:
    rest = text[offset : offset + 8].lstrip()
    return bool(rest) and rest[0].isupper()


def _paragraph(words: Sequence[Word], number: int) -> int:
    if not 0 <= number < len(words):
        return -1
    sentence = words[number].sentence
    return sentence.paragraph if sentence is not None else -1


def sentence_of(word: Word) -> Sentence:
    """The sentence of a word of a document."""
    assert word.sentence is not None
    return word.sentence


def ends_sentence(word: Word) -> bool:
    """A full stop, question or exclamation mark that stands as a word of its own."""
    return word.text in _TERMINAL


def is_time(word: Word) -> bool:
    """Whether a noun names a time."""
    return word.lemma.lower() in _TIMES


def is_mark(word: Word) -> bool:
    """Whether a word is nothing but a quotation mark."""
    return word.text in _MARKS or all(c in _MARKS for c in word.text)


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The range without spaces, commas, colons and stray quotation marks at its edges."""
    while end > start and (text[end - 1].isspace() or text[end - 1] in ',:;-–—"“”„«»‹›'):
        end -= 1
    while start < end and (text[start].isspace() or text[start] in ",:;–—-.”»›"):
        start += 1
    return start, end
