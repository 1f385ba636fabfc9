"""Whether two reports mean the same party: by person, name, country and camp."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dragoman.knowledge.merging import MergingRules, merging_rules
from dragoman.register.merging.names import PersonName
from dragoman.register.merging.records import Named

STATE = "state"


@dataclass(frozen=True, slots=True)
class Fit:
    """How far two parties are one. `points` 0 with `apart` false means that nothing is known."""

    points: float
    apart: bool = False


UNKNOWN = Fit(0.0)
OTHER = Fit(0.0, apart=True)


def fit(one: Named, other: Named) -> Fit:
    """Two actors of two reports."""
    rules = merging_rules()
    if one.person and other.person:
        return OTHER if _foreign(one, other, rules) else _persons(one.person, other.person, rules)
    if _foreign(one, other, rules) or _other_camp(one, other, rules):
        return OTHER
    if one.plain == other.plain and not one.nameless:
        return Fit(rules.events.country if one.kind == STATE else rules.events.name)
    if _other_body(one, other, rules):
        return OTHER
    if one.country and one.country == other.country and one.country not in rules.actors.shared:
        return Fit(rules.events.country)
    return UNKNOWN


def _persons(one: PersonName, other: PersonName, rules: MergingRules) -> Fit:
    agreement = one.agrees(other)
    if agreement == "apart":
        return OTHER
    return Fit(rules.events.person if agreement == "same" else rules.events.surname)


def _foreign(one: Named, other: Named, rules: MergingRules) -> bool:
    """Of two countries, none of which is an office that a national may hold."""
    shared = rules.actors.shared
    known = one.country and other.country and not {one.country, other.country} & shared
    return bool(known) and one.country != other.country


def _other_camp(one: Named, other: Named, rules: MergingRules) -> bool:
    camps = [_camp(one, rules), _camp(other, rules)]
    if None in camps or camps[0] == camps[1]:
        return False
    weak = {n.kind for n, camp in zip((one, other), camps, strict=True) if camp == STATE and n.sector is None}
    return not (weak and "public" in camps)


def _camp(named: Named, rules: MergingRules) -> str | None:
    """A state as a whole acts through its government; as a target its people may be meant."""
    if named.sector is None:
        return STATE if named.kind == STATE else None
    return rules.camp_of.get(named.sector)


def _other_body(one: Named, other: Named, rules: MergingRules) -> bool:
    """Two organisations with names of their own that are no arms of one state."""
    if one.kind != "organisation" or other.kind != "organisation" or one.nameless or other.nameless:
        return False
    return not (_camp(one, rules) == _camp(other, rules) == STATE)


def fit_sides(one: Sequence[Named], other: Sequence[Named]) -> Fit:
    """Two sides of an act: the best of all pairs; apart where every party of both is known to be another."""
    if not one or not other:
        return UNKNOWN
    fits = [fit(a, b) for a in one for b in other]
    best = max(fits, key=lambda f: f.points)
    return OTHER if all(f.apart for f in fits) else best


def fit_pools(one: Sequence[Named], other: Sequence[Named]) -> tuple[Fit, Fit]:
    """Two sets of parties that act together: the two best pairs; apart where the smaller set has a stranger."""
    few, many = sorted((one, other), key=len)
    if not few:
        return UNKNOWN, UNKNOWN
    best = [fit_sides((party,), many) for party in few]
    if any(f.apart for f in best):
        return OTHER, OTHER
    ranked = sorted(best, key=lambda f: -f.points)
    return ranked[0], ranked[1] if len(ranked) > 1 else UNKNOWN
