"""The atlas of a report: its places, and the place that governs an act by syntax."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from dragoman.parsing.tree import Sentence, Word
from dragoman.reading.governing import reaches
from dragoman.reading.places.locative import levels
from dragoman.records import Place

_FINENESS = {"site": 0, "city": 0, "capital": 0, "island": 1, "region": 1, "sea": 1, "state": 2, "area": 3}


@dataclass(frozen=True)
class Placed:
    """A name in a locative position: its place's id, its head word and the kind of its site ("site": unknown)."""

    place: str
    start: int
    end: int
    head: Word
    kind: str


@dataclass(frozen=True)
class Atlas:
    """The places of a report in order of first mention (ids p1, p2, …)."""

    places: tuple[Place, ...] = ()
    placed: tuple[Placed, ...] = ()
    filed: str | None = None  # the id of the dateline's place
    rules: Mapping[str, frozenset[str]] | None = None

    @cached_property
    def _by_id(self) -> dict[str, Place]:
        return {place.id: place for place in self.places}

    @cached_property
    def _by_sentence(self) -> dict[int, list[Placed]]:
        found: dict[int, list[Placed]] = {}
        for placed in self.placed:
            if placed.head.sentence is not None:
                found.setdefault(placed.head.sentence.number, []).append(placed)
        return found

    @cached_property
    def _countries(self) -> frozenset[str]:
        return frozenset(placed.place for placed in self.placed if placed.kind == "state")

    @property
    def dateline(self) -> Place | None:
        """Where the report was filed."""
        return self._by_id[self.filed] if self.filed is not None else None

    def is_country(self, place: Place) -> bool:
        """Whether a place is a state as a whole."""
        return place.id in self._countries

    def of_sentence(self, sentence: Sentence) -> list[Placed]:
        """The names in locative position of a sentence, in text order."""
        return self._by_sentence.get(sentence.number, [])

    def at(self, word: Word) -> Place | None:
        """The place that a word names, where it stands in a locative position."""
        if word.sentence is None:
            return None
        names = self.of_sentence(word.sentence)
        return next((self._by_id[p.place] for p in names if p.start <= word.start < p.end), None)

    def governing(self, word: Word) -> Place | None:
        """The place that governs the act named by a verb or noun: its own, or that of what carries or shares it."""
        if self.rules is None or word.sentence is None or not self.of_sentence(word.sentence):
            return None
        for reach in reaches(word, self.rules["carriers"]):
            linked = [
                link for link in self._links.get(reach.word, ()) if reach.covers(link[1].head) and not reach.future
            ]
            if linked:
                return self._by_id[min(linked, key=lambda link: _rank(link, reach.word))[1].place]
        return None

    @cached_property
    def _links(self) -> dict[Word, list[tuple[int, Placed]]]:
        """By word, the names that tell where it happens: 0 for its own adjuncts, 1 for what lies deeper."""
        found: dict[Word, list[tuple[int, Placed]]] = {}
        for name in self.placed:
            for level, (above, placed) in enumerate(levels(name.head, self.rules or {})):
                if placed:
                    found.setdefault(above, []).append((min(level, 1), name))
        return found


def _rank(link: tuple[int, Placed], word: Word) -> tuple[int, int, int, int]:
    """Near links first, then fine places, then near words."""
    level, name = link
    return level, _FINENESS[name.kind], abs(name.head.index - word.index), name.start
