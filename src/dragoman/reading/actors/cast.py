"""The finished answer: who is who in a report, asked by the words of its parse."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from dragoman.parsing.tree import Word
from dragoman.reading.actors.coordination import coordinated
from dragoman.reading.actors.drafts import Draft, Reference
from dragoman.reading.grammar import noun_phrase
from dragoman.records import Actor, Party

_INNER = frozenset({"flat", "compound", "nmod:desc", "fixed", "goeswith"})
_BEFORE = frozenset(
    {"amod", "compound", "nmod:poss", "nmod:desc", "nmod:unmarked", "nmod", "obl:unmarked", "conj", "advmod", "obl"}
)
_AGAINST = frozenset({"anti", "non", "pro"})


@dataclass(frozen=True)
class Cast:
    """The actors of a report in order of first mention, and the party that each noun phrase denotes."""

    actors: tuple[Actor, ...]
    text: str
    references: Mapping[Word, Reference]
    ids: Mapping[Draft, str]
    home: str | None = None  # the country that the report is about, if one leads

    @cached_property
    def _by_id(self) -> dict[str, Actor]:
        return {a.id: a for a in self.actors}

    @cached_property
    def _states(self) -> dict[str, Actor]:
        """The state or government of each country that is named, by its code; no regions of one."""
        found: dict[str, Actor] = {}
        for draft, key in self.ids.items():
            if draft.kind == "state" and draft.country is not None and not draft.part:
                found.setdefault(draft.country, self._by_id[key])
        return found

    def actor(self, key: str) -> Actor:
        """The actor of this id. KeyError where there is none."""
        return self._by_id[key]

    def country(self, party: Party) -> str | None:
        """The country of a party, if it was resolved."""
        return self._by_id[party.actor].country if party.actor is not None else None

    def state_before(self, country: str, end: int) -> Party | None:
        """The state of a country as last named before an offset, else as first named; None where it is not named."""
        state = self._states.get(country)
        if state is None:
            return None
        return self.last_named(state, end)

    def last_named(self, actor: Actor, end: int) -> Party:
        """An actor as last named before an offset, else as first named."""
        named = [m for m in actor.mentions if m.form == "name"] or list(actor.mentions)
        before = [m for m in named if m.start < end]
        mention = before[-1] if before else named[0]
        return Party(mention.start, mention.end, mention.text, actor.id)

    def group_before(self, nouns: frozenset[str], end: int) -> Party | None:
        """The group called by one of these nouns as last mentioned before an offset, else as first mentioned."""
        called = (a for a in self.actors if a.kind == "group" and a.name.lower().endswith(tuple(nouns)))
        mentions = sorted(((m, a.id) for a in called for m in a.mentions), key=lambda found: found[0].start)
        before = [found for found in mentions if found[0].start < end]
        if not mentions:
            return None
        mention, key = before[-1] if before else mentions[0]
        return Party(mention.start, mention.end, mention.text, key)

    def is_party(self, word: Word) -> bool:
        """Whether the noun phrase denotes a political actor, a person or an organisation: no thing, no place."""
        reference = self._reference(word)
        return reference is not None and reference.party

    def party(self, word: Word) -> Party | None:
        """The party that the noun phrase headed by this word denotes; its actor is null for several or nobody known.

        None for a thing, or a capital that is merely a place.
        """
        reference = self._reference(word)
        if reference is None:
            return None
        draft = reference.draft
        return self._party(reference.start, reference.end, draft)

    def parties(self, word: Word) -> tuple[Party, ...]:
        """The parties that the noun phrase and its coordinates denote, plurals taken apart; each once."""
        found: list[Party] = []
        for part in coordinated(word, self.references):
            reference = self._reference(part)
            if reference is None or (part is not word and not reference.party):
                continue
            for party in self._parties(reference):
                if party.actor is None or all(party.actor != other.actor for other in found):
                    found.append(party)
        return tuple(found)

    def modifiers(self, word: Word) -> tuple[Party, ...]:
        """The parties in the noun's own modifiers: "Russian missiles", "Turkey's offensive", "Iran-Iraq war"."""
        found: list[Party] = []
        whole = self.references.get(word)
        for part in _modifiers(word):
            reference = self.references.get(part)
            if reference is whole:
                continue
            for party in self._parties(reference) if reference is not None else ():
                if all((party.actor, party.start) != (other.actor, other.start) for other in found):
                    found.append(party)
        return tuple(sorted(found, key=lambda p: p.start))

    def words(self, word: Word) -> Party:
        """The noun phrase as a party, come what may: resolved where it can be, else its bare words."""
        return self.party(word) or self._party(*noun_phrase(word), None)

    def _reference(self, word: Word) -> Reference | None:
        """The reference of a word, or of the name that it is an inner part of."""
        found = self.references.get(word)
        if found is None and word.deprel in _INNER and word.head is not None:
            above = self.references.get(word.head)
            found = above if above is not None and above.start <= word.start < above.end else None
        return found

    def _parties(self, reference: Reference) -> Iterator[Party]:
        if not reference.drafts:
            yield self._party(reference.start, reference.end, None)
        for draft in reference.drafts:
            yield self._party(reference.start, reference.end, draft)

    def _party(self, start: int, end: int, draft: Draft | None) -> Party:
        return Party(start, end, self.text[start:end], self.ids.get(draft) if draft is not None else None)


def _modifiers(word: Word) -> Iterator[Word]:
    """The words before a noun that modify it, and its possessor; nothing below that, nothing behind anti- or pro-."""
    for child in word.children:
        if child.index > word.index or child.deprel not in _BEFORE or _is_against(child):
            continue
        yield child
        if child.deprel != "nmod:poss":
            yield from _modifiers(child)
            yield from (c for c in child.children if c.deprel == "conj" and c.index < word.index)


def _is_against(word: Word) -> bool:
    return any(c.text.lower().rstrip("-") in _AGAINST for c in word.children)


def freeze(references: Mapping[Word, Reference], drafts: list[Draft], text: str, home: str | None) -> Cast:
    """Number the actors in order of first mention and close the cast."""
    named = sorted((d for d in drafts if d.mentions), key=lambda d: min(d.mentions))
    ids = {draft: f"a{number}" for number, draft in enumerate(named, 1)}
    actors = tuple(draft.freeze(number) for number, draft in enumerate(named, 1))
    return Cast(actors, text, references, ids, home)
