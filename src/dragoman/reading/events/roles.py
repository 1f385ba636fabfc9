"""Who did it to whom: the parties in the slots of a frame that fires."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from msgspec.structs import replace

from dragoman.knowledge.actor_words import actor_words
from dragoman.knowledge.frames import Frame
from dragoman.knowledge.grammar import grammar_words
from dragoman.parsing.tree import Word
from dragoman.reading import grammar
from dragoman.reading.actors import Cast
from dragoman.reading.events.addressed import addressees, sentenced
from dragoman.reading.events.company import ALONGSIDE, Company
from dragoman.reading.events.sites import Site, stray_infinitive, whose
from dragoman.reading.events.things import Things, possessors
from dragoman.reading.events.victims import killed_by, struck_by
from dragoman.records import Party

Parties = tuple[Party, ...]
NOT = frozenset({"not", "n't", "never"})
WHEREABOUTS = frozenset({"in", "to", "into", "from", "at"})
OWNING = frozenset({"of", "by", "from", "between", "with"})
NAMING = frozenset({"such as", "including", "like", "include"})  # "allies such as Germany"
ADDRESSED_IN_CLAUSE = frozenset({"AGREE", "REQUEST", "REJECT", "THREATEN", "COOPERATE", "SUPPORT", "ACCUSE"})
SUBJECT_ADDRESSED = frozenset({"REQUEST", "SUPPORT", "ACCUSE"})
TRYING = frozenset({"SANCTION", "ACCUSE", "CONCEDE"})
HOUSED = frozenset({"in", "at", "before"})
UNDERGONE = frozenset({"ASSAULT", "COERCE", "RETREAT", "SANCTION"})
ASKED_FOR = ("obj", "for")
JUDGING = frozenset({"ACCUSE", "REJECT", "SUPPORT", "CONCEDE"})
JUDGED = ("over", "about", "at", "to", "with")


@dataclass(frozen=True, slots=True)
class RoleFinder:
    """Fills roles from slots. `quantifiers` are nouns that count another ("dozens of missiles")."""

    cast: Cast
    things: Things
    quantifiers: frozenset[str]
    text: str  # of the report

    @property
    def company(self) -> Company:
        """Who is named beside a party."""
        return Company(self.cast, self.text)

    def of(self, site: Site, frame: Frame) -> tuple[Parties, Parties]:
        """The actor's and the recipient's parties; of a reciprocal frame all are actors (PLOVER 2.4.2)."""
        if site.clause is None and frame.type == "COOPERATE":  # "signed a contract in May to pay the firm …"
            site = replace(site, clause=stray_infinitive(site.word))
        site = self._suffered(site, frame)
        joined = [p for slot in frame.also_actor for p in self.slot(site, frame, slot)]
        first = self._first_filled(site, frame, frame.actor) or self._meanwhile(site, frame)
        actor = unique([*first, *joined])
        recipient = self._first_filled(site, frame, frame.recipient)
        if site.part == "noun":
            actor, recipient = self._with_modifiers(site, frame, actor, recipient)
        alone = not frame.reciprocal or len(actor) == 1
        if not recipient and alone and frame.type in ADDRESSED_IN_CLAUSE:
            recipient = self._pleased(site.word) or self._first_filled(site, frame, _clause_slots(site, frame))
            recipient = recipient or self._threatened_in(site, frame)
            recipient = recipient or (self._whose_act_is_asked(site, frame) if actor else ())
            recipient = recipient or self._unknown_addressee(site, frame)
        if alone and not recipient:
            recipient = self._addressed(site, frame)
        recipient = recipient or self._judged(site, frame) or self._makers(site, frame)
        if actor and not recipient:
            recipient = self._owners_told(site, frame.recipient)
        elif recipient and not actor:
            actor = self._owners_told(site, frame.actor) or self._receivers(site, frame)
        recipient = unique([*recipient, *self._victims(site, frame)])
        actor = actor or self._before_house(site, frame) or self._sentenced(site, frame)
        known = {p.actor for p in actor if p.actor is not None}
        recipient = tuple(p for p in recipient if p.actor is None or p.actor not in known)
        actor, recipient = (unique([*actor, *recipient]), ()) if frame.reciprocal else (actor, recipient)
        if frame.type not in {"CONSULT", "AGREE"}:
            return actor, recipient
        return self.company.without_states(actor), self.company.without_states(recipient)

    def _victims(self, site: Site, frame: Frame) -> Parties:
        """ "a stabbing killed three people", "survived an attack that left six dead", "strikes that hit the base"."""
        if frame.type != "ASSAULT":
            return ()
        words = killed_by(site)
        known = unique(p for w in words if self.cast.is_party(w) for p in self.denoted(w))
        known = known and unique([*known, *(p for w in words for p in self.company.unknown(w))])
        return known or unique(p for w in struck_by(site) for p in self.denoted(w))

    def _addressed(self, site: Site, frame: Frame) -> Parties:
        """Those whom the words around the act address."""
        return next((found for w in addressees(site, frame.type) if (found := self.denoted(w))), ())

    def _sentenced(self, site: Site, frame: Frame) -> Parties:
        """ "is in prison for the murder of …": the deed is the convict's."""
        doers = sentenced(site.word) if frame.type == "ASSAULT" and site.part == "noun" else []
        return unique(p for w in doers if self.cast.is_party(w) for p in self.cast.parties(w))

    def _suffered(self, site: Site, frame: Frame) -> Site:
        """ "his arrest", "the envoy's murder": whose a deed of others is suffers it, unless a state or body does it."""
        if frame.of != "recipient" or frame.type not in UNDERGONE or site.slots.get("of") or site.slots.get("obj"):
            return site
        victims = tuple(w for w in site.owners if self._is_victim(w))
        doers = tuple(w for w in site.slots.get("subj", ()) if w not in victims)
        return replace(site, slots={**site.slots, "subj": doers, "obj": victims}) if victims else site

    def _is_victim(self, owner: Word) -> bool:
        party = self.cast.party(owner)
        return (
            party is not None
            and party.actor is not None
            and self.cast.actor(party.actor).kind not in {"state", "organisation"}
        )

    def _before_house(self, site: Site, frame: Frame) -> Parties:
        """ "acquitted in the Senate", "on trial before a court": the body in which it is done does it."""
        if frame.type not in TRYING:
            return ()
        carrier = site.light or site.word
        words = [w for head in (site.word, carrier) for mark, w in grammar.obliques(head) if mark in HOUSED]
        found = (self.cast.party(w) for w in words)
        return unique(p for p in found if p is not None and p.actor is not None and self._is_house(p.actor))

    def _is_house(self, key: str) -> bool:
        actor = self.cast.actor(key)
        return actor.kind == "organisation" and actor.sector in {"LEG", "JUD"}

    def slot(self, site: Site, frame: Frame, slot: str) -> Parties:
        """All parties in one slot, each once."""
        if slot.startswith("clause"):
            return self._in_clause(site, slot)
        words = list(whose(site) if slot == "whose" else site.slots.get(slot, ()))
        role = {"subj": "actor", "obj": "recipient"}.get(slot)
        if site.part == "noun" and role is not None and frame.of == role:
            words += site.slots.get("of", ())
        if site.part == "verb" and role is not None:
            words += self.company.alongside(site.word, slot)
            words += self.company.joining(site.word) if slot == "subj" else []
        things = [content_word(w, self.quantifiers) for w in words]
        found = unique(p for w in things for p in self.denoted(w))
        if found and role is not None:
            found = unique([*found, *self.company.included(words, site.word)])
        if not found and slot in WHEREABOUTS:
            found = unique(p for w in words if (p := self._state(w) or self._aimed_at(w, slot)) is not None)
        return found or (self._behind_participle(site.word) if slot == "subj" else ())

    def _owners_told(self, site: Site, slots: tuple[str, ...]) -> Parties:
        """Whose the thing in one of these slots was said to be: "attacked the platform" after "an Iranian platform"."""
        words = (content_word(w, self.quantifiers) for slot in slots for w in site.slots.get(slot, ()))
        return next((found for w in words if (found := self.things.owners(w))), ())

    def _judged(self, site: Site, frame: Frame) -> Parties:
        """ "voiced regret over the French decision", "was angry about their raids": whose doing is judged."""
        slots = JUDGED if frame.type in JUDGING and not frame.reciprocal else ()
        told = ((slot, w) for slot in slots for w in site.slots.get(slot, ()))
        words = (w for slot, w in told if w.upos == "NOUN" and grammar.preposition(w) == slot)
        return next((found for w in words if (found := self._owners(w))), ())

    def _makers(self, site: Site, frame: Frame) -> Parties:
        """ "condemned the decree that the junta issued": a judgement of a thing is of its maker."""
        slots = frame.recipient if frame.type in JUDGING else ()
        words = (content_word(w, self.quantifiers) for slot in slots for w in site.slots.get(slot, ()))
        return next((found for w in words if (found := unique(self.things.makers(w, site.word)))), ())

    def _receivers(self, site: Site, frame: Frame) -> Parties:
        """ "sent the police a plan, which was rejected": those to whom it was sent."""
        words = site.slots.get("obj", ()) if frame.type in JUDGING else ()
        return unique(p for w in words for p in self.things.receivers(w, site.word))

    def _state(self, word: Word) -> Party | None:
        """A state that stands as a place ("arrived in China") where a frame asks for it."""
        party = self.cast.party(word)
        known = party is not None and party.actor is not None and self.cast.actor(party.actor).kind == "state"
        return party if known else None

    def _aimed_at(self, word: Word, slot: str) -> Party | None:
        """ "fired at the crowd": no place, though "at" names places too."""
        party = self.cast.party(word) if slot == "at" else None
        return party if party is not None and party.actor is not None else None

    def _behind_participle(self, word: Word) -> Parties:
        """ "posted a message on the site blaming Iran": a thing does not blame, its sender does."""
        speech = word.head is not None and (word.head.lemma in grammar_words().speech or word.head.upos == "PROPN")
        participle = word.xpos == "VBG" and (word.deprel == "advcl" or (word.deprel == "acl" and speech))
        verb = grammar.governing_verb(word) if participle else None
        sender = grammar.grammatical_subject(verb) if verb is not None else None
        return self.denoted(sender) if sender is not None else ()

    def denoted(self, word: Word) -> Parties:
        """The parties that a phrase names: itself with its named members ("allies such as Germany"), or the owners of
        a thing ("Israeli jets", "homes of villagers")."""
        below = [pair for part in grammar.conjuncts(word) for pair in grammar.obliques(part)]
        named = [w for mark, w in below if mark in NAMING | ALONGSIDE and self.cast.is_party(w)]
        members = [p for w in named for p in self.cast.parties(w)]
        others = self.company.coordinated(word)
        if self.cast.is_party(word) or others:
            return unique([*self.cast.parties(word), *others, *members])
        beside = word.child("appos")
        if beside is not None and self.cast.is_party(beside):
            return self.cast.parties(beside)
        whole = self.cast.party(word)
        if members or (whole is not None and word.lemma.lower() in actor_words().against_owner):
            return unique([*([whole] if whole is not None else []), *members])  # "its allies" are others
        if word.upos in {"NOUN", "PROPN"}:
            return self._owners(word)
        return unique(p for part in grammar.conjuncts(word) for p in self.cast.modifiers(part))

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
        clause = site.clause
        if clause is None:
            return ()
        if slot != "clause.obj":
            subject = grammar.own_subject(clause)
            return self.denoted(subject) if subject is not None else ()
        receivers = [w for mark, w in grammar.obliques(clause) if mark in {"to", "with", "for"}]
        words = [*grammar.indirect_object(clause)[:1], *grammar.objects(clause)[:1], *receivers]
        doers = [p for w in site.slots.get("subj", ()) for p in self.denoted(w)] + [*self.cast.modifiers(site.word)]
        own = {c for p in doers if (c := self.cast.country(p)) is not None}
        found = next((ps for w in words if (ps := self.denoted(w)) and not self._are_own(w, ps, own)), ())
        inner = next((c for c in clause.all("xcomp", "advcl") if c.xpos == "VB" and c.index > clause.index), None)
        return found if found or inner is None else self._in_clause(replace(site, clause=inner), slot)

    def _are_own(self, word: Word, parties: Parties, countries: set[str]) -> bool:
        """ "promised to send an envoy", "offered its ships": one's own, to whom nothing is promised."""
        if not all(self.cast.country(p) in countries for p in parties):
            return False
        actors = [self.cast.actor(p.actor) for p in parties if p.actor is not None]
        served = {"GOV", "MIL"} if self.cast.is_party(word) else {"MIL"}
        return all(a.kind == "state" or a.sector in served for a in actors)

    def _whose_act_is_asked(self, site: Site, frame: Frame) -> Parties:
        """ "called for the minister's resignation", "demanded an end to Turkish raids": who is to do or stop it."""
        if frame.type != "REQUEST" or site.clause is not None:
            return ()
        things = [w for slot in ASKED_FOR for w in site.slots.get(slot, ()) if w.upos == "NOUN"]
        inner = [w for thing in things for mark, w in grammar.obliques(thing) if mark in {"of", "to"}]
        return next((found for w in (*things, *inner) if (found := self._owners(w))), ())

    def _owners(self, word: Word) -> Parties:
        """Whose a thing or an act is: "Israeli jets", "homes of villagers", "shells from a Turkish ship"."""
        owners = unique(p for part in grammar.conjuncts(word) for p in self.company.owning(part))
        owning = [w for mark, w in grammar.obliques(word) if mark in OWNING]
        owning += [w for clause in word.all("acl", "acl:relcl") for w in possessors(clause)]
        found = unique(p for w in owning if self.cast.is_party(w) for p in self.cast.parties(w))
        return owners or found or unique(p for w in owning for p in self.cast.modifiers(w))

    def _threatened_in(self, site: Site, frame: Frame) -> Parties:
        """ "threatened to resume attacks in Israel": the state where it would be done; "… if Ghana did not pay"."""
        if frame.type != "THREATEN" or site.clause is None:
            return ()
        conditions = [
            c
            for w in (site.clause, site.word)
            for c in w.all("advcl")
            if grammar.lemmas(c.all("mark")) & {"if", "unless"}
        ]
        subjects = [s for c in conditions for s in grammar.subjects(c) if s.upos != "PRON"]
        if warned := unique(p for s in subjects for p in self.denoted(s)):
            return warned
        words = [site.clause, *grammar.objects(site.clause)]
        places = [w for head in words for mark, w in grammar.obliques(head) if mark in {"in", "against", "on"}]
        return unique(p for w in places for p in self.denoted(w) or (self._state(w),) if p is not None)

    def _meanwhile(self, site: Site, frame: Frame) -> Parties:
        """ "During a meeting with Ghana the minister spoke …": who meets is who does something then."""
        named = site.part != "noun" or frame.type != "CONSULT" or self.cast.modifiers(site.word)
        return () if named else self.slot(site, frame, "while")

    def _first_filled(self, site: Site, frame: Frame, slots: tuple[str, ...]) -> Parties:
        """The parties of the first of these slots that holds any."""
        return next((found for slot in slots if (found := self.slot(site, frame, slot))), ())

    def _with_modifiers(self, site: Site, frame: Frame, actor: Parties, recipient: Parties) -> tuple[Parties, Parties]:
        """Countries before an event noun: "Israeli strikes" (actor), "Iran sanctions", "Turkey's Syria offensive"."""
        owners = {w.start for w in site.owners}
        before = tuple(p for p in self.cast.modifiers(site.word) if p.start not in owners)
        recipient = recipient or self.slot(site, frame, "obj")
        if frame.modifier == "actor" and not actor:
            return before, recipient
        return actor, recipient or before


def _clause_slots(site: Site, frame: Frame) -> tuple[str, ...]:
    """Where in the complement the addressee may stand; who is not to be served is none ("not to sell to Iran")."""
    clause = site.clause
    negated = clause is not None and bool(grammar.negated_by(clause, NOT))
    asking = clause is not None and clause.lemma in grammar_words().asking  # "promised to ask Congress": for another
    only_subject = frame.type in SUBJECT_ADDRESSED or negated or asking
    return ("clause.subj",) if only_subject else ("clause.subj", "clause.obj")


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
