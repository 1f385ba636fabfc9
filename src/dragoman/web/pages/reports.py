"""Reports, and one report with its words marked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fastapi import APIRouter, Request
from starlette.responses import Response

from dragoman.web import marks
from dragoman.web.hall import hall_of
from dragoman.web.look import page
from dragoman.web.pages.listing import asked_of, listing

if TYPE_CHECKING:
    from dragoman.records import Reading
    from dragoman.register.records import Source

router = APIRouter()


@router.get("/reports")
def reports(request: Request) -> Response:
    """The reports that fit the filters, the newest first."""
    asked = asked_of(request)
    found = hall_of(request).register.reports(asked.filters)
    return page(request, "reports.html", list=listing(request, "/reports", asked, found))


@router.get("/report")
def report(request: Request, id: str = "", at: str = "", part: str = "1") -> Response:  # noqa: A002 - the query's name
    """One report. `at` names a record (e3, s1) whose words are to be in view."""
    register = hall_of(request).register
    return show(request, register.reading(id), part, at, source=register.source(id))


def show(
    request: Request, reading: Reading, part: str, at: str = "", source: Source | None = None, name: str | None = None
) -> Response:
    """The page of a reading, of the register or pasted (then `name` is its name on the tray)."""
    number = _part(reading, at) or (int(part) if part.isascii() and part.isdigit() and len(part) < 6 else 1)
    shown = marks.marked_page(reading, number)
    return page(
        request,
        "report.html",
        reading=reading,
        report=reading.report,
        source=source,
        shown=shown,
        names={actor.id: actor for actor in reading.actors},
        places={place.id: place for place in reading.places},
        hues=marks.colours(reading),
        here=shown.refs,
        pasted=name,
    )


def _part(reading: Reading, at: str) -> int | None:
    """The part in which a record has its words; None where no such record is."""
    starts = {said.id: said.content.start for said in reading.statements}
    starts |= {event.id: event.evidence.start for event in reading.events}
    starts |= {moved.id: moved.evidence.start for moved in reading.transfers}
    starts |= {made.id: made.evidence.start for made in reading.agreements}
    starts |= {actor.id: actor.mentions[0].start for actor in reading.actors if actor.mentions}
    return marks.part_of(reading.report.text, starts[at]) if at in starts else None
