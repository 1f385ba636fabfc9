"""Events, and one event with all who tell it."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from dragoman.web.hall import hall_of
from dragoman.web.look import page
from dragoman.web.pages.listing import asked_of, listing
from dragoman.web.side_by_side import table_of

router = APIRouter()


@router.get("/events")
def events(request: Request) -> Response:
    """The events that fit the filters."""
    asked = asked_of(request)
    found = hall_of(request).register.events(asked.filters, order=asked.order)
    return page(request, "events.html", list=listing(request, "/events", asked, found))


@router.get("/events/{event_id}")
def event(request: Request, event_id: str) -> Response:
    """One event: its sources side by side, and where they differ."""
    story = hall_of(request).register.event(event_id)
    if story.event.id != event_id:
        return RedirectResponse(f"/events/{story.event.id}", 308)
    return page(request, "event.html", event=story.event, mentions=story.mentions, table=table_of(story))
