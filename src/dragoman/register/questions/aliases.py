"""Ids that were merged away lead on to those that took their place."""

from __future__ import annotations

from sqlalchemy import Connection, Engine, select

from dragoman.register import schema

LONGEST_CHAIN = 100  # no more than that, whatever a file says


def current(connection: Connection, ref: str) -> str:
    """The id that a record has now."""
    aliases = schema.aliases.c
    for _ in range(LONGEST_CHAIN):
        newer = connection.execute(select(aliases.new).where(aliases.old == ref)).scalar()
        if newer is None:
            break
        ref = newer
    return ref


def current_in(engine: Engine, ref: str) -> str:
    """The same, with a connection of its own."""
    with engine.connect() as connection:
        return current(connection, ref)
