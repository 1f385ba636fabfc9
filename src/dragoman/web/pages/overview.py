"""The first page: how much the register holds, what is new, what most sources tell."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from dragoman.register.filters import EVERYTHING
from dragoman.web.hall import hall_of
from dragoman.web.look import page
from dragoman.web.strip import strip

router = APIRouter()
LATEST = 6


@router.get("/")
def overview(request: Request) -> Response:
    """The register in a sentence, a strip of time, and the newest of each kind."""
    register = hall_of(request).register
    counts = register.counts()
    if not counts.reports:
        return page(request, "empty.html", counts=counts)
    return page(
        request,
        "overview.html",
        counts=counts,
        strip=strip(register.days(EVERYTHING, "month")),
        latest=register.events(EVERYTHING, order="-date")[:LATEST],
        told=[e for e in register.events(EVERYTHING, order="sources")[:LATEST] if e.sources > 1],
        moved=register.transfers(EVERYTHING)[:LATEST],
        made=register.agreements(EVERYTHING)[:4],
    )
