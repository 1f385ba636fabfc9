"""Which frame fires at a site: conditions checked one by one, each failure with its reason."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

import msgspec
from msgspec.structs import replace

from dragoman.knowledge.frames import Frame, Lexicon
from dragoman.parsing.tree import Word
from dragoman.reading import grammar
from dragoman.reading.actors import Cast
from dragoman.reading.events.roles import RoleFinder, content_word
from dragoman.reading.events.sites import Site, looked_up, stray_infinitive, whose, with_extra
from dragoman.reading.events.things import Things
from dragoman.records import Party

ARMED_SECTORS = frozenset({"MIL", "REB", "PRM", "UAF", "COP", "CRM"})
OFFICIAL_SECTORS = frozenset({"GOV", "MIL", "LEG", "JUD", "COP", "SPY"})
NON_STATES = frozenset({"IGO", "UNO", "EUR", "NGO", "ISM", "IMG", "KOS"})  # PLOVER 2.0, table 5.1
POLITICAL_SECTORS = OFFICIAL_SECTORS | ARMED_SECTORS | {"PTY", "OPP", "ELI"}


class Firing(msgspec.Struct, frozen=True):
    """A frame tried at a site, all words of its trigger being there. `problem` says why it did not fire, None where it
    did."""

    frame: Frame
    site: Site
    extra: tuple[Word, ...] = ()
    actor: tuple[Party, ...] = ()
    recipient: tuple[Party, ...] = ()
    problem: str | None = None


class Look(NamedTuple):
    """A word in a slot, what it counts ("dozens of missiles" → missiles), and what that may be looked up as."""

    word: Word
    counted: Word
    keys: frozenset[str]


@dataclass(frozen=True, slots=True)
class Matcher:
    """Tries frames on the sites of one sentence, the deepest first; `fired` holds what those below turned out as."""

    lexicon: Lexicon
    cast: Cast
    things: Things
    fired: dict[Word, Firing]
    text: str  # of the report
    looks: dict[Word, Look] = field(default_factory=dict)

    @property
    def roles(self) -> RoleFinder:
        """Fills the roles of the frames that fire."""
        return RoleFinder(self.cast, self.things, self.lexicon.verbs["quantifiers"], self.text)

    def attempts(self, site: Site) -> list[Firing]:
        """All frames that the site's word may trigger, in order of trial, up to and including the first that fires."""
        tried: list[Firing] = []
        triggers = self.lexicon.at(site.part, looked_up(site.word, site.part))
        pool = _near(site.word) if any(t.extra for t in triggers) else {}
        particle = site.word.child("compound:prt") if site.part == "verb" else None
        for trigger in triggers:
            extra = _extra(pool, trigger.extra)
            if extra is None:
                continue
            tried.append(self._try(site, trigger.frame, extra, particle))
            if tried[-1].problem is None:
                self.fired.setdefault(site.word, tried[-1])
                break
        return tried

    def _try(self, site: Site, frame: Frame, extra: tuple[Word, ...], particle: Word | None) -> Firing:
        if particle is not None and particle not in extra:
            return Firing(frame, site, problem=f"“{particle.text}” makes it another verb")
        site = with_extra(site, extra) if extra else site
        if site.clause is None and (frame.clause == "required" or "clause" in {*frame.needs, *frame.refuses}):
            site = replace(site, clause=stray_infinitive(site.word))
        problem = self._problem(site, frame)
        if problem is not None:
            return Firing(frame, site, extra, problem=problem)
        actor, recipient = self.roles.of(site, frame)
        if not actor and not recipient and not frame.alone:
            return Firing(frame, site, extra, problem="no party is named")
        if frame.political and not is_political_act(actor + recipient, self.cast):
            return Firing(frame, site, extra, problem="no state, official or other political party takes part")
        if frame.abroad and not are_abroad(actor, recipient, self.cast):
            return Firing(frame, site, extra, problem="actor and recipient are of one country")
        return Firing(frame, site, extra, actor, recipient)

    def _problem(self, site: Site, frame: Frame) -> str | None:
        """The first condition that the site does not meet, in words."""
        if site.stopped:
            return "the act was kept from happening"
        if site.clause is None and (frame.clause == "required" or "clause" in frame.needs):
            return "no complement clause"
        for slot, alternatives in frame.needs.items():
            if self._held(site, slot, alternatives) is None:
                return f"{slot} is {_shown(site, slot)}, not {' or '.join(alternatives)}"
        for slot, alternatives in frame.refuses.items():
            hit = self._held(site, slot, alternatives)
            if hit is not None:
                return f"{slot} is {_shown(site, slot)}, which is {hit}"
        return None

    def _held(self, site: Site, slot: str, alternatives: tuple[str, ...]) -> str | None:
        """The first of the alternatives that holds of what fills the slot."""
        fill = fillers(site, slot)
        named = _named_by_country(site, fill) if slot == "subj" else None
        if not fill and named is None:
            return "@none" if "@none" in alternatives else None
        words = [self._look(w) for head in fill for w in grammar.conjuncts(head)]
        for alternative in alternatives:
            asked = words
            if alternative in {"any", "@none"}:
                if bool(words) is (alternative == "any"):
                    return alternative
                continue
            if named is not None and alternative in BUILT_IN:
                asked = [*words, *map(self._look, self._countries(named))]
            for look in asked:  # a plain loop: the heart of the matching
                if self._is(look, alternative):
                    return alternative
        return None

    def _countries(self, noun: Word) -> Iterator[Word]:
        """The countries before an event noun, with what is coordinated with them."""
        found = (c for c in noun.children if c.deprel in {"amod", "compound"} and self._is_country(c))
        return (w for c in found for w in grammar.conjuncts(c))

    def _is_country(self, modifier: Word) -> bool:
        """ "the Israeli rejection": a country before a noun is its subject."""
        return any(p.start <= modifier.start < p.end for p in self.cast.modifiers(modifier.head or modifier))

    def _look(self, word: Word) -> Look:
        """A filler with what it counts, looked at once."""
        if word not in self.looks:
            counted = content_word(word, self.lexicon.verbs["quantifiers"])
            self.looks[word] = Look(word, counted, _keys(counted))
        return self.looks[word]

    def _is(self, look: Look, alternative: str) -> bool:
        """Whether a word, or what it counts ("dozens of missiles"), is of a class, names an act, or has a lemma."""
        if alternative[0] == "@":
            check = BUILT_IN.get(alternative)
            if check is not None:
                return check(look.counted, self.lexicon, self.cast)
            return _in_class(look, self.lexicon.classes[alternative[1:]])
        if alternative[0] == "%":
            inner = self.inner(look.word)
            return inner is not None and inner.frame.type == alternative[1:]
        return _is_phrase(look, alternative)

    def inner(self, word: Word) -> Firing | None:
        """The act that a complement names: its own, or that of its infinitive or object ("agreed to hold talks")."""
        if word in self.fired:
            return self.fired[word]
        below = [c for c in word.children if c.deprel in {"xcomp", "obj", "conj", "obl", "ccomp"}]
        return next((self.fired[c] for c in below if c in self.fired), None)


