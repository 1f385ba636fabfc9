"""The search box."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from fastapi import APIRouter, Request
from starlette.responses import Response

from dragoman.errors import SettingsError
from dragoman.register.filters import Filters
from dragoman.web.hall import hall_of
from dragoman.web.look import page

router = APIRouter()
Kind = Literal["report", "statement", "event"]
KINDS: Mapping[str, Kind] = {"report": "report", "statement": "statement", "event": "event"}
SHOWN = 30
MOST = 300  # characters of a question


@router.get("/search")
def search(request: Request, q: str = "", kind: str = "") -> Response:
    """Reports, statements and events that hold the words."""
    words = q.strip()
    if len(words) > MOST or "\0" in words:
        raise SettingsError(f"q: at most {MOST} characters")
    number = request.query_params.get("page", "1")
    at = int(number) if number.isascii() and number.isdigit() and 0 < len(number) < 6 else 1
    wanted = KINDS.get(kind)
    register = hall_of(request).register
    offset = (max(at, 1) - 1) * SHOWN
    found = register.search(words, kind=wanted, limit=SHOWN + 1, offset=offset) if words else ()
    called = register.actors(Filters(words=words))[:5] if words and at <= 1 else ()
    return page(
        request,
        "search.html",
        words=words,
        kind=wanted or "",
        hits=found[:SHOWN],
        more=len(found) > SHOWN,
        number=max(at, 1),
        actors=called,
    )
