"""CSV: the events alone as one file; all tables as a Frictionless data package."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from dragoman.exports.cells import cell
from dragoman.exports.files import beside, write_lines
from dragoman.exports.holdings import Holdings, Tally
from dragoman.exports.tables import Row, table_rows
from dragoman.knowledge.formats import Column, tables

PACKAGE = "datapackage.json"
# How a text column is told from a formula: dragoman puts an apostrophe before what a spreadsheet would calculate.
DIALECT = {"csv": {"delimiter": ",", "lineTerminator": "\n", "quoteChar": '"', "doubleQuote": True}}


def events(holdings: Holdings, tally: Tally) -> Iterator[str]:
    """The events as CSV with a heading, an event a line."""
    yield from _lines("events", holdings, tally)


def _lines(table: str, holdings: Holdings, tally: Tally) -> Iterator[str]:
    names = [column.name for column in tables()[table]]
    yield _line(names)
    for row in table_rows(table, holdings):
        tally.rows += 1
        yield _line(_cells(row, names))


def _cells(row: Row, names: Sequence[str]) -> list[str]:
    return [cell(row[name]) for name in names]


def _line(cells: Sequence[str]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="").writerow(cells)
    return out.getvalue()


def package(holdings: Holdings, path: Path, tally: Tally) -> None:
    """A folder with a CSV file for each table and datapackage.json, which tells their columns and how they join."""
    with beside(path) as folder:
        folder.mkdir()
        for name in tables():
            write_lines(folder / f"{name}.csv", _lines(name, holdings, tally))
        package = {
            "profile": "tabular-data-package",
            "name": "dragoman",
            "title": "Political events, statements, transfers and agreements, read from news reports by dragoman",
            "resources": [_resource(name, columns) for name, columns in tables().items()],
        }
        (folder / PACKAGE).write_bytes(msgspec.json.format(msgspec.json.encode(package), indent=2) + b"\n")


def _resource(name: str, columns: Sequence[Column]) -> dict[str, object]:
    return {
        "name": name,
        "path": f"{name}.csv",
        "profile": "tabular-data-resource",
        "scheme": "file",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": DIALECT,
        "schema": _schema(columns),
    }


def _schema(columns: Sequence[Column]) -> dict[str, object]:
    keys = [column.name for column in columns if column.key == "primary"]
    joins = [(column.name, *column.key.split(".")) for column in columns if "." in column.key]
    schema: dict[str, object] = {
        "fields": [{"name": c.name, "type": c.type, "description": c.description} for c in columns],
        "missingValues": [""],
    }
    if keys:
        schema["primaryKey"] = keys
    if joins:
        schema["foreignKeys"] = [
            {"fields": [field], "reference": {"resource": table, "fields": [other]}} for field, table, other in joins
        ]
    return schema