def _named_by_country(site: Site, subject: tuple[Word, ...]) -> Word | None:
    """The noun whose country may be the subject: "the Soviet raid", "the Soviet decision to leave"."""
    if site.part == "noun":
        return site.word
    above = site.word.head
    infinitive = site.word.deprel == "acl" and site.word.xpos == "VB"
    return above if infinitive and above is not None and subject == (above,) else None


def _shown(site: Site, slot: str) -> str:
    words = fillers(site, slot)
    return "“" + ", ".join(w.text for w in words) + "”" if words else "empty"


def fillers(site: Site, slot: str) -> tuple[Word, ...]:
    """The words that fill a slot.

    Besides the site's own slots: `clause` is the head of the complement clause, `modifier` the words before a noun, and
    a dotted slot asks about the trigger (`self.`) or the complement clause (`clause.`): subj, obj, case, modal,
    neg, condition, cop, passive, verb (the word itself, of an event noun the verb that carries it).
    """
    if slot == "clause":
        return (site.clause,) if site.clause is not None else ()
    if slot == "modifier":
        return tuple(c for c in site.word.children if c.deprel in {"amod", "compound", "nmod:poss", "nmod"})
    if slot == "whose":
        return whose(site)
    if slot == "self":
        return (site.word,)
    owner, _, question = slot.partition(".")
    if question:
        word = site.clause if owner == "clause" else site.governor
        return ASPECTS[question](word) if word is not None else ()
    return site.slots.get(slot, ())


