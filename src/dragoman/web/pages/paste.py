"""The paste box: a report is read and shown; it is kept only if that is asked for."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from dragoman.errors import SettingsError
from dragoman.sources import Given
from dragoman.sources.dates import given_date
from dragoman.web.hall import hall_of
from dragoman.web.look import page
from dragoman.web.pages.reports import show

router = APIRouter()
GONE = "This reading is no longer here: only the last few are held. Paste the report again."


@router.get("/read")
def box(request: Request) -> Response:
    """The empty box; the reader gets ready meanwhile."""
    hall_of(request).desk.warm()
    return page(request, "paste.html")


@router.post("/read")
def read(
    request: Request,
    text: Annotated[str, Form()] = "",
    title: Annotated[str, Form()] = "",
    publisher: Annotated[str, Form()] = "",
    url: Annotated[str, Form()] = "",
    published: Annotated[str, Form()] = "",
) -> Response:
    """Read what was pasted and go to its page."""
    hall = hall_of(request)
    check_length(text, hall.site.most_text)
    when = given_date(published) if published.strip() else None
    given = Given(
        title=title.strip() or None, publisher=publisher.strip() or None, url=url.strip() or None, published=when
    )
    return RedirectResponse(f"/read/{hall.tray.put(hall.desk.read(text, given))}", 303)


def check_length(text: str, most: int) -> None:
    """Raise SettingsError for an empty text or one beyond the limit."""
    if not text.strip():
        raise SettingsError("There is nothing to read: paste the text of a report.")
    if len(text) > most:
        raise SettingsError(
            f"The text has {len(text):,} characters; at most {most:,} are read here. Use `dragoman read`."
        )


@router.get("/read/{name}")
def pasted(request: Request, name: str, at: str = "", part: str = "1") -> Response:
    """A pasted report that was read."""
    reading = hall_of(request).tray.get(name)
    if reading is None:
        raise HTTPException(410, GONE)
    return show(request, reading, part, at, name=name)


@router.post("/read/{name}/keep")
def keep(request: Request, name: str) -> Response:
    """Add a pasted report to the register."""
    from dragoman.register import open_register

    hall = hall_of(request)
    reading = hall.tray.get(name)
    if reading is None:
        raise HTTPException(410, GONE)
    if hall.site.sample or hall.site.register is None:
        raise HTTPException(403, "The sample register is not added to. Start with --register FILE to keep reports.")
    with open_register(hall.site.register) as register:
        added = list(register.add([reading]))
    return page(request, "kept.html", added=added[0])
