"""Days and stretches of time: whether two records may be of one time, and how far that speaks for them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from dragoman.knowledge.merging import EventRules
from dragoman.register.merging.records import Act

EVER = ("0000-00-00", "9999-99-99")


@dataclass(frozen=True, slots=True)
class Timing:
    """Points, and the reason in words; `apart` where the two cannot be of one time."""

    points: float
    why: str = ""
    apart: bool = False


@lru_cache(maxsize=50_000)
def number(day: str) -> int:
    """An ISO date as a number of days."""
    return date.fromisoformat(day).toordinal()


def moved(day: str, by: int) -> str:
    """So many days later, or earlier; days beyond the calendar stay at its end."""
    try:
        return (date.fromisoformat(day) + timedelta(days=by)).isoformat()
    except OverflowError:
        return day


def apart_by(one: str | None, other: str | None) -> int | None:
    """Days between two dates; None where one is not known."""
    return abs(number(one) - number(other)) if one and other else None


def one_unknown(one: str | None, other: str | None) -> bool:
    """What has no date at all is compared with its like only: it would fit everything."""
    return (one is None) != (other is None)


def length(act: Act) -> int:
    """Days of the period that an act is dated to; 0 without a date."""
    return number(act.until) - number(act.since) + 1 if act.since and act.until else 0


def window(act: Act, rules: EventRules) -> tuple[str, str]:
    """First and last day on which the act may have been."""
    if act.since and act.until:
        near = 0 if act.given else 1
        return moved(act.since, -near), moved(act.until, near)
    if act.published:
        return moved(act.published, -rules.days_published), moved(act.published, rules.days_published)
    return EVER


def same_time(one: Act, other: Act, rules: EventRules) -> Timing:
    """By the dates, else by the dates of publication."""
    if one.since and other.since:
        return _dated(one, other, rules)
    if one.since or other.since:
        dated, undated = (one, other) if one.since else (other, one)
        return _half_dated(dated, undated, rules)
    days = apart_by(one.published, other.published)
    if days is None:
        return Timing(0.0, apart=one_unknown(one.published, other.published))
    return Timing(rules.published, "published about the same day") if days <= rules.days_published else _OTHER


_OTHER = Timing(0.0, "other days", apart=True)


def _half_dated(dated: Act, undated: Act, rules: EventRules) -> Timing:
    if undated.published is None:
        return _OTHER
    if length(dated) > rules.longest:
        return Timing(0.0)
    first, last = window(undated, rules)
    near = (dated.since or "") <= last and (dated.until or "") >= first
    return Timing(rules.published, f"undated, published about {dated.since}") if near else _OTHER


def _dated(one: Act, other: Act, rules: EventRules) -> Timing:
    short, long = sorted((one, other), key=length)
    if length(long) == 1:
        return _days(one, other, rules)
    if not ((one.since or "") <= (other.until or "") and (other.since or "") <= (one.until or "")):
        return _OTHER
    if length(long) <= rules.longest:
        return Timing(rules.month, f"{short.since} lies in the other's {long.since} to {long.until}")
    return Timing(rules.year if length(short) > rules.longest else 0.0, "the same year")


def _days(one: Act, other: Act, rules: EventRules) -> Timing:
    days = apart_by(one.since, other.since)
    if days == 0:
        both = one.given and other.given
        return Timing(rules.day if both else rules.near_day, f"{one.since} in both")
    if days == 1 and not (one.given and other.given):
        return Timing(rules.published, f"{one.since} and {other.since}, one of them inferred")
    return _OTHER
