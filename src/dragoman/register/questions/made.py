"""Agreements across reports."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Engine, RowMapping, select

from dragoman.register import schema
from dragoman.register.filters import Filters
from dragoman.register.questions import parts
from dragoman.register.questions.aliases import current_in
from dragoman.register.questions.conditions import of_agreements
from dragoman.register.questions.rows import Rows
from dragoman.register.records import KnownAgreement

made = schema.agreements


def agreements(engine: Engine, filters: Filters) -> Rows[KnownAgreement]:
    """The agreements that fit, by date."""
    query = select(made).where(made.c.lead, *of_agreements(filters))
    return Rows(engine, query.order_by(*_by_date()), agreement_rows)


def tellings(engine: Engine, agreement_id: str) -> Rows[KnownAgreement]:
    """Every report's record of an agreement, the lead first."""
    query = select(made).where(made.c.group_id == current_in(engine, agreement_id))
    return Rows(engine, query.order_by(made.c.lead.desc(), *_by_date()), agreement_rows)


def _by_date() -> tuple[Any, ...]:
    return made.c.date.is_(None), made.c.date, made.c.key


def agreement_rows(connection: Connection, rows: Sequence[RowMapping]) -> list[KnownAgreement]:
    """Rows of `agreements` with their parties and the record as it was read."""
    table = schema.agreement_parties
    wanted = select(table).where(table.c.agreement_id.in_([row["id"] for row in rows])).order_by(table.c.position)
    sides = parts.by_owner(connection.execute(wanted).mappings(), "agreement_id")
    return [
        KnownAgreement(
            id=row["group_id"],
            parties=parts.parties(sides[row["id"]]),
            kind=row["kind"],
            name=row["name"],
            status=row["status"],
            date=row["date"],
            place=row["place_name"],
            provisions=tuple(p.text for p in record.provisions),
            evidence=row["evidence"],
            record=record,
            source=source,
            reports=row["reports"],
            sources=row["sources"],
            contradictions=parts.contradictions(row["contradictions"]),
        )
        for row, record, source in parts.told(connection, rows, "agreements")
    ]
