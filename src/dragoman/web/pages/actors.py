"""Actors, and one actor: what it did, what was done to it, what it said, who names it so."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from dragoman.register.filters import Filters
from dragoman.web import asking
from dragoman.web.hall import hall_of
from dragoman.web.look import page
from dragoman.web.pages.listing import asked_of, listing
from dragoman.web.strip import strip

if TYPE_CHECKING:
    from dragoman.register import Register

router = APIRouter()
SHOWN = 8


@router.get("/actors")
def actors(request: Request) -> Response:
    """The actors that fit the filters, the busiest first."""
    asked = asked_of(request)
    found = hall_of(request).register.actors(asked.filters)
    return page(request, "actors.html", list=listing(request, "/actors", asked, found))


@router.get("/actors/{actor_id}")
def actor(request: Request, actor_id: str) -> Response:
    """One actor of the register, by id or by name."""
    register = hall_of(request).register
    known = register.actor(actor_id)
    if known.id != actor_id:
        return RedirectResponse(f"/actors/{known.id}", 307)
    hall = hall_of(request)
    lists: dict[str, Any] = hall.answers.of(("actor", known.id), lambda: _lists(register, known.id))
    drawn = strip(asking.days(hall, Filters(party=(known.id,))))
    return page(request, "actor.html", actor=known, strip=drawn, **lists)


def _lists(register: Register, actor_id: str) -> dict[str, Any]:
    mine = (actor_id,)
    return {
        "did": register.events(Filters(actor=mine), order="-date")[:SHOWN],
        "suffered": register.events(Filters(recipient=mine), order="-date")[:SHOWN],
        "said": register.statements(Filters(actor=mine))[:SHOWN],
        "moved": register.transfers(Filters(party=mine))[:SHOWN],
        "locals": register.actor_locals(actor_id)[:SHOWN],
    }
