"""Statements across reports: one row an utterance, its wordings beside it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Engine, RowMapping, Select, select

from dragoman.register import schema
from dragoman.register.filters import Filters
from dragoman.register.questions import parts
from dragoman.register.questions.aliases import current_in
from dragoman.register.questions.conditions import of_statements
from dragoman.register.questions.rows import Rows
from dragoman.register.records import KnownStatement

said = schema.statements


def statements(engine: Engine, filters: Filters) -> Rows[KnownStatement]:
    """The utterances that fit, by date (of the report, where the statement has none)."""
    return Rows(engine, _dated().where(said.c.lead, *of_statements(filters)), statement_rows)


def wordings(engine: Engine, statement_id: str) -> Rows[KnownStatement]:
    """Every report's wording of an utterance, the lead first."""
    query = _dated(said.c.lead.desc()).where(said.c.group_id == current_in(engine, statement_id))
    return Rows(engine, query, statement_rows)


def _dated(*first: Any) -> Select[Any]:
    reports = schema.reports.c
    joined = select(said).join(schema.reports, reports.id == said.c.report_id)
    return joined.order_by(*first, reports.published.is_(None), reports.published, reports.key, said.c.key, said.c.id)


def statement_rows(connection: Connection, rows: Sequence[RowMapping]) -> list[KnownStatement]:
    """Rows of `statements` with the record as it was read."""
    known = parts.known_parties(connection, [row[name] for row in rows for name in ("speaker_id", "addressee_id")])
    return [
        KnownStatement(
            id=row["group_id"],
            speaker=parts.party(row["speaker_id"], row["speaker"], known),
            addressee=parts.party(row["addressee_id"], row["addressee"], known),
            via=row["via"],
            content=row["content"],
            date=row["date"],
            record=record,
            source=source,
            reports=row["reports"],
            sources=row["sources"],
        )
        for row, record, source in parts.told(connection, rows, "statements")
    ]
