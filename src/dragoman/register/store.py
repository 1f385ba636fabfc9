"""The register: readings go in, one transaction a report; what was asked comes out (asking.py)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Literal

from sqlalchemy import Connection, Engine, delete, select
from sqlalchemy.exc import DataError, IntegrityError

from dragoman.errors import LostConnection, NotFound, RegisterError
from dragoman.knowledge.digest import lexicon_hash
from dragoman.records import Reading, Report
from dragoman.register import keeping, recoding, schema
from dragoman.register.about import about
from dragoman.register.asking import Asking
from dragoman.register.engine import PATIENCE, address, connect_to, writing
from dragoman.register.filters import EVERYTHING, Filters
from dragoman.register.merging.split import rejoin, separate
from dragoman.register.records import Added, Info, Recoded, Revision, Source
from dragoman.register.rows import LONGEST, unpack
from dragoman.register.upkeep import prepare
from dragoman.version import __version__

if TYPE_CHECKING:
    from dragoman.register.feeds import Feeds

MergeKind = Literal["event", "actor", "report", "statement", "transfer", "agreement"]
UNFIT = (UnicodeError, IntegrityError, DataError)  # the reading itself cannot be stored


def open_register(
    where: str | Path,
    create: bool = True,
    readonly: bool = False,
    *,
    lexicon: Path | None = None,
    patience: float = PATIENCE,
    limit: float | None = None,
) -> Register:
    """The register in an SQLite file or at a PostgreSQL URL; made, or brought up to date, where need be.

    `lexicon` is the user's folder that readings are made with; `patience` how many seconds to wait for other writers,
    `limit` how many one question may take: then it raises Costly.
    Raises RegisterError: NoRegister, NewerRegister, OlderRegister, ReadOnly, Locked, LostConnection.
    """
    place = address(where)
    engine = connect_to(place, create=create, readonly=readonly, patience=patience, limit=limit)
    try:
        prepare(engine, place, create=create, readonly=readonly, patience=patience)
    except BaseException:
        engine.dispose()
        raise
    return Register(engine, place.name, lexicon_hash(lexicon))


class Register(Asking):
    """An open register. `name` is its file or address, `lexicon` the hash of the data that it is added to with."""

    def __init__(self, engine: Engine, name: str, lexicon: str) -> None:
        super().__init__(engine)
        self.name = name
        self.lexicon = lexicon

    def __enter__(self) -> Register:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of all connections."""
        self.engine.dispose()

    def writing(self) -> AbstractContextManager[Connection]:
        """A writer's transaction."""
        return writing(self.engine)

    def known(self, report: Report) -> bool:
        """Whether the register has this report as it is, read by this version with this lexicon."""
        with self.engine.connect() as connection:
            return keeping.is_known(connection, report, __version__, self.lexicon)

    def add(self, readings: Iterable[Reading]) -> Iterator[Added]:
        """Store readings as they are taken from the iterator: each one a transaction, the order kept.

        What is stored stays stored if a later one fails; the RegisterError that is raised then says how far it came.
        """
        for done, reading in enumerate(readings):
            try:
                added = self._add(reading)
            except RegisterError as problem:
                kept = f"{problem.problem}; {done} reports of this run are stored, the same command goes on from there"
                raise type(problem)(self.name, kept) from problem
            yield added

    def _add(self, reading: Reading) -> Added:
        if len(reading.report.id) > LONGEST:
            return Added(reading.report.id, "flagged", f"not stored: its id is longer than {LONGEST} characters")
        try:
            return self._keep(reading)
        except LostConnection:  # a server that was restarted; the transaction left nothing behind
            return self._keep(reading)
        except UNFIT as problem:
            reason = str(problem).splitlines()[0]
            return Added(reading.report.id, "flagged", f"not stored: {reason}")

    def _keep(self, reading: Reading) -> Added:
        with self.writing() as connection:
            return keeping.keep(connection, reading, reading.lexicon or self.lexicon)

    def recode(self, read: Callable[[Report], Reading], filters: Filters = EVERYTHING) -> Iterator[Recoded]:
        """Read stored reports again, those that another version or lexicon has read; say what changed in each.

        Each is a transaction of its own: stopped half-way, the same call goes on from there.
        """
        with self.engine.connect() as connection:
            keys = recoding.outdated(connection, filters, __version__, self.lexicon)
        for key in keys:
            if (old := self._reading(key)) is None:  # removed meanwhile
                continue
            new = read(recoding.as_given(old))
            with self.writing() as connection:
                done = recoding.recode(connection, new, new.lexicon or self.lexicon)
            if done is not None:
                yield done

    def remove(self, report: str) -> None:
        """Take a report out with all it told, its revisions too. Raises NotFound."""
        with self.writing() as connection:
            report_id = _report_id(connection, report)
            keeping.empty(connection, report_id)
            connection.execute(delete(schema.reports).where(schema.reports.c.id == report_id))

    def split(self, kind: MergeKind, ref: str, report: str, why: str) -> tuple[str, str]:
        """Rule that what a report tells is not `ref`: the id of what is left, and of what was taken out of it.

        `ref` is a public id, for kind "report" the id of one of the copies. The ruling outlives recoding; it is taken
        back with `unsplit`. Raises NotFound where the report tells nothing of it, or nobody else does.
        """
        with self.writing() as connection:
            return separate(connection, kind, ref, report, why)

    def unsplit(self, kind: MergeKind, ref: str, report: str) -> str:
        """Take back the rulings between `ref` and what a report tells; the id afterwards. Raises NotFound."""
        with self.writing() as connection:
            return rejoin(connection, kind, ref, report)

    @property
    def feeds(self) -> Feeds:
        """What is remembered of feeds."""
        from dragoman.register.feeds import Feeds  # brings the reading of feeds along

        return Feeds(self.engine)

    def reading(self, report: str) -> Reading:
        """What was read from a report. Raises NotFound."""
        found = self._reading(report)
        if found is None:
            raise _no_report(report)
        return found

    def _reading(self, report: str) -> Reading | None:
        with self.engine.connect() as connection:
            packed = connection.scalar(select(schema.reports.c.reading).where(schema.reports.c.key == report))
        return unpack(packed) if packed is not None else None

    def source(self, report: str) -> Source:
        """A report as a source: who published it when, whose copy it is. Raises NotFound."""
        for found in self.reports(Filters(report=report)):
            return found
        raise _no_report(report)

    def info(self) -> Info:
        """Where the register is, how much it holds, and which versions read it."""
        with self.engine.connect() as connection:
            return about(connection, self.name)

    def history(self, report: str) -> tuple[Revision, ...]:
        """The earlier readings of a report, the oldest first. Raises NotFound."""
        old = schema.revisions.c
        query = select(old.version, old.lexicon, old.replaced, old.reading)
        with self.engine.connect() as connection:
            report_id = _report_id(connection, report)
            found = connection.execute(query.where(old.report_id == report_id).order_by(old.id)).all()
        return tuple(Revision(report, r.version, r.lexicon, r.replaced, unpack(r.reading)) for r in found)


def _report_id(connection: Connection, report: str) -> int:
    found = connection.scalar(select(schema.reports.c.id).where(schema.reports.c.key == report))
    if found is None:
        raise _no_report(report)
    return int(found)


def _no_report(report: str) -> NotFound:
    return NotFound(report, "the register has no report of this id; `dragoman register reports` lists them")
