"""The API: what the pages show, for programs. The same questions and filters; JSON, or JSON lines that stream."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import TYPE_CHECKING, Annotated, Any, Literal

import msgspec
from fastapi import APIRouter, Depends, Query, Request
from pydantic import BaseModel, Field
from starlette.responses import JSONResponse, Response, StreamingResponse

from dragoman.records import Reading, Record
from dragoman.register import records
from dragoman.register.filters import Filters
from dragoman.sources import Given
from dragoman.sources.dates import given_date
from dragoman.web import asking
from dragoman.web.atlas import Drawing
from dragoman.web.hall import hall_of
from dragoman.web.openapi import describe, one, pages, some
from dragoman.web.pages.paste import check_length
from dragoman.web.query import LONGEST
from dragoman.web.spans import Unit

if TYPE_CHECKING:
    from dragoman.register.questions.rows import Rows

router = APIRouter(default_response_class=Response)
NDJSON = "application/x-ndjson"
DATE = r"^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$"

Word = Annotated[str, Field(min_length=1, max_length=LONGEST)]
Words = Annotated[list[Word], Query()]
Maybe = Annotated[str | None, Query(min_length=1, max_length=LONGEST)]
Day = Annotated[str | None, Query(pattern=DATE)]
Limit = Annotated[int, Query(ge=1, le=500)]
Offset = Annotated[int, Query(ge=0, le=10_000_000)]
Form = Annotated[Literal["json", "jsonl"], Query(alias="format")]
Order = Annotated[Literal["date", "-date", "sources"], Query()]
NONE: list[Any] = []


def filters(
    actor: Words = NONE,
    recipient: Words = NONE,
    party: Words = NONE,
    type: Words = NONE,  # noqa: A002 - the filter's name
    mode: Words = NONE,
    context: Words = NONE,
    quad: Annotated[list[Annotated[int, Field(ge=1, le=4)]], Query()] = NONE,
    aux: Annotated[list[Literal["future", "hypothetical", "negation", "historical", "none"]], Query()] = NONE,
    since: Day = None,
    until: Day = None,
    country: Words = NONE,
    status: Words = NONE,
    category: Words = NONE,
    designation: Maybe = None,
    rule: Maybe = None,
    publisher: Words = NONE,
    words: Maybe = None,
    sources: Annotated[int, Query(ge=1, le=1000)] = 1,
    report: Maybe = None,
) -> Filters:
    """The filters of a request, as `register.Filters` has them."""
    given = dict(locals())
    values: dict[str, Any] = {name: tuple(v) if isinstance(v, list) else v for name, v in given.items()}
    return Filters(**values)


Asked = Annotated[Filters, Depends(filters)]


def _json(value: object) -> Response:
    return Response(msgspec.json.encode(value), media_type="application/json")


def _list(rows: Rows[Any], form: str, limit: int, offset: int) -> Response:
    """One page of rows as JSON, or all of them, from `offset` on, as JSON lines."""
    if form == "jsonl":
        lines = _lines(rows)
        begun = chain([next(lines, b"")], lines)  # what fails at once fails before anything is sent
        return StreamingResponse(begun, media_type=NDJSON)
    items = rows[offset : offset + limit]
    return _json({"count": len(rows), "limit": limit, "offset": offset, "items": items})


def _lines(found: Iterable[Record]) -> Iterator[bytes]:
    for record in found:
        yield msgspec.json.encode(record) + b"\n"


@router.get("/openapi.json", include_in_schema=False)
def openapi(request: Request) -> Response:
    """The description of all this."""
    return JSONResponse(describe(request.app))


@router.get("/counts", responses=one(records.Counts))
def counts(request: Request) -> Response:
    """How much the register holds."""
    return _json(asking.counts(hall_of(request)))


@router.get("/events", responses=pages(records.KnownEvent))
def events(
    request: Request, asked: Asked, order: Order = "date", limit: Limit = 50, offset: Offset = 0, form: Form = "json"
) -> Response:
    """Events that fit."""
    return _list(hall_of(request).register.events(asked, order=order), form, limit, offset)


@router.get("/events/{id}", responses=one(records.EventStory))
def event(request: Request, id: str) -> Response:  # noqa: A002 - the record's field
    """One event with all who tell it."""
    return _json(hall_of(request).register.event(id))


@router.get("/statements", responses=pages(records.KnownStatement))
def statements(request: Request, asked: Asked, limit: Limit = 50, offset: Offset = 0, form: Form = "json") -> Response:
    """Statements that fit; `actor` is the speaker."""
    return _list(hall_of(request).register.statements(asked), form, limit, offset)


@router.get("/statements/{id}", responses=some(records.KnownStatement))
def statement(request: Request, id: str) -> Response:  # noqa: A002
    """One statement in all its wordings, the lead first."""
    _, wordings = hall_of(request).register.statement(id)
    return _json(wordings)


@router.get("/transfers", responses=pages(records.KnownTransfer))
def transfers(request: Request, asked: Asked, limit: Limit = 50, offset: Offset = 0, form: Form = "json") -> Response:
    """Arms transfers that fit; `actor` is the supplier."""
    return _list(hall_of(request).register.transfers(asked), form, limit, offset)


@router.get("/transfers/{id}", responses=some(records.KnownTransfer))
def transfer(request: Request, id: str) -> Response:  # noqa: A002
    """Each report's record of one transfer, the lead first."""
    return _json(hall_of(request).register.transfer(id))


