"""Kills a process that adds reports to a register, at random moments, and looks whether anything is lost or doubled.

    python benchmarks/faults.py [--kills 200] [--register FILE|URL] [--seed 1]

The process says of each report when it is stored; it adds every fifth one again with more text, and takes every
eleventh out again. After each kill all that it said must hold, and the register must hold together: each report has
exactly the rows of its reading, each row its merge, each word its entry in the index. Exit code 1 where it does not.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from multiprocessing import get_context
from multiprocessing.connection import Connection as Pipe
from pathlib import Path

from made_readings import reading
from sqlalchemy import Connection, func, select, text

from dragoman.register import Register, open_register, schema
from dragoman.register.recoding import failure
from dragoman.register.rows import unpack

WORDS_HEARD = 8  # at most so many of a process's words are heard before it is killed
LONGEST = 0.08  # seconds between the last of them and its end: about one report
BACK = 3  # reports that a process adds again
TOLD = {
    "events": schema.event_mentions,
    "statements": schema.statements,
    "transfers": schema.transfers,
    "agreements": schema.agreements,
    "actors": schema.local_actors,
}
WORDS = {"reports": "report_words", "statements": "statement_words", "event_mentions": "event_words"}


def main() -> None:
    """Kill, look, and tell."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--kills", type=int, default=200)
    arguments.add_argument("--register")
    arguments.add_argument("--seed", type=int, default=1)
    given = arguments.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        where = given.register or str(Path(folder) / "faults.sqlite")
        problems = run(where, given.kills, random.Random(given.seed))
    for problem in problems:
        print(problem)
    sys.exit(1 if problems else 0)


def run(where: str, kills: int, chance: random.Random) -> list[str]:
    """Kill so many processes one after the other; what was wrong afterwards."""
    open_register(where).close()
    promised: dict[int, int | None] = {}  # number of the report -> its revision, None where it was taken out
    problems: list[str] = []
    for kill in range(1, kills + 1):
        first = max(0, max(promised, default=0) - BACK)
        said = add_and_kill(where, first, chance.randint(1, WORDS_HEARD), chance.uniform(0, LONGEST))
        promised.update(said)
        with open_register(where) as register:
            problems += [
                f"kill {kill}: {problem}" for problem in broken(register, promised, last=set(said), first=first)
            ]
        if problems:
            return problems
    with open_register(where) as register:
        problems += audit(register)
        held = register.counts()
    print(f"{kills} kills, {len(promised)} reports promised, {held.reports} stored, {held.events} events: ", end="")
    print("nothing lost, nothing double" if not problems else f"{len(problems)} problems")
    return problems


def add_and_kill(where: str, first: int, words: int, wait: float) -> dict[int, int | None]:
    """What a process said that it had stored before it was killed, `wait` seconds after so many words."""
    context = get_context("fork")  # quick; nothing of a register is open here
    ours, theirs = context.Pipe(duplex=False)
    child = context.Process(target=add_for_ever, args=(where, first, theirs))
    child.start()
    theirs.close()
    said = dict(ours.recv() for _ in range(words))
    time.sleep(wait)
    assert child.pid is not None
    os.kill(child.pid, signal.SIGKILL)
    child.join()
    return said | dict(_heard(ours))


def _heard(pipe: Pipe) -> Iterator[tuple[int, int | None]]:
    try:
        while pipe.poll(0):
            yield pipe.recv()
    except (EOFError, OSError):  # the last word was cut short
        return


def add_for_ever(where: str, first: int, pipe: Pipe) -> None:
    """Add report after report and tell of each when it is stored."""
    with open_register(where) as register:
        number = first
        while True:
            for revision in (0, 1) if number % 5 == 0 else (0,):
                for _ in register.add([reading(number, revision)]):
                    pipe.send((number, revision))
            if number % 11 == 0:
                register.remove(f"made-{number}")
                pipe.send((number, None))
            number += 1


def broken(register: Register, promised: dict[int, int | None], last: set[int], first: int) -> Iterator[str]:
    """What was promised and does not hold. What the last process did after its last word is open."""
    with register.engine.connect() as connection:
        keys = Counter(connection.scalars(select(schema.reports.c.key)))
    yield from (f"{key} stands {count} times" for key, count in keys.items() if count > 1)
    for number, revision in promised.items():
        touched = number >= first
        if revision is not None and f"made-{number}" not in keys and not (touched and number % 11 == 0):
            yield f"made-{number} is lost"
        if revision is None and f"made-{number}" in keys and not touched:
            yield f"made-{number} is back"
    if len(keys) > len(promised) + 1:
        yield f"{len(keys)} reports stand, {len(promised)} were promised"
    yield from audit(register, [f"made-{number}" for number in last])


def audit(register: Register, keys: list[str] | None = None) -> list[str]:
    """What does not hold together in a register; of the reports in `keys`, or of all."""
    with register.engine.connect() as connection:
        return [*_of_reports(connection, keys), *_of_tables(connection), *_of_file(connection)]


def _of_reports(connection: Connection, keys: list[str] | None) -> Iterator[str]:
    known = schema.reports.c
    query = select(known.id, known.key, known.reading, known.text)
    for row in connection.execute(query if keys is None else query.where(known.key.in_(keys))):
        told = unpack(row.reading)
        if told.report.id != row.key or told.report.text != row.text:
            yield f"{row.key}: another report's reading"
        for name, table in TOLD.items():
            count = connection.scalar(select(func.count()).where(table.c.report_id == row.id))
            if count != len(getattr(told, name)) and not failure(told):
                yield f"{row.key}: {count} rows in {table.name}, the reading has {len(getattr(told, name))}"


def _of_tables(connection: Connection) -> Iterator[str]:
    mentions, actors = schema.event_mentions, schema.local_actors
    alone = {
        "mentions without event": select(func.count()).where(mentions.c.event_id.is_(None)),
        "actors without link": select(func.count()).where(actors.c.actor_id.is_(None)),
        "statements without group": select(func.count()).where(schema.statements.c.group_id.is_(None)),
        "events without mention": select(func.count()).where(
            schema.events.c.id.not_in(select(mentions.c.event_id).where(mentions.c.event_id.is_not(None)))
        ),
        "actors nobody names": select(func.count()).where(
            schema.actors.c.id.not_in(select(actors.c.actor_id).where(actors.c.actor_id.is_not(None)))
        ),
    }
    for what, query in alone.items():
        if count := connection.scalar(query):
            yield f"{count} {what}"


def _of_file(connection: Connection) -> Iterator[str]:
    if connection.dialect.name != "sqlite":
        return
    found = connection.execute(text("PRAGMA quick_check")).scalars().all()
    yield from (line for line in found if line != "ok")
    yield from (f"foreign key: {tuple(row)}" for row in connection.execute(text("PRAGMA foreign_key_check")))
    for table, index in WORDS.items():
        rows = connection.scalar(text(f"SELECT count(*) FROM {table}"))
        words = connection.scalar(text(f"SELECT count(*) FROM {index}_docsize"))
        if rows != words:
            yield f"{words} documents in {index}, {rows} rows in {table}"


if __name__ == "__main__":
    main()
