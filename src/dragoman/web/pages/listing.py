"""What every page of a list shows: the records of one page, how many there are, the way to the next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from dragoman.records import Record
from dragoman.web import query
from dragoman.web.hall import hall_of

if TYPE_CHECKING:
    from starlette.requests import Request

    from dragoman.register.questions.rows import Rows

T = TypeVar("T", bound=Record)


@dataclass(frozen=True)
class Listing(Generic[T]):
    """One page of the records that fit. `path` is the page's own address without its query."""

    path: str
    asked: query.Asked
    rows: Sequence[T]
    count: int

    @property
    def chips(self) -> list[tuple[str, str, str]]:
        """The conditions in force, each with the address without it."""
        return query.chips(self.path, self.asked.filters, self._extra(None))

    @property
    def first(self) -> int:
        """The number of the first record shown, from 1."""
        return self.asked.offset + 1 if self.rows else 0

    @property
    def last(self) -> int:
        """The number of the last record shown."""
        return self.asked.offset + len(self.rows)

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return max(1, -(-self.count // query.PAGE))

    def at(self, page: int) -> str:
        """The address of another page."""
        return query.address(self.path, self.asked.filters, **self._extra(page))

    def ordered(self, order: str) -> str:
        """The address in another order."""
        return query.address(self.path, self.asked.filters, order=order)

    def _extra(self, page: int | None) -> dict[str, object]:
        order = self.asked.order if self.asked.order != "-date" else None
        return {"order": order, "page": page if page and page > 1 else None}


def asked_of(request: Request, order: query.Order = "-date") -> query.Asked:
    """What the address of a request asks for."""
    return query.asked(request.query_params.multi_items(), order)


def listing(request: Request, path: str, asked: query.Asked, found: Rows[T]) -> Listing[T]:
    """The asked page of what was found."""
    rows = found[asked.offset : asked.offset + query.PAGE]
    kind = "/events" if path == "/timeline" else path
    count = hall_of(request).answers.of((kind, asked.filters), lambda: len(found))
    return Listing(path, asked, rows, count)
