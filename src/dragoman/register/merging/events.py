"""Whether two reports tell one act. A function of the two mentions alone, so that no order of adding matters."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt

from dragoman.knowledge.merging import EventRules, merging_rules
from dragoman.register.merging.parties import Fit, fit_pools, fit_sides
from dragoman.register.merging.records import APART, Act, Verdict
from dragoman.register.merging.texts import shared
from dragoman.register.merging.times import Timing, same_time

EARTH_KM = 6371.0


@dataclass(frozen=True, slots=True)
class _Point:
    """Points of one kind and the reason in words."""

    points: float
    why: str = ""


def compare_acts(one: Act, other: Act) -> Verdict:
    """The points that speak for one act, and why; `barred` where they cannot be one."""
    rules = merging_rules().events
    if one.type != other.type or one.coming != other.coming:
        return APART
    if one.report == other.report:
        return _within_a_report(one, other)
    if any(held_apart(one, other, rules) for held_apart in _BARS):
        return APART
    timing, sides = same_time(one, other, rules), _sides(one, other, rules)
    if timing.apart or any(side.apart for side in sides):
        return APART
    return _weigh(one, other, timing, sides, rules)


def _within_a_report(one: Act, other: Act) -> Verdict:
    """The reading told them apart; only the same sentence printed twice is one act."""
    if one.evidence == other.evidence and one.trigger == other.trigger and _facts(one) == _facts(other):
        return Verdict(merging_rules().events.enough, ("the same sentence printed twice",), linked=True)
    return APART


def _facts(act: Act) -> tuple[object, ...]:
    return act.actor, act.recipient, act.since, act.modes, act.negation, act.sizes


def _weigh(one: Act, other: Act, timing: Timing, sides: tuple[Fit, Fit], rules: EventRules) -> Verdict:
    alike = shared(one.stems, other.stems)
    points = [weigh(one, other, rules) for weigh in _WEIGHED]
    total = timing.points + sum(s.points for s in sides) + sum(p.points for p in points)
    enough = rules.enough_of.get(one.type, rules.enough) + rules.denied * (one.negation != other.negation)
    reprint = alike >= rules.same_words
    linked = (any(s.points for s in sides) and (total >= enough or reprint)) or (reprint and _nobody(one, other))
    said = _parties_said(one), timing.why, *(p.why for p in points)
    return Verdict(round(total, 3), ("same type", *(s for s in said if s)), linked=linked)


def _nobody(one: Act, other: Act) -> bool:
    """Neither names a party."""
    return not (one.actor or one.recipient or other.actor or other.recipient)


def _parties_said(act: Act) -> str:
    sides = (", ".join(n.name for n in side) or "?" for side in (act.actor, act.recipient))
    return " → ".join(sides)


def _sides(one: Act, other: Act, rules: EventRules) -> tuple[Fit, Fit]:
    straight = fit_sides(one.actor, other.actor), fit_sides(one.recipient, other.recipient)
    if one.type not in rules.mutual:
        return straight
    return fit_pools((*one.actor, *one.recipient), (*other.actor, *other.recipient))


def _other_modes(one: Act, other: Act, rules: EventRules) -> bool:
    """What is asked, refused, threatened or given is another thing; a visit is no call."""
    if not one.modes or not other.modes:
        return False
    if one.type in rules.modes_tell and not one.modes & other.modes:
        return True
    return any(_crossed(one.modes, other.modes, pair) for pair in rules.modes_apart)


def _crossed(one: frozenset[str], other: frozenset[str], pair: tuple[str, str]) -> bool:
    a, b = pair
    return (a in one and b in other and b not in one and a not in other) or (
        b in one and a in other and a not in one and b not in other
    )


def _far(one: Act, other: Act, rules: EventRules) -> bool:
    """Two towns that lie far from one another, or places in two countries."""
    if one.place_country and other.place_country and one.place_country != other.place_country:
        return True
    return bool(one.point and other.point and kilometres(one.point, other.point) > rules.far_km)


def kilometres(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Great-circle distance of two points (degrees north and east), by the haversine formula."""
    (north, east), (north2, east2) = [(radians(p[0]), radians(p[1])) for p in (one, other)]
    half = sin((north2 - north) / 2) ** 2 + cos(north) * cos(north2) * sin((east2 - east) / 2) ** 2
    return 2 * EARTH_KM * asin(min(1.0, sqrt(half)))


def _other_scale(one: Act, other: Act, rules: EventRules) -> bool:
    """12 or 15 dead is a contradiction, 12 or 150 another act."""
    both = [sorted((a, b)) for a, b in zip(one.sizes, other.sizes, strict=True) if a is not None and b is not None]
    return any(b > a * rules.far_times and b - a > rules.far_more for a, b in both)


def _place(one: Act, other: Act, rules: EventRules) -> _Point:
    if one.place and one.place == other.place:
        return _Point(rules.place if one.point else rules.region, f"{one.place} in both")
    same = one.place_country is not None and one.place_country == other.place_country
    return _Point(rules.region if same else 0.0)


def _size(one: Act, other: Act, rules: EventRules) -> _Point:
    both = [(a, b) for a, b in zip(one.sizes, other.sizes, strict=True) if a is not None and b is not None]
    if not both:
        return _Point(0.0)
    same = [a for a, b in both if a == b]
    return _Point(rules.number, f"the number {same[0]} in both") if same else _Point(rules.other_number)


def _modes(one: Act, other: Act, rules: EventRules) -> _Point:
    if not one.modes or not other.modes:
        return _Point(0.0)
    return _Point(rules.modes if one.modes & other.modes else rules.other_modes)


def _code(one: Act, other: Act, rules: EventRules) -> _Point:
    if one.cameo == other.cameo:
        return _Point(rules.code)
    return _Point(0.0 if one.cameo[:2] == other.cameo[:2] else rules.other_code)


def _trigger(one: Act, other: Act, rules: EventRules) -> _Point:
    stem = merging_rules().words.stem
    same = one.trigger.lower()[:stem] == other.trigger.lower()[:stem]
    return _Point(rules.trigger if same else 0.0)


def _words(one: Act, other: Act, rules: EventRules) -> _Point:
    alike = shared(one.stems, other.stems)
    return _Point(alike * rules.words if alike else rules.no_words, f"{alike:.0%} of words shared")


def _at_home(one: Act, other: Act, rules: EventRules) -> _Point:
    """Both sides are told, and all are of one country."""
    sides = (*one.actor, *one.recipient, *other.actor, *other.recipient)
    several = (one.actor and one.recipient) or (other.actor and other.recipient)
    return _Point(rules.at_home if several and len({n.country for n in sides}) == 1 else 0.0)


def _denial(one: Act, other: Act, _: EventRules) -> _Point:
    return _Point(0.0, "one says so, the other denies it" if one.negation != other.negation else "")


_BARS: tuple[Callable[[Act, Act, EventRules], bool], ...] = (_other_modes, _far, _other_scale)
_WEIGHED: tuple[Callable[[Act, Act, EventRules], _Point], ...] = (
    *(_place, _size, _modes, _code, _trigger, _at_home, _denial, _words),
)
