"""Words whose grammar differs from the ordinary (data/language/grammar.yaml)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from dragoman.errors import DataError
from dragoman.knowledge.frames import read_word_lists
from dragoman.knowledge.load import DATA


@dataclass(frozen=True, slots=True)
class GrammarWords:
    """Lemmas; what each list is for stands in the data file."""

    ditransitive: frozenset[str]
    subject_control: frozenset[str]
    speech: frozenset[str]


@cache
def grammar_words() -> GrammarWords:
    """The shipped lists. Raises DataError on a list that is missing or not known."""
    lists = read_word_lists(DATA / "language" / "grammar.yaml")
    for name in lists.keys() ^ set(GrammarWords.__slots__):
        raise DataError(f"grammar.yaml:{name}", "a list is missing or not known")
    return GrammarWords(**lists)
