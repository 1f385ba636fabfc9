"""The server: pages, downloads and API over one register."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response
from starlette.staticfiles import StaticFiles

from dragoman.errors import Busy, DragomanError, NotFound, RegisterError, SettingsError, TookTooLong
from dragoman.version import __version__
from dragoman.web import api, look
from dragoman.web.answers import Answers
from dragoman.web.desk import Desk
from dragoman.web.hall import Hall
from dragoman.web.openapi import describe
from dragoman.web.pages import ROUTERS
from dragoman.web.security import Gate
from dragoman.web.site import Site

if TYPE_CHECKING:
    from dragoman.register import Register

STATUS: tuple[tuple[type[DragomanError], int], ...] = (
    (NotFound, 404),
    (SettingsError, 422),
    (Busy, 503),
    (TookTooLong, 503),
    (RegisterError, 503),
)
TITLES = {
    400: "That cannot be asked",
    404: "Not here",
    405: "That cannot be asked",
    422: "That cannot be asked",
    503: "Not now",
}


def create_app(site: Site, register: Register) -> FastAPI:
    """The application. The register stays the caller's: it is to be opened for reading, and closed after the server."""
    hall = Hall(site, register, Desk(site.read_seconds), Answers(site.register or register.name))

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        yield
        hall.desk.close()

    app = FastAPI(
        title="dragoman", version=__version__, docs_url=None, redoc_url=None, openapi_url=None, lifespan=lifespan
    )
    app.state.hall = hall
    app.mount("/static", _Files(directory=look.STATIC), name="static")
    for router in ROUTERS:
        app.include_router(router, include_in_schema=False)
    app.include_router(api.router, prefix="/api")
    app.openapi = lambda: describe(app)  # type: ignore[method-assign]
    app.add_exception_handler(DragomanError, _on_problem)
    app.add_exception_handler(HTTPException, _on_http)
    app.add_exception_handler(RequestValidationError, _on_wrong_values)
    app.add_exception_handler(Exception, _on_surprise)
    app.add_middleware(Gate, site=site)
    return app


class _Files(StaticFiles):
    """Static files; those asked for by content (?v=…) may be kept for good."""

    def file_response(self, *args: Any, **options: Any) -> Response:
        response = super().file_response(*args, **options)
        versioned = b"v=" in args[2].get("query_string", b"")
        response.headers["Cache-Control"] = "public, max-age=31536000, immutable" if versioned else "no-cache"
        return response


def _answer(request: Request, status: int, words: str) -> Response:
    """What went wrong: an object for programs, a page for people."""
    if request.url.path.startswith("/api"):
        return JSONResponse({"error": words}, status)
    return look.page(request, "problem.html", status, title=TITLES.get(status, "Something went wrong"), words=words)


async def _on_problem(request: Request, problem: Exception) -> Response:
    status = next((number for kind, number in STATUS if isinstance(problem, kind)), 500)
    return _answer(request, status, str(problem))


async def _on_http(request: Request, problem: Exception) -> Response:
    assert isinstance(problem, HTTPException)
    words = "There is no such page." if problem.status_code == 404 else str(problem.detail)
    return _answer(request, problem.status_code, words)


async def _on_wrong_values(request: Request, problem: Exception) -> Response:
    assert isinstance(problem, RequestValidationError)
    said = (f"{'.'.join(str(part) for part in error['loc'][1:])}: {error['msg']}" for error in problem.errors()[:5])
    return _answer(request, 422, "; ".join(said))


async def _on_surprise(request: Request, _problem: Exception) -> Response:
    return _answer(request, 500, "The server met a fault of its own; its log says which. The register is unharmed.")