def _subject(word: Word) -> tuple[Word, ...]:
    subject = grammar.own_subject(word)
    return (subject,) if subject is not None else ()


def _modals(word: Word) -> tuple[Word, ...]:
    """The auxiliaries; "has to" and "needs to" count as their own, "needs missiles" does not."""
    must = word.lemma in {"have", "need"} and word.child("xcomp") is not None and word.child("obj") is None
    return (*word.all("aux"), *((word,) if must else ()))


def _conditions(word: Word) -> tuple[Word, ...]:
    clauses = [*word.all("advcl"), *(word.head.all("advcl") if word.head is not None else [])]
    return tuple(m for clause in clauses for m in clause.all("mark"))


ASPECTS: Mapping[str, Callable[[Word], tuple[Word, ...]]] = {
    "subj": _subject,
    "obj": lambda word: tuple(grammar.objects(word)[:1]),
    "case": lambda word: tuple(word.all("case")),
    "modal": _modals,
    "condition": _conditions,
    "neg": lambda word: tuple(grammar.negated_by(word, frozenset({"not", "n't", "never", "no"}))),
    "cop": lambda word: tuple(word.all("cop")),
    "passive": lambda word: tuple(word.all("aux:pass")),
    "verb": lambda word: (word,),
}


def _keys(word: Word) -> frozenset[str]:
    """What a word is looked up as: lemma and form, a plural name ("Talks") also without its s."""
    lemma = word.lemma.lower()
    return frozenset((lemma, word.text.lower(), lemma.removesuffix("s")))


def _in_class(look: Look, words: frozenset[str]) -> bool:
    if not look.keys.isdisjoint(words):
        return True
    before = (c.lemma.lower() for c in look.counted.children if c.index < look.counted.index)
    return any(f"{modifier} {key}" in words for modifier in before for key in look.keys)


def _is_phrase(look: Look, phrase: str) -> bool:
    if phrase in look.keys or " " not in phrase:
        return phrase in look.keys
    *before, last = phrase.split()
    return last in look.keys and set(before) <= grammar.lemmas(look.counted.children)


def is_political_act(parties: tuple[Party, ...], cast: Cast) -> bool:
    """Whether a state, an official or another actor of public life takes part, or business of two countries does."""
    actors = [cast.actor(p.actor) for p in parties if p.actor is not None]
    if any(a.kind == "state" or a.sector not in {None, "BUS"} or a.country in NON_STATES for a in actors):
        return True
    return len({a.country for a in actors} - {None}) > 1


def are_abroad(actor: tuple[Party, ...], recipient: tuple[Party, ...], cast: Cast) -> bool:
    """Whether no country stands on both sides."""
    sides = [{cast.actor(p.actor).country for p in side if p.actor is not None} - {None} for side in (actor, recipient)]
    return not sides[0] & sides[1]


def _sector(word: Word, cast: Cast) -> str | None:
    party = cast.party(word)
    return cast.actor(party.actor).sector if party is not None and party.actor is not None else None


def _is_kind(word: Word, cast: Cast, *kinds: str) -> bool:
    party = cast.party(word)
    return party is not None and party.actor is not None and cast.actor(party.actor).kind in kinds


def _is_state(word: Word, lexicon: Lexicon, cast: Cast) -> bool:
    return _is_kind(word, cast, "state")


def _is_armed(word: Word, lexicon: Lexicon, cast: Cast) -> bool:
    return _sector(word, cast) in ARMED_SECTORS or word.lemma.lower() in lexicon.classes.get("armed", frozenset())


