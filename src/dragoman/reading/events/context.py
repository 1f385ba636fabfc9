"""Parties that an act leaves to its surroundings: the state it is done in, the other side of a conflict told before.

Only gaps are filled, in the order of the report; a party so found keeps the words of its nearest earlier mention.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from dragoman.knowledge.actor_words import actor_words
from dragoman.parsing.tree import Word
from dragoman.reading.actors import Cast
from dragoman.reading.events.draft import Draft
from dragoman.reading.events.merge import is_agreement, is_agreement_noun
from dragoman.reading.events.retold import Retold
from dragoman.reading.grammar import is_definite, obliques
from dragoman.records import Party

CONFLICT = frozenset({"ASSAULT", "COERCE", "MOBILIZE", "SANCTION"})
DONE_TO_STATES = frozenset({"ASSAULT", "MOBILIZE"})
PACTS = frozenset({"SUPPORT", "AGREE", "COOPERATE"})
AT_HOME = frozenset({"COERCE", "PROTEST"})  # done to the state in which it happens
OFFICIAL = frozenset({"GOV", "LEG", "JUD", "MIL"})
Parties = tuple[Party, ...]
MEMORY = 8  # sentences that a conflict stays in mind


@dataclass(frozen=True, slots=True)
class Background:
    """Completes acts, told in text order, from those told before."""

    cast: Cast

    @property
    def retold(self) -> Retold:
        """What the acts told before say of an act."""
        return Retold(self.cast)

    def completed(self, drafts: Iterable[Draft]) -> list[Draft]:
        """The drafts, each with the parties that its surroundings make plain."""
        told: list[Draft] = []
        for draft in drafts:
            told.append(self._filled(draft, told))
        return told

    def _filled(self, draft: Draft, earlier: list[Draft]) -> Draft:
        if draft.type == "AGREE":
            draft = self._under_agreement(draft, earlier)
            hosted = "visit" in draft.rule and draft.actor and not draft.recipient
            return replace(draft, recipient=self._of_place(draft)) if hosted else draft
        if draft.type == "PROTEST" and not draft.actor:
            draft = replace(draft, actor=self._marchers(draft))
        if draft.type == "CONSULT" or not (draft.actor or draft.recipient):
            joined = self.retold.partner(draft) or self.retold.fighters(draft, earlier)
            draft = replace(draft, actor=(*draft.actor, *joined))
        if draft.actor and not draft.recipient:
            return replace(draft, recipient=self._missing_recipient(draft, earlier))
        if draft.recipient and not draft.actor:
            return replace(draft, actor=self._missing_actor(draft, earlier))
        return draft

    def _missing_recipient(self, draft: Draft, earlier: list[Draft]) -> Parties:
        found: Parties = ()
        if draft.type in DONE_TO_STATES or "visit" in draft.modes:
            found = self._of_place(draft)
        if draft.type in CONFLICT and not self._is_mutual(draft):
            found = found or self._told_together(draft, earlier) or self._other_side(draft, draft.actor, earlier)
        if draft.type in AT_HOME and not self._is_among_themselves(draft):
            found = found or self._own_state(draft, [*self._countries(draft.actor), self.cast.home])
        found = found or self.retold.house(draft)
        found = found or self.retold.opponents(draft, earlier) or self._policed(draft, earlier)
        found = found or self.retold.contender(draft)
        return tuple(p for p in found if p.actor not in {a.actor for a in draft.actor})

    def _policed(self, draft: Draft, earlier: list[Draft]) -> Parties:
        """ "police vans arrived" where a protest has just been told: they come for the protesters."""
        police = any(p.actor is not None and self.cast.actor(p.actor).sector == "COP" for p in draft.actor)
        protest = self.retold.protest(draft, earlier) if police and draft.type in {"MOBILIZE", "ASSAULT"} else ()
        return tuple(p for p in protest if self._countries((p,)) <= self._countries(draft.actor))

    def _marchers(self, draft: Draft) -> Parties:
        """ "the protests" in a report that speaks of protesters: theirs."""
        party = self.cast.group_before(actor_words().marchers, draft.word.end)
        return (party,) if party is not None and party.actor not in {p.actor for p in draft.recipient} else ()

    def _is_mutual(self, draft: Draft) -> bool:
        """Both sides of a clash are its actors already."""
        return draft.type == "ASSAULT" and len({p.actor for p in draft.actor}) > 1 and "fight" in draft.rule

    def _is_among_themselves(self, draft: Draft) -> bool:
        """Members of a parliament protest against each other, a strike is against the employer: not the state."""
        officials = any(p.actor is not None and self.cast.actor(p.actor).sector in OFFICIAL for p in draft.actor)
        return draft.type == "PROTEST" and ("strike" in draft.modes or officials)

    def _missing_actor(self, draft: Draft, earlier: list[Draft]) -> Parties:
        if "convict" not in draft.modes and draft.type in CONFLICT:
            other = self._told_together(draft, earlier) or self._other_side(draft, draft.recipient, earlier)
            if other:
                return other
        if retold := self.retold.doers(draft, earlier):
            return retold
        if draft.type != "COERCE":
            return ()
        return self._own_state(draft, [self.cast.home, *self._countries(draft.recipient)])

    def _own_state(self, draft: Draft, codes: list[str | None]) -> Parties:
        """Whose police arrest, whose courts convict, whose government is protested against: first of the place's."""
        place = draft.place.country if draft.place is not None else None
        country = next((c for c in (place, *codes) if c is not None), None)
        party = self.cast.state_before(country, draft.word.end) if country is not None else None
        return (party,) if party is not None else ()

    def _under_agreement(self, draft: Draft, earlier: list[Draft]) -> Draft:
        """ "Under the accord it pledged …": a promise to the agreement's other parties, made when that was made."""
        if draft.recipient or not draft.actor or not any(is_agreement_noun(w) for w in draft.sentence.words):
            return draft
        own = self._countries(draft.actor)
        for before in reversed(earlier):
            parties = before.actor + before.recipient
            if before.type in PACTS and is_agreement(before.word) and own & self._countries(parties):
                others = tuple(p for p in parties if not own & self._countries((p,)))
                date = draft.date or (before.date if _stands_under(draft.word) else None)
                return replace(draft, recipient=others, date=date)
        return draft

    def _of_place(self, draft: Draft) -> Parties:
        """The state where it is done, if it is another's ("sent troops into Mali")."""
        country = draft.place.country if draft.place is not None else None
        doers = self._countries(draft.actor)
        if country is None or country in doers or (draft.type == "ASSAULT" and not doers):
            return ()
        party = self.cast.state_before(country, draft.word.end)
        return (party,) if party is not None else ()

    def _other_side(self, draft: Draft, side: Parties, earlier: list[Draft]) -> Parties:
        own = self._countries(side)
        for before in reversed(earlier):
            if draft.sentence.number - before.sentence.number > MEMORY:
                return ()
            if before.type not in CONFLICT or "historical" in set(before.aux) - set(draft.aux):  # an old war's sides
                continue
            for mine, theirs in ((before.actor, before.recipient), (before.recipient, before.actor)):
                against = self._countries(theirs)
                if own & self._countries(mine) and against and not own & against:
                    return theirs
        return ()

    def _told_together(self, draft: Draft, earlier: list[Draft]) -> Parties:
        """ "The last Iraqi raid was in May, when a tanker was hit": one attack, told of in two halves."""
        for before in reversed(earlier):
            if draft.type != "ASSAULT" or before.sentence is not draft.sentence:
                return ()
            mine, theirs = (draft.actor, before.recipient) if draft.actor else (draft.recipient, before.actor)
            whole = before.actor and before.recipient
            if before.type == "ASSAULT" and not whole and not self._countries(mine) & self._countries(theirs):
                return theirs
        return ()

    def _countries(self, parties: Parties) -> set[str]:
        return {c for p in parties if (c := self.cast.country(p)) is not None}


def _stands_under(word: Word) -> bool:
    """ "Under the agreement, …"."""
    return any(mark == "under" and is_agreement_noun(w) and is_definite(w) for mark, w in obliques(word))
