"""Words whose grammar differs from the ordinary (data/language/grammar.yaml)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from dragoman.knowledge.load import DATA
from dragoman.knowledge.words import load_word_lists


@dataclass(frozen=True, slots=True)
class GrammarWords:
    """Lemmas; what each list is for stands in the data file."""

    ditransitive: frozenset[str]
    subject_control: frozenset[str]
    speech: frozenset[str]
    addresses: frozenset[str]
    granting: frozenset[str]
    sentencing: frozenset[str]
    object_gerund: frozenset[str]
    asking: frozenset[str]
    presenting: frozenset[str]


@cache
def grammar_words() -> GrammarWords:
    """The shipped lists. Raises DataError on a list that is missing or not known."""
    return load_word_lists(DATA / "language" / "grammar.yaml", GrammarWords)