def _is_political(word: Word, lexicon: Lexicon, cast: Cast) -> bool:
    public = _sector(word, cast) in POLITICAL_SECTORS or _is_kind(word, cast, "state")
    return public or _country(word, cast) in NON_STATES


def _is_official(word: Word, lexicon: Lexicon, cast: Cast) -> bool:
    official = _sector(word, cast) in OFFICIAL_SECTORS or _is_kind(word, cast, "state")
    return official or _country(word, cast) in {"IGO", "UNO", "EUR"}


def _country(word: Word, cast: Cast) -> str | None:
    party = cast.party(word)
    return cast.actor(party.actor).country if party is not None and party.actor is not None else None


def _is_bare(word: Word) -> bool:
    """What is wanted, not told: an infinitive or subjunctive ("be freed"), or with "should", "must"."""
    passive = any(c.xpos == "VB" for c in word.all("aux:pass")) and not any(c.xpos == "MD" for c in word.all("aux"))
    obliged = bool(grammar.lemmas(word.all("aux")) & {"should", "must"})
    return word.xpos == "VB" or passive or obliged or _is_subjunctive(word)


def _is_subjunctive(word: Word) -> bool:
    """ "insists that Peru withdraw", which the parser may take for a plural."""
    subject = word.child("nsubj")
    one = subject is not None and subject.xpos in {"NN", "NNP"} and subject.child("conj") is None
    return one and word.xpos == "VBP" and word.deprel == "ccomp"


def _is_place(word: Word, lexicon: Lexicon, cast: Cast) -> bool:
    return (word.name is not None and word.name.label == "LOC") or _is_kind(word, cast, "state")


def _is_several(word: Word, cast: Cast) -> bool:
    """Public actors of two sides: "Chad and Niger", "the Thai and Lao ministers"."""
    parties = [p for w in grammar.conjuncts(word) for p in cast.parties(w)]
    actors = [cast.actor(p.actor) for p in parties if p.actor is not None]
    return len({a.country for a in actors if a.kind == "state" or a.sector in OFFICIAL_SECTORS}) > 1


Check = Callable[[Word, Lexicon, Cast], bool]
BUILT_IN: Mapping[str, Check] = {
    "@party": lambda word, lexicon, cast: cast.is_party(word),
    "@state": _is_state,
    "@person": lambda word, lexicon, cast: _is_kind(word, cast, "person"),
    "@org": lambda word, lexicon, cast: _is_kind(word, cast, "organisation", "group"),
    "@armed": _is_armed,
    "@political": _is_political,
    "@official": _is_official,
    "@nonstate": lambda word, lexicon, cast: cast.is_party(word) and not _is_kind(word, cast, "state"),
    "@place": _is_place,
    "@number": lambda word, lexicon, cast: word.upos == "NUM",
    "@bare": lambda word, lexicon, cast: _is_bare(word),
    "@pronoun": lambda word, lexicon, cast: word.upos == "PRON",
    "@several": lambda word, lexicon, cast: _is_several(word, cast),
}


Near = dict[str, list[Word]]  # the words close to a trigger, by lemma and by form


def _extra(pool: Near, extra: tuple[str, ...]) -> tuple[Word, ...] | None:
    """The further words of a multiword trigger, or None where one is missing."""
    if not extra:
        return ()
    found: list[Word] = []
    for wanted in extra:
        hit = next((w for w in pool.get(wanted, ()) if w not in found), None)
        if hit is None:
            return None
        found.append(hit)
    return tuple(found)


def _near(word: Word) -> Near:
    """Children and their closest words: particles, objects, prepositions and nouns of obliques."""
    near = [c for c in word.children if c.deprel not in {"nsubj", "nsubj:outer"}]
    for child in word.children:
        if child.deprel in {"obj", "obl", "xcomp", "nmod", "nsubj:pass", "obl:unmarked", "ccomp", "advcl"}:
            near += [c for c in child.children if c.deprel in {"case", "compound", "amod", "mark", "fixed", "conj"}]
    found: Near = {}
    for w in near:
        for form in {w.lemma.lower(), w.text.lower()}:
            found.setdefault(form, []).append(w)
    return found
