"""What is a weapon: systems by designation and goods by their common noun (data/arms), with UN Register categories."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import pairwise
from pathlib import Path
from typing import Literal

from dragoman.knowledge.load import DATA, Row, Yaml, read_csv, read_yaml
from dragoman.knowledge.supply import SupplyBook, load_supply

CATEGORIES = frozenset({"I", "II", "III", "IV", "V", "VI", "VII", "small arms", "other"})
CIVIL = "civil"  # airliners and their like: known, and never an arms transfer
COLUMNS = ("designation", "aliases", "description", "maker", "category")
GOODS_KEYS = frozenset(
    {
        "spellings",
        "always",
        "general",
        "with_sign",
        "signs",
        "never",
        "scenes",
        "containers",
        "families",
        "patterns",
        "soft",
        "accessories",
        "people_too",
    }
)

GoodKind = Literal["always", "general", "with_sign"]
Phrase = tuple[str, ...]

_ATOM = re.compile(r"[^\W\d_]+|\d+")
_GAP = re.compile(r"[\s\-‐‑‒–—'’\"“”„«»/]{0,3}\Z|\.\Z")
_VARIANT = re.compile(r"(?:[A-Za-z]{1,3}\d{0,2}|\d{1,2}[A-Za-z]?)?(?:/[A-Z]\b)?(?![^\W_])")
LONGEST_EXACT = 5  # short names in capitals (TOW, HARM, HOT) must be written so


@dataclass(frozen=True, slots=True)
class System:
    """A weapon system by name. `makers` are ISO 3166 alpha-3 codes, the first the main one."""

    designation: str
    description: str
    makers: tuple[str, ...]
    category: str

    @property
    def is_civil(self) -> bool:
        """An airliner or another good that is no arms."""
        return self.category == CIVIL


@dataclass(frozen=True, slots=True)
class Found:
    """A designation in a text, as offsets; `system` is None for one that only looks like a designation.

    `weak`: the name is an ordinary word or very short (Hawk, Puma, G5), and needs a sign beside it."""

    start: int
    end: int
    system: System | None
    weak: bool


@dataclass(frozen=True, slots=True)
class Good:
    """What a common noun says of the thing."""

    phrase: Phrase
    category: str
    kind: GoodKind


@dataclass(frozen=True, slots=True)
class _Name:
    atoms: Phrase
    system: System
    exact: str | None
    weak: bool


@dataclass(frozen=True)
class ArmsBook:
    """Everything that data/arms says."""

    names: Mapping[str, tuple[_Name, ...]]
    goods: Mapping[Phrase, Good]
    spellings: Mapping[str, str]
    signs: frozenset[Phrase]
    never: frozenset[Phrase]
    scenes: frozenset[str]  # with a blank on both sides
    containers: frozenset[str]
    soft: frozenset[str]
    accessories: frozenset[str]
    people_too: frozenset[str]
    families: tuple[frozenset[str], ...]
    patterns: tuple[re.Pattern[str], ...]
    supply: SupplyBook

    def designations(self, text: str, start: int = 0) -> list[Found]:
        """All designations in a text, the longest at each place; `start` is added to the offsets."""
        atoms = list(_ATOM.finditer(text))
        found: list[Found] = []
        reached = 0
        for number, atom in enumerate(atoms):
            sign = text[atom.start()]
            if not (sign.isupper() or sign.isdigit()) or atom.start() < reached:
                continue
            hit = self._at(text, atoms, number)
            if hit is not None:
                found.append(Found(hit.start + start, hit.end + start, hit.system, hit.weak))
                reached = hit.end
        return sorted(found + self._unknown(text, start, found), key=lambda f: f.start)

    def _at(self, text: str, atoms: Sequence[re.Match[str]], number: int) -> Found | None:
        first = atoms[number]
        if first.start() and text[first.start() - 1].isalnum():
            return None
        for name in self.names.get(first.group().casefold(), ()):
            end = _end_of(name, text, atoms, number)
            if end is not None:
                return Found(first.start(), end, name.system, name.weak)
        return None

    def _unknown(self, text: str, start: int, known: Sequence[Found]) -> list[Found]:
        taken = [(f.start - start, f.end - start) for f in known]
        hits = (m.span() for pattern in self.patterns for m in pattern.finditer(text))
        free: list[tuple[int, int]] = []
        for a, b in sorted(hits, key=lambda s: (s[0], -s[1])):
            if all(b <= x or y <= a for x, y in [*taken, *free]):
                free.append((a, b))
        return [Found(a + start, b + start, None, True) for a, b in free]

    def fold(self, words: Iterable[str]) -> Phrase:
        """Words as the tables have them: lower case, hyphens as blanks, British spelling."""
        parts = (part for word in words for part in re.split(r"[-‐‑–\s]+", word.casefold()) if part)
        return tuple(self.spellings.get(part, part) for part in parts)

    def good(self, phrase: Phrase) -> Good | None:
        """The good that a folded noun phrase names by its last words; None where it is none or marked as no arms."""
        if self.is_never(phrase):
            return None
        return next((g for n in range(len(phrase)) if (g := self.goods.get(phrase[n:]))), None)

    @cached_property
    def _last_words(self) -> frozenset[str]:
        return frozenset(phrase[-1] for phrase in self.goods)

    def may_end_good(self, word: str) -> bool:
        """Whether any good's phrase ends in this word."""
        return not self._last_words.isdisjoint(self.fold([word])[-1:])

    def is_never(self, phrase: Phrase) -> bool:
        """Whether the words hold one of those that rule arms out ("fish tank")."""
        return _holds(phrase, self.never)

    def has_sign(self, phrase: Phrase) -> bool:
        """Whether the words hold a military sign ("patrol", "anti aircraft")."""
        return _holds(phrase, self.signs)

    def same_kind(self, one: str, other: str) -> bool:
        """Whether two head nouns (folded, blanks between words) can name one thing."""
        first, second = _tails(one), _tails(other)
        return bool(first & second) or any(first & family and second & family for family in self.families)


