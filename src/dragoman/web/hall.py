"""What the pages share while a server runs."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from dragoman.web.answers import Answers
from dragoman.web.desk import Desk, Tray
from dragoman.web.site import Site

if TYPE_CHECKING:
    from starlette.requests import Request

    from dragoman.register import Register


@dataclass(frozen=True)
class Hall:
    """The site, the register (opened to be read), answers it gave, the desk that reads pasted reports, the tray."""

    site: Site
    register: Register
    desk: Desk
    answers: Answers
    tray: Tray = field(default_factory=Tray)


def hall_of(request: Request) -> Hall:
    """The hall of the server that a request came to."""
    hall: Hall = request.app.state.hall
    return hall
