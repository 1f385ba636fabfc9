"""What the map draws: flows between states, each state at its middle."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import cache

from dragoman.knowledge.load import DATA, read_csv
from dragoman.records import Record
from dragoman.register.records import Flow, Spot


class DrawnFlow(Record, frozen=True):
    """Transfers from state to state: number by status, and the middle of both as (longitude, latitude) in degrees."""

    supplier: str
    recipient: str
    count: int
    statuses: dict[str, int]
    start: tuple[float, float]
    end: tuple[float, float]


class Drawing(Record, frozen=True):
    """All that the map draws besides the coasts."""

    spots: tuple[Spot, ...]
    flows: tuple[DrawnFlow, ...]


def drawn_flows(flows: Iterable[Flow]) -> tuple[DrawnFlow, ...]:
    """One flow a pair of states, the largest first; those without a place on the map are left out."""
    pairs: dict[tuple[str, str], dict[str, int]] = defaultdict(dict)
    for flow in flows:
        pairs[flow.supplier, flow.recipient][flow.status] = flow.count
    middles = _middles()
    drawn = [
        DrawnFlow(left, right, sum(statuses.values()), statuses, middles[left], middles[right])
        for (left, right), statuses in pairs.items()
        if left in middles and right in middles and left != right
    ]
    return tuple(sorted(drawn, key=lambda f: (-f.count, f.supplier, f.recipient)))


@cache
def _middles() -> dict[str, tuple[float, float]]:
    rows = read_csv(DATA / "places" / "countries.csv", ("code", "latitude", "longitude"))
    return {row["code"]: (float(row["longitude"]), float(row["latitude"])) for row in rows}
