"""Each filter keeps what fits and drops what does not, in SQLite and PostgreSQL alike."""

from __future__ import annotations

import pytest

from dragoman.errors import SettingsError
from dragoman.register import Filters, Register


def types(register: Register, **asked: object) -> list[str]:
    return [event.type for event in register.events(Filters(**asked))]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("asked", "kept"),
    [
        ({}, ["CONSULT", "ASSAULT", "COOPERATE"]),  # the undated last
        ({"actor": ("ISR",)}, ["CONSULT", "ASSAULT"]),
        ({"actor": ("ISR",), "recipient": ("SYR",)}, ["ASSAULT"]),
        ({"recipient": ("Vladimir Putin",)}, ["CONSULT"]),
        ({"recipient": ("vladimir  PUTIN",)}, ["CONSULT"]),
        ({"party": ("RUS",)}, ["CONSULT", "COOPERATE"]),
        ({"party": ("Syria", "nobody")}, ["ASSAULT", "COOPERATE"]),
        ({"type": ("ASSAULT", "COOPERATE")}, ["ASSAULT", "COOPERATE"]),
        ({"mode": ("visit",)}, ["CONSULT"]),
        ({"context": ("military",)}, ["ASSAULT"]),
        ({"quad": (2, 4)}, ["ASSAULT", "COOPERATE"]),
        ({"aux": ("none",)}, ["CONSULT", "ASSAULT"]),
        ({"aux": ("future", "negation")}, ["COOPERATE"]),
        ({"aux": ("none", "future")}, ["CONSULT", "ASSAULT", "COOPERATE"]),
        ({"since": "2010-09-07"}, ["ASSAULT"]),
        ({"since": "2013-05-31"}, ["ASSAULT"]),  # known to the month: it may have been that day
        ({"until": "2010-09"}, ["CONSULT"]),
        ({"since": "2010", "until": "2010"}, ["CONSULT"]),
        ({"country": ("RUS",)}, ["CONSULT"]),
        ({"rule": "assault.made"}, ["ASSAULT"]),
        ({"publisher": ("AP", "Reuters")}, ["CONSULT", "COOPERATE"]),
        ({"words": "met sochi"}, ["CONSULT"]),
        ({"words": "met syria"}, []),
        ({"report": "raid"}, ["ASSAULT"]),
        ({"sources": 2}, []),
        ({"actor": ("' OR 1=1 --",)}, []),
        ({"words": '") OR ("'}, []),
    ],
    ids=str,
)
def test_events(filled: Register, asked: dict[str, object], kept: list[str]) -> None:
    assert types(filled, **asked) == kept


@pytest.mark.parametrize(
    ("asked", "number"),
    [
        ({}, 1),
        ({"actor": ("RUS",)}, 1),
        ({"actor": ("SYR",)}, 0),
        ({"recipient": ("Syria",)}, 1),
        ({"status": ("planned",)}, 1),
        ({"status": ("delivered",)}, 0),
        ({"category": ("VII",)}, 1),
        ({"designation": "s-3"}, 1),
        ({"designation": "%"}, 0),
        ({"since": "2011"}, 0),
        ({"words": "deliver"}, 1),
    ],
    ids=str,
)
def test_transfers(filled: Register, asked: dict[str, object], number: int) -> None:
    found = filled.transfers(Filters(**asked))  # type: ignore[arg-type]
    assert len(found) == len(list(found)) == number


@pytest.mark.parametrize(
    ("asked", "number"),
    [
        ({"actor": ("Putin",)}, 1),
        ({"actor": ("RUS",)}, 1),
        ({"actor": ("ISR",)}, 0),
        ({"words": "word"}, 1),
        ({"words": "missiles"}, 0),
        ({"since": "2010-09-18", "until": "2010-09-18"}, 1),  # the day of its report
        ({"since": "2010-09-19"}, 0),
    ],
    ids=str,
)
def test_statements(filled: Register, asked: dict[str, object], number: int) -> None:
    assert len(filled.statements(Filters(**asked))) == number  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("asked", "number"),
    [
        ({"party": ("RUS",)}, 1),
        ({"actor": ("ISR",), "recipient": ("Russia",)}, 1),
        ({"party": ("SYR",)}, 0),
        ({"status": ("signed",)}, 1),
        ({"since": "2010-09-07"}, 0),
        ({"words": "pact"}, 1),
    ],
    ids=str,
)
def test_agreements(filled: Register, asked: dict[str, object], number: int) -> None:
    assert len(filled.agreements(Filters(**asked))) == number  # type: ignore[arg-type]


def test_reports_the_newest_first(filled: Register) -> None:
    assert [source.report for source in filled.reports()] == ["raid", "sale", "pact", "meeting"]
    assert [source.report for source in filled.reports(Filters(words="missiles"))] == ["sale"]


def test_actors_by_words_of_a_name(filled: Register) -> None:
    assert [actor.name for actor in filled.actors(Filters(words="vladim"))] == ["Vladimir Putin"]
    assert {actor.name for actor in filled.actors(Filters(country=("ISR",)))} == {"Israel", "Ehud Barak"}


@pytest.mark.parametrize("asked", [{"since": "yesterday"}, {"until": "2010-13"}, {"aux": ("maybe",)}], ids=str)
def test_what_cannot_be_asked(filled: Register, asked: dict[str, object]) -> None:
    with pytest.raises(SettingsError):
        list(filled.events(Filters(**asked)))  # type: ignore[arg-type]
