"""Who did it to whom: the parties in the slots of a frame that fires."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from dragoman.knowledge.frames import Frame
from dragoman.knowledge.grammar import grammar_words
from dragoman.parsing.tree import Word
from dragoman.reading import grammar
from dragoman.reading.actors import Cast
from dragoman.reading.events.sites import Site
from dragoman.records import Party

Parties = tuple[Party, ...]
NOT = frozenset({"not", "n't", "never"})
WHEREABOUTS = frozenset({"in", "to", "into", "from", "at"})
OWNING = frozenset({"of", "by", "from", "between", "with"})
NAMING = frozenset({"such as", "including", "like", "include"})  # "allies such as Germany"
ADDRESSED_IN_CLAUSE = frozenset({"AGREE", "REQUEST", "REJECT", "THREATEN", "COOPERATE"})


@dataclass(frozen=True, slots=True)
class RoleFinder:
    """Fills roles from slots. `quantifiers` are nouns that count another ("dozens of missiles")."""

    cast: Cast
    quantifiers: frozenset[str]
    text: str  # of the report

    def of(self, site: Site, frame: Frame) -> tuple[Parties, Parties]:
        """The actor's and the recipient's parties; of a reciprocal frame all are actors (PLOVER 2.4.2)."""
        joined = [p for slot in frame.also_actor for p in self.slot(site, frame, slot)]
        actor = unique([*self._first_filled(site, frame, frame.actor), *joined])
        recipient = self._first_filled(site, frame, frame.recipient)
        if site.part == "noun":
            actor, recipient = self._with_modifiers(site, frame, actor, recipient)
        if not recipient and not frame.reciprocal and frame.type in ADDRESSED_IN_CLAUSE:
            recipient = self._pleased(site.word) or self._first_filled(site, frame, _clause_slots(site, frame))
            recipient = recipient or self._unknown_addressee(site, frame)
        known = {p.actor for p in actor if p.actor is not None}
        recipient = tuple(p for p in recipient if p.actor is None or p.actor not in known)
        return (unique([*actor, *recipient]), ()) if frame.reciprocal else (actor, recipient)

    def slot(self, site: Site, frame: Frame, slot: str) -> Parties:
        """All parties in one slot, each once."""
        if slot.startswith("clause"):
            return self._in_clause(site, slot)
        words = list(site.slots.get(slot, ()))
        role = {"subj": "actor", "obj": "recipient"}.get(slot)
        if site.part == "noun" and role is not None and frame.of == role:
            words += site.slots.get("of", ())
        found = unique(p for w in words for p in self.denoted(content_word(w, self.quantifiers)))
        if not found and slot in WHEREABOUTS:
            found = unique(p for w in words if (p := self._state(w)) is not None)
        return found or (self._behind_participle(site.word) if slot == "subj" else ())

    def _state(self, word: Word) -> Party | None:
        """A state that stands as a place ("arrived in China") where a frame asks for it."""
        party = self.cast.party(word)
        known = party is not None and party.actor is not None and self.cast.actor(party.actor).kind == "state"
        return party if known else None

    def _behind_participle(self, word: Word) -> Parties:
        """ "posted a message on the site blaming Iran": a thing does not blame, its sender does."""
        speech = word.head is not None and (word.head.lemma in grammar_words().speech or word.head.upos == "PROPN")
        participle = word.xpos == "VBG" and (word.deprel == "advcl" or (word.deprel == "acl" and speech))
        verb = grammar.governing_verb(word) if participle else None
        sender = grammar.grammatical_subject(verb) if verb is not None else None
        return self.denoted(sender) if sender is not None else ()

    def denoted(self, word: Word) -> Parties:
        """The parties that a phrase names: itself, or the owners of a thing ("Israeli jets", "homes of villagers")."""
        if self.cast.is_party(word):
            return self.cast.parties(word)
        owners = unique(p for part in grammar.conjuncts(word) for p in self.cast.modifiers(part))
        if owners or word.upos not in {"NOUN", "PROPN"}:
            return owners
        owning = [w for mark, w in grammar.obliques(word) if mark in OWNING | NAMING and self.cast.is_party(w)]
        return unique(p for w in owning for p in self.cast.parties(w))

    def _pleased(self, word: Word) -> Parties:
        """ "pleased Israel by promising …": the promise is made to whom it pleases."""
        verb = word.head
        if verb is None or word.deprel != "advcl" or "by" not in grammar.lemmas(word.all("mark")):
            return ()
        return unique(p for w in grammar.objects(verb)[:1] for p in self.denoted(w))

    def _unknown_addressee(self, site: Site, frame: Frame) -> Parties:
        """Whoever is asked to do something is a party, known or not: "urged commercial entities to leave"."""
        words = site.slots.get("obj", ()) if frame.type == "REQUEST" and site.clause is not None else ()
        asked = [w for w in words if w.upos == "NOUN" and w.deprel in {"obj", "iobj"} and w.xpos == "NNS"]
        spans = [grammar.noun_phrase(w) for w in asked]
        text = self.text
        return tuple(Party(start, end, text[start:end]) for start, end in spans)

    def _in_clause(self, site: Site, slot: str) -> Parties:
        """`clause` and `clause.subj`: the subject of the complement clause; `clause.obj`: its object or receiver."""
        if site.clause is None:
            return ()
        if slot != "clause.obj":
            subject = grammar.own_subject(site.clause)
            return self.denoted(subject) if subject is not None else ()
        receivers = [w for mark, w in grammar.obliques(site.clause) if mark in {"to", "with", "for"}]
        words = [*grammar.indirect_object(site.clause)[:1], *grammar.objects(site.clause)[:1], *receivers]
        return next((found for w in words if (found := self.denoted(w))), ())

    def _first_filled(self, site: Site, frame: Frame, slots: tuple[str, ...]) -> Parties:
        """The parties of the first of these slots that holds any."""
        return next((found for slot in slots if (found := self.slot(site, frame, slot))), ())

    def _with_modifiers(self, site: Site, frame: Frame, actor: Parties, recipient: Parties) -> tuple[Parties, Parties]:
        """Countries before an event noun: "Israeli strikes" (actor), "Iran sanctions", "Turkey's Syria offensive"."""
        owners = {w.start for w in site.owners}
        before = tuple(p for p in self.cast.modifiers(site.word) if p.start not in owners)
        recipient = recipient or self.slot(site, frame, "obj")
        if not actor and not before and frame.type == "CONSULT":
            actor = self.slot(site, frame, "while")
        if frame.modifier == "actor" and not actor:
            return before, recipient
        return actor, recipient or before


def _clause_slots(site: Site, frame: Frame) -> tuple[str, ...]:
    """Where in the complement the addressee may stand; who is not to be served is none ("not to sell to Iran")."""
    negated = site.clause is not None and bool(grammar.negated_by(site.clause, NOT))
    return ("clause.subj",) if frame.type == "REQUEST" or negated else ("clause.subj", "clause.obj")


def unique(parties: Iterable[Party]) -> Parties:
    """Each actor once, unresolved parties by their words."""
    kept: dict[object, Party] = {}
    for party in parties:
        kept.setdefault(party.actor or (party.start, party.end), party)
    return tuple(kept.values())


def content_word(word: Word, quantifiers: frozenset[str]) -> Word:
    """ "dozens of missiles" → missiles, "12 of the aircraft" → aircraft."""
    if word.lemma.lower() in quantifiers or word.upos == "NUM":
        counted = next((w for mark, w in grammar.obliques(word) if mark == "of"), None)
        return counted or word
    return word
