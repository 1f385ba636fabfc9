"""What comes out: lazily fetched rows, stories, counts for the charts, frames."""

from __future__ import annotations

import pytest

from dragoman.errors import NotFound, SettingsError
from dragoman.register import Filters, Register


def test_rows_count_slice_and_stream_alike(filled: Register) -> None:
    events = filled.events()
    everything = list(events)
    assert len(events) == 3
    assert events[0] == everything[0]
    assert events[-1] == everything[-1]
    assert events[1:3] == everything[1:3]
    assert events[:-1] == everything[:-1]
    assert events[5:] == []
    with pytest.raises(IndexError):
        events[3]
    assert [e.id for e in filled.events(limit=1, offset=1)] == [everything[1].id]


def test_orders(filled: Register) -> None:
    assert [e.type for e in filled.events(order="-date")] == ["ASSAULT", "CONSULT", "COOPERATE"]


def test_an_event_is_told_with_its_words(filled: Register) -> None:
    known = filled.events(Filters(type=("CONSULT",)))[0]
    assert [p.name for p in known.actor] == ["Ehud Barak"]
    assert (known.place and known.place.name, known.date and known.date.since) == ("Sochi", "2010-09-06")
    story = filled.event(known.id)
    assert story.event == known
    assert [m.source.report for m in story.mentions] == ["meeting"]
    assert story.mentions[0].record.trigger.text == "met"


@pytest.mark.parametrize("kind", ["event", "statement", "transfer", "agreement", "actor", "source"])
def test_what_is_not_there(filled: Register, kind: str) -> None:
    with pytest.raises(NotFound):
        getattr(filled, kind)("e0000000000")


def test_an_actor_by_a_name_and_its_records(filled: Register) -> None:
    putin = filled.actor("VLADIMIR PUTIN")
    assert putin == filled.actor(putin.id)
    assert {local.source.report for local in filled.actor_locals(putin.id)} == {"meeting", "sale"}
    with pytest.raises(NotFound, match="Vladimir Putin"):
        filled.actor("Vladimir Putim")


def test_a_timeline_goes_both_ways(filled: Register) -> None:
    assert [e.type for e in filled.timeline("RUS", "ISR")] == ["CONSULT"]
    assert [e.type for e in filled.timeline("SYR", "ISR")] == ["ASSAULT"]


def test_days_months_years(filled: Register) -> None:
    assert [(d.date, d.type, d.quad, d.count) for d in filled.days(unit="year")] == [
        ("2010", "CONSULT", 1, 1),
        ("2010", "statement", None, 1),
        ("2010", "transfer", None, 1),
        ("2013", "ASSAULT", 4, 1),
    ]
    with pytest.raises(SettingsError):
        filled.days(unit="week")  # type: ignore[arg-type]


def test_the_network_counts_what_it_leaves_out(filled: Register) -> None:
    whole = filled.network()
    assert {(e.count, e.score) for e in whole.edges} == {(1, 1.0), (1, 6.0), (1, -9.5)}
    assert whole.left_out == 0
    small = filled.network(most=1)
    assert (len(small.nodes), len(small.edges), small.left_out) == (1, 0, len(whole.nodes) - 1)
    assert len(filled.network(Filters(quad=(4,))).edges) == 1


def test_the_map(filled: Register) -> None:
    assert [(s.name, s.count) for s in filled.spots()] == [("Sochi", 1)]
    assert [(f.supplier, f.recipient, f.status, f.count) for f in filled.flows()] == [("RUS", "SYR", "planned", 1)]


def test_counts(filled: Register) -> None:
    counts = filled.counts()
    assert (counts.reports, counts.events, counts.statements, counts.transfers, counts.agreements) == (4, 3, 1, 1, 1)
    assert (counts.first, counts.last) == ("2010-09-06", "2013-05-05")


@pytest.mark.parametrize("kind", ["pandas", "polars"])
def test_frames_hold_every_row(filled: Register, kind: str) -> None:
    pytest.importorskip(kind)
    frame = filled.events().to_frame(kind)
    assert list(frame["type"]) == ["CONSULT", "ASSAULT", "COOPERATE"]
    assert next(iter(frame["actor_country"])) == "ISR"
    assert len(filled.transfers(Filters(actor=("SYR",))).to_frame(kind)) == 0


def test_no_such_frame(filled: Register) -> None:
    with pytest.raises(SettingsError, match="pandas, polars"):
        filled.events().to_frame("excel")
