"""What an event noun refers back to: who is meant when "the attack" is condemned, when a further act took place."""

from __future__ import annotations

from dataclasses import replace

from dragoman.parsing.tree import Word
from dragoman.reading.events.draft import Draft
from dragoman.reading.events.match import Firing, Matcher, fillers
from dragoman.records import EventDate, Party

JUDGING = frozenset({"ACCUSE", "SUPPORT", "REJECT"})
JUDGED_SLOTS = ("obj", "for", "of", "over", "at", "to", "on")
CARRIED_DAYS = 10  # length of an ISO date: only a day is carried on


def with_blamed(firing: Firing, matcher: Matcher, earlier: list[Draft]) -> Firing:
    """A judgement without an addressee is of those who did what is judged ("condemned the attack")."""
    if firing.recipient or firing.frame.type not in JUDGING or firing.frame.reciprocal:
        return firing
    own = {p.actor for p in firing.actor}
    doers = tuple(p for p in _doers(firing, matcher, earlier) if p.actor is not None and p.actor not in own)
    return replace(firing, recipient=doers)


def _doers(firing: Firing, matcher: Matcher, earlier: list[Draft]) -> tuple[Party, ...]:
    for slot in JUDGED_SLOTS:
        for word in fillers(firing.site, slot):
            inner = matcher.fired.get(word)
            if inner is not None and inner.actor:
                return inner.actor
            candidates = matcher.lexicon.at("noun", word.lemma.lower())
            types = {t.frame.type for t in candidates}
            if types and _is_definite(word):
                return next((d.actor for d in reversed(earlier) if d.type in types and d.actor), ())
    return ()


def _is_definite(noun: Word) -> bool:
    return any(c.lemma.lower() in {"the", "this", "these"} for c in noun.all("det"))


def carried_date(draft: Draft, before: Draft | None) -> EventDate | None:
    """The day of the act told just before, where both have a party in common and neither is to come or long past."""
    if draft.date is not None or before is None or before.date is None or draft.aux or before.aux:
        return draft.date
    near = draft.sentence.number - before.sentence.number <= 1
    shared = party_ids(draft) & party_ids(before)
    return EventDate(before.date.value) if near and shared and len(before.date.value) == CARRIED_DAYS else None


def party_ids(draft: Draft) -> set[str]:
    """The resolved parties of an act."""
    return {p.actor for p in draft.actor + draft.recipient if p.actor is not None}
