"""The commands that ask the register, over a register of one made report."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from dragoman.records import (
    Actor,
    Event,
    EventDate,
    Mention,
    Party,
    Reading,
    Report,
    Size,
    Span,
    Statement,
)
from dragoman.register import open_register

TEXT = "Russia urged Israel to talk. \x1b[31m“We are ready,” Israel said."
AT = {words: TEXT.index(words) for words in ("Russia", "urged", "Israel", "We are ready", "said")}


def span(words: str) -> Span:
    return Span(AT[words], AT[words] + len(words), words)


def state(local: str, name: str, code: str) -> Actor:
    at = span(name)
    return Actor(local, "state", name, code, mentions=(Mention(at.start, at.end, name, "name"),))


def party(local: str, name: str) -> Party:
    at = span(name)
    return Party(at.start, at.end, name, local)


@pytest.fixture
def register(tmp_path: Path) -> Path:
    urged = Event(
        id="e1",
        type="REQUEST",
        modes=(),
        contexts=("diplomatic",),
        aux=(),
        cameo="020",
        actor=(party("a1", "Russia"),),
        recipient=(party("a2", "Israel"),),
        place=None,
        date=EventDate("2010-09-06"),
        attributed_to=None,
        size=Size(),
        trigger=span("urged"),
        evidence=Span(0, 28, TEXT[:28]),
        also=(),
        quad=1,
        score=1.0,
        rule="request.urge",
    )
    said = Statement("s1", "direct", party("a2", "Israel"), None, None, span("said"), span("We are ready"))
    report = Report("r1", TEXT, title='=HYPERLINK("http://x")', publisher="AP", published="2010-09-06")
    actors = (state("a1", "Russia", "RUS"), state("a2", "Israel", "ISR"))
    path = tmp_path / "dragoman.sqlite"
    with open_register(path) as made:
        assert [a.outcome for a in made.add([Reading(report, actors, events=(urged,), statements=(said,))])] == [
            "added"
        ]
    return path


def test_json_lines_in_a_pipe(run, register: Path) -> None:
    done = run(
        "events", "--actor", "RUS", "--recipient", "ISR", "--type", "REQUEST", "--since", "2010-01", "--aux", "none"
    )
    assert done.code == 0
    (event,) = map(json.loads, done.out.splitlines())
    assert (event["type"], event["evidence"], event["rule"]) == ("REQUEST", TEXT[:28], "request.urge")


def test_a_filter_that_fits_nothing(run, register: Path) -> None:
    assert run("events", "--sources", "2").out == ""
    done = run("events", "--actor", "FRA", "--format", "table")
    assert (done.code, done.out) == (0, "")
    assert "register info" in done.err


def test_csv_is_safe_in_a_spreadsheet(run, register: Path) -> None:
    (row,) = csv.DictReader(io.StringIO(run("register", "reports", "--format", "csv").out))
    assert not row["title"].startswith("=")
    assert "HYPERLINK" in row["title"]


@pytest.mark.parametrize("kind", ["statements", "transfers", "agreements", "actors", "reports"])
@pytest.mark.parametrize("form", ["table", "csv", "jsonl"])
def test_lists(run, register: Path, kind: str, form: str) -> None:
    done = run("register", kind, "--format", form)
    assert done.code == 0
    assert bool(done.out) == (kind in {"statements", "actors", "reports"})


def test_timeline(run, register: Path) -> None:
    assert len(run("timeline", "ISR", "Russia").out.splitlines()) == 1


def test_search(run, register: Path) -> None:
    hits = [json.loads(line) for line in run("search", "ready").out.splitlines()]
    assert {hit["kind"] for hit in hits} == {"report", "statement"}
    assert [json.loads(line)["kind"] for line in run("search", "ready", "--kind", "statement").out.splitlines()] == [
        "statement"
    ]


def test_an_event_is_shown_with_words_source_and_rule(run, register: Path) -> None:
    ref = json.loads(run("events").out)["id"]
    shown = run("show", ref, "--format", "table").out
    for words in ("Russia [urged] Israel", "request.urge", "r1", "AP"):
        assert words in shown


def test_nothing_from_a_report_reaches_the_terminal_as_a_command(run, register: Path) -> None:
    for ref in ("r1", json.loads(run("register", "statements").out)["id"]):
        assert "\x1b" not in run("show", ref, "--format", "table").out
    assert "\x1b" not in run("search", "ready", "--format", "table").out


def test_an_actor(run, register: Path) -> None:
    shown = run("actor", "Russia", "--format", "table").out
    assert "REQUEST" in shown
    assert json.loads(run("actor", "Russia").out)["country"] == "RUS"


def test_what_is_not_there(run, register: Path) -> None:
    for words in (("show", "e0000000000"), ("show", "x"), ("actor", "Nobody at all"), ("events", "--since", "soon")):
        done = run(*words)
        assert done.code == 2
        assert done.err.startswith("dragoman: ")


def test_no_register(run) -> None:
    done = run("events")
    assert done.code == 2
    assert "dragoman add" in done.err
