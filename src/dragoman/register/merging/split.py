"""A person's ruling: what this report tells is not that. It can be taken back."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, select

from dragoman.errors import NotFound
from dragoman.register import schema
from dragoman.register.merging import rulings, write_actors
from dragoman.register.merging.kinds import KINDS, Kind
from dragoman.register.merging.settle import counting, rewrite
from dragoman.register.merging.write_copies import REPORT

ACTOR = "actor"
_reports, _locals = schema.reports, schema.local_actors
_KINDS = {kind.name: kind for kind in KINDS}


def separate(connection: Connection, kind: str, ref: str, report: str, why: str) -> tuple[str, str]:
    """Take what a report tells out of what it was merged into; the id of what is left, and of what was taken out.

    `kind` is event, actor, report, statement, transfer or agreement, `ref` its public id (for a report the key of any
    of the group of copies), `report` the key of the report. Raises NotFound where the report tells nothing of it, or
    nobody else does.
    """
    return _hand(kind).separate(connection, ref, report, why)


def rejoin(connection: Connection, kind: str, ref: str, report: str) -> str:
    """Take back the rulings between what a report tells and `ref`, which may be either id of the two; the id after."""
    return _hand(kind).rejoin(connection, ref, report)


def _hand(kind: str) -> _Records | _Actors | _Copies:
    if kind in _KINDS:
        return _Records(_KINDS[kind])
    return _Actors() if kind == ACTOR else _Copies()


@dataclass(frozen=True)
class _Row:
    """A record of a merge. `report` is the key of its report, `report_id` its row."""

    id: int
    key: str
    report: str
    report_id: int


def _parted(rows: Sequence[_Row], ref: str, report: str) -> tuple[list[_Row], list[_Row]]:
    """The rows of the report and those of others."""
    own = [row for row in rows if row.report == report]
    others = [row for row in rows if row.report != report]
    if not rows:
        raise NotFound(ref, "the register has nothing of this id")
    if not own:
        raise NotFound(report, f"this report tells nothing of {ref}; `dragoman show {ref}` lists those that do")
    return own, others


def _not_merged(ref: str, report: str) -> NotFound:
    return NotFound(ref, f"only {report} tells it: there is nothing to take it out of")


class _Records:
    """Events, statements, transfers, agreements: pairs of keys are ruled apart."""

    def __init__(self, kind: Kind[Any]) -> None:
        self._kind = kind

    def _rows(self, connection: Connection, where: ColumnElement[bool]) -> list[_Row]:
        table = self._kind.table
        query = select(table.c.id, table.c.key, _reports.c.key, table.c.report_id).join(_reports).where(where)
        return [_Row(*row) for row in connection.execute(query)]

    def _of(self, connection: Connection, ref: str) -> list[_Row]:
        return self._rows(connection, self._kind.table.c[self._kind.column] == ref)

    def separate(self, connection: Connection, ref: str, report: str, why: str) -> tuple[str, str]:
        own, others = _parted(self._of(connection, ref), ref, report)
        if not others:
            raise _not_merged(ref, report)
        rulings.rule(connection, self._kind.name, ((a.key, b.key) for a in own for b in others), why)
        self._again(connection, own + others)
        return self._now(connection, others[0].id), self._now(connection, own[0].id)

    def rejoin(self, connection: Connection, ref: str, report: str) -> str:
        here = self._of(connection, ref)
        told = self._rows(connection, _reports.c.key == report)
        others = [row for row in here if row.report != report]
        mine = told if others else [row for row in here if row.report == report]
        if not mine:
            raise NotFound(report, f"this report tells nothing of {ref}")
        keys = [row.key for row in mine]
        against = [row.key for row in others] or rulings.against(connection, self._kind.name, keys)
        rulings.take_back(connection, self._kind.name, keys, against)
        self._again(connection, mine + here)
        return self._now(connection, (others or mine)[0].id)

    def _again(self, connection: Connection, rows: Collection[_Row]) -> None:
        rewrite(connection, (), (), {self._kind.name: {row.id for row in rows}})

    def _now(self, connection: Connection, row: int) -> str:
        table = self._kind.table
        return str(connection.scalar(select(table.c[self._kind.column]).where(table.c.id == row)))


class _Actors:
    """Local actors are ruled to stand for themselves."""

    def _of(self, connection: Connection, ref: str) -> list[_Row]:
        return self._rows(connection, _locals.c.actor_id == ref)

    def _rows(self, connection: Connection, where: ColumnElement[bool]) -> list[_Row]:
        query = select(_locals.c.id, _locals.c.key, _reports.c.key, _locals.c.report_id).join(_reports).where(where)
        return [_Row(*row) for row in connection.execute(query)]

    def separate(self, connection: Connection, ref: str, report: str, why: str) -> tuple[str, str]:
        own, others = _parted(self._of(connection, ref), ref, report)
        if not others:
            raise _not_merged(ref, report)
        rulings.rule(connection, ACTOR, ((row.key, "") for row in own), why)
        self._again(connection, own)
        return _actor_of(connection, others[0].id), _actor_of(connection, own[0].id)

    def rejoin(self, connection: Connection, ref: str, report: str) -> str:
        told = self._rows(connection, _reports.c.key == report)
        ruled = rulings.alone(connection, ACTOR, [row.key for row in told])
        mine = [row for row in told if row.key in ruled]
        here = {row.id for row in self._of(connection, ref)}
        mine = [row for row in mine if row.id in here] or mine
        if not mine:
            raise NotFound(report, "no actor of this report was taken out of another")
        rulings.take_back(connection, ACTOR, [row.key for row in mine], [""])
        self._again(connection, mine)
        return _actor_of(connection, mine[0].id)

    def _again(self, connection: Connection, rows: Sequence[_Row]) -> None:
        """Name all actors of these reports anew."""
        reports = sorted({row.report_id for row in rows})
        actors = write_actors.named_in(connection, reports)
        with counting(connection, reports):
            blocks = write_actors.leave(connection, reports)
        blocks |= write_actors.enter(connection, reports)
        rewrite(connection, reports, blocks, {}, actors)


def _actor_of(connection: Connection, row: int) -> str:
    return str(connection.scalar(select(_locals.c.actor_id).where(_locals.c.id == row)))


class _Copies:
    """Reports are ruled to be no copies of one another."""

    def _group(self, connection: Connection, ref: str) -> list[_Row]:
        """A report, what it copies and what copies that."""
        one = connection.execute(select(_reports.c.id, _reports.c.copy_of).where(_reports.c.key == ref)).one_or_none()
        if one is None:
            return []
        root = one.copy_of or one.id
        query = select(_reports.c.id, _reports.c.key).where((_reports.c.id == root) | (_reports.c.copy_of == root))
        rows = connection.execute(query.order_by(_reports.c.copy_of.is_not(None), _reports.c.key))
        return [_Row(row.id, row.key, row.key, row.id) for row in rows]

    def separate(self, connection: Connection, ref: str, report: str, why: str) -> tuple[str, str]:
        own, others = _parted(self._group(connection, ref), ref, report)
        if not others:
            raise _not_merged(ref, report)
        rulings.rule(connection, REPORT, ((own[0].key, other.key) for other in others), why)
        rewrite(connection, [row.id for row in (*own, *others)], (), {})
        return others[0].key, report

    def rejoin(self, connection: Connection, ref: str, report: str) -> str:
        here, own = self._group(connection, ref), self._group(connection, report)
        if not here or not own:
            raise NotFound(ref if not here else report, "the register has no report of this id")
        others = [row.key for row in here if row.key != report] or rulings.against(connection, REPORT, [report])
        rulings.take_back(connection, REPORT, [report], others)
        rewrite(connection, [row.id for row in (*own, *here)], (), {})
        return ref
