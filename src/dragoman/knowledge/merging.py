"""What is the same across reports (data/merging.yaml) and how names are spelt (data/actors/spellings.yaml)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache, cached_property
from pathlib import Path
from typing import NoReturn, TypeVar

import msgspec

from dragoman.errors import DataError
from dragoman.knowledge.actor_tables import sectors
from dragoman.knowledge.load import DATA, Yaml, read_yaml
from dragoman.knowledge.plover import event_types


class _Rules(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Base: every key is asked for, none may be added."""


class CopyRules(_Rules, frozen=True):
    """Which reports repeat one another's text. Shares are of runs of `shingle` words."""

    shingle: int
    rows: int
    bands: int
    seed: int
    alike: float
    contained: float
    updated: float
    fewest_words: int
    days: int


class WordRules(_Rules, frozen=True):
    """Words that count when two sentences are compared: by their first `stem` letters, without `ignored`."""

    stem: int
    ignored: frozenset[str]


class EventRules(_Rules, frozen=True):
    """Points for two mentions of one act; distances in kilometres, times in days."""

    enough: float
    enough_of: Mapping[str, float]
    denied: float
    mutual: frozenset[str]
    modes_tell: frozenset[str]
    modes_apart: tuple[tuple[str, str], ...]
    person: float
    surname: float
    name: float
    country: float
    day: float
    near_day: float
    month: float
    published: float
    year: float
    place: float
    region: float
    words: float
    no_words: float
    at_home: float
    trigger: float
    modes: float
    other_modes: float
    code: float
    other_code: float
    number: float
    other_number: float
    far_km: float
    far_times: float
    far_more: int
    days_published: int
    longest: int
    same_words: float


class StatementRules(_Rules, frozen=True):
    """Two wordings of one utterance."""

    days: int
    fewest_words: int
    rows: int
    bands: int


class TransferRules(_Rules, frozen=True):
    """Points for two tellings of one transfer of arms."""

    enough: float
    side: float
    designation: float
    category: float
    words: float
    number: float
    value: float
    near: float
    near_days: int
    years: int
    undone: frozenset[str]


class AgreementRules(_Rules, frozen=True):
    """Points for two tellings of one agreement."""

    enough: float
    party: float
    name: float
    kind: float
    date: float
    place: float
    words: float
    near: float
    near_days: int
    years: int


class ActorRules(_Rules, frozen=True):
    """Who is the same person; `nameless` are nouns that end the name of somebody without one."""

    years: int
    shared: frozenset[str]
    nameless: frozenset[str]


class MergingRules(_Rules, frozen=True, dict=True):
    """All of data/merging.yaml."""

    copies: CopyRules
    words: WordRules
    camps: Mapping[str, frozenset[str]]
    events: EventRules
    statements: StatementRules
    transfers: TransferRules
    agreements: AgreementRules
    actors: ActorRules

    @cached_property
    def camp_of(self) -> Mapping[str, str]:
        """The camp of each sector that has one."""
        return {sector: camp for camp, members in self.camps.items() for sector in members}


class _SpellingTable(_Rules, frozen=True):
    """data/actors/spellings.yaml as it stands."""

    particles: frozenset[str]
    articles: frozenset[str]
    rewrites: tuple[tuple[str, str], ...]
    names: tuple[tuple[str, ...], ...]
    nicknames: Mapping[str, str]
    surname_first: frozenset[str]


@dataclass(frozen=True)
class Spellings:
    """Words of names, each brought to one spelling."""

    particles: frozenset[str]
    articles: frozenset[str]
    surname_first: frozenset[str]
    rewrites: tuple[tuple[re.Pattern[str], str], ...]
    firsts: Mapping[str, str]
    nicknames: Mapping[str, str]

    def one(self, word: str) -> str:
        """The spelling that stands for a folded word of a name: "qaddafi" -> "gadafy"."""
        plain = self._rewritten(word)
        return self.firsts.get(plain, plain)

    def whole(self, word: str) -> str:
        """The same for a first name, a short form brought to the whole: "jim" -> "james"."""
        return self.one(self.nicknames.get(word, word))

    def _rewritten(self, word: str) -> str:
        for pattern, put in self.rewrites:
            word = pattern.sub(put, word)
        return _DOUBLE.sub(r"\1", word)


_DOUBLE = re.compile(r"(.)\1+")


@cache
def merging_rules() -> MergingRules:
    """The shipped thresholds. Raises DataError with file:line:key."""
    return read_merging(DATA / "merging.yaml")


@cache
def spellings() -> Spellings:
    """The shipped spellings. Raises DataError with file:line:key."""
    return read_spellings(DATA / "actors" / "spellings.yaml")


def read_merging(path: Path) -> MergingRules:
    """The thresholds of a file. Raises DataError where a key is missing, strange or out of its bounds."""
    file = read_yaml(path)
    rules = _convert(file, MergingRules)
    for name in ("alike", "contained", "updated"):
        if not 0 < getattr(rules.copies, name) <= 1:
            file.fail("a share lies above 0 and not above 1", "copies", name)
    for key in ("enough_of", "mutual", "modes_tell"):
        for kind in sorted(set(getattr(rules.events, key)) - set(event_types())):
            file.fail(f"no such event type: {kind}", "events", key)
    _check_camps(file, rules.camps)
    return rules


def _check_camps(file: Yaml, camps: Mapping[str, frozenset[str]]) -> None:
    seen: dict[str, str] = {}
    for camp, members in camps.items():
        for sector in sorted(members):
            if sector not in sectors():
                file.fail(f"no such sector: {sector}", "camps", camp)
            if seen.setdefault(sector, camp) != camp:
                file.fail(f"{sector} stands in {seen[sector]} too", "camps", camp)


def read_spellings(path: Path) -> Spellings:
    """The spellings of a file. Raises DataError where a name stands in two rows or a rewrite is no pattern."""
    file = read_yaml(path)
    table = _convert(file, _SpellingTable)
    made = Spellings(
        table.particles, table.articles, table.surname_first, tuple(_rewrites(file, table)), {}, table.nicknames
    )
    firsts: dict[str, str] = {}
    for number, row in enumerate(table.names):
        forms = [made.one(name) for name in row]
        for form in forms:
            if firsts.setdefault(form, forms[0]) != forms[0]:
                file.fail(f"{form!r} stands for two names", "names", number)
    return replace(made, firsts=firsts)


def _rewrites(file: Yaml, table: _SpellingTable) -> list[tuple[re.Pattern[str], str]]:
    for number, (letters, _) in enumerate(table.rewrites):
        if not re.fullmatch(r"\^?[a-z]+\$?", letters):
            file.fail("letters, with ^ for the start and $ for the end", "rewrites", number)
    return [(re.compile(letters), put) for letters, put in table.rewrites]


_T = TypeVar("_T", bound=_Rules)


def _convert(file: Yaml, kind: type[_T]) -> _T:
    try:
        return msgspec.convert(file.value, kind)
    except msgspec.ValidationError as problem:
        _fail(file, str(problem), problem)


def _fail(file: Yaml, text: str, problem: Exception) -> NoReturn:
    """msgspec ends its message with the place, as in "… - at `$.events.day`"."""
    said, _, place = text.partition(" - at `$")
    keys = tuple(int(k) if k.isdigit() else k for k in re.findall(r"\w+", place))
    raise DataError(file.where(*keys), said) from problem
