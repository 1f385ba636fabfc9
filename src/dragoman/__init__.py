"""dragoman reads news reports offline and keeps the register: actors, events, statements, transfers, agreements.

    import dragoman
    reading = dragoman.read(text, published="2010-09-06")
    reader = dragoman.load(dragoman.Settings(threads=1))
    for reading in reader.read_many(reports): ...

The parser and the books are loaded at the first reading, not at import.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING

from dragoman.version import __version__

if TYPE_CHECKING:
    from dragoman.reading.reader import Reader
    from dragoman.records import Reading, Report
    from dragoman.settings import Settings
    from dragoman.sources import Given, make_report, read_sources

__all__ = [
    "Given",
    "Reader",
    "Reading",
    "Report",
    "Settings",
    "__version__",
    "load",
    "make_report",
    "read",
    "read_sources",
]

LAZY = {
    "Given": "dragoman.sources",
    "Reader": "dragoman.reading.reader",
    "Reading": "dragoman.records",
    "Report": "dragoman.records",
    "Settings": "dragoman.settings",
    "make_report": "dragoman.sources",
    "read_sources": "dragoman.sources",
}


def read(
    text: str,
    published: str | None = None,
    *,
    id: str | None = None,  # noqa: A002 - the field's name
    title: str | None = None,
    byline: str | None = None,
    publisher: str | None = None,
    url: str | None = None,
) -> Reading:
    """Read one report given as text. `published` is a date as people write it, best ISO 8601.

    Raises SettingsError for a date in an unknown format, ParserError and DataError where the installation is broken.
    """
    from dragoman.sources import Given, make_report
    from dragoman.sources.dates import given_date

    when = given_date(published) if published else None
    given = Given(id=id, title=title, byline=byline, publisher=publisher, url=url, published=when)
    return load().read(make_report(text, given))


def load(settings: Settings | None = None) -> Reader:
    """The reader for these settings (by default those in force: file and environment); loaded once for each."""
    from dragoman.settings import load_settings

    return _reader(settings or load_settings())


@cache
def _reader(settings: Settings) -> Reader:
    from dragoman.reading.reader import load_reader

    s = settings
    return load_reader(s.parser, s.threads, s.lexicon, s.thorough, s.max_words)


def __getattr__(name: str) -> object:
    if name not in LAZY:
        raise AttributeError(f"module 'dragoman' has no attribute {name!r}")
    return getattr(import_module(LAZY[name]), name)
