"""The first page: how much the register holds, what is new, what most sources tell."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fastapi import APIRouter, Request
from starlette.responses import Response

from dragoman.web import asking
from dragoman.web.hall import hall_of
from dragoman.web.look import page
from dragoman.web.strip import strip

if TYPE_CHECKING:
    from dragoman.register import Register

router = APIRouter()
LATEST, FEW = 6, 4


@router.get("/")
def overview(request: Request) -> Response:
    """The register in a sentence, a strip of time, and the newest of each kind."""
    hall = hall_of(request)
    counts = asking.counts(hall)
    if not counts.reports:
        return page(request, "empty.html", counts=counts)
    lists: dict[str, Any] = hall.answers.of("overview", lambda: _lists(hall.register))
    return page(request, "overview.html", counts=counts, strip=strip(asking.days(hall)), **lists)


def _lists(register: Register) -> dict[str, Any]:
    return {
        "latest": register.events(order="-date")[:LATEST],
        "told": [event for event in register.events(order="sources")[:LATEST] if event.sources > 1],
        "moved": register.transfers()[:LATEST],
        "made": register.agreements()[:FEW],
    }
