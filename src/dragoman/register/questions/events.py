"""Events across reports, and one event with all who tell it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, Literal

from sqlalchemy import Connection, Engine, RowMapping, Select, and_, or_, select

from dragoman.register import schema
from dragoman.register.filters import Filters
from dragoman.register.questions import parts
from dragoman.register.questions.aliases import current
from dragoman.register.questions.conditions import AUX, of_events
from dragoman.register.questions.rows import Rows
from dragoman.register.records import EventMention, EventStory, KnownEvent

AT_ONCE = 50  # events whose mentions are fetched together
Order = Literal["date", "-date", "sources"]


def events(engine: Engine, filters: Filters, order: Order = "date") -> Rows[KnownEvent]:
    """The events that fit; undated ones last."""
    return _rows(engine, select(schema.events).where(*of_events(filters)), order)


def timeline(engine: Engine, left: str, right: str, filters: Filters) -> Rows[KnownEvent]:
    """What either of two parties did to the other, by date. Each is a code, an id or a name."""
    either = or_(_acts(left, right), _acts(right, left))
    return _rows(engine, select(schema.events).where(either, *of_events(filters)), "date")


def _acts(actor: str, recipient: str) -> Any:
    return and_(*of_events(Filters(actor=(actor,), recipient=(recipient,))))


def _rows(engine: Engine, query: Select[Any], order: Order) -> Rows[KnownEvent]:
    events = schema.events.c
    by_date = (events.since.is_(None), events.since, events.id)
    orders: Mapping[str, Sequence[Any]] = {
        "date": by_date,
        "-date": (events.since.desc().nulls_last(), events.id),  # as the index on `since` has it
        "sources": (events.sources.desc(), *by_date),
    }
    return Rows(engine, query.order_by(*orders[order]), event_rows)


def event_rows(connection: Connection, rows: Sequence[RowMapping]) -> list[KnownEvent]:
    """Rows of `events` with their parties and leads."""
    table = schema.event_parties
    wanted = (
        select(table).where(table.c.event_id.in_([row["id"] for row in rows])).order_by(table.c.role, table.c.position)
    )
    sides = parts.by_owner(connection.execute(wanted).mappings(), "event_id")
    leads = parts.sources(connection, (row["lead_id"] for row in rows if row["lead_id"] is not None))
    return [_event(row, sides[row["id"]], leads[row["lead_id"]].report) for row in rows]


def _event(row: RowMapping, sides: Sequence[RowMapping], lead: str) -> KnownEvent:
    roles = {
        role: parts.parties(side for side in sides if side["role"] == role)
        for role in ("actor", "recipient", "attributed")
    }
    return KnownEvent(
        id=row["id"],
        type=row["type"],
        modes=parts.texts(row["modes"]),
        contexts=parts.texts(row["contexts"]),
        aux=tuple(name for name in AUX if row[name]),
        cameo=row["cameo"],
        quad=row["quad"],
        score=row["score"],
        actor=roles["actor"],
        recipient=roles["recipient"],
        date=parts.known_date(row),
        place=parts.place(row),
        size=parts.size(row),
        attributed_to=next(iter(roles["attributed"]), None),
        evidence=row["evidence"],
        rule=row["rule"],
        lead=lead,
        mentions=row["mentions"],
        reports=row["reports"],
        sources=row["sources"],
        contradictions=parts.contradictions(row["contradictions"]),
    )


def event(connection: Connection, event_id: str) -> EventStory | None:
    """An event with its mentions, the lead's first; None where there is none of this id. Old ids are followed."""
    found = connection.execute(select(schema.events).where(schema.events.c.id == current(connection, event_id)))
    rows = found.mappings().all()
    if not rows:
        return None
    known = event_rows(connection, rows)[0]
    return _story(known, _mentions(connection, [known.id])[known.id])


def stories(engine: Engine, filters: Filters) -> Iterator[EventStory]:
    """The events that fit, by date, each with its mentions; some at once, so that a report is unpacked once for all."""
    waiting = iter(events(engine, filters))
    while batch := list(islice(waiting, AT_ONCE)):
        with engine.connect() as connection:
            mentions = _mentions(connection, [known.id for known in batch])
        yield from (_story(known, mentions[known.id]) for known in batch)


def _story(known: KnownEvent, mentions: Sequence[EventMention]) -> EventStory:
    return EventStory(known, tuple(sorted(mentions, key=lambda m: (m.source.report != known.lead, *_age(m)))))


def _mentions(connection: Connection, event_ids: Sequence[str]) -> Mapping[str, Sequence[EventMention]]:
    """The mentions of events by the event's id."""
    mentions = schema.event_mentions.c
    rows = connection.execute(
        select(mentions.event_id, mentions.report_id, mentions.local_id, mentions.why)
        .where(mentions.event_id.in_(event_ids))
        .order_by(mentions.id)
    ).all()
    sources = parts.sources(connection, (row.report_id for row in rows))
    readings = parts.readings(connection, (row.report_id for row in rows))
    records = {(number, event.id): event for number, reading in readings.items() for event in reading.events}
    found: dict[str, list[EventMention]] = {event_id: [] for event_id in event_ids}
    for row in rows:
        record = records[row.report_id, row.local_id]
        found[row.event_id].append(EventMention(row.event_id, sources[row.report_id], record, row.why))
    return found


def _age(mention: EventMention) -> tuple[str, str, int]:
    return mention.source.published or "9999", mention.source.report, mention.record.trigger.start
