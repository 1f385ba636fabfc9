"""A bound on the time that the database may spend on one question."""

from __future__ import annotations

import math
import sqlite3
import time
from typing import Any

from sqlalchemy import Engine, event

STEPS = 10_000  # of SQLite's machine between two looks at the clock: about a millisecond


class BoundCursor(sqlite3.Cursor):
    """Each call begins the time anew, so that it bounds the database's work, not the reader of a long answer."""

    connection: BoundConnection

    def execute(self, *given: Any) -> BoundCursor:
        """Run a statement up to its first row."""
        self.connection.begin()
        return super().execute(*given)

    def fetchone(self) -> Any:
        """The next row."""
        self.connection.begin()
        return super().fetchone()

    def fetchmany(self, *given: Any) -> list[Any]:
        """The next rows."""
        self.connection.begin()
        return super().fetchmany(*given)

    def fetchall(self) -> list[Any]:
        """All rows that are left."""
        self.connection.begin()
        return super().fetchall()


class BoundConnection(sqlite3.Connection):
    """Interrupts what takes longer than `bound` allows."""

    _seconds = _end = math.inf

    def bound(self, seconds: float) -> None:
        """From now on a call may take so long."""
        self._seconds = seconds
        self.set_progress_handler(self._is_late, STEPS)

    def begin(self) -> None:
        """A call begins."""
        self._end = time.monotonic() + self._seconds

    def cursor(self, *_factory: Any) -> Any:
        """A cursor that keeps to the time."""
        return super().cursor(BoundCursor)

    def _is_late(self) -> bool:
        return time.monotonic() > self._end


def bound_postgres(engine: Engine, seconds: float) -> None:
    """The server ends statements of the engine, and single fetches of a long answer, after so many seconds."""

    @event.listens_for(engine, "connect")
    def _bound(connection: Any, _record: object) -> None:
        with connection.cursor() as cursor:
            cursor.execute(f"SET statement_timeout = {max(1, round(seconds * 1000))}")  # 0 would be no limit
        connection.commit()
