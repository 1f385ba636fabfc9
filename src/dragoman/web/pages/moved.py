"""Arms transfers in the columns of SIPRI's trade register, and one transfer with its sources."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from dragoman.web.hall import hall_of
from dragoman.web.look import page
from dragoman.web.pages.listing import asked_of, listing

router = APIRouter()


@router.get("/transfers")
def transfers(request: Request) -> Response:
    """The transfers that fit the filters."""
    asked = asked_of(request, order="date")
    found = hall_of(request).register.transfers(asked.filters)
    return page(request, "transfers.html", list=listing(request, "/transfers", asked, found))


@router.get("/transfers/{transfer_id}")
def transfer(request: Request, transfer_id: str) -> Response:
    """One transfer: every report's record of it, the lead first."""
    records = hall_of(request).register.transfer(transfer_id)
    return page(request, "transfer.html", transfer=records[0], records=records)
