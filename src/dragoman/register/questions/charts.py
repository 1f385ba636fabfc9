"""What the charts draw, counted in SQL: no more comes out than is drawn."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Literal

from sqlalchemy import Connection, Select, and_, case, func, literal, or_, select

from dragoman.errors import SettingsError
from dragoman.register import schema
from dragoman.register.filters import EVERYTHING, Filters
from dragoman.register.questions.conditions import of_events, of_statements, of_transfers
from dragoman.register.records import Counts, Day, Edge, Flow, Network, Node, Spot

Unit = Literal["day", "month", "year"]
LENGTHS = {"day": 10, "month": 7, "year": 4}
QUADS = (0, 1, 2, 3, 4)


def counts(connection: Connection) -> Counts:
    """How much the register holds."""
    reports = schema.reports.c

    def number(table: Any, *conditions: Any) -> int:
        return connection.execute(select(func.count()).select_from(table).where(*conditions)).scalar_one()

    first, last = connection.execute(select(func.min(reports.published), func.max(reports.published))).one()
    return Counts(
        reports=number(schema.reports),
        copies=number(schema.reports, reports.copy_of.is_not(None)),
        actors=number(schema.actors),
        events=number(schema.events),
        mentions=number(schema.event_mentions),
        statements=number(schema.statements, schema.statements.c.lead),
        transfers=number(schema.transfers, schema.transfers.c.lead),
        agreements=number(schema.agreements, schema.agreements.c.lead),
        first=first,
        last=last,
    )


def days(connection: Connection, filters: Filters, unit: Unit) -> tuple[Day, ...]:
    """Events by type and quad class, statements and transfers of each day, month or year.

    An event known to the month only stands on its first day; SettingsError for another unit.
    """
    if unit not in LENGTHS:
        raise SettingsError(f"no unit {unit!r}; there are {', '.join(LENGTHS)}")
    length = LENGTHS[unit]
    return tuple(
        sorted(
            (Day(*row) for query in _lanes(filters, length) for row in connection.execute(query)),
            key=lambda d: (d.date, d.type, d.quad or 0),
        )
    )


def _lanes(filters: Filters, length: int) -> Iterable[Select[Any]]:
    events, said, moved = schema.events.c, schema.statements, schema.transfers.c
    day = func.substr(events.since, 1, length)
    yield (
        select(day, events.type, events.quad, func.count())
        .where(events.since.is_not(None), *of_events(filters))
        .group_by(day, events.type, events.quad)
    )
    reports = schema.reports.c
    uttered = func.substr(func.coalesce(said.c.date, reports.published), 1, length)
    yield (
        select(uttered, literal("statement"), literal(None), func.count())
        .select_from(said.join(schema.reports, reports.id == said.c.report_id))
        .where(said.c.lead, uttered.is_not(None), *of_statements(filters))
        .group_by(uttered)
    )
    delivered = func.substr(moved.since, 1, length)
    yield (
        select(delivered, literal("transfer"), literal(None), func.count())
        .where(moved.lead, moved.since.is_not(None), *of_transfers(filters))
        .group_by(delivered)
    )


def network(connection: Connection, filters: Filters, most: int) -> Network:
    """The `most` busiest actors among the events that fit, and what they did to one another."""
    sides, wanted = schema.event_parties.c, _wanted(filters)
    told = func.count(sides.event_id.distinct())
    columns = (sides.actor_id, told.label("told"), func.count().over().label("everyone"))
    busiest = select(*columns).where(sides.actor_id.is_not(None), _acting(), *wanted).group_by(sides.actor_id)
    rows = connection.execute(busiest.order_by(told.desc(), sides.actor_id).limit(most)).all()
    drawn = {row.actor_id: row.told for row in rows}
    left_out = rows[0].everyone - len(drawn) if rows else 0
    return Network(_nodes(connection, drawn), _edges(connection, list(drawn), wanted), left_out)


def _acting() -> Any:
    return schema.event_parties.c.role.in_(("actor", "recipient"))


def _wanted(filters: Filters) -> list[Any]:
    if filters == EVERYTHING:
        return []
    return [schema.event_parties.c.event_id.in_(select(schema.events.c.id).where(*of_events(filters)))]


def _nodes(connection: Connection, drawn: dict[str, int]) -> tuple[Node, ...]:
    known = schema.actors.c
    rows = connection.execute(select(known.id, known.name, known.country, known.kind).where(known.id.in_(drawn)))
    nodes = (Node(row.id, row.name, row.country, row.kind, drawn[row.id]) for row in rows)
    return tuple(sorted(nodes, key=lambda n: (-n.count, n.id)))


def _edges(connection: Connection, drawn: list[str], wanted: list[Any]) -> tuple[Edge, ...]:
    events, left = schema.events.c, schema.event_parties
    right = schema.event_parties.alias("other")
    quads = [func.sum(case((events.quad == quad, 1), else_=0)) for quad in QUADS]
    number = func.count()
    query = (
        select(left.c.actor_id, right.c.actor_id, number, func.avg(events.score), *quads)
        .select_from(
            left.join(right, right.c.event_id == left.c.event_id).join(schema.events, events.id == left.c.event_id)
        )
        .where(left.c.actor_id.in_(drawn), right.c.actor_id.in_(drawn), _towards(left.c, right.c), *wanted)
        .group_by(left.c.actor_id, right.c.actor_id)
        .order_by(number.desc(), left.c.actor_id, right.c.actor_id)
    )
    return tuple(
        Edge(actor, recipient, count, round(float(score), 3), (none, one, two, three, four))
        for actor, recipient, count, score, none, one, two, three, four in connection.execute(query)
    )


def _towards(left: Any, right: Any) -> Any:
    """From actor to recipient; several actors of one event without a recipient dealt with one another."""
    sides = schema.event_parties.alias("addressed")
    addressed = select(sides.c.event_id).where(sides.c.role == "recipient")
    together = and_(left.role == "actor", right.role == "actor", left.actor_id < right.actor_id)
    return or_(and_(left.role == "actor", right.role == "recipient"), and_(together, left.event_id.not_in(addressed)))


def spots(connection: Connection, filters: Filters, most: int) -> tuple[Spot, ...]:
    """The `most` places with the greatest number of events that fit."""
    events = schema.events.c
    where = (events.place_name, events.place_country, events.lat, events.lon)
    number = func.count()
    query = select(*where, number).where(events.lat.is_not(None), events.lon.is_not(None), *of_events(filters))
    query = query.group_by(*where).order_by(number.desc(), events.place_name, events.lat).limit(most)
    return tuple(Spot(*row) for row in connection.execute(query))


def flows(connection: Connection, filters: Filters) -> tuple[Flow, ...]:
    """How many transfers of each status go from state to state."""
    moved = schema.transfers.c
    route = (moved.supplier_country, moved.recipient_country, moved.status)
    query = select(*route, func.count()).where(moved.lead, *of_transfers(filters))
    query = query.where(route[0].is_not(None), route[1].is_not(None)).group_by(*route).order_by(*route)
    return tuple(Flow(*row) for row in connection.execute(query))
