"""Parties of an act that the report has told before: of the same dispute, of the same act, of the same fighting."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dragoman.reading import grammar
from dragoman.reading.actors import Cast
from dragoman.reading.events.draft import Draft
from dragoman.records import Actor, Party

DISPUTE = frozenset({"ACCUSE", "REJECT", "THREATEN", "REQUEST", "CONCEDE", "SANCTION", "PROTEST"})
ANSWERED = frozenset({"ACCUSE", "REJECT", "THREATEN", "CONCEDE"})  # acts that always have somebody on the other side
UNDERGONE = frozenset({"ACCUSE", "SANCTION", "COERCE", "CONCEDE"})
FIGHTS = frozenset({"fight", "fighting", "battle", "clash", "combat", "skirmish", "hostility", "firefight"})
LEAST = 3  # mentions of a state that a report is about
CLEAR = 2  # how many times as often as a third
NEAR = 3  # sentences that a quarrel stays in mind
MEMORY = 8  # sentences that a war or a case stays in mind
Parties = tuple[Party, ...]


@dataclass(frozen=True, slots=True)
class Retold:
    """Completes an act from those told before it in the report."""

    cast: Cast

    def opponents(self, draft: Draft, earlier: list[Draft]) -> Parties:
        """Those with whom the same actor was in dispute just before: "again refused", "complained"."""
        if draft.type not in ANSWERED or set(draft.aux) - {"future"}:
            return ()
        own = {p.actor for p in draft.actor}
        for before in _recent(draft, earlier, NEAR):
            if before.type in DISPUTE - {draft.type} and before.actor and before.recipient:
                for mine, theirs in ((before.actor, before.recipient), (before.recipient, before.actor)):
                    if own & {p.actor for p in mine if p.actor is not None} and not self._are_courts(theirs):
                        return tuple(p for p in theirs if p.actor is not None and p.actor not in own)
        return ()

    def doers(self, draft: Draft, earlier: list[Draft]) -> Parties:
        """Who did the same thing to others of the same state: "was impeached in 1998" after "the House impeached"."""
        if draft.type not in UNDERGONE:
            return ()
        for before in _recent(draft, earlier, MEMORY):
            same = before.word.lemma == draft.word.lemma or (before.rule == draft.rule and before.type == draft.type)
            at_home = self._countries(before.actor) & self._countries(draft.recipient)
            if same and before.actor and self._are_bodies(before.actor) and at_home:
                return before.actor
        return ()

    def fighters(self, draft: Draft, earlier: list[Draft]) -> Parties:
        """Both sides of the fighting told before, of fighting that names no side."""
        if draft.type != "ASSAULT" or draft.word.lemma.lower() not in FIGHTS:
            return ()
        for before in _recent(draft, earlier, MEMORY):
            if before.type == "ASSAULT" and before.actor and before.recipient:
                return (*before.actor, *before.recipient)
        return ()

    def partner(self, draft: Draft) -> Parties:
        """ "left for talks with France", "The ban followed talks with France, he said": who met those named behind
        "with", the subject of the sentence or, of a thing's doing, the speaker."""
        others = [w for mark, w in grammar.obliques(draft.word) if mark == "with"]
        if draft.type != "CONSULT" or draft.recipient or len(draft.actor) != 1 or not others:
            return ()
        verb = grammar.governing_verb(draft.word)
        subject = grammar.grammatical_subject(verb) if verb is not None else None
        doer = self.cast.party(subject) if subject is not None and self.cast.is_party(subject) else None
        found = doer or draft.attributed_to
        own = self._countries(draft.actor)
        abroad = found is not None and own and self._countries((found,)) and not own & self._countries((found,))
        return (found,) if found is not None and abroad else ()

    def contender(self, draft: Draft) -> Parties:
        """Whom a state threatens: the other of the two states that a report is about."""
        doers = [self.cast.actor(p.actor) for p in draft.actor if p.actor is not None]
        own = {a.country for a in doers if a.kind == "state" or (a.kind == "person" and a.sector == "GOV")}
        if draft.type != "THREATEN" or set(draft.aux) - {"future"} or not own:
            return ()
        others = [a for a in self.cast.actors if a.kind == "state" and a.country not in own]
        ranked = sorted(((len(a.mentions), a.country or "") for a in others), reverse=True)
        counts = [n for n, _ in ranked]
        if not counts or counts[0] < LEAST or counts[0] < CLEAR * max([0, *counts[1:2]]):
            return ()
        found = self.cast.state_before(ranked[0][1], draft.word.end)
        return (found,) if found is not None else ()

    def protest(self, draft: Draft, earlier: list[Draft]) -> Parties:
        """Who was said to protest just before."""
        told = (b.actor for b in _recent(draft, earlier, NEAR) if b.type == "PROTEST" and b.actor)
        return next(told, ())

    def house(self, draft: Draft) -> Parties:
        """In whom a veto is cast, or against whose bill: the Security Council, the president's own parliament."""
        if draft.type != "REJECT" or not ("veto" in draft.rule or draft.word.lemma == "veto" or "vote" in draft.rule):
            return ()
        countries = self._countries(draft.actor) if any(self._is_person(p) for p in draft.actor) else set()
        council = next(
            (a for a in self.cast.actors if a.country == "UNO" and a.name.endswith("Security Council")), None
        )
        house = next((a for a in self.cast.actors if _is_house(a) and a.country in countries), None)
        found = house or council
        return (self.cast.last_named(found, draft.word.end),) if found is not None else ()

    def _are_courts(self, parties: Parties) -> bool:
        return any(p.actor is not None and self.cast.actor(p.actor).sector == "JUD" for p in parties)

    def _is_person(self, party: Party) -> bool:
        return party.actor is not None and self.cast.actor(party.actor).kind == "person"

    def _are_bodies(self, parties: Parties) -> bool:
        return all(p.actor is not None and self.cast.actor(p.actor).kind in {"organisation", "state"} for p in parties)

    def _countries(self, parties: Parties) -> set[str]:
        return {c for p in parties if (c := self.cast.country(p)) is not None}


def _is_house(actor: Actor) -> bool:
    return actor.sector == "LEG" and actor.kind == "organisation"


def _recent(draft: Draft, earlier: list[Draft], reach: int) -> Iterator[Draft]:
    """The acts told before one, latest first, as far back as some sentences."""
    for before in reversed(earlier):
        if draft.sentence.number - before.sentence.number > reach:
            return
        yield before
