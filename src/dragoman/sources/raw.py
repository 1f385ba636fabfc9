"""A report as it stands in its source, not yet decoded: cheap to find, cheap to send to another process."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Literal

import msgspec

from dragoman.errors import Foreign, SourceError
from dragoman.records import Report
from dragoman.sources.assemble import Given, make_report
from dragoman.sources.decode import decode
from dragoman.sources.fields import Fields, fields_report
from dragoman.sources.html import HEAD, decode_page, looks_like_html, page_report

Kind = Literal["text", "page", "fields", "archived"]
LANGUAGE = re.compile(rb"""<html\b[^>]*\blang\s*=\s*["']?\s*([a-z]{2,3})\b""", re.IGNORECASE)

# Escapes one after the other, so that "\\\\ud800" (a backslash, then letters) is none; group 1 is half a pair alone.
ESCAPE = re.compile(
    rb"\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|(u[dD][89a-fA-F][0-9a-fA-F]{2})|.)"
)


NOTHING = Given()


@dataclass(frozen=True, slots=True)
class Raw:
    """The bytes of one report. `where` names file and place.

    kind: "text" (or a page that looks like one), "page" (HTML), "fields" (a JSON object), "archived" (a page of a web
    archive, wanted only if it is in English)
    charset: the encoding that the server named
    """

    where: str
    body: bytes
    kind: Kind
    given: Given = NOTHING
    charset: str | None = None


def raw_report(raw: Raw) -> Report:
    """The report. Raises SourceError where the bytes are empty, binary, no report, or a page without an article."""
    if raw.kind == "fields":
        return _from_json(raw)
    if not raw.body.strip():
        raise SourceError(raw.where, "this is empty")
    if raw.kind == "archived":
        return _archived(raw)
    if raw.kind == "page":
        return _page(raw)
    decoded = decode(raw.body, raw.where, raw.charset)
    if looks_like_html(decoded.text):
        return _page(raw)
    return make_report(decoded.text, replace(raw.given, flags=raw.given.flags + decoded.flags))


def _page(raw: Raw) -> Report:
    return page_report(decode_page(raw.body, raw.where, raw.charset), raw.where, raw.given)


def _archived(raw: Raw) -> Report:
    """A page of an archive; Foreign where it says, or its words show, that it is not in English."""
    said = LANGUAGE.search(raw.body[:HEAD])
    if said and said[1].lower() not in (b"en", b"eng"):
        raise Foreign(raw.where, f"the page is in another language ({said[1].decode()}) and was not read")
    report = _page(raw)
    if report.language != "en":
        raise Foreign(raw.where, f"the page is in another language ({report.language}) and was not read")
    return report


def _from_json(raw: Raw) -> Report:
    try:
        fields = msgspec.json.decode(_whole(raw.body), type=Fields)
    except (msgspec.DecodeError, UnicodeDecodeError) as problem:
        raise SourceError(raw.where, f"this line is no report: {problem}") from problem
    return fields_report(fields, raw.where, raw.given.published)


def _whole(body: bytes) -> bytes:
    """The JSON with halves of surrogate pairs, which are no characters, replaced."""
    return ESCAPE.sub(lambda match: rb"\ufffd" if match[1] else match[0], body)
