"""Who supplies what to whom: the places that an act's grammar gives its three roles (data/arms/supply.yaml)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from dragoman.knowledge.supply import Act
from dragoman.parsing.tree import Word
from dragoman.reading import grammar
from dragoman.reading.actors import Cast
from dragoman.reading.grammar import base, conjuncts, preposition
from dragoman.reading.transfers.arguments import GROUPS, actors_of, asked_before, patients_of
from dragoman.reading.transfers.things import Thing, Things
from dragoman.reading.transfers.words import is_excluded
from dragoman.records import Party

LISTING = frozenset({"such as", "like", "including", "include"})
ADJECTIVAL = ("ian", "ese", "ish", "made")
SHARED = frozenset({"to", "from", "for", "by", "with"})
DOWNWARD = frozenset({"to", "from", "for", "by", "with", "into"})


@dataclass(frozen=True, slots=True)
class Roles:
    """What fills the roles. `other` are the parties of a deal whose side is not told."""

    supplier: tuple[Party, ...]
    recipient: tuple[Party, ...]
    things: tuple[Thing, ...]
    other: tuple[Party, ...] = ()


@dataclass(frozen=True)
class Slots:
    """Fills the roles of acts on one page."""

    things: Things
    cast: Cast

    def fill(self, act: Act, word: Word) -> Roles:
        """The parties and goods of an act at a word; empty where the grammar names none."""
        items = self._items(act, word)
        recipient = self._role("recipient", act, word, items)
        return Roles(
            supplier=self._role("supplier", act, word, items),
            recipient=recipient,
            things=tuple(_without(recipient, t) for t in items),
            other=self._role("other", act, word, items),
        )

    def parties(self, word: Word) -> tuple[Party, ...]:
        """The parties that a phrase names, those of "foes such as Syria and Iran" in place of the foes."""
        thing = self.things.at(word)
        if thing is not None and thing.sure and word.upos != "PRON":
            return ()
        listed = [w for c in word.children if preposition(c) in LISTING for w in conjuncts(c)]
        named = tuple(p for w in listed for p in self.cast.parties(w)) or tuple(self.cast.parties(word))
        excluded = [c for c in conjuncts(word) if c is not word and is_excluded(c)]
        if not named and word.lemma.lower() in GROUPS and word.upos == "NOUN":
            return (self.cast.words(word),)
        known = (p for p in named if p.actor is not None or word.upos != "PRON")
        return tuple(p for p in known if not any(p.start <= c.start < p.end for c in excluded))

    def _items(self, act: Act, word: Word) -> list[Thing]:
        for place in act.roles.get("item", ()):
            heads = [word] if place == "self" else list(self._words(place, word, act))
            heads = heads + [w for h in heads for w in self.things.listed(h)] + self._listed_beside(word, place)
            if found := self.things.group(heads):
                return found
        return []

    def _listed_beside(self, word: Word, place: str) -> list[Word]:
        """ "…equipment, including 20 trainers": the list may hang on the verb."""
        return self.things.listed(word) if place in {"obj", "with", "of", "for"} else []

    def _role(self, role: str, act: Act, word: Word, items: list[Thing]) -> tuple[Party, ...]:
        for place in act.roles.get(role, ()):
            found = distinct(self._at(place, word, act, items))
            if found:
                return found
        if role == "recipient" and act.flags.get("beside_arms") and preposition(word) == "with":
            verb = grammar.governing_verb(word)  # "produced a missile with help from"
            return distinct(p for w in (actors_of(verb) if verb is not None else []) for p in self.parties(w))
        if role in act.light and word.head is not None and base(word.deprel) in {"obj", "nsubj"}:
            return self._light(role, act, word, word.head)
        return self._fused(word, items) if role == "recipient" and "iobj" in act.roles.get(role, ()) else ()

    def _light(self, role: str, act: Act, noun: Word, verb: Word) -> tuple[Party, ...]:
        if verb.lemma.lower() not in act.light[role]:
            return ()
        passive = grammar.is_passive(verb)
        if (noun.deprel == "obj") == passive:
            return ()
        return tuple(p for w in actors_of(verb) for p in self.parties(w))

    def _at(self, place: str, word: Word, act: Act, items: list[Thing]) -> tuple[Party, ...]:
        if place == "mod":
            return tuple(self.cast.modifiers(word))
        found = [p for w in self._words(place, word, act) for p in self.parties(w)]
        if found or place not in DOWNWARD:
            return tuple(found)
        below = [w for t in items for h in (t.word, *t.containers) for mark, w in grammar.obliques(h) if mark == place]
        return tuple(p for w in below for p in self.parties(w))

    def _fused(self, verb: Word, items: list[Thing]) -> tuple[Party, ...]:
        """ "sell Syria P-800 missiles": a state's name fused with the goods behind a verb of giving."""
        for thing in items:
            names = (p for p in self.cast.modifiers(thing.word) if verb.start < p.start < thing.word.start)
            fused = next((p for p in names if self._is_bare_name(p, verb)), None)
            if fused is not None:
                return (fused,)
        return ()

    def _is_bare_name(self, party: Party, verb: Word) -> bool:
        """A state's name right behind the verb, no adjective and no owner."""
        words = verb.sentence.words if verb.sentence is not None else []
        named = [w for w in words if party.start <= w.start < party.end]
        if not named or named[0].index > verb.index + 2:
            return False
        last = named[-1]
        return (
            last.xpos == "NNP"
            and last.upos == "PROPN"
            and not last.text.endswith(ADJECTIVAL)
            and last.child("case") is None
        )

    def _words(self, place: str, word: Word, act: Act) -> Iterator[Word]:
        return (w for w in self._all_words(place, word) if not is_excluded(w))

    def _all_words(self, place: str, word: Word) -> Iterator[Word]:
        if place == "subj":
            yield from actors_of(word)
        elif place == "obj":
            yield from patients_of(word)
        elif place == "iobj":
            given = [w for w in grammar.indirect_object(word) if w.index > word.index or grammar.is_passive(word)]
            yield from given or _first_object(word)
        elif place == "poss":
            yield from (w for c in word.all("nmod:poss") for w in conjuncts(c))
        elif place == "mod":
            yield from (w for c in word.all("compound", "amod") for w in conjuncts(c))
        elif place not in {"self", "governor"}:
            yield from _prepositional(place, word)


