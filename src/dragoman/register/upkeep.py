"""Opening: a new register gets its tables, an older one is brought up to date, what is no register is refused."""

from __future__ import annotations

import time
from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text

from dragoman.errors import Locked, NewerRegister, NoRegister, OlderRegister
from dragoman.register import schema
from dragoman.register.engine import TRANSACTION, Address, writing

REVISION = "0001"  # the newest of migrations/versions
VERSION_TABLE = "dragoman_version"
MIGRATIONS = Path(__file__).parent / "migrations"
MAGIC = b"SQLite format 3\0"
APPLICATION_ID = 0x44524147  # "DRAG" in the header of the file, for file(1) and the like
PAUSE = 0.05  # seconds


def prepare(engine: Engine, place: Address, *, create: bool, readonly: bool, patience: float) -> None:
    """Make sure that there is a register of this version. Raises NoRegister, NewerRegister, OlderRegister."""
    if place.path is not None:
        _check_file(place.path, create and not readonly)
    with engine.connect() as connection:
        found = revision(connection, place.name)
    if found != REVISION:
        _check_revision(found, place.name, create=create and not readonly, readonly=readonly)
    if readonly:
        return
    if place.path is not None:
        _enter_wal(engine, patience)
    if found != REVISION:
        _upgrade(engine, place.name)


def _check_file(path: Path, create: bool) -> None:
    if path.is_dir():
        raise NoRegister(str(path), "this is a folder, not a register")
    if not path.exists():
        if not create:
            raise NoRegister(str(path), "there is no register here; `dragoman add` makes one")
        if not path.parent.is_dir():
            raise NoRegister(str(path), f"there is no folder {path.parent}")
        return
    with path.open("rb") as file:
        head = file.read(len(MAGIC))
    if head and head != MAGIC:
        raise NoRegister(str(path), "this file is no register; give another name")


def revision(connection: Connection, where: str) -> str | None:
    """The revision of the tables, None where there are none. Raises NoRegister where there are others."""
    tables = set(inspect(connection).get_table_names())
    if VERSION_TABLE in tables:
        found: str | None = connection.execute(text(f"SELECT version_num FROM {VERSION_TABLE}")).scalar()
        return found
    others = tables if connection.dialect.name == "sqlite" else tables & set(schema.metadata.tables)
    if others:
        raise NoRegister(where, f"this database holds something else ({', '.join(sorted(others)[:3])}, …)")
    return None


def _check_revision(found: str | None, where: str, *, create: bool, readonly: bool) -> None:
    if found is None:
        if not create:
            raise NoRegister(where, "there is no register here; `dragoman add` makes one")
    elif found not in _known():
        raise NewerRegister(where, f"this register was made by a newer dragoman (revision {found}); install that one")
    elif readonly:
        raise OlderRegister(where, "this register is of an older dragoman; `dragoman register upgrade` renews it")


def _known() -> set[str]:
    from alembic.script import ScriptDirectory

    return {script.revision for script in ScriptDirectory(str(MIGRATIONS)).walk_revisions()}


def _enter_wal(engine: Engine, patience: float) -> None:
    """Readers beside a writer. SQLite does not wait where two change the mode at once, so we do."""
    deadline = time.monotonic() + patience
    with engine.connect().execution_options(**{TRANSACTION: "none"}) as connection:
        while connection.exec_driver_sql("PRAGMA journal_mode").scalar() != "wal":
            try:
                connection.exec_driver_sql("PRAGMA journal_mode = wal")
                return
            except Locked:
                if time.monotonic() > deadline:
                    raise
                time.sleep(PAUSE)


def _upgrade(engine: Engine, where: str) -> None:
    with writing(engine) as connection:
        if revision(connection, where) == REVISION:  # another process was quicker
            return
        upgrade(connection)
        if connection.dialect.name == "sqlite":
            connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")


def upgrade(connection: Connection) -> None:
    """Run the migrations that the register lacks, in the connection's transaction."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
