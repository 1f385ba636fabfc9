"""Direct speech: which quotations somebody speaks, and which of them go on with the one before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from dragoman.knowledge.reporting import ReportingBook
from dragoman.parsing.tree import Word
from dragoman.reading.utterances import cues
from dragoman.reading.utterances.marks import Quotation
from dragoman.reading.utterances.quote_cues import NEAR, Cue, left_cue, main_cue, relay_after, right_cue
from dragoman.reading.utterances.reported import made, with_via
from dragoman.reading.utterances.text import Line, ends_sentence, is_mark, sentence_of
from dragoman.reading.utterances.utterance import Range, Utterance

_LEADING = frozenset({"but", "and", "yet", "so", "still", "however", "also", "then", "or", "meanwhile"})
_FEWEST_WORDS = 3  # of a quotation that may stand without a cue of its own
_FARTHEST = 600  # characters from an utterance to a quotation that goes on with it


def find_direct(line: Line, book: ReportingBook) -> list[Utterance]:
    """The direct utterances of a page, in text order; each quotation belongs to one at most."""
    listener = _Listener(line, book)
    for quotation in line.quotations:
        listener.hear(quotation)
    return listener.found


@dataclass
class _Listener:
    """Goes through the quotations in order and remembers who spoke last."""

    line: Line
    book: ReportingBook
    found: list[Utterance] = field(default_factory=list)
    previous: Quotation | None = None  # the last quotation that somebody speaks

    def hear(self, quotation: Quotation) -> None:
        """Find out who speaks a quotation, if anybody; scare quotes, titles and names are left alone."""
        for part in self._parts(quotation):
            self._hear(part)

    def _parts(self, quotation: Quotation) -> list[Quotation]:
        """A quotation over two paragraphs, each with a cue of its own, is two."""
        seam = self.line.page.report.text.find("\n\n", quotation.start, quotation.end)
        if seam < 0:
            return [quotation]
        left = left_cue(self.line, quotation, self.line.before(quotation), self.book)
        right = right_cue(self.line, quotation, self.line.after(quotation), self.book)
        if left is None or right is None or not left.strong:
            return [quotation]
        following = self.line.next_after(seam)
        while following is not None and is_mark(following):
            following = self.line.next_after(following.end)
        if following is None or following.start >= quotation.end:
            return [quotation]
        first = replace(quotation, end=seam, right=seam)
        return [first, replace(quotation, start=following.start, left=seam)]

    def _hear(self, quotation: Quotation) -> None:
        before, after = self.line.before(quotation), self.line.after(quotation)
        cue = self._cue(quotation, before, after)
        if self._goes_on(quotation, before, cue):
            self.found[-1] = _continued(self.found[-1], quotation)
        elif cue is not None:
            self.found.append(self._utterance(quotation, cue))
        elif self._stands_alone(quotation, before, after) and self.found and self._is_near(quotation):
            self.found.append(replace(self.found[-1], content=(self._content(quotation),)))
        else:
            return
        self.previous = quotation

    def _cue(self, quotation: Quotation, before: list[Word], after: list[Word]) -> Cue | None:
        left = left_cue(self.line, quotation, before, self.book)
        if left is not None and left.strong:
            return left
        right = right_cue(self.line, quotation, after, self.book)
        if right is not None and (_opens(before) or _is_wording(right)):
            return right
        if left is not None and not _runs_on(after):
            return left
        if self._stands_alone(quotation, before, after) and not self._follows_cue(quotation):
            return self._told_before(quotation)
        return None

    def _goes_on(self, quotation: Quotation, before: list[Word], cue: Cue | None) -> bool:
        """ "'…,' he said. '…'", "'…' tweeted X '…'": a further part of the last utterance."""
        if not self._follows_cue(quotation):
            return False
        if cue is None:
            return bool(before) or self._is_sentence(quotation)
        return cue.word is self.found[-1].cue

    def _follows_cue(self, quotation: Quotation) -> bool:
        """Between the last quotation and this one stand only the words of its cue."""
        if self.previous is None or not self.found:
            return False
        start, said = self.previous.right, self.found[-1]
        if quotation.left - start > _FARTHEST:
            return False
        between = self.line.between(start, quotation.left)
        if len(between) > 3 * NEAR or self.line.page.report.text.count("\n\n", start, quotation.left):
            return False
        if any(ends_sentence(w) for w in between[:-1]):
            return False
        return not between or (start <= said.cue_span[0] and said.cue_span[1] <= quotation.left)

    def _stands_alone(self, quotation: Quotation, before: list[Word], after: list[Word]) -> bool:
        """A closed quotation of a few words that is a sentence of its own."""
        if not quotation.closed or not _opens(before):
            return False
        whole = not before and not _runs_on(after)
        return self._ends_well(quotation) or (whole and self._is_long(quotation))

    def _is_sentence(self, quotation: Quotation) -> bool:
        """However short: "Believe me." """
        text = self.line.page.report.text
        return quotation.closed and text[quotation.end - 1] in ".?!…" and not text[quotation.start].islower()

    def _ends_well(self, quotation: Quotation) -> bool:
        last = self.line.page.report.text[quotation.end - 1]
        return quotation.closed and last in ".?!…" and self._is_long(quotation)

    def _is_long(self, quotation: Quotation) -> bool:
        return len(self.line.page.report.text[quotation.start : quotation.end].split()) >= _FEWEST_WORDS

    def _is_near(self, quotation: Quotation) -> bool:
        """The last utterance is of this paragraph or the one before."""
        start = self.found[-1].end
        near = quotation.left - start < _FARTHEST
        return near and self.line.page.report.text.count("\n\n", start, quotation.left) <= 1

    def _told_before(self, quotation: Quotation) -> Cue | None:
        """ "He criticised the plan. '…'": the main verb of the sentence before, in the same paragraph."""
        opening = self.line.next_after(quotation.left)
        sentence = self.line.sentence_before(opening) if opening is not None else None
        if sentence is None or opening is None or sentence.paragraph != sentence_of(opening).paragraph:
            return None
        return None if self.line.quoted(sentence.root) else main_cue(sentence.root, self.book)

    def _utterance(self, quotation: Quotation, cue: Cue) -> Utterance:
        content = (self._content(quotation),)
        if cue.use is None:
            said = made(cue.word, None, content, cue.speaker, self.book, kind="direct")
            return replace(said, cue=None, cue_span=cues.preposition_span(cue.word), group="source")
        addressee = cues.addressee_of(cue.word, cue.use)
        said = made(cue.word, cue.use, content, cue.speaker, self.book, addressee=addressee, kind="direct")
        via = cue.via or (relay_after(self.line, cue.word, self.book) if said.via is None else None)
        return with_via(said, via) if via is not None else said

    def _content(self, quotation: Quotation) -> Range:
        """The quotation without a comma at its end."""
        text = self.line.page.report.text
        end = quotation.end
        while end > quotation.start + 1 and text[end - 1] in ", \n":
            end -= 1
        return quotation.start, end


def _is_wording(cue: Cue) -> bool:
    """ "'ground to a halt', as the minister put it": of these words only."""
    return cue.use is not None and cue.use.verb == "put"


def _opens(before: Sequence[Word]) -> bool:
    """Nothing of weight stands before the quotation in its sentence."""
    words = [w for w in before if w.upos != "PUNCT" and w.lemma.lower() not in _LEADING]
    return not words or before[-1].text == ":"


def _runs_on(after: Sequence[Word]) -> bool:
    return any(w.upos != "PUNCT" for w in after)


def _continued(said: Utterance, quotation: Quotation) -> Utterance:
    """The utterance with a further part; a third part prolongs the second."""
    start = said.content[1][0] if len(said.content) == 2 else quotation.start
    return replace(said, content=(said.content[0], (start, quotation.end)))
