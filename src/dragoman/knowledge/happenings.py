"""What one happening may be called (data/language/happenings.yaml)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from dragoman.knowledge.load import DATA
from dragoman.knowledge.words import read_word_lists

NONE: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Happenings:
    """The kinds of happening that a lemma may name; `people` are lemmas of those who take part."""

    by_lemma: Mapping[str, frozenset[str]]
    people: frozenset[str]

    def kinds(self, lemma: str) -> frozenset[str]:
        """The kinds of a lemma in any case; none where it names no happening."""
        return self.by_lemma.get(lemma.lower(), NONE)


@cache
def happenings() -> Happenings:
    """The shipped kinds. Raises DataError."""
    lists = read_word_lists(DATA / "language" / "happenings.yaml")
    people = lists.pop("people", NONE)
    lemmas = {lemma for words in lists.values() for lemma in words}
    kinds = {lemma: frozenset(k for k, words in lists.items() if lemma in words) for lemma in lemmas}
    return Happenings(kinds, people)
