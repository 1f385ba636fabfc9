"""What an event noun refers back to: who is meant when "the attack" is condemned."""

from __future__ import annotations

from msgspec.structs import replace

from dragoman.parsing.tree import Word
from dragoman.reading import grammar
from dragoman.reading.events.draft import Draft
from dragoman.reading.events.match import Firing, Matcher, fillers
from dragoman.records import Party

JUDGING = frozenset({"ACCUSE", "SUPPORT", "REJECT", "REQUEST"})
JUDGED_SLOTS = ("obj", "for", "of", "over", "at", "to", "on", "into")


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
            types = {t.frame.type for t in matcher.lexicon.at("noun", word.lemma.lower())}
            general = word.lemma.lower() in matcher.lexicon.verbs["acts"]
            if (types or general) and grammar.is_definite(word):
                return _told(word, [d for d in reversed(earlier) if d.actor and (general or d.type in types)])
    return ()


def _told(word: Word, told: list[Draft]) -> tuple[Party, ...]:
    """Who did what the noun refers to: an act by the same noun, else one of the news, else any; the latest first."""
    same = [d for d in told if d.word.lemma == word.lemma] or [d for d in told if "historical" not in d.aux] or told
    return same[0].actor if same else ()
