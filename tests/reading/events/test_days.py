"""When an act took place that has no date of its own: which day carries over to it, and which does not."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
import yaml

from dragoman.reading.events.distance import distance_of
from dragoman.reading.reader import load_reader
from dragoman.records import Dateline, Event, Reading, Report

TABLE = yaml.safe_load((Path(__file__).parent / "days.yaml").read_text())
CASES = [(kind, s["text"], w, d) for kind in ("stories", "agency") for s in TABLE[kind] for w, d in s["days"].items()]
WRITTEN = Dateline(place="PARIS", date="2019-10-15")  # the day before publication


@cache
def readings() -> dict[str, Reading]:
    """All stories, read together."""
    reports = [
        Report(
            id=s["text"], text=s["text"], published=TABLE["published"], dateline=WRITTEN if kind == "agency" else None
        )
        for kind in ("stories", "agency")
        for s in TABLE[kind]
    ]
    return {r.report.id: r for r in load_reader().read_many(reports)}


def event(text: str, word: str) -> Event:
    found = [e for e in readings()[text].events if word in e.trigger.text.split()]
    assert found, [(e.rule, e.trigger.text) for e in readings()[text].events]
    return found[0]


@pytest.mark.parametrize(("kind", "text", "word", "day"), CASES, ids=[f"{w}: {t[:60]}" for _, t, w, _ in CASES])
def test_day_of_an_act(kind: str, text: str, word: str, day: str) -> None:
    date = event(text, word).date
    assert (date.value if date is not None else "-") == day


def test_an_inferred_day_has_no_words() -> None:
    inferred = [e.date for r in readings().values() for e in r.events if e.date is not None and e.date.start is None]
    assert inferred
    assert all(d.end is None and d.text is None for d in inferred)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Police arrested him two days before the rally.", -2),
        ("Police arrested him the day after the rally.", 1),
        ("Police arrested him 20 minutes after the rally.", 0),
        ("Police arrested him three weeks after the rally.", None),
        ("Police arrested him after the rally.", None),
    ],
)
def test_distance(text: str, days: int | None) -> None:
    document = load_reader().parser.parse(text)
    found = distance_of(document.sentences[0].root)
    assert (found.days if found is not None else None) == days


def test_a_distance_can_be_read_both_ways() -> None:
    found = distance_of(load_reader().parser.parse("Police arrested him two days before the rally.").sentences[0].root)
    assert found is not None
    assert (found.of_act("2020-03-01"), found.of_other("2020-02-28")) == ("2020-02-28", "2020-03-01")
