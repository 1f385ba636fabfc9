"""The same agreement in several reports: to be signed here, signed there."""

from __future__ import annotations

from dragoman.knowledge.merging import AgreementRules, merging_rules
from dragoman.register.merging.names import plain_name
from dragoman.register.merging.parties import fit_pools
from dragoman.register.merging.records import APART, Accord, Verdict
from dragoman.register.merging.texts import shared, stems
from dragoman.register.merging.times import apart_by, one_unknown

DAY = 10  # length of an ISO date
YEAR = 365
FIRM = frozenset({"signed", "agreed", "ratified", "ended", "rejected"})  # what happens on a day


def compare_accords(one: Accord, other: Accord) -> Verdict:
    """One agreement has the same parties, as far as named, and one name or time."""
    rules = merging_rules().agreements
    pools = fit_pools(one.parties, other.parties)
    if one.report == other.report or pools[0].apart or not pools[0].points:
        return APART
    if _other_name(one, other) or _other_time(one, other, rules):
        return APART
    points = rules.party * sum(1 for p in pools if p.points) + _points(one, other, rules)
    return Verdict(round(points, 3), _why(one, other), linked=points >= rules.enough)


def _same_name(one: Accord, other: Accord) -> bool:
    return bool(one.name and other.name) and plain_name(one.name or "") == plain_name(other.name or "")


def _other_name(one: Accord, other: Accord) -> bool:
    """Two names, none of which is part of the other."""
    if not one.name or not other.name:
        return False
    words = [set(plain_name(n).split()) for n in (one.name, other.name)]
    return not (words[0] <= words[1] or words[1] <= words[0])


def _days(one: Accord, other: Accord) -> int | None:
    """Between the two dates, where both are days."""
    known = [a.date for a in (one, other) if a.date and len(a.date) == DAY]
    return apart_by(*known) if len(known) == 2 else None


def _other_time(one: Accord, other: Accord, rules: AgreementRules) -> bool:
    if one_unknown(one.published, other.published):
        return True
    days = _days(one, other)
    if days is not None and days > 1 and one.status == other.status and one.status in FIRM:
        return True
    told = apart_by(one.published, other.published)
    limit = rules.years * YEAR if _same_name(one, other) else rules.near_days
    return told is not None and told > limit and days != 0


def _points(one: Accord, other: Accord, rules: AgreementRules) -> float:
    told, days = apart_by(one.published, other.published), _days(one, other)
    return sum(
        (
            rules.name if _same_name(one, other) else 0.0,
            rules.kind * shared(stems(one.sort), stems(other.sort)),
            rules.date if days is not None and days <= 1 else 0.0,
            rules.place if one.place and one.place == other.place else 0.0,
            rules.words * shared(one.stems, other.stems),
            rules.near if told is not None and told <= rules.near_days else 0.0,
        )
    )


def _why(one: Accord, other: Accord) -> tuple[str, ...]:
    parties = "same parties: " + ", ".join(p.name for p in one.parties)
    date = f"{one.date} in both" if one.date and one.date == other.date else ""
    name = f"{one.name} in both" if _same_name(one, other) else ""
    stage = f"{one.status} and {other.status}" if one.status != other.status else ""
    alike = f"{shared(one.stems, other.stems):.0%} of words shared"
    return tuple(part for part in (parties, name, date, stage, alike) if part)


def blocks_of(accord: Accord) -> tuple[str, ...]:
    """By each party."""
    return tuple(sorted({f"with {mark}" for party in accord.parties for mark in party.marks}))
