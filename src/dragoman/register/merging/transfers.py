"""The same transfer of arms in several reports, perhaps at another stage: agreed here, delivered there."""

from __future__ import annotations

from dragoman.knowledge.merging import TransferRules, merging_rules
from dragoman.register.merging.names import plain_name
from dragoman.register.merging.parties import UNKNOWN, Fit, fit
from dragoman.register.merging.records import APART, Named, Supply, Verdict
from dragoman.register.merging.texts import shared
from dragoman.register.merging.times import apart_by, one_unknown

YEAR = 365
OTHER = "other"  # no category of the UN Register


def compare_supplies(one: Supply, other: Supply) -> Verdict:
    """One transfer has one supplier, one recipient and one item, as far as known."""
    rules = merging_rules().transfers
    sides = _side(one.supplier, other.supplier), _side(one.recipient, other.recipient)
    if one.report == other.report or any(s.apart for s in sides) or not any(s.points for s in sides):
        return APART
    if _other_item(one, other) or _other_time(one, other, rules):
        return APART
    alike = shared(one.stems, other.stems)
    points = rules.side * sum(1 for s in sides if s.points) + alike * rules.words + _points(one, other, rules)
    return Verdict(round(points, 3), _why(one, other, alike), linked=points >= rules.enough)


def _side(one: Named | None, other: Named | None) -> Fit:
    return fit(one, other) if one and other else UNKNOWN


def _same_designation(one: Supply, other: Supply) -> bool | None:
    """None where one has none."""
    if not one.designation or not other.designation:
        return None
    return plain_name(one.designation) == plain_name(other.designation)


def _other_item(one: Supply, other: Supply) -> bool:
    categories = {one.category, other.category}
    return _same_designation(one, other) is False or (len(categories) == 2 and OTHER not in categories)


def _other_time(one: Supply, other: Supply, rules: TransferRules) -> bool:
    """Without a designation only news of the same weeks is of one transfer; other numbers in other years never."""
    if one_unknown(one.published, other.published):
        return True
    told = apart_by(one.published, other.published)
    dated = apart_by(one.since, other.since)
    if not _same_designation(one, other):
        return (told or 0) > rules.near_days or (dated or 0) > YEAR
    recount = one.number is not None and other.number is not None and one.number != other.number
    limit = YEAR if recount else rules.years * YEAR
    return max(told or 0, dated or 0) > limit


def _points(one: Supply, other: Supply, rules: TransferRules) -> float:
    told = apart_by(one.published, other.published)
    return sum(
        (
            rules.designation if _same_designation(one, other) else 0.0,
            rules.category if one.category == other.category != OTHER else 0.0,
            rules.number if one.number is not None and one.number == other.number else 0.0,
            rules.value if one.amount is not None and one.amount == other.amount else 0.0,
            rules.near if told is not None and told <= rules.near_days else 0.0,
        )
    )


def _why(one: Supply, other: Supply, alike: float) -> tuple[str, ...]:
    names = (n.name if n else "?" for n in (one.supplier, one.recipient))
    item = f"{one.designation} in both" if _same_designation(one, other) else f"{alike:.0%} of the item's words shared"
    number = f"{one.number} in both" if one.number is not None and one.number == other.number else ""
    stage = f"{one.status} and {other.status}" if one.status != other.status else ""
    return tuple(part for part in (" → ".join(names), item, number, stage) if part)


def blocks_of(supply: Supply) -> tuple[str, ...]:
    """By supplier and by recipient."""
    sides = (("from", supply.supplier), ("to", supply.recipient))
    return tuple(f"{role} {mark}" for role, named in sides if named for mark in named.marks)
