"""The methods of `Register` that answer questions; the answers are made in questions/."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TypeVar

from sqlalchemy import Engine

from dragoman.errors import NotFound
from dragoman.records import Record
from dragoman.register import searching
from dragoman.register.filters import EVERYTHING, Filters
from dragoman.register.questions import actors, charts, events, made, moved, said, sources
from dragoman.register.questions.rows import Rows
from dragoman.register.records import (
    Counts,
    Day,
    EventStory,
    Flow,
    Hit,
    KnownActor,
    KnownAgreement,
    KnownEvent,
    KnownStatement,
    KnownTransfer,
    LocalActor,
    Network,
    Source,
    Spot,
)
from dragoman.register.words import HitKind

T = TypeVar("T", bound=Record)


class Asking:
    """The questions. `limit` and `offset` cut the answer in the database; ids that were merged away lead on."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    def events(
        self,
        filters: Filters = EVERYTHING,
        *,
        order: events.Order = "date",
        limit: int | None = None,
        offset: int = 0,
    ) -> Rows[KnownEvent]:
        """The events that fit, each act once: by date, "-date" (newest first) or "sources" (most first)."""
        return _cut(events.events(self.engine, filters, order), limit, offset)

    def timeline(self, left: str, right: str, filters: Filters = EVERYTHING) -> Rows[KnownEvent]:
        """What either of two parties did to the other, by date."""
        return events.timeline(self.engine, left, right, filters)

    def event(self, event_id: str) -> EventStory:
        """An event with all its mentions. Raises NotFound."""
        with self.engine.connect() as connection:
            found = events.event(connection, event_id)
        if found is None:
            raise NotFound(event_id, "the register has no event of this id")
        return found

    def stories(self, filters: Filters = EVERYTHING) -> Iterator[EventStory]:
        """The events that fit, by date, each with all its mentions."""
        return events.stories(self.engine, filters)

    def statements(
        self, filters: Filters = EVERYTHING, *, limit: int | None = None, offset: int = 0
    ) -> Rows[KnownStatement]:
        """The statements that fit, each utterance once, by date."""
        return _cut(said.statements(self.engine, filters), limit, offset)

    def statement(self, statement_id: str) -> tuple[KnownStatement, tuple[KnownStatement, ...]]:
        """An utterance in the lead's wording, and every report's wording, the lead's first. Raises NotFound."""
        wordings = _told(said.wordings(self.engine, statement_id), "statement", statement_id)
        return wordings[0], wordings

    def transfers(
        self, filters: Filters = EVERYTHING, *, limit: int | None = None, offset: int = 0
    ) -> Rows[KnownTransfer]:
        """The transfers that fit, each once."""
        return _cut(moved.transfers(self.engine, filters), limit, offset)

    def transfer(self, transfer_id: str) -> tuple[KnownTransfer, ...]:
        """A transfer as each report tells it, the lead first. Raises NotFound."""
        return _told(moved.tellings(self.engine, transfer_id), "transfer", transfer_id)

    def agreements(
        self, filters: Filters = EVERYTHING, *, limit: int | None = None, offset: int = 0
    ) -> Rows[KnownAgreement]:
        """The agreements that fit, each once."""
        return _cut(made.agreements(self.engine, filters), limit, offset)

    def agreement(self, agreement_id: str) -> tuple[KnownAgreement, ...]:
        """An agreement as each report tells it, the lead first. Raises NotFound."""
        return _told(made.tellings(self.engine, agreement_id), "agreement", agreement_id)

    def actors(self, filters: Filters = EVERYTHING, *, limit: int | None = None, offset: int = 0) -> Rows[KnownActor]:
        """The actors that fit, the busiest first."""
        return _cut(actors.actors(self.engine, filters), limit, offset)

    def actor(self, who: str) -> KnownActor:
        """The actor of this id or name, the busiest of several. Raises NotFound with the nearest names."""
        for found in actors.called(self.engine, who):
            return found
        with self.engine.connect() as connection:
            near = actors.nearest(connection, who)
        hint = f"; perhaps {', '.join(near)}?" if near else ""
        raise NotFound(who, f"the register has no actor of this name{hint}")

    def actor_locals(self, actor_id: str) -> Rows[LocalActor]:
        """Every report's record of an actor, and why it is taken for this one."""
        return actors.locals_of(self.engine, actor_id)

    def reports(self, filters: Filters = EVERYTHING, *, limit: int | None = None, offset: int = 0) -> Rows[Source]:
        """The reports that fit, the newest first."""
        return _cut(sources.reports(self.engine, filters), limit, offset)

    def source(self, report: str) -> Source:
        """The report of this id, without its text. Raises NotFound."""
        with self.engine.connect() as connection:
            found = sources.source(connection, report)
        if found is None:
            raise NotFound(report, "the register has no report of this id; `dragoman register reports` lists them")
        return found

    def search(self, words: str, *, kind: HitKind | None = None, limit: int = 20, offset: int = 0) -> tuple[Hit, ...]:
        """The reports, statements and events that have all the words, those first that they fit best."""
        with self.engine.connect() as connection:
            return searching.find(connection, words, kind, limit, offset)

    def search_count(self, words: str, *, kind: HitKind | None = None) -> int:
        """How many reports, statements and events have all the words."""
        with self.engine.connect() as connection:
            return searching.count(connection, words, kind)

    def counts(self) -> Counts:
        """How much the register holds."""
        with self.engine.connect() as connection:
            return charts.counts(connection)

    def days(self, filters: Filters = EVERYTHING, unit: charts.Unit = "day") -> tuple[Day, ...]:
        """How many acts of each type and quad class a day, month or year has."""
        with self.engine.connect() as connection:
            return charts.days(connection, filters, unit)

    def network(self, filters: Filters = EVERYTHING, most: int = 200) -> Network:
        """The busiest actors and what they did to one another."""
        with self.engine.connect() as connection:
            return charts.network(connection, filters, most)

    def spots(self, filters: Filters = EVERYTHING, most: int = 500) -> tuple[Spot, ...]:
        """Where events took place, the busiest places first."""
        with self.engine.connect() as connection:
            return charts.spots(connection, filters, most)

    def flows(self, filters: Filters = EVERYTHING) -> tuple[Flow, ...]:
        """Transfers from state to state."""
        with self.engine.connect() as connection:
            return charts.flows(connection, filters)


def _cut(rows: Rows[T], limit: int | None, offset: int) -> Rows[T]:
    if limit is None and not offset:
        return rows
    return replace(rows, query=rows.query.limit(limit).offset(offset))


def _told(rows: Sequence[T] | Rows[T], kind: str, ref: str) -> tuple[T, ...]:
    found = tuple(rows)
    if not found:
        raise NotFound(ref, f"the register has no {kind} of this id")
    return found