def _first_object(verb: Word) -> list[Word]:
    """The first of two objects, which the parser took for a direct one ("offered India fighters")."""
    found = [] if asked_before(verb) is not None else verb.all("obj")
    return conjuncts(found[0] if not _is_relative(found[0]) else found[1]) if len(found) > 1 else []


def _is_relative(word: Word) -> bool:
    return word.lemma.lower() in {"that", "which"}


def _without(recipient: tuple[Party, ...], thing: Thing) -> Thing:
    """The good without the recipient's name in front ("sell Syria missiles")."""
    end = max((p.end for p in recipient if p.start == thing.start), default=None)
    return thing if end is None or end >= thing.end else replace(thing, start=end + 1)


def _prepositional(mark: str, word: Word) -> Iterator[Word]:
    """Obliques of the word; for a noun also those of its verb ("suspend deliveries … to Egypt")."""
    yield from (w for m, w in grammar.obliques(word) if m == mark)
    head = word.head
    shared = head is not None and word.upos == "NOUN" and word.deprel in {"obj", "nsubj:pass"} and mark in SHARED
    if shared and head is not None:
        yield from (w for m, w in grammar.obliques(head) if m == mark and w.index > word.index)


def distinct(parties: Iterable[Party]) -> tuple[Party, ...]:
    """Each actor once, unresolved ones by their words."""
    seen: dict[str, Party] = {}
    for party in parties:
        seen.setdefault(party.actor or party.text.lower(), party)
    return tuple(seen.values())
