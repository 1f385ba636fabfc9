"""Copies in the tables: bands are entered, candidates read and compared, copies pointed at what they copy."""

from __future__ import annotations

import zlib
from collections.abc import Collection, Mapping

import msgspec
from sqlalchemy import Connection, bindparam, insert, select, update

from dragoman.knowledge.merging import merging_rules
from dragoman.records import Record, Report
from dragoman.register import schema
from dragoman.register.merging import graph, rulings
from dragoman.register.merging.cluster import cluster
from dragoman.register.merging.copies import bands_of, compare_papers, runs_of
from dragoman.register.merging.records import Paper
from dragoman.register.merging.times import moved

REPORT = "report"
_reports, _bands = schema.reports, schema.report_bands

_own, _other = _bands.alias("own"), _bands.alias("other")
_SHARING = (
    select(_other.c.report_id)
    .join(_own, _own.c.band == _other.c.band)
    .join(_reports, _reports.c.id == _other.c.report_id)
    .distinct()
)


class _Stored(Record, frozen=True):
    """The part of a stored reading that tells what is furniture."""

    report: Report


_DECODER = msgspec.json.Decoder(_Stored)


def enter(connection: Connection, reports: Collection[int]) -> None:
    """Enter new reports under their bands, and link them with those whose text they share."""
    new = _papers(connection, reports)
    rows = [{"report_id": p.id, "band": band} for p in new.values() for band in bands_of(p.shingles)]
    if rows:
        connection.execute(insert(_bands), rows)
    pairs = {pair for paper in new.values() for pair in _near(connection, paper)}
    known = new | _papers(connection, {row for pair in pairs for row in pair} - set(new))
    graph.put_links(connection, REPORT, (p for p in pairs if compare_papers(known[p[0]], known[p[1]]).linked))


def _papers(connection: Connection, reports: Collection[int]) -> dict[int, Paper]:
    columns = _reports.c.id, _reports.c.key, _reports.c.published, _reports.c.publisher, _reports.c.reading
    found = {}
    for part in graph.chunks(reports):
        for row in connection.execute(select(*columns).where(_reports.c.id.in_(part))):
            runs = runs_of(_DECODER.decode(zlib.decompress(row.reading)).report)
            found[row.id] = Paper(row.id, row.key, row.key, row.published, row.publisher, runs)
    return found


def _near(connection: Connection, paper: Paper) -> set[graph.Pair]:
    """Pairs with reports that share a band and were published about then."""
    query = _SHARING.where(_own.c.report_id == paper.id, _other.c.report_id != paper.id)
    if paper.published:
        days = merging_rules().copies.days
        then = _reports.c.published.between(moved(paper.published, -days), moved(paper.published, days))
        query = query.where(_reports.c.published.is_(None) | then)
    return {(min(paper.id, row), max(paper.id, row)) for row in connection.scalars(query)}


def regroup(connection: Connection, seeds: Collection[int]) -> set[int]:
    """Decide anew what is copied from what, around these reports; those for which it changed."""
    parts = graph.components(connection, REPORT, seeds)
    papers = _papers(connection, [row for rows, _ in parts if len(rows) > 1 for row in rows])
    ruled = rulings.pairs(connection, REPORT, [p.key for p in papers.values()])
    compare = rulings.heeding(compare_papers, ruled)
    wanted: dict[int, tuple[int | None, str | None]] = {}
    for rows, pairs in parts:
        if len(rows) == 1:
            wanted[rows[0]] = None, None
            continue
        for group in cluster([papers[row] for row in rows], compare, pairs):
            wanted |= {
                p.id: (group.members[0].id if why is not None else None, why)
                for p, why in zip(group.members, group.why, strict=True)
            }
    return _write(connection, wanted)


def _write(connection: Connection, wanted: Mapping[int, tuple[int | None, str | None]]) -> set[int]:
    columns = _reports.c.id, _reports.c.copy_of, _reports.c.copy_why
    rows = [
        {"own": row.id, "copy_of": wanted[row.id][0], "copy_why": wanted[row.id][1]}
        for part in graph.chunks(wanted)
        for row in connection.execute(select(*columns).where(_reports.c.id.in_(part)))
        if wanted[row.id] != (row.copy_of, row.copy_why)
    ]
    if rows:
        connection.execute(update(_reports).where(_reports.c.id == bindparam("own")), rows)
    return {row["own"] for row in rows}


def leave(connection: Connection, reports: Collection[int]) -> set[int]:
    """Take reports out of what copies what; those that were linked with them."""
    left = graph.forget(connection, REPORT, sorted(reports))
    for part in graph.chunks(reports):
        connection.execute(schema.report_bands.delete().where(_bands.c.report_id.in_(part)))
        ends = _reports.c.id.in_(part)
        connection.execute(update(_reports).where(ends).values(copy_of=None, copy_why=None))
    return left
