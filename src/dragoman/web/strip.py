"""A small drawing of events over time, made here as SVG so that the first page needs no chart library."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dragoman.register.records import Day

MOST_BARS = 120
WIDTH, HALF = 960, 56  # of the drawing, in its own units; HALF above and below the middle line
UP, DOWN = (1, 2), (3, 4)  # quad classes: cooperation stands up, conflict hangs down


@dataclass(frozen=True)
class Bar:
    """One bar of the strip, in the drawing's units."""

    x: float
    y: float
    width: float
    height: float
    quad: int
    since: str
    count: int


@dataclass(frozen=True)
class Strip:
    """The bars, and the first and last month drawn."""

    bars: tuple[Bar, ...]
    first: str
    last: str


def strip(days: Iterable[Day]) -> Strip | None:
    """Months with the number of events by quad class; years where there are too many months, None without events."""
    events = [day for day in days if day.quad in (*UP, *DOWN)]
    if not events:
        return None
    found = _periods(events)
    if len(found) > MOST_BARS:
        found = found[-MOST_BARS:]
    sums: dict[tuple[str, int], int] = defaultdict(int)
    for day in events:
        sums[day.date[: len(found[0])], day.quad or 0] += day.count
    most = max(max(_sum(sums, one, UP), _sum(sums, one, DOWN)) for one in found) or 1
    return Strip(tuple(_bars(sums, found, most)), found[0], found[-1])


def _periods(days: Sequence[Day]) -> list[str]:
    """All months from the first to the last, those without events too; years where months are too many."""
    first, last = min(d.date for d in days)[:7], max(d.date for d in days)[:7]
    a, b = (int(text[:4]) * 12 + int(text[5:7] or 1) - 1 for text in (first, last))
    if b - a < MOST_BARS:
        return [f"{n // 12:04}-{n % 12 + 1:02}" for n in range(a, b + 1)]
    return [f"{year:04}" for year in range(a // 12, b // 12 + 1)]


def _sum(sums: dict[tuple[str, int], int], period: str, quads: tuple[int, ...]) -> int:
    return sum(sums.get((period, quad), 0) for quad in quads)


def _bars(sums: dict[tuple[str, int], int], periods: Sequence[str], most: int) -> Iterable[Bar]:
    step = min(WIDTH / len(periods), 40)
    for number, period in enumerate(periods):
        for quads, sign in ((UP, -1), (DOWN, 1)):
            edge = 0.0
            for quad in quads:
                if count := sums.get((period, quad), 0):
                    height = count / most * HALF
                    y = HALF - edge - height if sign < 0 else HALF + edge
                    yield Bar(
                        round(number * step, 2),
                        round(y, 2),
                        round(step * 0.86, 2),
                        round(height, 2),
                        quad,
                        period,
                        count,
                    )
                    edge += height
