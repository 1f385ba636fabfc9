"""Agreements, and one agreement with its sources."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from dragoman.web.hall import hall_of
from dragoman.web.look import page
from dragoman.web.pages.listing import asked_of, listing

router = APIRouter()


@router.get("/agreements")
def agreements(request: Request) -> Response:
    """The agreements that fit the filters."""
    asked = asked_of(request, order="date")
    found = hall_of(request).register.agreements(asked.filters)
    return page(request, "agreements.html", list=listing(request, "/agreements", asked, found))


@router.get("/agreements/{agreement_id}")
def agreement(request: Request, agreement_id: str) -> Response:
    """One agreement: every report's record of it, the lead first."""
    records = hall_of(request).register.agreement(agreement_id)
    return page(request, "agreement.html", agreement=records[0], records=records)
