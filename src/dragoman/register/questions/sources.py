"""The reports themselves."""

from __future__ import annotations

from sqlalchemy import Connection, Engine, select

from dragoman.register import schema
from dragoman.register.filters import Filters
from dragoman.register.questions import parts
from dragoman.register.questions.conditions import of_reports
from dragoman.register.questions.rows import Rows
from dragoman.register.records import Source

COLUMNS = [schema.reports.c[name] for name in ("id", *parts.SOURCE_COLUMNS)]


def reports(engine: Engine, filters: Filters) -> Rows[Source]:
    """The reports that fit, the newest first."""
    known = schema.reports.c
    query = select(*COLUMNS).where(*of_reports(filters))
    return Rows(engine, query.order_by(known.published.desc().nulls_last(), known.key), parts.report_rows)


def source(connection: Connection, report: str) -> Source | None:
    """The report of this id; None where there is none."""
    found = connection.execute(select(*COLUMNS).where(schema.reports.c.key == report)).mappings().all()
    return parts.report_rows(connection, found)[0] if found else None
