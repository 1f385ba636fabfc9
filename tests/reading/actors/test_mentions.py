"""The table of mentions (mentions.yaml), read with the shipped parser and gazetteers."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from dragoman.knowledge.actors import actor_book
from dragoman.parsing import Parser, load_parser
from dragoman.parsing.tree import Document, Word
from dragoman.reading.actors import Cast, find_actors
from dragoman.reading.page import Page
from dragoman.records import Party, Report

TABLE = Path(__file__).with_name("mentions.yaml")
KNOWN_FAILURES: frozenset[tuple[str, str]] = frozenset()


def _cases() -> list[Any]:
    found = []
    for case in yaml.load(TABLE.read_text(encoding="utf-8"), yaml.BaseLoader):
        for words, wanted in case["who"].items():
            marks = [pytest.mark.xfail(strict=False)] if (case["text"], words) in KNOWN_FAILURES else []
            found.append(
                pytest.param(
                    case["text"],
                    case.get("date", "2019-05-02"),
                    words,
                    wanted,
                    marks=marks,
                    id=f"{words} | {case['text'][:40]}",
                )
            )
    return found


@pytest.fixture(scope="module")
def parser() -> Parser:
    return load_parser(threads=1)


@pytest.fixture(scope="module")
def casts(parser: Parser) -> dict[tuple[str, str], tuple[Document, Cast]]:
    return {}


def _cast(
    text: str, date: str, parser: Parser, casts: dict[tuple[str, str], tuple[Document, Cast]]
) -> tuple[Document, Cast]:
    if (text, date) not in casts:
        document = parser.parse(text)
        page = Page(Report("r", text, published=date), document)
        casts[text, date] = document, find_actors(page, actor_book(), utterances(page), date)
    return casts[text, date]


def utterances(page: Page) -> tuple[Any, ...]:
    """Who says what, as the pipeline has it."""
    from dragoman.knowledge.reporting import reporting_book
    from dragoman.reading.utterances import find_utterances

    return find_utterances(page, reporting_book())


def _head(document: Document, phrase: str) -> Word:
    """The word of the phrase whose head lies outside it."""
    words, _, number = phrase.partition("#")
    place = [m.start() for m in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", document.text)][int(number or 1) - 1]
    inside = [
        w for w in document.words() if place <= w.start and w.end <= place + len(words) and w.xpos not in {"POS", "DT"}
    ]
    outer = [w for w in inside if w.head not in inside] or inside
    return next((w for w in outer if w.upos != "ADJ"), outer[0])


def _asked(document: Document, cast: Cast, words: str) -> tuple[Party, ...]:
    if words.startswith("of "):
        return cast.modifiers(_head(document, words[3:]))
    head = _head(document, words)
    party = cast.party(head)
    return (party,) if party is not None and party.actor is not None else cast.parties(head)


@pytest.mark.parametrize(("text", "date", "words", "wanted"), _cases())
def test_mention(text: str, date: str, words: str, wanted: str, parser: Parser, casts: Any) -> None:
    document, cast = _cast(text, date, parser, casts)
    found = [cast.actor(p.actor) for p in _asked(document, cast, words) if p.actor is not None]
    if wanted == "?":
        assert not found
        return
    expected = [part.partition("=") for part in wanted.split("&")]
    assert [f"{a.country or '.'} {a.sector or '.'}" for a in found] == [codes.strip() for codes, _, _ in expected]
    for actor, (_, _, name) in zip(found, expected, strict=True):
        assert not name or actor.name == name.strip()


def test_table_is_long_enough() -> None:
    assert len(_cases()) >= 300
