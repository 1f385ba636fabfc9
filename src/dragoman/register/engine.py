"""A path or URL becomes an engine with two kinds of transactions: readers see one state, writers take turns."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import ArgumentError
from sqlalchemy.pool import QueuePool

from dragoman.errors import NoRegister, RegisterError
from dragoman.register.limits import BoundConnection, bound_postgres
from dragoman.register.trouble import tell

PATIENCE = 60.0  # seconds that a writer waits for the others
POSTGRES = ("postgresql", "postgres", "postgresql+psycopg")
TURN = 0x647261676F  # the advisory lock that writers of a PostgreSQL register take in turn: "drago"
TRANSACTION = "dragoman_transaction"  # execution option: "read" (where absent), "write", "none"
MIN_SQLITE = (3, 35)  # RETURNING


@dataclass(frozen=True)
class Address:
    """Where a register is. `path` for SQLite, `url` for PostgreSQL; `name` is for messages and has no password."""

    name: str
    path: Path | None = None
    url: URL | None = None


def address(where: str | Path) -> Address:
    """Where a path or URL leads. Raises NoRegister for a URL of another kind."""
    given = str(where)
    if isinstance(where, Path) or "://" not in given:
        return Address(given, path=Path(given).expanduser())
    try:
        url = make_url(given)
    except ArgumentError as problem:
        raise NoRegister(given.partition("://")[0] + "://…", "this is no address of a database") from problem
    if url.drivername.startswith("sqlite") and url.database:
        return Address(url.database, path=Path(url.database))
    if url.drivername not in POSTGRES:
        raise NoRegister(url.render_as_string(), "a register is a file, or a database at postgresql://user@host/name")
    return Address(url.render_as_string(), url=url.set(drivername="postgresql+psycopg"))


def connect_to(place: Address, *, create: bool, readonly: bool, patience: float, limit: float | None = None) -> Engine:
    """An engine for the register; nothing is opened yet. `patience` is in seconds, as `limit`, that of a question."""
    if place.path is not None:
        engine = _sqlite(place.path, "ro" if readonly else "rwc" if create else "rw", patience, limit)
    else:
        assert place.url is not None
        engine = _postgres(place, place.url, readonly, patience)
        if limit is not None:
            bound_postgres(engine, limit)
    tell(engine, place.name)
    return engine


def _sqlite(path: Path, mode: str, patience: float, limit: float | None) -> Engine:
    _check_sqlite(path)
    # A read-only medium has no room for the shared memory of WAL; nobody else writes there either.
    frozen = "&immutable=1" if mode == "ro" and not os.access(path.parent, os.W_OK) else ""
    uri = f"file:{quote(str(path.absolute()))}?mode={mode}{frozen}"

    def connect() -> sqlite3.Connection:
        connection = sqlite3.connect(
            uri, patience, isolation_level=None, check_same_thread=False, factory=BoundConnection, uri=True
        )
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA synchronous = FULL")
        if limit is not None:
            connection.bound(limit)
        return connection

    engine = create_engine("sqlite://", creator=connect, poolclass=QueuePool)

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        # A deferred transaction that turns writer half-way is refused at once where another has written.
        begin = {"read": "BEGIN", "write": "BEGIN IMMEDIATE"}.get(_kind(connection))
        if begin:
            connection.exec_driver_sql(begin)

    return engine


def _check_sqlite(path: Path) -> None:
    probe = sqlite3.connect(":memory:")
    try:
        has_words = probe.execute("SELECT count(*) FROM pragma_module_list WHERE name = 'fts5'").fetchone()[0]
    finally:
        probe.close()
    if not has_words or sqlite3.sqlite_version_info < MIN_SQLITE:
        wanted = ".".join(map(str, MIN_SQLITE))
        raise RegisterError(str(path), f"SQLite {wanted} with FTS5 is needed; this Python has {sqlite3.sqlite_version}")


def _postgres(place: Address, url: URL, readonly: bool, patience: float) -> Engine:
    try:
        # Readers see one state of the register for as long as they look, as SQLite's do.
        engine = create_engine(
            url,
            isolation_level="REPEATABLE READ",
            pool_pre_ping=True,
            connect_args={"connect_timeout": 10, "application_name": "dragoman"},
            execution_options={"postgresql_readonly": readonly},
        )
    except ModuleNotFoundError as problem:
        raise RegisterError(place.name, "PostgreSQL needs psycopg: pip install 'dragoman[postgres]'") from problem

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        if _kind(connection) == "write":
            connection.execute(text(f"SET LOCAL lock_timeout = {round(patience * 1000)}"))
            connection.execute(text(f"SELECT pg_advisory_xact_lock({TURN})"))

    return engine


def _kind(connection: Connection) -> str:
    return str(connection.get_execution_options().get(TRANSACTION, "read"))


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """A writer's transaction: one at a time, from begin to commit. It is rolled back where the body raises."""
    options: dict[str, object] = {TRANSACTION: "write"}
    if engine.dialect.name == "postgresql":
        options["isolation_level"] = "READ COMMITTED"  # a snapshot taken while waiting for the turn would be stale
    with engine.connect().execution_options(**options) as connection, connection.begin():
        yield connection
