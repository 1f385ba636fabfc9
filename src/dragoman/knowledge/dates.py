"""The date phrases of data/language/dates.yaml, checked and compiled."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache, reduce
from operator import or_
from pathlib import Path
from typing import Any

from dragoman.knowledge.load import DATA, Yaml, read_yaml

Meaning = int | str

_PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")
_RULE_KEYS = frozenset({"name", "needs", "also", "pattern", "means", "after", "not_after", "examples"})
_NEAR = 40  # characters before a phrase, more than any of its `after` and `not_after` has
_DIRECTIONS = (
    "ahead",
    "ahead_lemmas",
    "ahead_prepositions",
    "open_prepositions",
    "behind_prepositions",
    "scheduled",
    "willing",
    "time_nouns",
    "reporting",
)


@dataclass(frozen=True)
class Example:
    """A sentence, its day of publication, and the values of all dates in it, in order."""

    text: str
    published: str
    values: tuple[str, ...]


@dataclass(frozen=True)
class DateRule:
    """A phrase and the operation that turns its words into a value. `where` is file:line:name."""

    name: str
    needs: tuple[str, ...]
    also: tuple[str, ...]
    pattern: re.Pattern[str]
    means: str
    after: re.Pattern[str] | None
    not_after: re.Pattern[str] | None
    examples: tuple[Example, ...]
    where: str

    def allowed(self, text: str, start: int) -> bool:
        """Whether the phrase may stand in a text at an offset, for what is right before it."""
        near = max(0, start - _NEAR)
        if self.after is not None and not self.after.search(text, near, start):
            return False
        return self.not_after is None or not self.not_after.search(text, near, start)


@dataclass(frozen=True)
class DateBook:
    """Everything that dates.yaml says. `tables` maps a table's words, case-folded without full stops, to meanings."""

    rules: tuple[DateRule, ...]
    traps: re.Pattern[str]
    tables: Mapping[str, Mapping[str, Meaning]]
    direction: Mapping[str, frozenset[str]]
    carriers: frozenset[str]

    @cached_property
    def clues(self) -> Clues:
        """The letters that the rules need."""
        return Clues(self.rules)

    def worth_trying(self, lowered: str) -> list[DateRule]:
        """The rules whose phrases can be in a sentence, given in lower case: its words have the letters they need."""
        return self.clues.rules_of(lowered.split())

    def meaning(self, table: str, words: str) -> Meaning | None:
        """What the words of a table mean, e.g. `meaning("month", "Sept.")` is 9."""
        return self.tables[table].get(fold(words))


class Clues:
    """Which rules the words of a sentence make worth trying. A set of letters is a number: a bit for each."""

    def __init__(self, rules: Sequence[DateRule]) -> None:
        """A word is looked through once, as long as it is remembered."""
        self._letters = tuple(dict.fromkeys(some for rule in rules for some in (*rule.needs, *rule.also)))
        self._asking = [(rule, self._bits(rule.needs) or -1, self._bits(rule.also) or -1) for rule in rules]
        self._any = re.compile("|".join(map(re.escape, self._letters)))
        self._of = lru_cache(maxsize=50_000)(self._found)

    def rules_of(self, words: Iterable[str]) -> list[DateRule]:
        """The rules whose needs are met by some word, in their order."""
        there = reduce(or_, map(self._of, words), 1)
        return [rule for rule, needs, also in self._asking if needs & there and also & there]

    def _found(self, word: str) -> int:
        return self._bits([letters for letters in self._letters if letters in word]) if self._any.search(word) else 0

    def _bits(self, some: Iterable[str]) -> int:
        return sum(2 << self._letters.index(letters) for letters in some)


def fold(words: str) -> str:
    """The key of a table: case-folded, one blank between words, no final stop, straight apostrophes."""
    return " ".join(words.casefold().replace("’", "'").split()).rstrip(".")


