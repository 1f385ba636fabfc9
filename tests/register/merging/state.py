"""What a register says after merging, without row ids and without ids that are gone."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, select

from dragoman.register import schema
from dragoman.register.store import Register

Lines = list[tuple[Any, ...]]


def state(register: Register) -> dict[str, Lines]:
    """Everything that merging decides, sorted."""
    with register.engine.connect() as connection:
        return {
            "copies": _copies(connection),
            "actors": _rows(connection, schema.actors, ()),
            "locals": _rows(connection, schema.local_actors, ("id", "report_id", "name_id")),
            "mentions": _rows(connection, schema.event_mentions, ("id", "report_id")),
            "events": _rows(connection, schema.events, ("lead_id",)),
            "parties": _rows(connection, schema.event_parties, ()),
            "tags": _rows(connection, schema.event_tags, ()),
            "statements": _rows(
                connection, schema.statements, ("id", "report_id", "speaker_local_id", "addressee_local_id")
            ),
            "transfers": _rows(
                connection, schema.transfers, ("id", "report_id", "supplier_local_id", "recipient_local_id")
            ),
            "agreements": _rows(connection, schema.agreements, ("id", "report_id")),
        }


def _rows(connection: Connection, table: Any, but: Iterable[str]) -> Lines:
    columns = [c for c in table.c if c.name not in set(but)]
    return sorted((tuple(row) for row in connection.execute(select(*columns))), key=repr)


def _copies(connection: Connection) -> Lines:
    root = schema.reports.alias()
    own = schema.reports
    query = select(own.c.key, root.c.key, own.c.copy_why).join(root, own.c.copy_of == root.c.id)
    return sorted(tuple(row) for row in connection.execute(query))
