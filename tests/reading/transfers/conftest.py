"""Reads sentences with the real parser; the tests are skipped where no model lies in the tree."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dragoman.errors import ParserError
from dragoman.knowledge.actors import actor_book
from dragoman.knowledge.arms import arms_book
from dragoman.knowledge.reporting import reporting_book
from dragoman.parsing import Parser, load_parser
from dragoman.reading.actors import Cast, find_actors
from dragoman.reading.dates import find_dates
from dragoman.reading.page import Page
from dragoman.reading.transfers import find_transfers
from dragoman.reading.utterances import find_utterances
from dragoman.records import Report, Transfer

PUBLISHED = "2023-05-10"
Read = Callable[[str], tuple[Cast, tuple[Transfer, ...]]]


@pytest.fixture(scope="session")
def parser() -> Parser:
    """The shipped parser."""
    try:
        return load_parser("dragoman", 1)
    except ParserError as problem:
        pytest.skip(str(problem))


@pytest.fixture(scope="session")
def read(parser: Parser) -> Read:
    """A text to its cast and its transfers."""

    def read_text(text: str) -> tuple[Cast, tuple[Transfer, ...]]:
        page = Page(Report(id="t", text=text, published=PUBLISHED), parser.parse(text))
        utterances = find_utterances(page, reporting_book())
        cast = find_actors(page, actor_book(None), utterances, PUBLISHED)
        calendar = find_dates(page, PUBLISHED)
        return cast, find_transfers(page, arms_book(), cast, calendar, utterances)

    return read_text
