"""When goods were ordered and delivered, and what a later sentence adds to a transfer that it does not name again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from dragoman.knowledge.supply import StatusBook
from dragoman.parsing.tree import Sentence, Word
from dragoman.reading.dates import Calendar
from dragoman.reading.page import Page
from dragoman.reading.transfers.amounts import sums
from dragoman.reading.transfers.draft import Draft
from dragoman.records import EventDate, Money

NEAR = 2  # sentences back
OPEN = frozenset({"ordered", "agreed", "planned"})  # statuses of what is still to be delivered
DEFINITE = frozenset({"the", "this", "that", "its", "their"})
CONTRACTS = frozenset({"contract", "deal", "order", "agreement", "purchase", "sale"})
DELIVERIES = frozenset({"delivery", "handover", "shipment"})


@dataclass(frozen=True)
class Details:
    """Reads the dates and sums around the acts of a page."""

    page: Page
    calendar: Calendar
    book: StatusBook

    def dated(self, draft: Draft, delivers: bool) -> Draft:
        """The draft with the dates of its order and of its delivery, where its sentence tells them apart.

        `delivers`: the act itself is a delivery, done or to come.
        """
        ordered = self._of(self.book.words["ordering"], draft)
        delivered = self._of(self.book.words["delivering"], draft)
        if draft.status in {"ordered", "agreed"}:
            ordered = ordered or draft.date
        elif delivers and draft.status in {"delivered", "planned", "alleged"}:
            delivered = delivered or draft.date
        return replace(draft, ordered=ordered, delivered=delivered)

    def _of(self, lemmas: frozenset[str], draft: Draft) -> EventDate | None:
        """The date of the act where it is such a word; else of the first such word with a date of its own."""
        if draft.word.lemma.lower() in lemmas:
            return draft.date if draft.status in {"ordered", "agreed", "delivered"} else None
        words = (w for w in draft.sentence.words if w.lemma.lower() in lemmas and _is_told_beside(w))
        dates = (d for w in words if (d := self.calendar.governing(w)) is not None)
        return next((d for d in dates if draft.date is None or d.start != draft.date.start), None)

    def added(self, sentence: Sentence, before: Sequence[Draft]) -> list[Draft]:
        """What "the contract, signed in 2016, is worth …" and "deliveries begin in 2019" add to what was told."""
        last = before[-1].sentence if before else None
        if last is None or sentence.number - last.number > NEAR:
            return []
        fresh = [d for d in before if d.sentence is last]
        noun = next((w for w in sentence.words if w.deprel in {"nsubj", "nsubj:pass"} and _refers_back(w)), None)
        if noun is None or not fresh:
            return []
        if noun.lemma.lower() in DELIVERIES:
            when = self._range(sentence)
            due = [d for d in fresh if d.status in OPEN] if when is not None else []
            return [replace(d, sentence=sentence, delivered=when) for d in due]
        value = next(iter(sums(self.page, sentence.start, sentence.end)), None)
        signed = next(self._signing(sentence), None)
        if value is None and signed is None:
            return []
        return [replace(d, sentence=sentence, value=value or d.value, ordered=signed or d.ordered) for d in fresh]

    def _range(self, sentence: Sentence) -> EventDate | None:
        """From the first to the last date of a sentence."""
        dates = [d.event_date for d in self.calendar.of_sentence(sentence)]
        if len(dates) < 2 or dates[0].start is None:
            return dates[0] if dates else None
        first, last = dates[0], dates[-1]
        words = self.page.span(dates[0].start, last.end or dates[0].start)
        return EventDate(f"{first.value[:10]}/{last.value[-10:]}", words.start, words.end, words.text)

    def _signing(self, sentence: Sentence) -> Iterator[EventDate]:
        for word in sentence.words:
            if word.lemma.lower() in self.book.words["ordering"] and word.upos == "VERB":
                when = self.calendar.governing(word)
                if when is not None:
                    yield when


def _refers_back(noun: Word) -> bool:
    """ "Deliveries", "the contract": of what was told just before."""
    lemma = noun.lemma.lower()
    if lemma in DELIVERIES:
        return not noun.all("nmod")
    return lemma in CONTRACTS and any(c.lemma.lower() in DEFINITE for c in noun.all("det", "nmod:poss"))


def _is_told_beside(word: Word) -> bool:
    """ "for delivery in 2027", "ordered in 2015", "to be delivered": no act with a tense of its own."""
    return word.upos == "NOUN" or (word.xpos in {"VB", "VBN"} and not any(a.lemma == "have" for a in word.all("aux")))


def with_own_sums(drafts: Sequence[Draft]) -> list[Draft]:
    """Each sum with the act that it stands next to, where several acts of a sentence claim it."""
    kept = []
    for draft in drafts:
        rivals = [d.word for d in drafts if d.value == draft.value]
        nearest = _nearest(draft.value, rivals)
        kept.append(draft if nearest in {None, draft.word} else replace(draft, value=None))
    return kept


def _nearest(value: Money | None, words: Iterable[Word]) -> Word | None:
    return min(words, key=lambda w: abs(w.start - value.start)) if value is not None else None
