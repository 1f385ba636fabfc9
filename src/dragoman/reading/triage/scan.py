"""Finds many words and phrases in a text at one go (Aho-Corasick), whatever marks stand between the words."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from itertools import accumulate
from typing import Generic, NamedTuple, TypeVar

import ahocorasick_rs

WORD = re.compile(r"[^\W_]+")

T = TypeVar("T", bound=Hashable)


class Found(NamedTuple, Generic[T]):
    """A phrase found, as positions in a row of words, and what it stands for."""

    start: int
    end: int
    meanings: frozenset[T]


def padded(words: Iterable[str]) -> str:
    """The words with one blank around each: "cease-fire," is " cease fire "."""
    return f" {' '.join(words)} "


class Scanner(Generic[T]):
    """Tells what the phrases of a text stand for. `phrases` maps a meaning to all its phrases; capitals count."""

    def __init__(self, phrases: Mapping[T, Iterable[str]]) -> None:
        meanings: dict[str, set[T]] = defaultdict(set)
        for meaning, forms in phrases.items():
            for form in forms:
                meanings[padded(WORD.findall(form))].add(meaning)
        meanings.pop("  ", None)
        self._meanings = [frozenset(found) for found in meanings.values()]
        self._automaton = ahocorasick_rs.AhoCorasick(list(meanings))

    def found_at(self, words: Sequence[str]) -> Iterator[Found[T]]:
        """All phrases in a row of words, those inside others too."""
        begins = [0, *accumulate(len(word) + 1 for word in words)]  # the blank before each word
        for number, start, end in self._automaton.find_matches_as_indexes(padded(words), overlapping=True):
            yield Found(bisect_left(begins, start), bisect_left(begins, end - 1), self._meanings[number])
