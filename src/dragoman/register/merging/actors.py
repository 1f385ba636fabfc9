"""Who is who across reports. Works on namings: a way in which reports of one year name an actor, however many do.

A function of the set of namings of a block: a surname alone belongs to a full name only while just one fits.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from dragoman.knowledge.merging import ActorRules, merging_rules
from dragoman.register.merging.names import PersonName, is_nameless, person_name, plain_name
from dragoman.register.merging.texts import stems

RULED = "!"  # before the key of a report that a person took out of an actor
Ident = tuple[str, ...]


@dataclass(frozen=True)
class Naming:
    """A way of naming. Empty text where nothing is known; `apart` is the report that has this naming to itself."""

    kind: str
    name: str
    country: str = ""
    sector: str = ""
    roles: str = "[]"  # JSON list of "title of whom"
    wikidata: str = ""
    year: str = ""
    apart: str = ""
    reports: int = 1

    @cached_property
    def person(self) -> PersonName | None:
        """The name of a person who has one."""
        named = self.kind == "person" and not is_nameless(self.name)
        return person_name(self.name, self.country or None) if named else None

    @cached_property
    def short(self) -> bool:
        """A surname alone."""
        return self.person is not None and not self.person.first

    @cached_property
    def lone(self) -> bool:
        """Nobody else's: only described, or ruled apart."""
        return (bool(self.apart) and not self.short) or self.apart.startswith(RULED)

    @cached_property
    def ident(self) -> Ident:
        """Namings with the same are the same actor."""
        sort = self.kind if self.kind in ("person", "state") else "body"
        if self.lone:
            return sort, self.apart, self.name, self.country
        if self.short:
            return sort, "", *self._spelt, self.country, self.wikidata, self.year, self.roles, self.apart
        if self.kind == "state" and self.country:
            return sort, "", "", self.country
        return sort, "", *self._spelt, self.country, self.wikidata

    @property
    def _spelt(self) -> Ident:
        if self.person:
            return self.person.last, self.person.first, " ".join(self.person.middles)
        return (plain_name(self.name),)

    @cached_property
    def block(self) -> str:
        """Namings of one actor share it, but for those that only a Wikidata number joins."""
        if self.kind == "state" and self.country:
            return f"state {self.country}"
        return f"person {self.person.last}" if self.person else f"body {plain_name(self.name)}"

    @cached_property
    def titles(self) -> frozenset[str]:
        """The words of the offices."""
        return stems(self.roles)

    @cached_property
    def vague(self) -> bool:
        """Of no state: unknown, or an office that people of any state hold."""
        return not self.country or self.country in merging_rules().actors.shared


def solitary(kind: str, name: str, country: str | None, roles: str) -> bool:
    """Whether a naming says too little to be anybody else's: "an official", "rebels" of no country, "Smith"."""
    if kind == "person":
        alone = is_nameless(name) or not person_name(name, country).first
        return alone and not (not is_nameless(name) and country and stems(roles))
    return not country and is_nameless(name)


@dataclass(frozen=True)
class Linked:
    """One actor: its namings, the best known first, and why each is taken for it. `key` makes its public id."""

    key: str
    namings: tuple[Naming, ...]
    why: tuple[str, ...]


def link(namings: Iterable[Naming]) -> list[Linked]:
    """The actors that these namings name."""
    nodes: dict[Ident, list[Naming]] = defaultdict(list)
    for naming in sorted(namings, key=_order):
        nodes[naming.ident].append(naming)
    actors: list[_Actor] = []
    for members in sorted(nodes.values(), key=lambda m: _rank(m[0])):
        _place(members, actors)
    return [actor.linked() for actor in actors]


def _order(naming: Naming) -> tuple[object, ...]:
    return naming.ident, naming.name, naming.year, naming.sector, naming.roles, naming.wikidata


def _rank(naming: Naming) -> tuple[object, ...]:
    """Those who are told apart best come first: by number, by a full name with a country, the longest name."""
    full = naming.person is None or naming.person.is_full
    words = " ".join(naming.ident).split()
    return naming.lone, naming.short, not full, naming.vague, not naming.wikidata, -len(words), naming.ident


@dataclass
class _Actor:
    """An actor in the making."""

    nodes: list[list[Naming]]
    why: list[str]

    def linked(self) -> Linked:
        pairs = [(naming, why) for node, why in zip(self.nodes, self.why, strict=True) for naming in node]
        key = " ".join(self.nodes[0][0].ident)
        return Linked(key, tuple(n for n, _ in pairs), tuple(w for _, w in pairs))


def _place(members: list[Naming], actors: list[_Actor]) -> None:
    """Join the one actor that the naming fits; where several fit, or none, it is its own."""
    naming = members[0]
    fits = [] if naming.lone else [(actor, why) for actor in actors if (why := _fits(members, actor))]
    by_number = [(actor, why) for actor, why in fits if why == _NUMBER]
    fits = by_number or fits
    if len(fits) == 1:
        fits[0][0].nodes.append(members)
        fits[0][0].why.append(fits[0][1])
    else:
        actors.append(_Actor([members], [_alone(naming)]))


_NUMBER = "the same Wikidata number"


def _alone(naming: Naming) -> str:
    if naming.kind == "state":
        return "the state by its code"
    if naming.apart.startswith(RULED):
        return "taken out by a ruling"
    return "described, not named" if naming.lone else "its own name"


def _fits(members: Sequence[Naming], actor: _Actor) -> str:
    """Why all namings of an actor may be this one's too; empty where one may not."""
    naming = members[0]
    own = [n for node in actor.nodes for n in node]
    numbers = {n.wikidata for n in own if n.wikidata}
    if naming.wikidata and numbers:
        return _NUMBER if naming.wikidata in numbers else ""
    heads = [node[0] for node in actor.nodes]
    if any(n.lone for n in heads) or any(_foreign(naming, n) for n in heads):
        return ""
    if naming.person is None:
        return "the same name" if all(n.ident[:3] == naming.ident[:3] for n in heads) else ""
    return _person_fits(members, naming.person, own)


def _foreign(one: Naming, other: Naming) -> bool:
    """Two states; of two offices without a state the same."""
    if one.vague or other.vague:
        return bool(one.country and other.country and one.vague and other.vague and one.country != other.country)
    return one.country != other.country


def _person_fits(members: Sequence[Naming], person: PersonName, own: Sequence[Naming]) -> str:
    naming = members[0]
    verdicts = {person.agrees(n.person) if n.person else "apart" for n in own}
    full = [n for n in own if not n.short]
    if "apart" in verdicts or not full or not _timely(members, full, person, merging_rules().actors):
        return ""
    if verdicts == {"same"}:
        return "the same name, and no other country"
    known = naming.short and naming.country and any(n.country == naming.country for n in full)
    if known and _office_fits(naming, full):
        return f"the only {full[0].name} known whose country, time and office fit"
    return ""


def _timely(members: Sequence[Naming], full: Sequence[Naming], person: PersonName, rules: ActorRules) -> bool:
    """The very name may come again after decades; another form of it, or a surname, only about the same time."""
    told, years = ([int(n.year) for n in namings if n.year] for namings in (members, full))
    if not told or not years or any(n.person == person for n in full):
        return True
    return min(years) - rules.years <= max(told) and min(told) <= max(years) + rules.years


def _office_fits(naming: Naming, full: Sequence[Naming]) -> bool:
    titles = frozenset().union(*(n.titles for n in full))
    return not naming.titles or not titles or bool(naming.titles & titles)
