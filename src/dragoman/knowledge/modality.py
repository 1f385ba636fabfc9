"""The words that say whether an act happened (data/language/modality.yaml)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from dragoman.knowledge.load import DATA
from dragoman.knowledge.words import load_word_lists


@dataclass(frozen=True, slots=True)
class ModalityWords:
    """Word lists, lower-cased lemmas; what each is for stands in the data file."""

    future_auxiliaries: frozenset[str]
    hypothetical_auxiliaries: frozenset[str]
    would: frozenset[str]
    negators: frozenset[str]
    future_governors: frozenset[str]
    hypothetical_governors: frozenset[str]
    negative_governors: frozenset[str]
    future_modifiers: frozenset[str]
    hypothetical_modifiers: frozenset[str]
    historical_modifiers: frozenset[str]
    historical_adverbs: frozenset[str]
    historical_times: frozenset[str]
    hypothetical_markers: frozenset[str]
    reporting: frozenset[str]
    abilities: frozenset[str]
    efforts: frozenset[str]
    phases: frozenset[str]
    reactions: frozenset[str]
    bearers: frozenset[str]
    records: frozenset[str]
    scandals: frozenset[str]
    achieving: frozenset[str]
    testimony: frozenset[str]
    undertakings: frozenset[str]


@cache
def modality_words() -> ModalityWords:
    """The shipped lists. Raises DataError on a list that is missing or not known."""
    return load_word_lists(DATA / "language" / "modality.yaml", ModalityWords)
