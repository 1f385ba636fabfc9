"""Clusters records that may be one. A function of the set: no order of adding, of rows or of threads shows in it.

The strongest pair joins first, and two clusters join only where no pair between them is held apart (complete link):
so a chain of vague reports cannot glue two acts that are known to be two.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Generic, TypeVar

import networkx as nx

from dragoman.register.merging.records import Told, Verdict

ROUNDS = 3  # of moving records between clusters
BEST = 3  # links of a record that speak for a cluster: a large one must not draw by its size alone

T = TypeVar("T", bound=Told)
Compare = Callable[[T, T], Verdict]


@dataclass(frozen=True)
class Cluster(Generic[T]):
    """Records of one thing by publication, report and key; `why` has a reason for each but the first."""

    members: tuple[T, ...]
    why: tuple[str | None, ...]


def cluster(
    records: Sequence[T], compare: Compare[T], links: Iterable[tuple[int, int]] | None = None
) -> list[Cluster[T]]:
    """The clusters of records, by their first members.

    `compare` must be symmetric. `links` are row ids of the only pairs that may be linked, where that is known already.
    """
    pairs = _Pairs(sorted(records, key=lambda r: r.order), compare)
    groups = [part for group in _moved(_joined(pairs, links), pairs) for part in pairs.parts(group)]
    return [_described(sorted(members), pairs) for members in sorted(groups, key=min)]


def _joined(pairs: _Pairs[T], links: Iterable[tuple[int, int]] | None) -> list[list[int]]:
    """Clusters of places in the order, joined along the links, the strongest first."""
    groups: dict[int, list[int]] = {n: [n] for n in range(len(pairs.records))}
    owner = list(groups)
    for left, right in pairs.ranked(links):
        a, b = sorted((owner[left], owner[right]))
        if a != b and not any(pairs.verdict(i, j).barred for i in groups[a] for j in groups[b]):
            groups[a] += groups.pop(b)
            for n in groups[a]:
                owner[n] = a
    return list(groups.values())


def _moved(groups: list[list[int]], pairs: _Pairs[T]) -> list[list[int]]:
    """Each record goes where most speaks for it: one wrong date must not draw the undated reports away."""
    for _ in range(ROUNDS if len(groups) > 1 else 0):
        moved = False
        for n in range(len(pairs.records)):
            home = next(g for g in groups if n in g)
            near = [g for g in groups if g is home or not pairs.linked(n).isdisjoint(g)]
            best = max(near, key=lambda g: (pairs.support(n, g), g is home, -min(g)))
            if best is not home:
                home.remove(n)
                best.append(n)
                groups = [g for g in groups if g]
                moved = True
        if not moved:
            break
    return groups


class _Pairs(Generic[T]):
    """Verdicts on pairs of records, each asked once. Records go by their place in the order."""

    def __init__(self, records: list[T], compare: Compare[T]) -> None:
        self.records = records
        self._compare = compare
        self._verdicts: dict[tuple[int, int], Verdict] = {}
        self._linked: set[tuple[int, int]] = set()
        self._partners: dict[int, set[int]] = {}

    def verdict(self, i: int, j: int) -> Verdict:
        pair = min(i, j), max(i, j)
        if pair not in self._verdicts:
            self._verdicts[pair] = self._compare(self.records[pair[0]], self.records[pair[1]])
        return self._verdicts[pair]

    def ranked(self, links: Iterable[tuple[int, int]] | None) -> list[tuple[int, int]]:
        """Linked pairs, the strongest first, then by the order of the records."""
        at = {record.id: n for n, record in enumerate(self.records)}
        known = combinations(range(len(at)), 2) if links is None else ((at[a], at[b]) for a, b in links)
        self._linked = {(min(p), max(p)) for p in known if self.verdict(*p).linked}
        for a, b in self._linked:
            self._partners.setdefault(a, set()).add(b)
            self._partners.setdefault(b, set()).add(a)
        return sorted(self._linked, key=lambda p: (-self.verdict(*p).points, p))

    def linked(self, n: int) -> set[int]:
        """The records that a record is linked with."""
        return self._partners.get(n, set())

    def support(self, n: int, members: Sequence[int]) -> float:
        """The points of a record's best links with a cluster; below nothing where one of it is held apart."""
        others = [m for m in members if m != n]
        if any(self.verdict(n, m).barred for m in others):
            return -1.0
        points = (self.verdict(n, m).points for m in self.linked(n).intersection(others))
        return round(sum(sorted(points, reverse=True)[:BEST]), 6)

    def parts(self, members: Sequence[int]) -> list[list[int]]:
        """A cluster without those that nothing links with it since others were moved."""
        inside: nx.Graph[int] = nx.Graph()
        inside.add_nodes_from(members)
        inside.add_edges_from(p for p in self._linked if p[0] in inside and p[1] in inside)
        return [sorted(part) for part in nx.connected_components(inside)]

    def reason(self, n: int, members: Sequence[int]) -> str:
        """Why a record stands with the others: its strongest link, that to an earlier one where two are as strong."""
        links = [(-self.verdict(n, m).points, m) for m in self.linked(n).intersection(members)]
        return ", ".join(self.verdict(n, min(links)[1]).why)


def _described(members: list[int], pairs: _Pairs[T]) -> Cluster[T]:
    reasons = (pairs.reason(n, members) if n != members[0] else None for n in members)
    return Cluster(tuple(pairs.records[n] for n in members), tuple(reasons))
