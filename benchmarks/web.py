"""How long the pages take over a large register: medians, measured through the application, without a network.

    python benchmarks/web.py --reports 100000 [--register made.sqlite]

A few hundred made readings are added as any others are, merging and all; their rows are then copied in SQL, with new
ids and later dates, until there are as many reports as wanted. The file is kept where --register names one.
"""

from __future__ import annotations

import argparse
import json
import sqlite3
import statistics
import sys
import tempfile
import time
import warnings
from collections.abc import Iterator
from pathlib import Path

from made_readings import reading
from sqlalchemy import Column, Integer, String

from dragoman.register import Register, open_register, schema
from dragoman.web.app import create_app
from dragoman.web.site import Site

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from starlette.testclient import TestClient

BASE = 500  # reports that are added one by one
STRIDE = 1_000_000  # between the integer ids of two copies
DAYS = 11  # between the dates of two copies
RUNS = 7
LIMIT = 0.2  # seconds, the median that a page may take
NEVER = (
    *("report_bands", "revisions", "actors", "actor_names", "rulings", "aliases", "feeds"),
    *("merge_blocks", "merge_links"),
)
DATES = ("since", "until", "published", "date")
WORDS = ("report_words", "statement_words", "event_words")


def main() -> int:
    """The exit code: 1 where a page is too slow."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--reports", type=int, default=100_000)
    options.add_argument("--register", type=Path)
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        path = given.register or Path(scratch) / "made.sqlite"
        if not path.exists():
            make(path, given.reports)
        with open_register(path, create=False, readonly=True) as register:
            return measure(path, register)


def make(path: Path, reports: int) -> None:
    """Write a register of so many reports."""
    with open_register(path) as register:
        for number, _ in enumerate(register.add(reading(n) for n in range(min(BASE, reports))), 1):
            if number % 100 == 0:
                print(f"added {number}", file=sys.stderr)
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA synchronous = OFF")
    connection.execute("BEGIN")
    for copy in range(1, -(-reports // BASE)):
        for table in schema.metadata.sorted_tables:
            if table.name not in NEVER:
                names = ", ".join(f'"{column.name}"' for column in table.columns)
                values = ", ".join(_copied(column, copy) for column in table.columns)
                which = f"WHERE id < {STRIDE}" if _numbered(table.columns[0]) else _original(table.columns[0].name)
                connection.execute(f"INSERT INTO {table.name} ({names}) SELECT {values} FROM {table.name} {which}")
    for table in ("reports", "events", "statements"):
        connection.execute(f"UPDATE actors SET {table} = {table} * {-(-reports // BASE)}")
    connection.execute("COMMIT")
    for index in WORDS:
        connection.execute(f"INSERT INTO {index}({index}) VALUES('rebuild')")
    connection.execute("ANALYZE")
    connection.close()


def _numbered(column: Column[object]) -> bool:
    return column.name == "id" and isinstance(column.type, Integer)


def _original(name: str) -> str:
    """Which rows of a table are no copies: by their integer, else by the length of their public id."""
    return (
        f"WHERE {name} < {STRIDE}"
        if name in ("report_id", "mention_id", "agreement_id")
        else f"WHERE length({name}) = 11"
    )


def _copied(column: Column[object], copy: int) -> str:
    """What stands in a column of a copy, in SQL."""
    name = f'"{column.name}"'
    to = {key.column.table.name for key in column.foreign_keys}
    if to & set(NEVER):
        return name
    if isinstance(column.type, Integer) and (_numbered(column) or to):
        return f"{name} + {copy * STRIDE}"
    if column.name == "group_id" or "events" in to or (column.table.name == "events" and column.name == "id"):
        return f"{name} || printf('%05d', {copy})"
    if column.table.name == "reports" and column.name == "key":
        return f"{name} || '-{copy}'"
    if column.name in DATES and isinstance(column.type, String):
        return f"CASE length({name}) WHEN 10 THEN date({name}, '+{copy * DAYS} days') ELSE {name} END"
    return name


def pages(register: Register) -> Iterator[str]:
    """The addresses that are measured."""
    yield from ("/", "/timeline", "/network", "/map", "/events", "/statements", "/transfers", "/agreements", "/actors")
    yield from ("/reports", "/search?q=ceasefire", "/events?page=200", "/events?order=sources")
    yield from ("/events?actor=FRA&since=2013&until=2014", "/timeline?party=NOR", "/network?since=2013&until=2013-06")
    yield from ("/api/days?unit=auto", "/api/network?most=150", "/api/map", "/api/days?unit=auto&actor=FRA")
    yield f"/events/{register.events()[0].id}"
    yield f"/actors/{register.actors()[0].id}"
    yield f"/report?id={register.reports()[0].report}"


def measure(path: Path, register: Register) -> int:
    """Print the median of each page, in milliseconds, and what is too slow; the first time nothing is held yet."""
    figures: dict[str, float] = {}
    app = create_app(Site(register=path), register)
    with TestClient(app, base_url="http://127.0.0.1") as client:
        for address in pages(register):
            taken, worked = [], []
            for _ in range(RUNS):
                start, work = time.perf_counter(), time.process_time()
                assert client.get(address).status_code == 200, address
                taken.append(time.perf_counter() - start)
                worked.append(time.process_time() - work)
            figures[address] = statistics.median(taken)
            first, middle = worked[0], statistics.median(worked)
            print(
                f"{figures[address] * 1000:7.0f} ms, processor {middle * 1000:5.0f}, at first {first * 1000:5.0f}",
                address,
                flush=True,
            )
    slow = {address: round(seconds, 3) for address, seconds in figures.items() if seconds > LIMIT}
    counts = register.counts()
    print(json.dumps({"reports": counts.reports, "events": counts.events, "over the limit": slow}))
    return 1 if slow else 0


if __name__ == "__main__":
    sys.exit(main())
