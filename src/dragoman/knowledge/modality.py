"""The words that say whether an act happened (data/language/modality.yaml)."""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cache

from dragoman.errors import DataError
from dragoman.knowledge.frames import read_word_lists
from dragoman.knowledge.load import DATA


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
    hypothetical_markers: frozenset[str]
    reporting: frozenset[str]
    abilities: frozenset[str]
    efforts: frozenset[str]


@cache
def modality_words() -> ModalityWords:
    """The shipped lists. Raises DataError on a list that is missing or not known."""
    lists = read_word_lists(DATA / "language" / "modality.yaml")
    known = {f.name for f in fields(ModalityWords)}
    for name in known ^ lists.keys():
        raise DataError(f"modality.yaml:{name}", "a list is missing or not known")
    return ModalityWords(**lists)
