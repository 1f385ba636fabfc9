"""What is remembered of feeds, kept beside what came of them; a FeedStore of sources/feeds."""

from __future__ import annotations

import json

from sqlalchemy import Engine, delete, insert, select

from dragoman.register import schema
from dragoman.register.engine import writing
from dragoman.sources.feeds.state import FeedState


class Feeds:
    """The feeds of a register."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def get(self, url: str) -> FeedState:
        """The state of a feed; a fresh one where the feed is not known."""
        with self._engine.connect() as connection:
            row = connection.execute(select(schema.feeds).where(schema.feeds.c.url == url)).mappings().one_or_none()
        return FeedState(**{**row, "seen": tuple(json.loads(row["seen"]))}) if row else FeedState(url)

    def put(self, state: FeedState) -> None:
        """Keep a state in place of the feed's former one."""
        values = {name: getattr(state, name) for name in schema.feeds.c.keys()}  # noqa: SIM118 - columns, by name
        with writing(self._engine) as connection:
            connection.execute(delete(schema.feeds).where(schema.feeds.c.url == state.url))
            connection.execute(insert(schema.feeds).values(**{**values, "seen": json.dumps(state.seen)}))
