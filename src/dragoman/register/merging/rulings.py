"""What a person ruled: these are not one. Rulings name keys, so that they outlive a new reading."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from datetime import UTC, datetime
from typing import TypeVar

from sqlalchemy import Connection, delete, insert, select

from dragoman.register import schema
from dragoman.register.merging.graph import chunks
from dragoman.register.merging.records import APART, Told, Verdict

T = TypeVar("T", bound=Told)

_rulings = schema.rulings


def pairs(connection: Connection, kind: str, keys: Collection[str]) -> frozenset[frozenset[str]]:
    """The pairs of keys that are ruled apart, of those one of which is asked for."""
    query = select(_rulings.c.left, _rulings.c.right).where(_rulings.c.kind == kind)
    found = (row for part in chunks(keys) for row in connection.execute(query.where(_rulings.c.left.in_(part))))
    return frozenset(frozenset({left, right}) for left, right in found)


def heeding(compare: Callable[[T, T], Verdict], ruled: frozenset[frozenset[str]]) -> Callable[[T, T], Verdict]:
    """The comparison with the rulings above it."""
    if not ruled:
        return compare
    return lambda one, other: APART if frozenset({one.key, other.key}) in ruled else compare(one, other)


def against(connection: Connection, kind: str, keys: Collection[str]) -> list[str]:
    """The keys that are ruled apart from one of these."""
    ends = (_rulings.c.left, _rulings.c.right), (_rulings.c.right, _rulings.c.left)
    found = {
        other
        for here, there in ends
        for part in chunks(keys)
        for other in connection.scalars(select(there).where(_rulings.c.kind == kind, here.in_(part)))
    }
    return sorted(found)


def alone(connection: Connection, kind: str, keys: Collection[str]) -> frozenset[str]:
    """The keys that are ruled apart from everything."""
    query = select(_rulings.c.left).where(_rulings.c.kind == kind, _rulings.c.right == "")
    return frozenset(k for part in chunks(keys) for k in connection.scalars(query.where(_rulings.c.left.in_(part))))


def rule(connection: Connection, kind: str, apart: Iterable[tuple[str, str]], why: str) -> None:
    """Rule pairs apart; ("key", "") is apart from everything. A ruling that stands is left."""
    wanted = {pair if not pair[1] else (min(pair), max(pair)) for pair in apart}
    query = select(_rulings.c.left, _rulings.c.right).where(_rulings.c.kind == kind)
    parts = chunks(left for left, _ in wanted)
    known = {(left, right) for p in parts for left, right in connection.execute(query.where(_rulings.c.left.in_(p)))}
    made = datetime.now(UTC).isoformat(timespec="seconds")
    rows = [{"kind": kind, "left": a, "right": b, "why": why, "made": made} for a, b in sorted(wanted - known)]
    if rows:
        connection.execute(insert(_rulings), rows)


def take_back(connection: Connection, kind: str, keys: Collection[str], others: Collection[str]) -> None:
    """Delete the rulings between some keys and others."""
    for one in chunks(keys):
        for other in chunks(others):
            for left, right in ((one, other), (other, one)):
                between = _rulings.c.left.in_(left), _rulings.c.right.in_(right)
                connection.execute(delete(_rulings).where(_rulings.c.kind == kind, *between))
