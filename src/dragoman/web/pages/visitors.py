"""Who comes in: the token is asked for once and remembered in a cookie; and what the server is made of."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request
from starlette.responses import RedirectResponse, Response

from dragoman.web.hall import hall_of
from dragoman.web.look import page
from dragoman.web.openapi import describe
from dragoman.web.security import COOKIE, pass_of, same

router = APIRouter()


@router.get("/login")
def login(request: Request) -> Response:
    """The question for the token."""
    return page(request, "login.html", wrong=False)


@router.post("/login")
def enter(request: Request, token: Annotated[str, Form()] = "") -> Response:
    """Let in who shows the token."""
    wanted = hall_of(request).site.token
    if wanted is not None and not same(token.strip(), wanted):
        return page(request, "login.html", 401, wrong=True)
    answer = RedirectResponse("/", 303)
    if wanted is not None:
        secure = request.url.scheme == "https"
        answer.set_cookie(COOKIE, pass_of(wanted), httponly=True, samesite="strict", secure=secure, max_age=30 * 86_400)
    return answer


@router.get("/about")
def about(request: Request) -> Response:
    """What the page shows and how: colours, borders, sources, the API."""
    return page(request, "about.html", paths=describe(request.app)["paths"])
