"""Statements, and one statement with its wordings compared."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from dragoman.web.differences import differences
from dragoman.web.hall import hall_of
from dragoman.web.look import one_line, page
from dragoman.web.pages.listing import asked_of, listing

router = APIRouter()


@router.get("/statements")
def statements(request: Request) -> Response:
    """The statements that fit the filters."""
    asked = asked_of(request, order="date")
    return page(
        request,
        "statements.html",
        list=listing(request, "/statements", asked, hall_of(request).register.statements(asked.filters)),
    )


@router.get("/statements/{statement_id}")
def statement(request: Request, statement_id: str) -> Response:
    """One statement, each other wording told from the first word by word."""
    lead, wordings = hall_of(request).register.statement(statement_id)
    first = one_line(lead.content)
    compared = [(variant, differences(first, one_line(variant.content))) for variant in wordings[1:]]
    return page(request, "statement.html", lead=lead, variants=compared)
