"""Bad and big input: no crash, bounded time, no two people made one."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.knowledge.actors import actor_book
from dragoman.parsing import Parser, load_parser
from dragoman.reading.actors import Cast, find_actors
from dragoman.reading.page import Page
from dragoman.records import Report


@pytest.fixture(scope="module")
def parser() -> Parser:
    return load_parser(threads=1)


def cast_of(text: str, parser: Parser, date: str | None = "2019-05-02") -> Cast:
    return find_actors(Page(Report("r", text, published=date), parser.parse(text)), actor_book(), (), date)


NAMES = yaml.safe_load((Path(__file__).parents[1] / "people.yaml").read_text(encoding="utf-8"))


def test_four_hundred_people_stay_four_hundred(parser: Parser) -> None:
    people = [f"{first} {last}" for first in NAMES["first"] for last in NAMES["last"]]
    text = "\n\n".join(f"{name} met reporters on Monday. He said it was late." for name in people)
    document = parser.parse(text)
    cast = find_actors(Page(Report("r", text, published="2019-05-02"), document), actor_book(), (), "2019-05-02")
    named = {a.name for a in cast.actors if a.kind == "person"}
    assert len(named & set(people)) >= 0.97 * len(people)


def test_people_of_one_surname_are_not_merged(parser: Parser) -> None:
    cast = cast_of("Bill Carver met Hillary Carver. Jeb Carver came later, and Carver left.", parser)
    assert [a.name for a in cast.actors if a.kind == "person"] == ["Bill Carver", "Hillary Carver", "Jeb Carver"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\n\n\n",
        "…",
        "'s",
        "(SDF)",
        "the two",
        "His Russian counterpart",
        "He he he he. They they. It.",
        "Путин встретился с Трампом в Хельсинки.",
        "习近平会见了默克尔。",
        "التقى الرئيس المصري نظيره السوداني",
        "PRESIDENT REAGAN MET PRIME MINISTER THATCHER IN WASHINGTON ON TUESDAY, OFFICIALS SAID.",
        "of of of the the president of of",
        "Mr Mr Mr. Dr.",
        "Minister minister minister minister, minister, minister",
        "U.S.-U.S.-led, anti-U.S., pro-",
        "bin bin al- al- O' O'",
    ],
)
def test_odd_input_does_no_harm(text: str, parser: Parser) -> None:
    cast = cast_of(text, parser, None)
    for actor in cast.actors:
        assert all(text[m.start : m.end] == m.text for m in actor.mentions)


WORDS = [
    "the",
    "The",
    "his",
    "a",
    "Russian",
    "Turkey",
    "U.S.",
    "president",
    "Putin",
    "minister",
    ",",
    ".",
    '"',
    "(",
    ")",
    "'s",
    "and",
    "of",
    "for",
    "to",
    "said",
    "met",
    "Barak",
    "army",
    "troops",
    "who",
    "which",
    "two",
    "both",
    "counterpart",
    "spokesman",
    "Kim",
    "Jong-un",
    "al-Assad",
    "it",
    "they",
    "He",
    "government",
    "-",
    "country",
    "EU",
]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=25))
def test_any_row_of_words_is_read(words: list[str]) -> None:
    text = " ".join(words)
    cast = cast_of(text, load_parser(threads=1))
    assert [a.id for a in cast.actors] == [f"a{n}" for n in range(1, len(cast.actors) + 1)]
    for word in (w for actor in cast.actors for w in actor.mentions):
        assert text[word.start : word.end] == word.text


def test_the_same_report_gives_the_same_cast(parser: Parser) -> None:
    text = "Turkey and Libya signed a pact. The two countries said they would train Libyan troops in Ankara."
    assert cast_of(text, parser).actors == cast_of(text, parser).actors


def test_shouted_report(parser: Parser) -> None:
    cast = cast_of(
        "PRESIDENT REAGAN MET CHANCELLOR HELMUT KOHL IN BONN, WEST GERMANY, OFFICIALS SAID.", parser, "1987-03-02"
    )
    assert {"USA", "DEU"} <= {a.country for a in cast.actors if a.kind == "person"}
