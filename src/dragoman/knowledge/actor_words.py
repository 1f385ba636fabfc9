"""The word lists that tell parties from places and things (data/actors/words.yaml)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from dragoman.knowledge.load import DATA
from dragoman.knowledge.words import load_word_lists


@dataclass(frozen=True, slots=True)
class ActorWords:
    """Word lists; what each is for stands in the data file."""

    motion: frozenset[str]
    words_from_governments: frozenset[str]
    done_to_places: frozenset[str]
    charging: frozenset[str]
    appearing: frozenset[str]
    courts: frozenset[str]
    tellers: frozenset[str]
    marchers: frozenset[str]
    divisions: frozenset[str]
    parts: frozenset[str]
    humans: frozenset[str]
    against_owner: frozenset[str]
    supporters: frozenset[str]
    people_or_thing: frozenset[str]
    equipment: frozenset[str]
    foreign: frozenset[str]
    envoys: frozenset[str]
    backed: frozenset[str]
    former: frozenset[str]
    generic_names: frozenset[str]
    documents: frozenset[str]
    houses: frozenset[str]
    committees: frozenset[str]
    american_titles: frozenset[str]
    american_homonyms: frozenset[str]
    not_american: frozenset[str]
    state_nouns: frozenset[str]
    kingdom: frozenset[str]
    sultanate: frozenset[str]
    emirate: frozenset[str]
    superpower: frozenset[str]
    pairs_of_persons: frozenset[str]
    pairs_of_states: frozenset[str]
    courtesy_m: frozenset[str]
    courtesy_f: frozenset[str]
    hours: frozenset[str]
    calendar: frozenset[str]

    def states_called(self, noun: str) -> frozenset[str] | None:
        """The states that a noun such as "kingdom" fits; None where it fits every state."""
        return {
            "kingdom": self.kingdom,
            "sultanate": self.sultanate,
            "emirate": self.emirate,
            "superpower": self.superpower,
        }.get(noun)


@cache
def actor_words() -> ActorWords:
    """The shipped lists. Raises DataError on a list that is missing or not known."""
    return load_word_lists(DATA / "actors" / "words.yaml", ActorWords)
