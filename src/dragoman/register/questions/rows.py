"""The answer to a question: rows that are fetched when they are looked at."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, TypeVar, overload

from sqlalchemy import Connection, Engine, RowMapping, Select, func, select

from dragoman.records import Record
from dragoman.register.frames import to_frame

if TYPE_CHECKING:
    import pandas
    import polars

AT_ONCE = 500  # rows made into records together
T = TypeVar("T", bound=Record)


@dataclass(frozen=True)
class Rows(Generic[T]):
    """Records that fit a question, in its order.

    Iterating streams them with constant memory and sees one state of the register; `len` counts in SQL, a slice
    fetches what it asks for and no more.
    """

    engine: Engine
    query: Select[Any]
    hydrate: Callable[[Connection, Sequence[RowMapping]], Sequence[T]]

    def __iter__(self) -> Iterator[T]:
        with (
            self.engine.connect() as connection,
            connection.execution_options(yield_per=AT_ONCE).execute(self.query) as answer,
        ):
            for part in answer.mappings().partitions():
                yield from self.hydrate(connection, part)

    def __len__(self) -> int:
        counted = select(func.count()).select_from(self.query.order_by(None).subquery())
        with self.engine.connect() as connection:
            return connection.execute(counted).scalar_one()

    @overload
    def __getitem__(self, at: int) -> T: ...

    @overload
    def __getitem__(self, at: slice) -> list[T]: ...

    def __getitem__(self, at: int | slice) -> T | list[T]:
        if isinstance(at, slice):
            return self._slice(at)
        found = self._window(at if at >= 0 else len(self) + at, 1)
        if not found:
            raise IndexError(at)
        return found[0]

    def _slice(self, at: slice) -> list[T]:
        if (at.start or 0) < 0 or at.stop is None or at.stop < 0:
            start, stop, _ = at.indices(len(self))
        else:
            start, stop = at.start or 0, at.stop
        return self._window(start, max(stop - start, 0))[:: at.step or 1]

    def _window(self, offset: int, limit: int) -> list[T]:
        with self.engine.connect() as connection:
            found = connection.execute(self.query.offset(offset).limit(limit)).mappings().all() if offset >= 0 else []
            return list(self.hydrate(connection, found))

    @overload
    def to_frame(self, kind: None = None) -> pandas.DataFrame: ...

    @overload
    def to_frame(self, kind: str) -> pandas.DataFrame | polars.DataFrame: ...

    def to_frame(self, kind: str | None = None) -> pandas.DataFrame | polars.DataFrame:
        """All rows as a frame of `kind` "pandas" (the default) or "polars", one flat column a field."""
        return to_frame(self, kind or "pandas")
