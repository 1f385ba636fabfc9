"""Names of persons, brought to one spelling, and whether two of them may be one person's."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from dragoman.knowledge.load import DATA, read_csv
from dragoman.knowledge.merging import merging_rules, spellings
from dragoman.register.names import folded

Agreement = Literal["same", "surname", "apart"]

SPELT = 5  # letters from which on a word of a body's name is brought to one spelling

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
    """The name of a body or group, its longer words in one spelling: "QC" is not "KC"."""
    table = spellings()
    words = folded(name).split()
    kept = [w for w in words if w not in table.articles] or words
    return " ".join(table.one(w) if len(w) >= SPELT else w for w in kept)


@lru_cache(maxsize=50_000)
def is_nameless(name: str) -> bool:
    """Somebody who is only described: "a Philippine official", "head of the army", "Vice President"."""
    words, plain = name.split(), folded(name).split()
    if not plain or _is_small(words[0]) or _is_small(words[-1]):
        return True
    titled = plain[0] in _titles() and "of" in plain
    return titled or plain[-1] in merging_rules().actors.nameless or all(word in _titles() for word in plain)


def _is_small(word: str) -> bool:
    """Written small, but for the particles of names: "al-Maliki", "bin"."""
    first = re.split(r"[-'’]", word)[0]
    return first.islower() and first not in spellings().particles


@cache
def _titles() -> frozenset[str]:
    """The words of all titles of offices."""
    rows = read_csv(DATA / "actors" / "offices.csv", ("title",))
    return frozenset(word for row in rows for word in folded(row["title"]).split())
