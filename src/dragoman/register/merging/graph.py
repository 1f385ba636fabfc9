"""Blocks and links in the tables: who is looked at for whom, and which records hang together."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import TypeVar

from sqlalchemy import Connection, and_, delete, insert, or_, select

from dragoman.register import schema
from dragoman.register.merging.blocks import Block

T = TypeVar("T")
Pair = tuple[int, int]

MANY = 500  # values of one query

_blocks, _links = schema.merge_blocks, schema.merge_links


def chunks(values: Iterable[T]) -> Iterator[list[T]]:
    """The values in portions that a query takes, sorted so that the queries are the same each time."""
    ordered = sorted(set(values))  # type: ignore[type-var]
    for start in range(0, len(ordered), MANY):
        yield ordered[start : start + MANY]


_own, _other = _blocks.alias("own"), _blocks.alias("other")
_MEETING = select(_own.c.row_id, _other.c.row_id).join(
    _other,
    and_(
        _other.c.block == _own.c.block,
        _other.c.since >= _own.c.earliest,
        _other.c.since <= _own.c.until,
        _other.c.until >= _own.c.since,
        _other.c.kind == _own.c.kind,
        _other.c.row_id != _own.c.row_id,
    ),
)


def put_blocks(connection: Connection, kind: str, blocks: Iterable[tuple[int, Block]]) -> None:
    """Enter rows under their blocks."""
    rows = [
        {"kind": kind, "row_id": row, "block": b.name, "since": b.since, "until": b.until, "earliest": b.earliest}
        for row, b in blocks
    ]
    if rows:
        connection.execute(insert(_blocks), rows)


def neighbours(connection: Connection, kind: str, rows: Collection[int]) -> set[Pair]:
    """Pairs (one of `rows`, another row) that share a block and a time; the smaller id first."""
    query = _MEETING.where(_own.c.kind == kind)
    found = (pair for part in chunks(rows) for pair in connection.execute(query.where(_own.c.row_id.in_(part))))
    return {(min(a, b), max(a, b)) for a, b in found}


def put_links(connection: Connection, kind: str, pairs: Iterable[Pair]) -> None:
    """Enter pairs that may be one."""
    rows = [{"kind": kind, "left_id": a, "right_id": b} for a, b in sorted(pairs)]
    if rows:
        connection.execute(insert(_links), rows)


def links_of(connection: Connection, kind: str, rows: Collection[int]) -> set[Pair]:
    """All pairs that have one of `rows`."""
    found: set[Pair] = set()
    for part in chunks(rows):
        ends = or_(_links.c.left_id.in_(part), _links.c.right_id.in_(part))
        query = select(_links.c.left_id, _links.c.right_id).where(_links.c.kind == kind, ends)
        found |= {(a, b) for a, b in connection.execute(query)}
    return found


def components(connection: Connection, kind: str, seeds: Collection[int]) -> list[tuple[list[int], set[Pair]]]:
    """The connected parts of the graph that hold the seeds: the rows of each and its pairs."""
    pairs: set[Pair] = set()
    known, frontier = set(seeds), set(seeds)
    while frontier:
        met = links_of(connection, kind, frontier)
        pairs |= met
        frontier = {row for pair in met for row in pair} - known
        known |= frontier
    return _parts(known, pairs)


def _parts(rows: set[int], pairs: set[Pair]) -> list[tuple[list[int], set[Pair]]]:
    import networkx as nx

    whole: nx.Graph[int] = nx.Graph()
    whole.add_nodes_from(sorted(rows))
    whole.add_edges_from(sorted(pairs))
    return [(sorted(part), {(min(e), max(e)) for e in whole.edges(part)}) for part in nx.connected_components(whole)]


def forget(connection: Connection, kind: str, rows: Sequence[int]) -> set[int]:
    """Take rows out of blocks and links; the rows that were linked with them."""
    left = {row for pair in links_of(connection, kind, rows) for row in pair} - set(rows)
    for part in chunks(rows):
        connection.execute(delete(_blocks).where(_blocks.c.kind == kind, _blocks.c.row_id.in_(part)))
        ends = or_(_links.c.left_id.in_(part), _links.c.right_id.in_(part))
        connection.execute(delete(_links).where(_links.c.kind == kind, ends))
    return left
