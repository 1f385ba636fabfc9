"""A text and what is known about it become a Report: furniture marked, dateline and date of publication found."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256

from dragoman.records import Dateline, Report
from dragoman.sources.cues import load_cues
from dragoman.sources.dateline import Found
from dragoman.sources.dates import find_date, find_garbled_date
from dragoman.sources.decode import clean
from dragoman.sources.furniture import Marks, mark
from dragoman.sources.language import language_of


@dataclass(frozen=True)
class Given:
    """What the source says about a report. `published` is an ISO date; `flags` tell what was odd about the bytes."""

    id: str | None = None
    title: str | None = None
    byline: str | None = None
    publisher: str | None = None
    url: str | None = None
    published: str | None = None
    flags: tuple[str, ...] = ()


def make_report(text: str, given: Given | None = None) -> Report:
    """The report of a text. Never raises: an empty text is a report with nothing in it."""
    given = given or Given()
    text = clean(text)
    marks = mark(text, load_cues(), given.title)
    published, flags = _published(given, marks)
    language = language_of(text)
    return Report(
        id=given.id or text_id(text),
        text=text,
        title=given.title or marks.title,
        byline=given.byline or marks.byline,
        publisher=given.publisher,
        url=given.url,
        language=language or "en",
        published=published,
        dateline=_dateline(marks.dateline, marks.date, published),
        furniture=tuple(marks.spans),
        flags=given.flags + flags + (("not-english",) if language not in (None, "en") else ()),
    )


def text_id(text: str) -> str:
    """A name for a text that has none: the same text has the same name everywhere."""
    return "r" + sha256(text.encode()).hexdigest()[:12]


def _published(given: Given, marks: Marks) -> tuple[str | None, tuple[str, ...]]:
    """The date of publication and the flags it earns; the surest source first."""
    if given.published:
        return given.published, ()
    sure = (marks.dateline.date(None) if marks.dateline else None) or marks.date or _in_head(marks)
    if sure:
        return sure, ()
    pictured = next((found for line in marks.captions if (found := find_date(line.text))), None)
    return pictured, ("date-from-caption" if pictured else "no-date",)


def _in_head(marks: Marks) -> str | None:
    heads = [line.text for line in marks.head]
    return next((found for text in heads if (found := find_date(text) or find_garbled_date(text))), None)


def _dateline(found: Found | None, alone: str | None, published: str | None) -> Dateline | None:
    if found:
        return Dateline(found.place, found.date(published) or alone)
    return Dateline(None, alone) if alone else None