def _tails(head: str) -> set[str]:
    """The noun with more and fewer of its modifiers: "anti ship missile", "ship missile", "missile"."""
    words = head.replace("-", " ").split()
    return {" ".join(words[n:]) for n in range(len(words))}


def _holds(phrase: Phrase, wanted: frozenset[Phrase]) -> bool:
    return any(phrase[a : a + n] in wanted for n in (1, 2, 3) for a in range(len(phrase) - n + 1))


def _end_of(name: _Name, text: str, atoms: Sequence[re.Match[str]], number: int) -> int | None:
    """Where the name ends if it stands at this atom, a variant's letters included ("F-35A", "Silkworms")."""
    part = atoms[number : number + len(name.atoms)]
    if tuple(a.group().casefold() for a in part) != name.atoms:
        return None
    gaps = (text[a.end() : b.start()] for a, b in pairwise(part))
    if not all(_GAP.match(gap) for gap in gaps):
        return None
    end = part[-1].end()
    if name.exact is not None and text[part[0].start() : end].rstrip("s") != name.exact:
        return None
    variant = _VARIANT.match(text, end)
    return variant.end() if variant else None


@cache
def arms_book(folder: Path | None = None) -> ArmsBook:
    """The book of data/arms; DataError (file:line:key) where a table is malformed."""
    folder = folder or DATA / "arms"
    goods = read_yaml(folder / "goods.yaml")
    _check_keys(goods)
    spellings = {str(k): str(v) for k, v in goods.value["spellings"].items()}
    return ArmsBook(
        names=_names(read_csv(folder / "systems.csv", COLUMNS)),
        goods=_goods(goods),
        spellings=spellings,
        signs=_phrases(goods, "signs"),
        never=_phrases(goods, "never"),
        scenes=frozenset(f" {' '.join(p)} " for p in _phrases(goods, "scenes")),
        containers=frozenset(str(w) for w in goods.value["containers"]),
        soft=frozenset(goods.value["soft"]),
        accessories=frozenset(goods.value["accessories"]),
        people_too=frozenset(goods.value["people_too"]),
        families=tuple(frozenset(map(str, family)) for family in goods.value["families"]),
        patterns=_patterns(goods),
        supply=load_supply(folder),
    )


