"""What a database says when something is wrong, in the words of the register."""

from __future__ import annotations

import sqlite3

from sqlalchemy import Engine, event
from sqlalchemy.engine import ExceptionContext

from dragoman.errors import Costly, Damaged, DiskFull, Locked, LostConnection, NoRegister, ReadOnly, RegisterError

MESSAGES: dict[type[RegisterError], str] = {
    Locked: "others write to it and did not finish in time; try again when they have",
    DiskFull: "there is no room left for it; make room, then run the same again",
    ReadOnly: "it may not be written; give another place, or the rights to this one",
    Damaged: "the file does not hold together; take the last backup, or salvage it with `sqlite3 FILE .recover`",
    LostConnection: "the database server does not answer or closed the connection",
    NoRegister: "this is no register of dragoman",
    Costly: "this takes longer than one question may (setting question_seconds); ask for less: one actor, one year",
}
SQLITE: dict[str, type[RegisterError]] = {
    "BUSY": Locked,
    "LOCKED": Locked,
    "FULL": DiskFull,
    "READONLY": ReadOnly,
    "PERM": ReadOnly,
    "CANTOPEN": ReadOnly,
    "CORRUPT": Damaged,
    "NOTADB": NoRegister,
    "IOERR": RegisterError,
    "INTERRUPT": Costly,
}
# https://www.postgresql.org/docs/15/errcodes-appendix.html
POSTGRES: dict[str, type[RegisterError]] = {
    "53100": DiskFull,
    "53300": LostConnection,  # too many connections
    "55P03": Locked,
    "40P01": Locked,
    "25006": ReadOnly,
    "42501": ReadOnly,
    "XX001": Damaged,
    "XX002": Damaged,
    "57014": Costly,
}


def tell(engine: Engine, where: str) -> None:
    """From now on the engine raises RegisterError where the database or the disk is at fault."""

    @event.listens_for(engine, "handle_error", retval=True)
    def _told(context: ExceptionContext) -> RegisterError | None:
        original = context.original_exception
        lost = context.is_disconnect or context.connection is None
        return in_words(original, where, lost) if isinstance(original, Exception) else None


def in_words(problem: Exception, where: str, lost: bool = False) -> RegisterError | None:
    """The register's error for a driver's, or None where the fault is not the database's. `lost`: no connection."""
    kind = _sqlite(problem) if isinstance(problem, sqlite3.Error) else _postgres(problem, lost)
    if kind is None:
        return None
    detail = (str(problem).strip().splitlines() or [type(problem).__name__])[0]
    return kind(where, f"{MESSAGES[kind]} ({detail})" if kind in MESSAGES else f"the disk gave an error ({detail})")


def _sqlite(problem: sqlite3.Error) -> type[RegisterError] | None:
    name = getattr(problem, "sqlite_errorname", None) or ""
    parts = name.split("_")
    return SQLITE.get(parts[1]) if len(parts) > 1 else None


def _postgres(problem: Exception, lost: bool) -> type[RegisterError] | None:
    state = getattr(problem, "sqlstate", None)
    return POSTGRES.get(state or "") or (LostConnection if lost else None)
