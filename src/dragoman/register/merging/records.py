"""What the merging looks at: the facts of a record that bear on whether another report tells the same."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from dragoman.knowledge.merging import merging_rules
from dragoman.register.merging.names import PersonName, is_nameless, person_name, plain_name
from dragoman.register.merging.texts import stems

Order = tuple[str, str, str]

NO_DATE = "9999"  # sorts behind all dates


@dataclass(frozen=True)
class Named:
    """An actor as a report names it."""

    kind: str
    name: str
    country: str | None = None
    sector: str | None = None

    @cached_property
    def person(self) -> PersonName | None:
        """The name of a person who has one."""
        return person_name(self.name, self.country) if self.kind == "person" and not self.nameless else None

    @cached_property
    def plain(self) -> str:
        """The name in one spelling."""
        return plain_name(self.name)

    @cached_property
    def nameless(self) -> bool:
        """Whether the actor is only described."""
        return is_nameless(self.name)

    @cached_property
    def marks(self) -> tuple[str, ...]:
        """Actors that may be one share a mark: the country, a surname, a name."""
        shared = self.country in merging_rules().actors.shared
        country = (self.country,) if self.country and not shared else ()
        if self.person:
            return (*country, f"@{self.person.last}")
        return country if self.nameless or (self.kind == "state" and country) else (*country, f"~{self.plain}")


@dataclass(frozen=True)
class Told:
    """What all kinds of record have. `id` is the row, `key` lasts; `report` is the report's key."""

    id: int
    key: str
    report: str
    published: str | None

    @cached_property
    def order(self) -> Order:
        """By which records of one group are sorted: the earliest published first."""
        return self.published or NO_DATE, self.report, self.key


@dataclass(frozen=True)
class Act(Told):
    """A mention of an event. Sizes are numbers of people; `given` tells whether words of the report give the date."""

    type: str
    modes: frozenset[str] = frozenset()
    cameo: str = ""
    coming: tuple[bool, bool] = (False, False)  # future, hypothetical
    negation: bool = False
    since: str | None = None
    until: str | None = None
    given: bool = True
    actor: tuple[Named, ...] = ()
    recipient: tuple[Named, ...] = ()
    place: str | None = None
    place_country: str | None = None
    point: tuple[float, float] | None = None
    sizes: tuple[int | None, int | None, int | None] = (None, None, None)
    trigger: str = ""
    evidence: str = ""

    @cached_property
    def stems(self) -> frozenset[str]:
        """The words of the evidence that tell something, without the names of the parties."""
        names = " ".join(n.name for n in (*self.actor, *self.recipient))
        return stems(self.evidence) - stems(names)


@dataclass(frozen=True)
class Utterance(Told):
    """A statement."""

    speaker: Named | None
    content: str
    day: str | None = None


@dataclass(frozen=True)
class Supply(Told):
    """A transfer."""

    supplier: Named | None
    recipient: Named | None
    designation: str | None
    description: str
    category: str
    number: int | None
    status: str
    amount: tuple[float, str] | None = None
    since: str | None = None
    until: str | None = None
    evidence: str = ""

    @cached_property
    def stems(self) -> frozenset[str]:
        """The words of the description that tell something."""
        return stems(self.description)


@dataclass(frozen=True)
class Accord(Told):
    """An agreement."""

    parties: tuple[Named, ...]
    sort: str
    name: str | None
    status: str
    date: str | None = None
    place: str | None = None
    evidence: str = ""

    @cached_property
    def stems(self) -> frozenset[str]:
        """The words of the evidence that tell something, without the names of the parties."""
        return stems(self.evidence) - stems(" ".join(n.name for n in self.parties))


@dataclass(frozen=True)
class Paper(Told):
    """A report as a text; `shingles` are hashes of its runs of words."""

    publisher: str | None = None
    shingles: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Verdict:
    """Whether two records are one: `points` speak for it, `barred` settles that they are not, and why."""

    points: float = 0.0
    why: tuple[str, ...] = field(default=())
    barred: bool = False
    linked: bool = False


APART = Verdict(barred=True)