@router.get("/agreements", responses=pages(records.KnownAgreement))
def agreements(request: Request, asked: Asked, limit: Limit = 50, offset: Offset = 0, form: Form = "json") -> Response:
    """Agreements that fit."""
    return _list(hall_of(request).register.agreements(asked), form, limit, offset)


@router.get("/agreements/{id}", responses=some(records.KnownAgreement))
def agreement(request: Request, id: str) -> Response:  # noqa: A002
    """Each report's record of one agreement, the lead first."""
    return _json(hall_of(request).register.agreement(id))


@router.get("/actors", responses=pages(records.KnownActor))
def actors(request: Request, asked: Asked, limit: Limit = 50, offset: Offset = 0, form: Form = "json") -> Response:
    """Actors that fit, the busiest first."""
    return _list(hall_of(request).register.actors(asked), form, limit, offset)


@router.get("/actors/{id}", responses=one(records.KnownActor))
def actor(request: Request, id: str) -> Response:  # noqa: A002
    """One actor, by id or name."""
    return _json(hall_of(request).register.actor(id))


@router.get("/reports", responses=pages(records.Source))
def reports(request: Request, asked: Asked, limit: Limit = 50, offset: Offset = 0, form: Form = "json") -> Response:
    """Reports that fit, the newest first."""
    return _list(hall_of(request).register.reports(asked), form, limit, offset)


@router.get("/reading", responses=one(Reading))
def reading(request: Request, report: Annotated[str, Query(min_length=1)]) -> Response:
    """The whole reading of one report, by the report's id."""
    return _json(hall_of(request).register.reading(report))


@router.get("/between", responses=pages(records.KnownEvent))
def between(
    request: Request,
    left: Word,
    right: Word,
    asked: Asked,
    limit: Limit = 50,
    offset: Offset = 0,
    form: Form = "json",
) -> Response:
    """What either of two parties did to the other, by date."""
    return _list(hall_of(request).register.timeline(left, right, asked), form, limit, offset)


@router.get("/search", responses=some(records.Hit))
def search(
    request: Request,
    q: Word,
    kind: Literal["report", "statement", "event"] | None = None,
    limit: Limit = 20,
    offset: Offset = 0,
) -> Response:
    """Full-text hits, the best first; `snippet` marks the words with [ and ]."""
    return _json(hall_of(request).register.search(q, kind=kind, limit=limit, offset=offset))


@router.get("/days", responses=some(records.Day))
def days(request: Request, asked: Asked, unit: Unit = "day") -> Response:
    """How many acts of each type a day, month or year has; "auto" takes the finest that can still be drawn."""
    return _json(asking.days(hall_of(request), asked, unit))


@router.get("/network", responses=one(records.Network))
def network(request: Request, asked: Asked, most: Annotated[int, Query(ge=1, le=400)] = 150) -> Response:
    """The busiest actors and what they did to one another."""
    return _json(asking.network(hall_of(request), asked, most))


@router.get("/map", responses=one(Drawing))
def drawing(request: Request, asked: Asked, most: Annotated[int, Query(ge=1, le=1000)] = 400) -> Response:
    """Places with the number of their events, and transfers from state to state."""
    return _json(asking.drawing(hall_of(request), asked, most))


class Pasted(BaseModel):
    """A report to be read."""

    text: str
    title: str | None = None
    publisher: str | None = None
    url: str | None = None
    published: str | None = Field(None, description="a date as people write it, best ISO 8601")


@router.post("/read", responses=one(Reading))
def read(request: Request, pasted: Pasted) -> Response:
    """Read a report; nothing is kept."""
    hall = hall_of(request)
    check_length(pasted.text, hall.site.most_text)
    when = given_date(pasted.published) if pasted.published else None
    given = Given(title=pasted.title, publisher=pasted.publisher, url=pasted.url, published=when)
    return _json(hall.desk.read(pasted.text, given))
