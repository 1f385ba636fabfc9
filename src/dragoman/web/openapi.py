"""The description of the API: FastAPI's own, with the register's records as schemas."""

from __future__ import annotations

from typing import Any

import msgspec
from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from dragoman.records import Reading
from dragoman.register import records
from dragoman.version import __version__
from dragoman.web.atlas import Drawing

REF = "#/components/schemas/{name}"
SHAPES = (
    records.Counts,
    records.Day,
    records.EventStory,
    records.KnownActor,
    records.KnownAgreement,
    records.KnownEvent,
    records.KnownStatement,
    records.KnownTransfer,
    records.Network,
    records.Hit,
    records.Source,
    Reading,
    Drawing,
)
ABOUT = (
    "What `dragoman serve` shows, for programs. The filters are those of the command line and the page; "
    "lists come in pages, or whole as JSON lines with format=jsonl."
)


def one(shape: type) -> dict[int | str, dict[str, Any]]:
    """That a route answers with one record."""
    return _answers({"application/json": {"schema": _ref(shape)}})


def some(shape: type) -> dict[int | str, dict[str, Any]]:
    """That a route answers with an array of records."""
    return _answers({"application/json": {"schema": {"type": "array", "items": _ref(shape)}}})


def pages(shape: type) -> dict[int | str, dict[str, Any]]:
    """That a route answers with a page of a list, or with JSON lines."""
    page = {
        "type": "object",
        "required": ["count", "limit", "offset", "items"],
        "properties": {
            "count": {"type": "integer", "description": "how many fit in all"},
            "limit": {"type": "integer"},
            "offset": {"type": "integer"},
            "items": {"type": "array", "items": _ref(shape)},
        },
    }
    lines = {"schema": {"type": "string", "description": f"a {shape.__name__} on each line"}}
    return _answers({"application/json": {"schema": page}, "application/x-ndjson": lines})


def _answers(content: dict[str, Any]) -> dict[int | str, dict[str, Any]]:
    problem = {
        "application/json": {
            "schema": {"type": "object", "required": ["error"], "properties": {"error": {"type": "string"}}}
        }
    }
    said = {404: "no such record", 413: "too large", 422: "a value that cannot be meant", 503: "busy or unreadable"}
    refusals: dict[int | str, dict[str, Any]] = {
        status: {"description": words, "content": problem} for status, words in said.items()
    }
    return {200: {"description": "the answer", "content": content}, **refusals}


def _ref(shape: type) -> dict[str, str]:
    return {"$ref": REF.format(name=shape.__name__)}


def describe(app: FastAPI) -> dict[str, Any]:
    """The OpenAPI description, made once."""
    if app.openapi_schema is None:
        made = get_openapi(title="dragoman", version=__version__, description=ABOUT, routes=app.routes)
        _, components = msgspec.json.schema_components(SHAPES, ref_template=REF)
        made.setdefault("components", {}).setdefault("schemas", {}).update(components)
        app.openapi_schema = made
    return app.openapi_schema
