"""Arms transfers across reports."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Engine, RowMapping, Select, select

from dragoman.register import schema
from dragoman.register.filters import Filters
from dragoman.register.questions import parts
from dragoman.register.questions.aliases import current_in
from dragoman.register.questions.conditions import of_transfers
from dragoman.register.questions.rows import Rows
from dragoman.register.records import KnownParty, KnownTransfer

moved = schema.transfers


def transfers(engine: Engine, filters: Filters) -> Rows[KnownTransfer]:
    """The transfers that fit, by supplier, recipient and date."""
    states = (moved.c.supplier_country, moved.c.supplier, moved.c.recipient_country, moved.c.recipient)
    by_states = [key for column in states for key in (column.is_(None), column)]
    query = select(moved).where(moved.c.lead, *of_transfers(filters))
    return Rows(engine, query.order_by(*by_states, moved.c.since.is_(None), moved.c.since, moved.c.key), transfer_rows)


def tellings(engine: Engine, transfer_id: str) -> Rows[KnownTransfer]:
    """Every report's record of a transfer, the lead first."""
    query: Select[Any] = select(moved).where(moved.c.group_id == current_in(engine, transfer_id))
    return Rows(
        engine, query.order_by(moved.c.lead.desc(), moved.c.since.is_(None), moved.c.since, moved.c.key), transfer_rows
    )


def transfer_rows(connection: Connection, rows: Sequence[RowMapping]) -> list[KnownTransfer]:
    """Rows of `transfers` with the record as it was read."""
    known = parts.known_parties(connection, [row[name] for row in rows for name in ("supplier_id", "recipient_id")])
    return [
        KnownTransfer(
            id=row["group_id"],
            supplier=_side(row, "supplier", known),
            recipient=_side(row, "recipient", known),
            designation=row["designation"],
            description=row["description"],
            category=row["category"],
            quantity=row["quantity"],
            number=row["number"],
            status=row["status"],
            condition=row["condition"],
            value=record.value,
            date=parts.known_date(row),
            attributed_to=parts.party(None, row["attributed"], known),
            evidence=row["evidence"],
            record=record,
            source=source,
            reports=row["reports"],
            sources=row["sources"],
            contradictions=parts.contradictions(row["contradictions"]),
        )
        for row, record, source in parts.told(connection, rows, "transfers")
    ]


def _side(row: RowMapping, side: str, known: Mapping[str, KnownParty]) -> KnownParty | None:
    return parts.party(row[f"{side}_id"], row[side], known)
