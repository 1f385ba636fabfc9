"""One question cannot hold the database: on SQLite and on PostgreSQL."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest
from sqlalchemy import Connection, text

from dragoman.errors import Costly
from dragoman.register import Register, open_register

SECONDS = 0.5
ENDLESS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT {} FROM n"


@pytest.fixture
def bound(register_url: str) -> Iterator[Register]:
    open_register(register_url).close()
    with open_register(register_url, create=False, readonly=True, limit=SECONDS) as register:
        yield register


@pytest.fixture
def connection(bound: Register) -> Iterator[Connection]:
    with bound.engine.connect() as connection:
        yield connection


def test_a_question_without_end_is_ended_and_others_are_answered(bound: Register) -> None:
    for _ in range(2):
        with bound.engine.connect() as connection, pytest.raises(Costly, match=r"question_seconds\); ask for less"):
            connection.execute(text(ENDLESS.format("count(*)"))).all()
    assert bound.counts().reports == 0


def test_so_is_a_search_for_rows_that_do_not_come(connection: Connection) -> None:
    with pytest.raises(Costly):
        connection.execute(text(ENDLESS.format("i") + " WHERE i < 3")).all()


def test_and_a_stream_that_does_not_go_on(connection: Connection) -> None:
    rows = iter(connection.execution_options(yield_per=2).execute(text(ENDLESS.format("i") + " WHERE i < 5")))
    assert next(rows).i == 1
    with pytest.raises(Costly):
        list(rows)


def test_whoever_reads_a_long_answer_may_take_their_time(connection: Connection) -> None:
    found = 0
    answer = connection.execution_options(yield_per=20).execute(text(f"{ENDLESS.format('i')} LIMIT 60"))
    for part in answer.partitions(20):
        time.sleep(1.2 * SECONDS)
        found += len(part)
    assert found == 60


def test_without_a_limit_there_is_none(register: Register) -> None:
    with register.engine.connect() as connection:
        some = connection.execute(text(f"SELECT count(*) FROM ({ENDLESS.format('i')} LIMIT 300000) AS n")).scalar_one()
    assert some == 300_000
