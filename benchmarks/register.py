"""The register's speed and size: adding, and searching a large one. Readings are made without the model.

    python benchmarks/register.py [--add 10000] [--search 100000] [--register URL]

Adding: reports a second with all merging, the memory after each tenth (it must not grow with the register), bytes a
report. Searching: median and slowest of each question to a register of `--search` reports; their rows and words are
filled in without merging, for that is not asked here. With a URL the database must be empty and stays full.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from pathlib import Path

import psutil
from made_readings import reading
from sqlalchemy import insert, text

from dragoman.register import Register, open_register, schema, words
from dragoman.register.rows import Row, report_row, rows

ROUNDS = 7
PAGE = 500  # reports in one transaction of the filling
FILLED = ("reports", "statements", "events", "event_mentions")
SHARED = {c.name for c in schema.events.c} & {c.name for c in schema.event_mentions.c} - {"id"}
ALONE: Row = {"mentions": 1, "reports": 1, "sources": 1, "contradictions": "[]"}
QUESTIONS = (  # from one in a thousand reports to all of them
    "graholtes",
    "tesmarro",
    "rolen tesmarro",
    "marsto",
    "tesm*",
    "howitzers",
    "Leila Nairobi",
    "Omar accused",
    '"signed an accord" Peru',
    '"prisoner exchange"',
    "foreign minister",
    "nowhere",
)


def main() -> None:
    """Measure and print."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--add", type=int, default=10_000)
    arguments.add_argument("--search", type=int, default=100_000)
    arguments.add_argument("--register")
    given = arguments.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        if given.add:
            with open_register(given.register or Path(folder) / "add.sqlite") as register:
                adding(register, given.add)
        if given.search:
            with open_register(given.register or Path(folder) / "search.sqlite") as register:
                fill(register, given.search)
                searching(register)


def adding(register: Register, count: int) -> None:
    """Add so many reports, each in a transaction of its own."""
    started = part = time.perf_counter()
    tenth = max(1, count // 10)
    for number, _ in enumerate(register.add(reading(n) for n in range(count)), 1):
        if number % tenth == 0:
            now = time.perf_counter()
            print(f"{number:7} added  {tenth / (now - part):7.1f} reports/s  {_memory():6.0f} MB", flush=True)
            part = now
    info = register.info()
    print(f"all            {count / (time.perf_counter() - started):10.1f} reports/s")
    print(f"size           {info.size / count:10.0f} bytes a report")
    print(f"counts         {info.counts}")


def fill(register: Register, count: int) -> None:
    """Put so many reports into an empty register, each record standing for itself."""
    for first in range(1, count + 1, PAGE):
        tables: dict[str, list[Row]] = {name: [] for name in FILLED}
        numbers = range(first, min(first + PAGE, count + 1))
        for number in numbers:
            _lay_out(tables, number)
        with register.writing() as connection:
            for name, values in tables.items():
                connection.execute(insert(schema.metadata.tables[name]), values)
            for number in numbers:
                words.index(connection, number)
    with register.writing() as connection:
        connection.execute(text("ANALYZE"))


def _lay_out(tables: dict[str, list[Row]], number: int) -> None:
    """The rows of report `number`, whose row id it is; those of the others follow from it."""
    told = reading(number)
    tables["reports"].append({**report_row(told, "made"), "id": number, "added": ""})
    found = rows(told)
    for at, one in enumerate(found.statements):
        own = {"id": number * 10 + at, "report_id": number, "group_id": f"s{number}-{at}"}
        tables["statements"].append({**one.row, **own})
    for at, one in enumerate(found.events):
        event = f"e{number}-{at}"
        tables["events"].append({**{k: v for k, v in one.row.items() if k in SHARED}, **ALONE, "id": event})
        own = {"id": number * 10 + at, "report_id": number, "event_id": event}
        tables["event_mentions"].append({**one.row, **own})


def searching(register: Register) -> None:
    """Ask each question several times."""
    print(f"{register.counts().reports} reports, {register.info().size / 1e6:.0f} MB")
    all_times = []
    for question in QUESTIONS:
        for kind in ("report", None):
            times = []
            for _ in range(ROUNDS):
                started = time.perf_counter()
                register.search(question, kind=kind)
                times.append(1000 * (time.perf_counter() - started))
            all_times += times
            hits = register.search_count(question, kind=kind)
            middle, slowest = statistics.median(times), max(times)
            print(f"{question:28} {kind or 'all':8} {hits:8} hits {middle:8.1f} ms {slowest:8.1f} ms")
    print(f"median of all  {statistics.median(all_times):10.1f} ms")


def _memory() -> float:
    return psutil.Process().memory_info().rss / 1e6


if __name__ == "__main__":
    main()
