"""Names of persons, brought to one spelling, and whether two of them may be one person's."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from dragoman.knowledge.merging import merging_rules, spellings
from dragoman.register.names import folded

Agreement = Literal["same", "surname", "apart"]

_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})


@dataclass(frozen=True, slots=True)
class PersonName:
    """`first` is empty for a surname alone; it and the `middles` may be initials."""

    first: str
    middles: tuple[str, ...]
    last: str

    @property
    def is_full(self) -> bool:
        """A first name that is written out."""
        return len(self.first) > 1

    def agrees(self, other: PersonName) -> Agreement:
        """Never "same" for two different first names, or middle names where both have them."""
        if self.last != other.last:
            return "apart"
        if not self.first or not other.first:
            return "surname"
        pairs = [(self.first, other.first), *zip(self.middles, other.middles, strict=False)]
        return "same" if all(_alike(a, b) for a, b in pairs) else "apart"


def _alike(one: str, other: str) -> bool:
    """The same, or an initial and a name that begins with it."""
    short, long = sorted((one, other), key=len)
    return one == other or (len(short) == 1 and long.startswith(short))


@lru_cache(maxsize=50_000)
def person_name(name: str, country: str | None) -> PersonName:
    """A name as a report gives it; its words keep their order.

    `last` is the surname: the last word, in countries where it stands first (spellings.yaml) the first.
    """
    table = spellings()
    words = [w for w in folded(name).split() if w not in _SUFFIXES]
    words = [w for w in words if w not in table.particles] or words or [""]
    if country in table.surname_first:
        return PersonName("".join(table.one(w) for w in words[1:]), (), table.one(words[0]))
    if len(words) == 1:
        return PersonName("", (), table.one(words[0]))
    return PersonName(table.whole(words[0]), tuple(table.one(w) for w in words[1:-1]), table.one(words[-1]))


@lru_cache(maxsize=50_000)
def plain_name(name: str) -> str:
    """The name of a body or group, each word in one spelling."""
    return " ".join(spellings().one(word) for word in folded(name).split())


@lru_cache(maxsize=50_000)
def is_nameless(name: str) -> bool:
    """Somebody who is only described: "a Philippine official", "three soldiers"."""
    last = name.split()[-1:] or [""]
    return last[0].islower() or last[0].lower() in merging_rules().actors.nameless
