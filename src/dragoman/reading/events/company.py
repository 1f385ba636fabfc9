"""Who acts or suffers beside a party: "X, along with Y", "the minister and two others", "joined by Z"."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.knowledge.actor_words import actor_words
from dragoman.parsing.tree import Word
from dragoman.reading import grammar
from dragoman.reading.actors import Cast
from dragoman.records import Party

ALONGSIDE = frozenset({"along with", "together with", "as well as"})
INCLUDING = frozenset({"include", "including", "among they"})
DASHES = frozenset({"-", "–"})
LONGEST = 12  # letters of a word such as "made" or "backed" behind a dash
PLURALS = frozenset({"NNS", "NNPS"})


@dataclass(frozen=True, slots=True)
class Company:
    """The parties beside a party, known or not."""

    cast: Cast
    text: str  # of the report

    def is_unknown(self, word: Word) -> bool:
        """People or bodies in the plural that nobody can name: "two others", "property owners", "various groups"."""
        if word.xpos not in PLURALS or self.cast.is_party(word):
            return False
        return word.lemma.lower() in actor_words().humans or self.cast.party(word) is not None

    def coordinated(self, word: Word) -> tuple[Party, ...]:
        """The unknown people who are named in one breath with a party."""
        parts = grammar.conjuncts(word)
        named = any(self.cast.is_party(w) for w in parts)
        return tuple(self._words(w) for w in parts if self.is_unknown(w)) if named else ()

    def unknown(self, word: Word) -> tuple[Party, ...]:
        """The words for unknown people as a party."""
        return (self._words(word),) if self.is_unknown(word) else ()

    def alongside(self, verb: Word, slot: str) -> list[Word]:
        """ "Peru, along with Chile, protested", "arrested the mayor along with two aides": who shares the slot."""
        found = [w for mark, w in grammar.obliques(verb) if mark in ALONGSIDE]
        passive = grammar.is_passive(verb)
        early = "obj" if passive else "subj"
        late = "obj" if passive or grammar.objects(verb) else "subj"
        return [w for w in found if slot == (early if w.index < verb.index else late)]

    def included(self, heads: list[Word], act: Word) -> tuple[Party, ...]:
        """ "detained six men for spying, including Ana Ruiz": persons named of the last plural."""
        plurals = [w for w in heads if w.xpos in PLURALS and w.sentence is act.sentence]
        if not plurals:
            return ()
        found = [w for w in act.subtree() if w.index > plurals[-1].index and grammar.preposition(w) in INCLUDING]
        people = [w for word in found for w in grammar.conjuncts(word) if self._is_known_person(w)]
        between = {w for w in act.subtree() if found and plurals[-1].index < w.index < found[0].index}
        rivals = any(w.xpos in PLURALS and self.cast.is_party(w) for w in between)
        return () if rivals else tuple(p for w in people for p in self.cast.parties(w))

    def _is_known_person(self, word: Word) -> bool:
        party = self.cast.party(word) if self.cast.is_party(word) else None
        return party is not None and party.actor is not None and self.cast.actor(party.actor).kind == "person"

    def without_states(self, parties: tuple[Party, ...]) -> tuple[Party, ...]:
        """ "the minister's Moscow talks with the Soviet premier": his state is not a third party."""
        officials = {self.cast.country(p) for p in parties if self._is_official(p)}
        return tuple(p for p in parties if not (self._is_capital(p) and self.cast.country(p) in officials))

    def _is_official(self, party: Party) -> bool:
        actor = self.cast.actor(party.actor) if party.actor is not None else None
        return actor is not None and actor.kind in {"person", "group"} and actor.sector == "GOV"

    def _is_capital(self, party: Party) -> bool:
        actor = self.cast.actor(party.actor) if party.actor is not None else None
        return actor is not None and actor.kind == "state"

    def owning(self, noun: Word) -> tuple[Party, ...]:
        """Whose a thing is by the words before it: "Israeli jets", but not "Israeli-made jets"."""
        return tuple(p for p in self.cast.modifiers(noun) if not self._is_maker(p))

    def _is_maker(self, party: Party) -> bool:
        dash, behind = self.text[party.end : party.end + 1], self.text[party.end + 1 : party.end + LONGEST].split()
        return dash in DASHES and bool(behind) and behind[0].lower() in actor_words().backed

    def joining(self, verb: Word) -> list[Word]:
        """ "Peru was joined by Chile in voting against it": who joins in the act, and whom."""
        above = verb.head
        if above is None or above.lemma != "join" or verb.deprel != "advcl" or "in" not in _marks(verb):
            return []
        return [*grammar.objects(above), *grammar.subjects(above)]

    def _words(self, word: Word) -> Party:
        start, end = grammar.noun_phrase(word)
        return Party(start, end, self.text[start:end])


def _marks(verb: Word) -> set[str]:
    return grammar.lemmas(verb.all("mark", "case"))
