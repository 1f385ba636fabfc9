"""The words by which triage tells which paragraphs need a tree (data/language/triage.yaml, triage_weights.csv)."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from dragoman.knowledge.load import DATA, read_csv
from dragoman.knowledge.words import load_word_lists

WEIGHTS = DATA / "language" / "triage_weights.csv"
COLUMNS = ("trait", "weight")
THRESHOLD = "likely"  # the row that is no trait
ALWAYS = "trigger verb", "trigger noun", "trigger adjective"


@dataclass(frozen=True, slots=True)
class TriageWords:
    """Word lists; what each is for stands in the data file."""

    pronouns: frozenset[str]
    cues: frozenset[str]
    private: frozenset[str]
    beside: frozenset[str]
    market: frozenset[str]
    sport: frozenset[str]


@dataclass(frozen=True, slots=True)
class Weights:
    """What each trait of a trigger counts for its bearing an event (log odds), and from which sum on it is likely."""

    by_trait: Mapping[str, float]
    likely: float

    def of(self, traits: Iterable[str]) -> float:
        """The sum of the weights; infinite for a trigger that none was learned for: it is to be parsed."""
        total = 0.0
        for trait in traits:
            weight = self.by_trait.get(trait)
            if weight is not None:
                total += weight
            elif trait.startswith(ALWAYS):
                return math.inf
        return total


@cache
def triage_words() -> TriageWords:
    """The shipped lists. Raises DataError where one is missing or not known."""
    return load_word_lists(DATA / "language" / "triage.yaml", TriageWords)


@cache
def triage_weights(path: Path = WEIGHTS) -> Weights:
    """The shipped weights. Raises DataError where one is no number, given twice, or the threshold is missing."""
    found: dict[str, float] = {}
    for row in read_csv(path, COLUMNS):
        trait = row["trait"]
        if trait in found:
            row.fail("trait", "this trait is given twice")
        try:
            found[trait] = float(row["weight"])
        except ValueError:
            row.fail("weight", "expected a number")
    if THRESHOLD not in found:
        read_csv(path, COLUMNS)[0].fail("trait", f'the row "{THRESHOLD}" is missing')
    likely = found.pop(THRESHOLD)
    return Weights(found, likely)
