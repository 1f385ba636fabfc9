"""From the phrases of a page to its calendar: each phrase resolved against publication and the dates before it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from dragoman.knowledge.dates import DateBook, date_book
from dragoman.parsing.tree import Sentence, Word
from dragoman.reading.dates import periods
from dragoman.reading.dates.anchor import Anchor
from dragoman.reading.dates.calendar import Calendar, Dated
from dragoman.reading.dates.direction import direction_of
from dragoman.reading.dates.periods import Period
from dragoman.reading.dates.resolve import GRACE, resolve
from dragoman.reading.dates.scan import Phrase, find_phrases, head_of
from dragoman.reading.grammar import base
from dragoman.reading.page import Page
from dragoman.records import DateMention


def find_dates(page: Page, published: str | None, book: DateBook | None = None) -> Calendar:
    """All dates of a page. `published` is an ISO date; without it, only dates that name their year are found.

    Where the dateline gives a day close to it, that is the day of writing, from which "today" is told.
    """
    book = book or date_book()
    now = _day_of_writing(page, published)
    body = {sentence.number for sentence in page.body}
    told: list[Period] = []
    found: list[Dated] = []
    for sentence in page.document.sentences:
        for dated in _dates_of(sentence, page, now, told, book):
            found.append(dated)
            if sentence.number in body:
                told.append(dated.period)
    return Calendar(tuple(found), _datelines(page), book.carriers, now)


def _day_of_writing(page: Page, published: str | None) -> date | None:
    anchor = periods.parse(published)
    if anchor is None or anchor.grain != "day":
        return None
    given = periods.parse(page.report.dateline.date) if page.report.dateline is not None else None
    near = given is not None and given.grain == "day" and abs(given.first - anchor.first) <= GRACE
    return given.first if given is not None and near else anchor.first


def _dates_of(sentence: Sentence, page: Page, now: date | None, told: Sequence[Period], book: DateBook) -> list[Dated]:
    found: list[Dated] = []
    for phrase in find_phrases(sentence, page.report.text, book):
        head = head_of(sentence, phrase.start, phrase.end)
        if _is_count(head) or (phrase.means == "in_units" and base(head.deprel) == "nmod"):
            continue  # 2000 villages; the first visit in ten years
        anchor = Anchor(now, (*told, *(d.period for d in found)), direction_of(head, book))
        for part, period in _periods(phrase, anchor):
            mention = DateMention(part.start, part.end, page.report.text[part.start : part.end], period.value)
            head = head_of(sentence, part.start, part.end)
            lasting = _of_what(head) if phrase.means == "lasting" else None
            found.append(Dated(mention, period, head, sentence, book.direction["time_nouns"], lasting))
    return found


def _periods(phrase: Phrase, anchor: Anchor) -> list[tuple[Phrase, Period]]:
    """The period of a phrase; where a range makes no sense, those of its two ends."""
    whole = _range(phrase, anchor) if phrase.partner else resolve(phrase.means, phrase.fields, anchor)
    if whole is not None:
        return [(phrase, whole)]
    ends = phrase.ends
    resolved = [(end, resolve(end.means, end.fields, anchor)) for end in ends]
    return [(end, period) for end, period in resolved if period is not None]


def _range(phrase: Phrase, anchor: Anchor) -> Period | None:
    """A range is resolved from its end, because that often gives the year of both."""
    assert phrase.partner is not None
    end = resolve(phrase.partner.means, phrase.partner.fields, anchor)
    if end is None:
        return None
    year = end.first.year if "year" in phrase.partner.fields else None
    start = resolve(phrase.means, phrase.fields, replace(anchor, year=year))
    return start and periods.between(start, end)


def _of_what(word: Word) -> Word | None:
    """ "two weeks of talks", "a week-old strike": the noun that has gone on."""
    below = next((c for c in word.children if base(c.deprel) == "nmod" and c.index > word.index), None)
    return below or (word.head if base(word.deprel) in {"amod", "nmod", "compound"} else None)


def _is_count(word: Word) -> bool:
    """ "2000 villages": a bare number that counts the plural noun behind it is no year."""
    noun = word.head
    if word.upos != "NUM" or word.deprel != "nummod" or noun is None or noun.index < word.index:
        return False
    named = any(c.deprel in {"det", "nmod:poss", "amod"} and c.index < word.index for c in noun.children)
    return noun.xpos == "NNS" and not named and not any(c.deprel == "case" for c in noun.children)


def _datelines(page: Page) -> tuple[tuple[int, int], ...]:
    return tuple((f.start, f.end) for f in page.report.furniture if f.kind == "dateline")
