"""A folder for Datasette: an SQLite file with keys and full-text search, and the metadata that explains it."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import closing
from pathlib import Path

import msgspec

from dragoman.errors import ExportError
from dragoman.exports.files import beside
from dragoman.exports.holdings import Holdings, Tally
from dragoman.exports.tables import table_rows
from dragoman.knowledge.formats import Column, tables

DATABASE, METADATA = "dragoman.db", "metadata.json"
SEARCHED: Mapping[str, tuple[str, ...]] = {
    "reports": ("title",),
    "actors": ("name", "names"),
    "events": ("evidence",),
    "statements": ("content",),
    "transfers": ("description", "evidence"),
    "agreements": ("evidence", "provisions"),
}
FACETS: Mapping[str, tuple[str, ...]] = {
    "reports": ("publisher",),
    "actors": ("kind", "country", "sector"),
    "events": ("type", "quad", "place_country"),
    "statements": ("speaker_country", "kind"),
    "transfers": ("supplier_country", "recipient_country", "status"),
    "agreements": ("kind", "status"),
}
SQL_TYPES = {"string": "TEXT", "integer": "INTEGER", "number": "REAL", "boolean": "INTEGER", "date": "TEXT"}


def folder(holdings: Holdings, path: Path, tally: Tally) -> None:
    """A folder that `datasette FOLDER` serves: dragoman.db and metadata.json."""
    with beside(path) as place:
        place.mkdir()
        try:
            with closing(sqlite3.connect(place / DATABASE)) as database:
                _fill(database, holdings, tally)
        except sqlite3.OperationalError as problem:
            raise ExportError(str(path), f"the database cannot be written: {problem}") from problem
        (place / METADATA).write_bytes(msgspec.json.format(msgspec.json.encode(_metadata()), indent=2) + b"\n")


def _fill(database: sqlite3.Connection, holdings: Holdings, tally: Tally) -> None:
    with database:
        for name, columns in tables().items():
            database.execute(_create(name, columns))
            places = ", ".join("?" for _ in columns)
            for row in table_rows(name, holdings):
                tally.rows += 1
                values = [row[column.name] for column in columns]
                database.execute(f'INSERT INTO "{name}" VALUES ({places})', values)
        for statement in (*_joins(), *_searches()):
            database.execute(statement)


def _create(name: str, columns: Sequence[Column]) -> str:
    parts = [_defined(column) for column in columns]
    parts += [
        f'FOREIGN KEY ("{column.name}") REFERENCES "{table}" ("{other}")'
        for column in columns
        if "." in column.key
        for table, other in [column.key.split(".")]
    ]
    return f'CREATE TABLE "{name}" ({", ".join(parts)})'


def _defined(column: Column) -> str:
    return f'"{column.name}" {SQL_TYPES[column.type]}{" PRIMARY KEY" if column.key == "primary" else ""}'


def _joins() -> list[str]:
    """An index for each column that refers to another table."""
    keyed = [(name, column.name) for name, columns in tables().items() for column in columns if "." in column.key]
    return [f'CREATE INDEX "{name}_{column}" ON "{name}" ("{column}")' for name, column in keyed]


def _searches() -> list[str]:
    """Full-text tables named as Datasette looks for them."""
    made = []
    for name, columns in SEARCHED.items():
        named = ", ".join(f'"{column}"' for column in columns)
        made.append(f'CREATE VIRTUAL TABLE "{name}_fts" USING fts5({named}, content="{name}", tokenize="unicode61")')
        made.append(f'INSERT INTO "{name}_fts" (rowid, {named}) SELECT rowid, {named} FROM "{name}"')
    return made


def _metadata() -> Mapping[str, object]:
    return {
        "title": "dragoman's register",
        "description": "Who did what to whom, who said what, what was agreed, what arms move: read from news reports.",
        "source": "dragoman",
        "databases": {Path(DATABASE).stem: {"tables": {name: _about(name, tables()[name]) for name in tables()}}},
    }


def _about(name: str, columns: Sequence[Column]) -> Mapping[str, object]:
    about: dict[str, object] = {"columns": {column.name: column.description for column in columns}}
    if name in FACETS:
        about["facets"] = FACETS[name]
    if name == "actors":
        about["label_column"] = "name"
    if name == "events":
        about["sort_desc"] = "since"
        about["label_column"] = "evidence"
    return about