@cache
def date_book(path: Path | None = None) -> DateBook:
    """The book of dates; DataError (file:line:key) where the file is malformed."""
    source = read_yaml(path or DATA / "language" / "dates.yaml")
    _require(source, source.value, {"words", "rules", "traps", "direction", "carriers"})
    exact, other = source.value["words"]["exact"], source.value["words"]["any"]
    groups = {name: _alternatives(name, table, True) for name, table in exact.items()}
    groups |= {name: _alternatives(name, table, False) for name, table in other.items()}
    return DateBook(
        rules=tuple(_rule(source, number, groups) for number in range(len(source.value["rules"]))),
        traps=re.compile("|".join(f"(?:{_spaced(t)})" for t in source.value["traps"]).join((r"(?<!\w)(?:", r")"))),
        tables={name: _table(source, name, table) for name, table in (exact | other).items()},
        direction={key: frozenset(source.value["direction"][key]) for key in _DIRECTIONS},
        carriers=frozenset(source.value["carriers"]),
    )


def _require(source: Yaml, value: Any, keys: Iterable[str]) -> None:
    if not isinstance(value, dict):
        source.fail("a mapping is wanted here")
    for missing in sorted(set(keys) - set(value)):
        source.fail(f"the key {missing!r} is missing")
    for missing in (key for key in _DIRECTIONS if key not in value["direction"]):
        source.fail(f"the key {missing!r} is missing", "direction")


def _table(source: Yaml, name: str, table: Mapping[str, Meaning]) -> Mapping[str, Meaning]:
    for word, meaning in table.items():
        if not isinstance(meaning, int | str):
            source.fail("a number or a word is wanted", "words", "exact", name, word)
    return {fold(str(word)): meaning for word, meaning in table.items()}


def _alternatives(name: str, table: Mapping[str, Meaning], exact: bool) -> str:
    """A named group of the table's words, longest first; `exact` tables match as written or in capitals."""
    words = sorted((str(word) for word in table), key=len, reverse=True)
    if exact:
        words += [word.upper() for word in words]
    body = "|".join(_spaced(re.escape(word).replace("\\ ", " ").replace("'", "['’]")) for word in words)
    return f"(?P<{name}>{f'(?-i:{body})' if exact else body})"


def _spaced(pattern: str) -> str:
    """A blank in a pattern stands for any white space."""
    return pattern.replace(" ?", r"\s*").replace(" ", r"\s+")


def _rule(source: Yaml, number: int, groups: Mapping[str, str]) -> DateRule:
    raw = source.value["rules"][number]
    for key in raw:
        if key not in _RULE_KEYS:
            source.fail("no such key", "rules", number, key)
    for key in ("name", "pattern", "means", "examples"):
        if key not in raw:
            source.fail(f"the key {key!r} is missing", "rules", number)
    return DateRule(
        name=raw["name"],
        needs=_letters(source, number, "needs", raw),
        also=_letters(source, number, "also", raw),
        pattern=_compile(source, number, raw["pattern"], groups),
        means=raw["means"],
        after=_before(raw.get("after")),
        not_after=_before(raw.get("not_after")),
        examples=tuple(Example(e[0], e[1], tuple(str(e[2]).split())) for e in raw["examples"]),
        where=source.where("rules", number, "name"),
    )


def _letters(source: Yaml, number: int, key: str, raw: Mapping[str, Any]) -> tuple[str, ...]:
    given = raw.get(key, [])
    if not isinstance(given, list) or not all(isinstance(some, str) and some.split() == [some] for some in given):
        source.fail("a list of letters without blanks is wanted", "rules", number, key)
    return tuple(given)


def _compile(source: Yaml, number: int, pattern: str, groups: Mapping[str, str]) -> re.Pattern[str]:
    unknown = next((name for name in _PLACEHOLDER.findall(pattern) if name not in groups), None)
    if unknown:
        source.fail(f"no table is called {unknown!r}", "rules", number, "pattern")
    body = _PLACEHOLDER.sub(lambda m: groups[m.group(1)], _spaced(pattern))
    try:
        return re.compile(rf"(?<!\w)(?:{body})(?!\w)", re.IGNORECASE)
    except re.error as problem:
        source.fail(f"no regular expression: {problem}", "rules", number, "pattern")


def _before(words: list[str] | None) -> re.Pattern[str] | None:
    if not words:
        return None
    body = "|".join(_spaced(re.escape(word).replace("\\ ", " ")) for word in words)
    return re.compile(rf"(?<!\w)(?:{body})[\s-]*$", re.IGNORECASE)
