"""What a register is and who read what stands in it."""

from __future__ import annotations

from sqlalchemy import Connection, func, select, text

from dragoman.records import NOT_READ
from dragoman.register import schema
from dragoman.register.questions.charts import counts
from dragoman.register.records import Info, Maker
from dragoman.register.upkeep import revision

SIZE = {
    "sqlite": "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size",
    "postgresql": "SELECT pg_database_size(current_database())",
}


def about(connection: Connection, name: str) -> Info:
    """The facts of a register. `size` is in bytes: of the file, or of the whole database."""
    known = schema.reports.c
    made = select(known.version, known.lexicon, func.count()).group_by(known.version, known.lexicon)
    flagged = select(func.count()).where(known.flags.contains(NOT_READ, autoescape=True))
    database = connection.dialect.name
    return Info(
        name=name,
        database=database,
        revision=revision(connection, name) or "",
        size=connection.scalar(text(SIZE[database])) or 0,
        counts=counts(connection),
        makers=tuple(Maker(*row) for row in connection.execute(made.order_by(known.version, known.lexicon))),
        revisions=connection.scalar(select(func.count()).select_from(schema.revisions)) or 0,
        flagged=connection.scalar(flagged) or 0,
    )
