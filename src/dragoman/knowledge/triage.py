"""The words by which triage tells which paragraphs need a tree (data/language/triage.yaml)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from dragoman.knowledge.load import DATA
from dragoman.knowledge.words import load_word_lists


@dataclass(frozen=True, slots=True)
class TriageWords:
    """Word lists; what each is for stands in the data file."""

    pronouns: frozenset[str]
    cues: frozenset[str]
    private: frozenset[str]


@cache
def triage_words() -> TriageWords:
    """The shipped lists. Raises DataError where one is missing or not known."""
    return load_word_lists(DATA / "language" / "triage.yaml", TriageWords)