def _check_keys(source: Yaml) -> None:
    if not isinstance(source.value, dict):
        source.fail("a mapping is wanted here")
    for key in sorted(GOODS_KEYS ^ set(source.value)):
        source.fail("this key is missing" if key in GOODS_KEYS else "no such key", key)


def _names(rows: Iterable[Row]) -> Mapping[str, tuple[_Name, ...]]:
    """Names by their first atom, the longest first."""
    table: dict[str, list[_Name]] = {}
    seen: dict[Phrase, str] = {}
    for row in rows:
        system = _system(row)
        for spelling in (row["designation"], *row.parts("aliases")):
            for name in _spellings(spelling, system):
                if name.atoms in seen and seen[name.atoms] != row["designation"]:
                    row.fail("aliases", f"{spelling!r} already belongs to {seen[name.atoms]!r}")
                seen[name.atoms] = row["designation"]
                table.setdefault(name.atoms[0], []).append(name)
    return {first: tuple(sorted(names, key=lambda n: -len(n.atoms))) for first, names in table.items()}


def _system(row: Row) -> System:
    category = row["category"]
    if category not in CATEGORIES | {CIVIL}:
        row.fail("category", f"{category!r} is no category: one of {', '.join(sorted(CATEGORIES))} or civil")
    makers = row.parts("maker")
    if not makers or not all(re.fullmatch("[A-Z]{3}", m) for m in makers):
        row.fail("maker", "ISO 3166 alpha-3 codes are wanted, | between them")
    if not row["designation"]:
        row.fail("designation", "the designation is missing")
    return System(row["designation"], row["description"], makers, category)


def _spellings(spelling: str, system: System) -> list[_Name]:
    """The name, and its plural where it ends in a word."""
    atoms = tuple(a.group().casefold() for a in _ATOM.finditer(spelling))
    signs = re.sub(r"[\W_]", "", spelling)
    worded = not any(c.isdigit() for c in spelling)
    exact = spelling if worded and spelling.isupper() and len(spelling) <= LONGEST_EXACT else None
    weak = worded or len(signs) <= 2
    names = [_Name(atoms, system, exact, weak)]
    if worded and len(atoms[-1]) > 2:
        names.append(_Name((*atoms[:-1], atoms[-1] + "s"), system, exact, weak))
    return names


def _goods(source: Yaml) -> Mapping[Phrase, Good]:
    table: dict[Phrase, Good] = {}
    kinds: tuple[GoodKind, ...] = ("always", "general", "with_sign")
    for kind in kinds:
        for category, phrases in source.value[kind].items():
            if category not in CATEGORIES:
                source.fail("no category of the UN Register", kind, category)
            for phrase in phrases:
                words = tuple(str(phrase).split())
                table.setdefault(words, Good(words, str(category), kind))
    return table


def _phrases(source: Yaml, key: str) -> frozenset[Phrase]:
    for number, phrase in enumerate(source.value[key]):
        if not isinstance(phrase, str) or phrase != phrase.casefold():
            source.fail("words in lower case are wanted", key, number)
    return frozenset(tuple(phrase.split()) for phrase in source.value[key])


def _patterns(source: Yaml) -> tuple[re.Pattern[str], ...]:
    compiled = []
    for number, raw in enumerate(source.value["patterns"]):
        try:
            compiled.append(re.compile(rf"(?<![\w-])(?:{raw['pattern']})(?![\w])"))
        except (re.error, KeyError) as problem:
            source.fail(f"no regular expression: {problem}", "patterns", number, "pattern")
    return tuple(compiled)
