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
GIFTS = frozenset({"gift", "donation", "loan", "grant", "present", "aid"})
PRONOUNS = frozenset({"it", "them", "him", "her"})
LICENCES = frozenset({"licence", "license", "licensing"})
SALES = frozenset({"foreign military", "military", "foreign"})  # "Foreign Military Sale" is a programme
SHARES = frozenset({"half", "third", "quarter", "most", "part", "share", "bulk", "majority", "percent", "cent", "all"})
COMING = frozenset({"come", "go", "originate", "arrive"})  # "its imports came from Norland"
HYPHENS = frozenset({"-", "‐", "‑"})
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

    def fill(self, act: Act, word: Word, items: list[Thing]) -> Roles:
        """The parties of an act at a word, with its goods; empty where the grammar names none."""
        supplier = _identified(self._role("supplier", act, word, items))
        recipient = _others(self._role("recipient", act, word, items), supplier)
        return Roles(
            supplier=supplier,
            recipient=recipient,
            things=tuple(_without(recipient, t) for t in items),
            other=self._role("other", act, word, items) or self._signers(act, word),
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

    def items(self, act: Act, word: Word) -> list[Thing]:
        """The goods of an act at a word; empty where the grammar names none."""
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
        places = act.roles.get(role, ())
        if self._is_won(act, word):  # "won an order from Norland": who orders is named behind "from"
            places = {"supplier": (), "recipient": ("from", *places)}.get(role, places)
        for place in places:
            found = distinct(self._at(place, word, act, items))
            if found:
                return found
        if role == "recipient" and act.flags.get("beside_arms") and preposition(word) == "with":
            verb = grammar.governing_verb(word)  # "produced a missile with help from"
            return distinct(p for w in (actors_of(verb) if verb is not None else []) for p in self.parties(w))
        if role in act.light and word.head is not None and base(word.deprel) in {"obj", "nsubj"}:
            found = self._light(role, act, word, word.head)
            return () if len({self.cast.country(p) for p in found}) > 1 and "other" in act.roles else found
        return self._fused(word, items) if role == "recipient" and "iobj" in act.roles.get(role, ()) else ()

    def _signers(self, act: Act, noun: Word) -> tuple[Party, ...]:
        """ "Norland and Sudland signed a contract": two sides, and nothing yet of which is which."""
        verb = noun.head
        if "other" not in act.roles or verb is None or noun.deprel != "obj":
            return ()
        found = distinct(self._light("recipient", act, noun, verb))
        return found if len({self.cast.country(p) for p in found}) > 1 else ()

    def _is_won(self, act: Act, noun: Word) -> bool:
        """The noun of an order that its supplier wins."""
        verb = noun.head
        buys = act.roles.get("supplier", ())[:1] == ("from",) and noun.deprel == "obj" and verb is not None
        return buys and verb is not None and verb.lemma.lower() in act.light.get("supplier", ())

    def _light(self, role: str, act: Act, noun: Word, verb: Word) -> tuple[Party, ...]:
        if verb.lemma.lower() not in act.light[role]:
            return ()
        passive = grammar.is_passive(verb)
        if (noun.deprel == "obj") == passive:
            return ()
        found = tuple(p for w in actors_of(verb) for p in self.parties(w))
        if role == "supplier":
            found = tuple(p for p in found if self.cast.country(p) != "UNO")  # it bans what others supply
        both = verb.lemma.lower() == "deny" and len({self.cast.country(p) for p in found}) > 1
        return () if both else found  # one of the two supplies

    def _at(self, place: str, word: Word, act: Act, items: list[Thing]) -> tuple[Party, ...]:
        if place == "licence":
            licence = licence_of(word)
            named = [p for w in self._licensers(word) for p in self.parties(w)]
            return tuple(named or (self.cast.modifiers(licence) if licence is not None else ()))
        if place == "mod":
            return tuple(p for p in self.cast.modifiers(word) if p.text.lower() not in SALES)
        found = [p for w in self._words(place, word, act) for p in self.parties(w)]
        if found or place not in DOWNWARD:
            return tuple(found)
        heads = [h for t in items for h in (t.word, *t.containers, *_parts_of(t.word))]
        below = [w for h in heads for mark, w in grammar.obliques(h) if mark == place]
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
        if words[last.index + 1].text in HYPHENS:
            return False  # "Norlandish-made"
        return (
            last.xpos == "NNP"
            and last.upos == "PROPN"
            and not last.text.endswith(ADJECTIVAL)
            and last.child("case") is None
        )

    def _licensers(self, word: Word) -> Iterator[Word]:
        """ "under licence from Norland": the words behind the licence."""
        licence = licence_of(word)
        if licence is not None:
            yield from (w for m, w in grammar.obliques(licence) if m in {"from", "of"})
            yield from licence.all("nmod:poss")

    def _words(self, place: str, word: Word, act: Act) -> Iterator[Word]:
        if place == "holder":
            return iter(_holders(word, act.light.get("holder", frozenset())))
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
        elif place in {"being", "head"}:
            yield from grammar.described(word) if place == "being" else _head_of(word)
        elif place not in {"self", "governor"}:
            yield from _prepositional(place, word, self.things.book.supply.status.words["commenting"])


def _head_of(participle: Word) -> list[Word]:
    """The noun behind a participle ("Norwegian-made tanks")."""
    return [participle.head] if participle.deprel == "amod" and participle.head is not None else []


def _holders(participle: Word, holding: frozenset[str]) -> list[Word]:
    """Who has the goods before which a participle stands: "Norland's Sudland-made tanks", "Norland deployed …"."""
    goods = participle.head
    if participle.deprel != "amod" or goods is None:
        return []
    owners = goods.all("nmod:poss") or _placed_with(goods, holding)
    verb = grammar.first_conjunct(goods).head
    if not owners and verb is not None and verb.upos == "NOUN" and verb.lemma.lower() in holding:
        return [*verb.all("nmod:poss"), *(w for mark, w in grammar.obliques(verb) if mark == "by")]
    if owners or verb is None or verb.lemma.lower() not in holding or base(goods.deprel) not in {"obj", "obl", "conj"}:
        return owners
    subjects = actors_of(verb) or [w for w in [grammar.grammatical_subject(verb)] if w is not None]
    inner = [w for s in subjects for mark, w in grammar.obliques(s) if mark == "of"]
    return [*subjects, *(w for s in (*subjects, *inner) for w in s.all("nmod:poss"))]


def _placed_with(goods: Word, holding: frozenset[str]) -> list[Word]:
    """ "the Norlandish-made missiles installed in Sudland": where they stand."""
    placed = (c for c in goods.all("acl") if c.xpos == "VBN" and c.lemma.lower() in holding)
    return [w for c in placed for mark, w in grammar.obliques(c) if mark in {"in", "by"}]


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


def _prepositional(mark: str, word: Word, commenting: frozenset[str]) -> Iterator[Word]:
    """Obliques of the word; for a noun also those of its verb ("suspend deliveries … to Egypt")."""
    obliques = list(grammar.obliques(word))
    yield from (w for m, w in obliques if m == mark)
    gifts = (o for m, o in obliques if m == "as" and o.lemma.lower() in GIFTS)
    yield from (w for gift in gifts for m, w in grammar.obliques(gift) if m == mark)  # "received tanks as a gift from"
    word = _share_of(word)
    head = word.head
    if head is None or word.upos != "NOUN" or mark not in SHARED or (mark == "by" and head.lemma.lower() in commenting):
        return
    comes = word.deprel == "nsubj" and head.lemma.lower() in COMING
    if comes or word.deprel in {"obj", "nsubj:pass"}:
        yield from (w for m, w in grammar.obliques(head) if m == mark and w.index > word.index)


def _others(recipients: tuple[Party, ...], suppliers: tuple[Party, ...]) -> tuple[Party, ...]:
    """Without a pronoun that was taken for the supplier itself ("offered to sell it tanks")."""
    taken = {p.actor for p in suppliers} - {None}
    return tuple(p for p in recipients if p.actor not in taken or p.text.lower() not in PRONOUNS)


def _identified(parties: tuple[Party, ...]) -> tuple[Party, ...]:
    """ "Norland and its allies": beside one who is known, those who are not say nothing more."""
    return tuple(p for p in parties if p.actor is not None) or parties


def licence_of(verb: Word) -> Word | None:
    """The licence of "built under licence", "build tanks under licence"."""
    heads = (verb, *verb.all("obj"))
    found = (w for head in heads for m, w in grammar.obliques(head) if m == "under")
    return next((w for w in found if w.lemma.lower() in LICENCES), None)


def _share_of(noun: Word) -> Word:
    """ "Half of its imports came from": half and imports share what follows."""
    head = noun.head
    return head if head is not None and noun.deprel == "nmod" and head.lemma.lower() in SHARES else noun


def _parts_of(noun: Word) -> list[Word]:
    """What spare parts are for: "parts for missiles to Sudland" may hang the recipient there."""
    return [c for c in noun.all("nmod") if preposition(c) in {"for", "of"}]


def distinct(parties: Iterable[Party]) -> tuple[Party, ...]:
    """Each actor once, unresolved ones by their words."""
    seen: dict[str, Party] = {}
    for party in parties:
        seen.setdefault(party.actor or party.text.lower(), party)
    return tuple(seen.values())
