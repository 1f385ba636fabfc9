"""Stored reports are read again with a newer dragoman or lexicon; the old reading goes to the revisions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import msgspec
from sqlalchemy import Connection, select

from dragoman.records import NOT_READ, Reading, Report
from dragoman.register import keeping, schema
from dragoman.register.filters import Filters
from dragoman.register.questions.conditions import of_reports
from dragoman.register.records import Recoded
from dragoman.register.rows import report_row, unpack

reports = schema.reports.c


def outdated(connection: Connection, filters: Filters, version: str, lexicon: str) -> list[str]:
    """The ids of the reports that fit and that another dragoman or lexicon has read, in their order."""
    other = (reports.version != version) | (reports.lexicon != lexicon)
    return list(connection.scalars(select(reports.key).where(other, *of_reports(filters)).order_by(reports.key)))


def as_given(reading: Reading) -> Report:
    """The report without the flag of a reading that failed."""
    flags = tuple(flag for flag in reading.report.flags if not flag.startswith(NOT_READ))
    return msgspec.structs.replace(reading.report, flags=flags)


def recode(connection: Connection, new: Reading, lexicon: str) -> Recoded | None:
    """Put the new reading of a stored report in the place of the old one. None where the report is gone meanwhile.

    A reading that failed replaces none that succeeded.
    """
    query = select(reports.id, reports.reading).where(reports.key == new.report.id)
    row = connection.execute(query).one_or_none()
    if row is None:
        return None
    old = unpack(row.reading)
    if failure(new) and not failure(old):
        return Recoded(new.report.id, (), (), failure(new))
    if keeping.tells_the_same(old, new):
        keeping.sign(connection, row.id, report_row(new, lexicon))
        return Recoded(new.report.id, (), (), failure(new))
    keeping.replace(connection, row.id, report_row(new, lexicon))
    keeping.fill(connection, row.id, new)
    before, after = Counter(told(old)), Counter(told(new))
    return Recoded(new.report.id, tuple((before - after).elements()), tuple((after - before).elements()), failure(new))


def failure(reading: Reading) -> str | None:
    """Why a report could not be read, or None."""
    return next((flag for flag in reading.report.flags if flag.startswith(NOT_READ)), None)


def told(reading: Reading) -> Iterator[str]:
    """What a reading tells, a line a record: what it is, who and whom, and its words."""
    names = {actor.id: actor.name for actor in reading.actors}

    def who(*parties: object) -> str:
        return ", ".join(names.get(getattr(p, "actor", None) or "", getattr(p, "text", "?")) for p in parties if p)

    for e in reading.events:
        modes = " ".join((e.type, *e.modes, *(f"({aux})" for aux in e.aux)))
        date = f" {e.date.value}" if e.date else ""
        yield f"event {modes}: {who(*e.actor)} → {who(*e.recipient)}{date}: {e.evidence.text}"
    for s in reading.statements:
        yield f"statement: {who(s.speaker)}: {s.content.text}"
    for t in reading.transfers:
        yield f"transfer {t.status}: {who(t.supplier)} → {who(t.recipient)}: {t.item.text}: {t.evidence.text}"
    for a in reading.agreements:
        yield f"agreement {a.status}: {who(*a.parties)}: {a.kind}: {a.evidence.text}"
