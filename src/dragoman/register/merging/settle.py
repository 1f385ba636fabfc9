"""Applies the merging to the tables, inside the transaction that added, replaced or removed reports.

What comes out depends on the set of reports alone: adding touches the records that hang together with the new ones,
and decides them anew from the beginning.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager

from sqlalchemy import Connection

from dragoman.register.merging import graph, write_actors, write_copies, write_events, write_groups
from dragoman.register.merging.kinds import ACTS, KINDS, UTTERANCES

Seeds = Mapping[str, set[int]]


def settle(connection: Connection, report_ids: Sequence[int]) -> None:
    """Link what these reports tell with what the register holds. Their rows are there, linked with nothing."""
    write_copies.enter(connection, report_ids)
    blocks = write_actors.enter(connection, report_ids)
    seeds = {kind.name: kind.rows_of(connection, report_ids) for kind in KINDS}
    for kind in KINDS:
        kind.enter(connection, seeds[kind.name])
    rewrite(connection, report_ids, blocks, seeds, new=report_ids)


def unsettle(connection: Connection, report_ids: Sequence[int]) -> None:
    """Take these reports out of all merges, before their rows are deleted."""
    actors = write_actors.named_in(connection, report_ids)
    seeds: dict[str, set[int]] = {}
    with counting(connection, report_ids):
        for kind in KINDS:
            rows = kind.rows_of(connection, report_ids)
            seeds[kind.name] = graph.forget(connection, kind.name, sorted(rows))
            if kind is ACTS:
                write_actors.add_counts(connection, "events", write_events.detach(connection, rows))
            else:
                write_groups.detach(connection, kind.table, rows)
        blocks = write_actors.leave(connection, report_ids)
    papers = write_copies.leave(connection, report_ids)
    rewrite(connection, sorted(papers), blocks, seeds, actors)


def rewrite(
    connection: Connection,
    papers: Collection[int],
    blocks: Collection[str],
    seeds: Seeds,
    actors: Collection[str] = (),
    new: Collection[int] = (),
) -> None:
    """Decide anew around these reports, blocks of names and records.

    `actors` are to be described anew; `new` are reports whose records are among the seeds.
    """
    copied = write_copies.regroup(connection, papers)
    touched = write_actors.relink(connection, blocks) | write_actors.named_in(connection, papers) | set(actors)
    told = (_name(connection, touched, papers) | copied) - set(new)
    for kind in KINDS:
        rows = seeds.get(kind.name, set()) | kind.rows_of(connection, told)
        clusters, voices = kind.clusters(connection, rows)
        reports = {voice.row["report_id"] for voice in voices.values()}
        if kind is ACTS:
            change = write_events.write(connection, clusters, voices, rows)
            write_actors.add_counts(connection, "events", change)
        elif reports:
            with counting(connection, reports, _TALLIES[1:] if kind is UTTERANCES else ()):
                write_groups.write(connection, kind, clusters, voices)
    write_actors.bury(connection, touched)


def _name(connection: Connection, actors: Collection[str], papers: Collection[int]) -> set[int]:
    """Write these actors and point local ones at them; the reports in which one moved."""
    write_actors.make(connection, actors)
    moves = write_actors.moves(connection, actors, papers)
    reports = {move.report for move in moves}
    with counting(connection, reports):
        write_actors.point(connection, moves)
    return reports


_Tally = tuple[str, Callable[[Connection, Collection[int]], Counter[str]]]
_TALLIES: tuple[_Tally, ...] = (("reports", write_actors.tally), ("statements", write_groups.statements_by_actor))


@contextmanager
def counting(connection: Connection, reports: Collection[int], tallies: Sequence[_Tally] = _TALLIES) -> Iterator[None]:
    """Carry over to the actors' counts what changes in these reports."""
    before = {column: tally(connection, reports) for column, tally in tallies}
    yield
    for column, tally in tallies:
        change = tally(connection, reports)
        change.subtract(before[column])
        write_actors.add_counts(connection, column, change)
