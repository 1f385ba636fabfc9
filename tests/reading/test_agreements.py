"""The table of agreements, read with the real parser, and what a record holds."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from dragoman.errors import DataError, ParserError
from dragoman.knowledge.actors import actor_book
from dragoman.knowledge.agreements import agreement_book
from dragoman.knowledge.places import gazetteer
from dragoman.knowledge.reporting import reporting_book
from dragoman.parsing import load_parser
from dragoman.reading.actors import find_actors
from dragoman.reading.agreements import find_agreements
from dragoman.reading.dates import find_dates
from dragoman.reading.page import Page
from dragoman.reading.places import find_places
from dragoman.reading.utterances import find_utterances
from dragoman.records import Agreement, Report

PUBLISHED = "2023-05-10"
TABLE = yaml.safe_load((Path(__file__).parent / "agreements.yaml").read_text())
Read = Callable[[str], tuple[Agreement, ...]]


@pytest.fixture(scope="module")
def read() -> Read:
    try:
        parser = load_parser("dragoman", 1)
    except ParserError as problem:
        pytest.skip(str(problem))

    def read_text(text: str) -> tuple[Agreement, ...]:
        page = Page(Report(id="t", text=text, published=PUBLISHED), parser.parse(text))
        cast = find_actors(page, actor_book(None), find_utterances(page, reporting_book()), PUBLISHED)
        atlas = find_places(page, gazetteer(), PUBLISHED)
        return find_agreements(page, cast, find_dates(page, PUBLISHED), atlas, ())

    return read_text


def told(agreement: Agreement) -> str:
    return f"{'+'.join(sorted(p.country or '?' for p in agreement.parties))} {agreement.status}"


@pytest.mark.parametrize(("text", "wanted"), TABLE)
def test_table(read: Read, text: str, wanted: list[str]) -> None:
    assert [told(a) for a in read(text)] == wanted


def test_record(read: Read) -> None:
    text = (
        "Norway and Sweden signed a five-year defence agreement in Oslo on Monday. "
        "The agreement provides for joint patrols at sea."
    )
    (found,) = read(text)
    assert found.kind == "five-year defence agreement"
    assert found.date == "2023-05-08"
    assert found.place is not None
    assert found.term is not None
    assert found.term.text == "five-year"
    assert [p.text for p in found.provisions] == ["joint patrols at sea"]
    assert [s.text for s in found.also] == ["The agreement provides for joint patrols at sea."]
    for span in (found.evidence, found.term, *found.provisions, *found.also):
        assert text[span.start : span.end] == span.text


def test_a_later_mention_tells_the_place(read: Read) -> None:
    text = "Norway and Sweden signed a defence agreement on Monday. The ministers signed the agreement in Oslo."
    (found,) = read(text)
    assert found.date == "2023-05-08"
    assert found.place is not None


@pytest.mark.parametrize(
    ("text", "provisions"),
    [
        ("The treaty between Chad and Sudan limits each side to 40 tanks.", ["each side to 40 tanks"]),
        (
            "Chad and Sudan signed an accord under which Chad will withdraw its troops.",
            ["Chad will withdraw its troops"],
        ),
        ("The truce between Chad and Sudan was extended for 60 days.", []),
        ("Chad signed a pact with Sudan that allows Sudan to send police.", ["Sudan to send police"]),
    ],
)
def test_provisions(read: Read, text: str, provisions: list[str]) -> None:
    (found,) = read(text)
    assert [p.text for p in found.provisions] == provisions


def test_malformed(tmp_path: Path) -> None:
    path = tmp_path / "agreements.yaml"
    path.write_text("nouns: [pact]\n")
    with pytest.raises(DataError, match="this key is missing"):
        agreement_book(path)
