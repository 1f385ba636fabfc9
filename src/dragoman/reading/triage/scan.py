"""Finds many words and phrases in a text at one go (Aho-Corasick), whatever marks stand between the words."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping
from typing import Generic, TypeVar

import ahocorasick_rs

_GAP = re.compile(r"[\W_]+")

T = TypeVar("T", bound=Hashable)


def padded(text: str) -> str:
    """The words of a text with one blank around each: "cease-fire," is " cease fire "."""
    return f" {_GAP.sub(' ', text).strip()} "


class Scanner(Generic[T]):
    """Tells what the phrases of a text stand for. `phrases` maps a meaning to all its phrases; capitals count."""

    def __init__(self, phrases: Mapping[T, Iterable[str]]) -> None:
        meanings: dict[str, set[T]] = defaultdict(set)
        for meaning, forms in phrases.items():
            for form in forms:
                meanings[padded(form)].add(meaning)
        meanings.pop("  ", None)
        self._meanings = [frozenset(found) for found in meanings.values()]
        self._automaton = ahocorasick_rs.AhoCorasick(list(meanings))

    def found_in(self, text: str) -> set[T]:
        """The meanings of all phrases in a text, those inside others too."""
        hits = self._automaton.find_matches_as_indexes(padded(text), overlapping=True)
        return set().union(*(self._meanings[number] for number in {hit[0] for hit in hits}))
