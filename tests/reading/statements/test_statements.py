"""Resolved statements: speakers, channels, repeats, classes of source; read with the shipped parser."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from dragoman.errors import ParserError
from dragoman.knowledge.actors import actor_book
from dragoman.knowledge.reporting import reporting_book
from dragoman.parsing import Parser, load_parser
from dragoman.reading.actors import Cast, find_actors
from dragoman.reading.dates import find_dates
from dragoman.reading.page import Page
from dragoman.reading.statements import find_statements
from dragoman.reading.utterances import find_utterances
from dragoman.records import Report, Statement

SOURCES: list[list[Any]] = yaml.safe_load((Path(__file__).parent / "sources.yaml").read_text(encoding="utf-8"))


@cache
def parser() -> Parser:
    try:
        return load_parser()
    except ParserError:
        pytest.skip("the parsing model is not here")


def read(text: str) -> tuple[tuple[Statement, ...], Cast]:
    page = Page(Report("t", text, published="2011-03-09"), parser().parse(text))
    utterances = find_utterances(page, reporting_book())
    cast = find_actors(page, actor_book(), utterances, "2011-03-09")
    return find_statements(page, utterances, cast, find_dates(page, "2011-03-09")), cast


def speakers(text: str) -> list[str]:
    found, cast = read(text)
    parties = [s.speaker for s in found]
    return [cast.actor(p.actor).name if p and p.actor else p.text if p else "" for p in parties]


def test_he_goes_on() -> None:
    text = 'Defence Minister Lars Holm arrived in Oslo. Holm said the treaty was dead. "We will not sign," he added.'
    assert speakers(text) == ["Lars Holm", "Lars Holm"]


def test_the_statement_said() -> None:
    text = "In a statement, the Swedish Navy said two ships had sailed. The statement said they would return in May."
    first, second = speakers(text)
    assert first == second


def test_repeats_point_at_the_first() -> None:
    text = (
        'General Omar Haddad said: "We shall hold the bridge for as long as it takes."\n\n'
        '"We will hold the bridge for as long as it takes," Haddad told state television.'
    )
    (first, second), _ = read(text)
    assert second.variant_of == first.id
    assert second.differs is not None
    assert [(a.text, b.text) for a, b in second.differs] == [("will", "shall")]


def test_the_longer_part_is_the_content() -> None:
    text = '"No," Holm said. "We will not sign this treaty in any form."'
    (said,), _ = read(text)
    assert said.content.text == "We will not sign this treaty in any form."
    assert said.content2 is not None
    assert said.content2.text == "No"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Defence Minister Lars Holm said the treaty was dead.", "named person"),
        ("The Swedish government said the treaty was dead.", "office"),
        ("A ministry spokesman said the treaty was dead.", "office"),
        ("Diplomatic sources said the treaty was dead.", "anonymous official"),
        ("The report said the treaty was dead.", "document"),
        ("State television said the treaty was dead.", "medium"),
    ],
)
def test_classes_of_source(text: str, expected: str) -> None:
    (said,), _ = read(text)
    assert said.source_class == expected


def as_row(statement: Statement, text: str, cast: Cast) -> dict[str, str | None]:
    """What sources.yaml tells of a statement."""
    party, via, to = statement.speaker, statement.via, statement.addressee
    name = (cast.actor(party.actor).name if party.actor else party.text) if party else None
    optional = {
        "via": text[via.start : via.end] if via else None,
        "to": to.text if to else None,
        "date": statement.date,
    }
    return {"speaker": name, "class": statement.source_class} | {k: v for k, v in optional.items() if v}


@pytest.mark.parametrize("row", SOURCES, ids=[row[0][:60] for row in SOURCES])
def test_sources(row: list[Any]) -> None:
    text = row[0].replace("¶", "\n\n")
    found, cast = read(text)
    wanted = [{k: str(v) if k == "date" else v for k, v in told.items()} for told in row[1:]]
    assert [as_row(s, text, cast) for s in found] == wanted


def test_enough_sources() -> None:
    assert len(SOURCES) >= 60


def test_spans_are_true() -> None:
    text = 'In Rome, Holm told reporters: "We go." According to the agency, he left.\n\n“Why?” asked the king. “Who knows?”'
    found, _ = read(text)
    assert found
    for said in found:
        for span in (said.cue, said.content, said.content2, said.speaker, said.via, said.addressee):
            assert span is None or span.text == text[span.start : span.end]


def test_the_same_text_gives_the_same_statements() -> None:
    text = '"We go," the king said. He added that the queen would stay.'
    assert read(text)[0] == read(text)[0]
