"""JSON lines to reports, one a line: `id`, `text` or `html`, `title`, `published`, `url`, `publisher`, `byline`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

import msgspec

from dragoman.errors import SettingsError, SourceError, TooLarge
from dragoman.records import Report
from dragoman.sources.assemble import Given, make_report
from dragoman.sources.dates import given_date
from dragoman.sources.decode import Decoded
from dragoman.sources.html import page_report

# Escapes one after the other, so that "\\\\ud800" (a backslash, then letters) is none; group 1 is half a pair alone.
ESCAPE = re.compile(
    rb"\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|(u[dD][89a-fA-F][0-9a-fA-F]{2})|.)"
)


class Line(msgspec.Struct):
    """What a line may hold; other fields are passed over."""

    id: str | int | None = None
    text: str | None = None
    html: str | None = None
    title: str | None = None
    byline: str | None = None
    published: str | None = None
    url: str | None = None
    publisher: str | None = None


def read_jsonl(
    file: BinaryIO, where: str, max_bytes: int, published: str | None = None
) -> Iterator[Report | SourceError]:
    """The reports of a file, a line at a time; a bad line gives an error that names it, and the next is read."""
    number = 0
    while raw := file.readline(max_bytes + 1):
        number += 1
        place = f"{where}:{number}"
        if len(raw) > max_bytes:
            _skip_line(file, raw)
            yield TooLarge(place, f"the line is longer than {max_bytes} bytes (setting max_bytes)")
        elif raw.strip():
            yield _report(raw.removeprefix(b"\xef\xbb\xbf"), place, published)


def _skip_line(file: BinaryIO, raw: bytes) -> None:
    while raw and not raw.endswith(b"\n"):
        raw = file.readline(1 << 20)


def _report(raw: bytes, where: str, published: str | None) -> Report | SourceError:
    try:
        line = msgspec.json.decode(_whole(raw), type=Line)
        given = _given(line, published)
    except (msgspec.DecodeError, UnicodeDecodeError) as problem:
        return SourceError(where, f"this line is no report: {problem}")
    except SettingsError as problem:
        return SourceError(where, str(problem))
    if line.text is not None:
        return make_report(line.text, given)
    if line.html is not None:
        return _from_page(line.html, where, given)
    return SourceError(where, "this line has neither `text` nor `html`")


def _whole(raw: bytes) -> bytes:
    """The JSON with halves of surrogate pairs, which are no characters, replaced."""
    return ESCAPE.sub(lambda match: rb"\ufffd" if match[1] else match[0], raw)


def _from_page(html: str, where: str, given: Given) -> Report | SourceError:
    try:
        return page_report(Decoded(html), where, given)
    except SourceError as problem:
        return problem


def _given(line: Line, published: str | None) -> Given:
    return Given(
        id=str(line.id) if line.id not in (None, "") else None,
        title=line.title or None,
        byline=line.byline or None,
        publisher=line.publisher or None,
        url=line.url or None,
        published=published or (given_date(line.published) if line.published else None),
    )
