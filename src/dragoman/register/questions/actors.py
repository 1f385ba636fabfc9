"""Actors across reports, found by id, name or nearly their name."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches

from sqlalchemy import Connection, Engine, RowMapping, select

from dragoman.register import schema
from dragoman.register.filters import Filters
from dragoman.register.names import folded
from dragoman.register.questions import parts
from dragoman.register.questions.aliases import current_in
from dragoman.register.questions.conditions import ID, bearers, of_actors
from dragoman.register.questions.rows import Rows
from dragoman.register.records import KnownActor, LocalActor

actors_table, local = schema.actors, schema.local_actors
NEAR, ENOUGH = 5, 0.6


def actors(engine: Engine, filters: Filters) -> Rows[KnownActor]:
    """The actors that fit, the busiest first."""
    known = actors_table.c
    query = select(actors_table).where(*of_actors(filters))
    return Rows(engine, query.order_by(known.events.desc(), known.reports.desc(), known.id), actor_rows)


def actor_rows(_connection: Connection, rows: Sequence[RowMapping]) -> list[KnownActor]:
    """Rows of `actors`."""
    lists = ("names", "other_sectors", "roles")
    return [KnownActor(**{**row, **{name: parts.texts(row[name]) for name in lists}}) for row in rows]


def called(engine: Engine, given: str) -> Rows[KnownActor]:
    """The actors of this id or name, in any of their spellings; the busiest first."""
    known = actors_table.c
    wanted = known.id == current_in(engine, given) if ID.match(given) else known.id.in_(bearers(given))
    query = select(actors_table).where(wanted).order_by(known.events.desc(), known.reports.desc(), known.id)
    return Rows(engine, query, actor_rows)


def nearest(connection: Connection, name: str) -> list[str]:
    """Names in the register that resemble one; for the message that it is not there."""
    first = folded(name)[:1]
    alike = select(local.c.folded, local.c.name).where(local.c.folded.startswith(first, autoescape=True)).distinct()
    found = connection.execute(alike.order_by(local.c.folded, local.c.name))
    names = {row.folded: row.name for row in found}
    containing = [known for known in names if folded(name) in known][:NEAR]
    return [names[known] for known in containing or get_close_matches(folded(name), names, NEAR, ENOUGH)]


def locals_of(engine: Engine, actor_id: str) -> Rows[LocalActor]:
    """Every report's record of an actor and why it is taken for this one, by date of the report."""
    reports = schema.reports.c
    query = (
        select(local.c.report_id, local.c.local_id, local.c.actor_id, local.c.why)
        .join(schema.reports, reports.id == local.c.report_id)
        .where(local.c.actor_id == current_in(engine, actor_id))
        .order_by(reports.published.is_(None), reports.published, reports.key, local.c.local_id)
    )
    return Rows(engine, query, _local_rows)


def _local_rows(connection: Connection, rows: Sequence[RowMapping]) -> list[LocalActor]:
    return [
        LocalActor(row["actor_id"], source, record, row["why"])
        for row, record, source in parts.told(connection, rows, "actors")
    ]
