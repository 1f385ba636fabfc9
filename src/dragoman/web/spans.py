"""How finely time is cut for a chart, so that its bars stay few enough to be seen."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

from dragoman.register.filters import Filters
from dragoman.register.records import Day

if TYPE_CHECKING:
    from dragoman.register import Register

Unit = Literal["day", "month", "year", "auto"]
MOST_DAYS = 7  # months that are cut into days
MOST_MONTHS = 240


def fine_days(register: Register, filters: Filters) -> tuple[Day, ...]:
    """The counts by day where they span few months, by year where they span very many, else by month."""
    months = register.days(filters, "month")
    span = _span(months)
    if span <= MOST_DAYS:
        return register.days(filters, "day")
    return months if span <= MOST_MONTHS else _years(months)


def _span(months: Sequence[Day]) -> int:
    numbers = [int(day.date[:4]) * 12 + int(day.date[5:7]) for day in months]
    return max(numbers) - min(numbers) + 1 if numbers else 0


def _years(months: Sequence[Day]) -> tuple[Day, ...]:
    sums: dict[tuple[str, str, int | None], int] = defaultdict(int)
    for month in months:
        sums[month.date[:4], month.type, month.quad] += month.count
    return tuple(Day(date, kind, quad, count) for (date, kind, quad), count in sums.items())
