"""What is shown, in the formats of others."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from fastapi import APIRouter, Request
from starlette.background import BackgroundTask
from starlette.exceptions import HTTPException
from starlette.responses import FileResponse, Response, StreamingResponse

from dragoman.exports.formats import FORMATS, Format
from dragoman.exports.holdings import Holdings, RegisterHoldings, Tally
from dragoman.exports.readings import ReadingHoldings
from dragoman.web.hall import hall_of
from dragoman.web.pages.listing import asked_of
from dragoman.web.pages.paste import GONE

router = APIRouter()
AT_ONCE = 64_000  # characters sent together


@router.get("/export/{name}")
def export(request: Request, name: str) -> Response:
    """All records of the register that fit the filters."""
    register = hall_of(request).register
    return _send(_format(name), RegisterHoldings(register, asked_of(request).filters))


@router.get("/report/export/{name}")
def export_report(request: Request, name: str, id: str = "") -> Response:  # noqa: A002 - the query's name
    """The reading of one report."""
    return _send(_format(name), ReadingHoldings((hall_of(request).register.reading(id),)))


@router.get("/read/{pasted}/export/{name}")
def export_pasted(request: Request, pasted: str, name: str) -> Response:
    """The reading of a pasted report."""
    reading = hall_of(request).tray.get(pasted)
    if reading is None:
        raise HTTPException(410, GONE)
    return _send(_format(name), ReadingHoldings((reading,)))


def _format(name: str) -> Format:
    if name not in FORMATS:
        raise HTTPException(404, f"There is no format {name!r}; there are {', '.join(FORMATS)}.")
    return FORMATS[name]


def _send(form: Format, holdings: Holdings) -> Response:
    """A text is streamed; a folder is made, packed and sent, and goes afterwards."""
    if form.kind == "text":
        lines = form.lines(holdings, Tally())
        begun = chain([next(lines, "")], lines)  # what fails at once fails before anything is sent
        kept = {"Content-Disposition": f'attachment; filename="dragoman-{form.name}{form.suffix}"'}
        return StreamingResponse(_parts(begun), media_type=f"{form.media}; charset=utf-8", headers=kept)
    folder = Path(tempfile.mkdtemp(prefix="dragoman-export-"))
    try:
        packed = form.download(holdings, folder)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    gone = BackgroundTask(shutil.rmtree, folder, ignore_errors=True)
    return FileResponse(packed, media_type=form.media, filename=packed.name, background=gone)


def _parts(lines: Iterator[str]) -> Iterator[str]:
    waiting: list[str] = []
    size = 0
    for line in lines:
        waiting.append(line + "\n")
        size += len(line)
        if size > AT_ONCE:
            yield "".join(waiting)
            waiting, size = [], 0
    yield "".join(waiting)
