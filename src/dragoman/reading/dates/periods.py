"""Stretches of the calendar and their ISO 8601 values."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

Grain = Literal["day", "week", "month", "year"]

_VALUE = re.compile(r"(\d{4})(?:-(?:W(\d\d)|(\d\d)(?:-(\d\d))?))?\Z")


@dataclass(frozen=True, slots=True)
class Period:
    """From `first` to `last` day, both included, known to the grain."""

    first: date
    last: date
    grain: Grain

    @property
    def value(self) -> str:
        """ISO 8601, as short as it is known: 2010, 2010-09, 2010-W36, 2010-09-06, or start/end."""
        start, end = _format(self.first, self.grain), _format(self.last, self.grain)
        return start if start == end else f"{start}/{end}"

    @property
    def event_value(self) -> str:
        """The value as the date of an act: a week is given as the month that holds most of it."""
        if self.grain == "week":
            return _format(self.first + timedelta(days=3), "month")
        return self.value


def _format(day: date, grain: Grain) -> str:
    if grain == "week":
        year, week, _ = day.isocalendar()
        return f"{year:04d}-W{week:02d}"
    return day.isoformat()[: {"day": 10, "month": 7, "year": 4}[grain]]


def day(when: date) -> Period:
    """One day."""
    return Period(when, when, "day")


def week(when: date) -> Period:
    """The ISO week (Monday to Sunday) that holds a day."""
    monday = when - timedelta(days=when.weekday())
    return Period(monday, monday + timedelta(days=6), "week")


def weekend(when: date) -> Period:
    """Saturday and Sunday of the ISO week that holds a day."""
    saturday = when + timedelta(days=5 - when.weekday())
    return Period(saturday, saturday + timedelta(days=1), "day")


def month(year: int, number: int, count: int = 1) -> Period:
    """`count` months from a month on; `number` may lie outside 1–12 and is carried into the years."""
    start = _month_start(year, number)
    end = _month_start(year, number + count) - timedelta(days=1)
    return Period(start, end, "month")


def _month_start(year: int, number: int) -> date:
    years, rest = divmod(number - 1, 12)
    return date(year + years, rest + 1, 1)


def years(first: int, last: int | None = None) -> Period:
    """A year, or several."""
    return Period(date(first, 1, 1), date(last or first, 12, 31), "year")


def between(start: Period, end: Period) -> Period | None:
    """From the start of one to the end of the other; None where they do not follow each other or differ in kind."""
    if start.first > end.first or ("week" in (start.grain, end.grain) and start.grain != end.grain):
        return None
    grain = start.grain if _fineness(start.grain) <= _fineness(end.grain) else end.grain
    return Period(start.first, end.last, grain)


def _fineness(grain: Grain) -> int:
    return ("year", "month", "week", "day").index(grain)


def shift(when: date, unit: str, count: int) -> Period:
    """The period of grain `unit` that lies `count` units from a day; ValueError or OverflowError off the calendar."""
    if unit == "day":
        return day(when + timedelta(days=count))
    if unit in {"week", "fortnight"}:
        return week(when + timedelta(weeks=count * (2 if unit == "fortnight" else 1)))
    if unit == "weekend":
        return weekend(when + timedelta(weeks=count))
    if unit == "month":
        return month(when.year, when.month + count)
    if unit == "quarter":
        return month(when.year, 3 * ((when.month - 1) // 3 + count) + 1, 3)
    span = {"year": 1, "decade": 10, "century": 100}[unit]
    start = when.year // span * span + count * span
    return years(start, start + span - 1)


def same_day(when: date, unit: str, count: int) -> date:
    """The day `count` units away, cut to the end of a shorter month."""
    if unit in {"month", "year"}:
        first = month(when.year, when.month + count * (12 if unit == "year" else 1)).first
        return first.replace(day=min(when.day, monthrange(first.year, first.month)[1]))
    return when + timedelta(days=count * {"day": 1, "week": 7, "fortnight": 14}[unit])


def parse(value: str | None) -> Period | None:
    """The period of an ISO value (a time of day is cut off, a range takes its start); None where it is none."""
    found = _VALUE.match((value or "").partition("/")[0].partition("T")[0].strip())
    if not found:
        return None
    year, number, month_number, day_number = (int(g) if g else None for g in found.groups())
    assert year is not None
    try:
        if number:
            return week(date.fromisocalendar(year, number, 1))
        if month_number and day_number:
            return day(date(year, month_number, day_number))
        return month(year, date(year, month_number, 1).month) if month_number is not None else years(year)
    except (ValueError, OverflowError):
        return None


def is_historical(value: str, published: str | None) -> bool:
    """Whether a date lies well before publication: an earlier calendar year, or more than a year.

    A day or month of the year before counts only when more than 90 days old: in January, December is news. What still
    goes on is no history.
    """
    start, _, end = value.partition("/")
    then, last, now = parse(start), parse(end or start), parse(published)
    if then is None or last is None or now is None or last.last >= now.first:
        return False
    age = (now.first - last.last).days
    return then.first.year < now.first.year and (then.grain == "year" or age > 90)
