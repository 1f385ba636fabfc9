"""Sites: the words that may name an act, with what fills their slots.

A slot is `subj`, `obj`, `iobj`, `clause`, `between` or a preposition; its fillers are the heads of noun phrases
(the first of a coordination stands for all).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import msgspec
from msgspec.structs import replace

from dragoman.knowledge.frames import Lexicon, Part
from dragoman.parsing.tree import Sentence, Word
from dragoman.reading import grammar

PART_OF_UPOS: Mapping[str, Part] = {"VERB": "verb", "NOUN": "noun", "PROPN": "noun", "ADJ": "adjective"}
PHRASAL = {"carry": "out", "step": "up", "put": "on", "take": "part"}
MEANWHILE = frozenset({"per", "upon", "during", "after", "before", "in", "at", "on", "following"})
BEHIND_OF = frozenset({"by", "to", "from", "against"})
COPULAR = frozenset({"nsubj", "nsubj:outer"})
ENGAGED = frozenset({"in", "on"})  # "is in talks", "is on a visit"


class Site(msgspec.Struct, frozen=True, eq=False):
    """A word that may name an act. `governor` is the verb that carries its tense, `light` one that lends its slots."""

    word: Word
    part: Part
    slots: Mapping[str, tuple[Word, ...]]
    governor: Word
    light: Word | None = None
    stopped: bool = False  # "halted the attack": the act did not go on
    clause: Word | None = None
    owners: tuple[Word, ...] = ()


def sites(sentence: Sentence, lexicon: Lexicon) -> Iterator[Site]:
    """The verbs, nouns, predicate adjectives and participles before a noun that trigger a frame, in text order."""
    for word in sentence.words:
        if _attributive(word, lexicon):
            yield attributive_site(word)
        else:
            yield from _sites_at(word, lexicon)


def _sites_at(word: Word, lexicon: Lexicon) -> Iterator[Site]:
    part = PART_OF_UPOS.get(word.upos)
    if part == "verb" and word.deprel not in {"amod", "compound"}:
        if ("verb", word.lemma.lower()) in lexicon.triggers:
            yield verb_site(word)
        if word.xpos in {"VBN", "JJ"} and _triggers_as_adjective(word, lexicon):
            yield adjective_site(word)
    elif part == "noun" and word.deprel not in {"compound", "flat", "amod"}:
        if ("noun", word.lemma.lower()) in lexicon.triggers:
            yield noun_site(word, lexicon.verbs)
    elif part == "adjective" and _triggers_as_adjective(word, lexicon):
        yield adjective_site(word)


def _attributive(word: Word, lexicon: Lexicon) -> bool:
    known = ("adjective", word.text.lower()) in lexicon.triggers
    return known and word.deprel == "amod" and _is_participle(word)


def _is_participle(word: Word) -> bool:
    return word.upos == "VERB" or (word.upos == "ADJ" and word.text.lower().endswith(("ed", "ing")))


def looked_up(word: Word, part: Part) -> str:
    """What the lexicon is asked for: the lemma; of a participle as an adjective its form ("is prepared to"); of a
    plural taken for a name ("U.S. Attacks") its singular."""
    participle = part == "adjective" and _is_participle(word)
    found = (word.text if participle else word.lemma).lower()
    return found.removesuffix("s") if word.xpos == "NNPS" else found


def _triggers_as_adjective(word: Word, lexicon: Lexicon) -> bool:
    return _is_predicate(word) and ("adjective", looked_up(word, "adjective")) in lexicon.triggers


def with_extra(site: Site, extra: tuple[Word, ...]) -> Site:
    """The site with what hangs on the further words of its trigger ("entered into an agreement with the rebels")."""
    slots = {name: list(words) for name, words in site.slots.items()}
    for word in extra:
        below: dict[str, list[Word]] = {}
        _add_obliques(below, word)
        if owners := word.all("nmod:poss"):  # "came to Norway's defence"
            below.setdefault("of", list(owners))
        for mark, words in below.items():
            slots.setdefault(mark, words)
    return replace(site, slots=_frozen(slots))


def verb_site(verb: Word) -> Site:
    """A verb with its logical subject, object, obliques and complement clause."""
    slots: dict[str, list[Word]] = {"subj": grammar.subjects(verb)[:1] or _swallowed(verb)}
    slots["obj"] = grammar.objects(verb)[:1]
    slots["iobj"] = grammar.indirect_object(verb)[:1]
    _add_obliques(slots, verb)
    slots["obj"] = slots["obj"] or _object_after_particle(verb)
    _add_below(slots)
    if grammar.is_passive(verb) and verb.child("obj"):
        slots["iobj"], slots["obj"] = slots["obj"], verb.all("obj")[:1]
    slots["obj"] = slots["obj"] or slots["iobj"] or _told_to(verb)
    return Site(verb, "verb", _frozen(slots), verb, clause=complement(verb) or _complement_of_object(slots["obj"]))


def _swallowed(verb: Word) -> list[Word]:
    """ "Peru would fight, the Chilean minister said": the parser may hang the speaker on the clause before the verb."""
    clause = verb.child("ccomp")
    if clause is None or clause.index > verb.index or grammar.is_passive(verb):
        return []
    behind = [w for w in clause.all("nsubj")[1:] if clause.index < w.index < verb.index]
    return behind[-1:]


def whose(site: Site) -> tuple[Word, ...]:
    """Whose the object is: "demanded the withdrawal of the troops", "demanded their release"."""
    things = [w for w in site.slots.get("obj", ()) if w.upos == "NOUN"]
    owners = [w for thing in things for w in thing.all("nmod:poss")]
    return (*owners, *(w for thing in things for mark, w in grammar.obliques(thing) if mark == "of"))


def _is_predicate(adjective: Word) -> bool:
    """An adjective after "be", which the parser may take for an auxiliary ("was unwilling")."""
    return any(c.lemma == "be" and c.deprel in {"cop", "aux", "aux:pass"} for c in adjective.children)


def adjective_site(adjective: Word) -> Site:
    """A predicate adjective with its subject and obliques."""
    subject = grammar.grammatical_subject(adjective)
    slots: dict[str, list[Word]] = {"subj": [subject] if subject is not None else []}
    _add_obliques(slots, adjective)
    return Site(adjective, "adjective", _frozen(slots), adjective, clause=complement(adjective))


def attributive_site(participle: Word) -> Site:
    """A participle before its noun, which does or suffers it: "the visiting premier", "a banned party in Turkey"."""
    nouns = [participle.head] if participle.head is not None else []
    slots: dict[str, list[Word]] = {"subj": nouns, "noun": nouns}
    for noun in nouns:
        _add_obliques(slots, noun)
    return Site(participle, "adjective", _frozen(slots), participle)


def noun_site(noun: Word, verbs: Mapping[str, frozenset[str]]) -> Site:
    """A noun with its owner, its prepositional modifiers and what a light verb lends it."""
    slots: dict[str, list[Word]] = {"subj": list(noun.all("nmod:poss"))}
    slots["being"] = grammar.described(noun)
    slots["bearer"] = _bearer(noun)
    if grammar.preposition(noun) in ENGAGED:
        slots["subj"] += slots["being"]
    _add_obliques(slots, noun)
    _add_below_of(slots)
    slots["subj"] += slots.get("by", [])
    slots["maker"] = _makers(noun, verbs)
    light, stopped = _light_verb(noun, verbs)
    if light is not None:
        slots["subj"] += _lent_subject(light, verbs)
        _add_obliques(slots, light, but=noun)
        slots["iobj"] = grammar.indirect_object(light)[:1]
        slots["maker"] += grammar.subjects(light)[:1]
    governor = light or _tense_carrier(noun, verbs)
    if light is None and governor is not noun:
        _add_obliques(slots, governor, but=noun)
    slots["subj"] = [w for w in slots["subj"] + slots["maker"] if w is not noun]
    slots["while"] = _doing_meanwhile(noun)
    slots["obj"] = _suffering(noun)
    return Site(noun, "noun", _frozen(slots), governor, light, stopped, complement(noun), tuple(noun.all("nmod:poss")))


def _bearer(noun: Word) -> list[Word]:
    """Of whom a phrase tells: "the town is under attack", "two men in custody", "remain under arrest"."""
    head = noun.head
    if grammar.preposition(noun) is None:
        return []
    if noun.child("cop") is not None:
        return [w for w in (grammar.own_subject(noun),) if w is not None]
    if noun.deprel == "nmod" and head is not None:
        return [head]
    return (grammar.objects(head) or grammar.subjects(head))[:1] if noun.deprel == "obl" and head is not None else []


def _lent_subject(light: Word, verbs: Mapping[str, frozenset[str]]) -> list[Word]:
    """The subject that a light verb lends its noun, also in "is engaged in talks"."""
    if light.lemma == "be":
        return []
    subject = grammar.grammatical_subject(light)
    if grammar.is_passive(light) and light.lemma in verbs["takes_part"] and subject is not None:
        return [subject]
    return grammar.subjects(light)[:1]


def complement(word: Word) -> Word | None:
    """The complement clause, or the gerund after a preposition ("accused of selling", "threat of invading").

    A question ("asked whether", "said why") is none.
    """
    found = grammar.complement(word)
    if found is not None:
        return None if _is_question(found) else found
    return next((c for c in word.children if _is_gerund(c, word)), None)


def _is_gerund(clause: Word, word: Word) -> bool:
    marked = clause.deprel in {"advcl", "acl"} and clause.child("mark") is not None
    return marked and clause.xpos == "VBG" and clause.index > word.index


def stray_infinitive(verb: Word) -> Word | None:
    """ "agreed on Friday to reopen", "called on Colombia to stop": behind a gap the parser takes the infinitive for a
    purpose, or hangs it on the object. Only for frames that need a complement."""
    between = [w for w in verb.children if w.deprel in {"obj", "iobj", "obl"} and w.index > verb.index]
    below = [*verb.children, *(c for w in between for c in w.children)]
    return next((c for c in below if c.index > verb.index and _is_infinitive(c)), None)


def _is_infinitive(clause: Word) -> bool:
    marked = "to" in grammar.lemmas(clause.all("mark"))
    return marked and clause.deprel in {"advcl", "acl"} and clause.xpos == "VB"


def _complement_of_object(things: list[Word]) -> Word | None:
    """ "gave approval for Egypt to build", "announced plans to leave": the clause stands under the object noun."""
    noun = things[0] if things else None
    if noun is None or noun.upos != "NOUN":
        return None
    return next((c for c in noun.children if c.deprel in {"acl", "ccomp"} and c.xpos == "VB" and c.child("mark")), None)


def _told_to(verb: Word) -> list[Word]:
    """ "warned Egypt not to interfere": who is told is read as the subject of the infinitive."""
    clause = verb.child("ccomp")
    if clause is None or clause.xpos != "VB" or "to" not in grammar.lemmas(clause.all("mark")):
        return []
    subject = grammar.own_subject(clause)
    return [subject] if subject is not None and subject.index > verb.index else []


def _object_after_particle(verb: Word) -> list[Word]:
    """ "called off his visit", "sealed off the town": the parser takes the particle for a preposition."""
    behind = [o for o in verb.all("obl") if o.index > verb.index]
    bare = behind if verb.child("compound:prt") is not None else []
    found = [o for o in behind if any(c.xpos == "RP" or c.lemma == "off" for c in o.all("case"))]
    return (found or [o for o in bare if not o.all("case")])[:1]


def _is_question(clause: Word) -> bool:
    asking = grammar.lemmas(clause.all("mark")) & {"whether", "if"}
    return bool(asking) or any(
        c.xpos in {"WRB", "WP", "WDT"} and c.lemma.lower() != "that" and c.index < clause.index for c in clause.children
    )


def _add_below(slots: dict[str, list[Word]]) -> None:
    """ "restored ties with Iran", "entered into an agreement with Iran": a preposition that the verb lacks may stand
    under its object or oblique."""
    for thing in [w for name, words in list(slots.items()) if name != "subj" for w in words if w.upos == "NOUN"]:
        below: dict[str, list[Word]] = {}
        _add_obliques(below, thing)
        _add_below_of(below)
        for mark, words in below.items():
            if mark != "of":
                slots.setdefault(mark, words)


def _add_below_of(slots: dict[str, list[Word]]) -> None:
    """ "the arrest of two leaders by Turkey": the parser may hang the by-phrase on the leaders."""
    for thing in slots.get("of", []):
        for mark, word in list(grammar.obliques(thing)):
            if mark in BEHIND_OF:
                slots.setdefault(mark, []).append(word)


def _add_obliques(slots: dict[str, list[Word]], word: Word, but: Word | None = None) -> None:
    for mark, filler in grammar.obliques(word):
        if filler is but or (filler.deprel == "conj" and grammar.preposition(filler) is None):
            continue
        slots.setdefault(mark, []).append(filler)
        joined = mark.split()
        if len(joined) > 1:
            slots.setdefault(joined[-1], []).append(filler)


def _makers(noun: Word, verbs: Mapping[str, frozenset[str]]) -> list[Word]:
    """Who does it in a relative clause: "the requests that he made", "the attack they launched"."""
    made = [v for v in noun.all("acl:relcl") if v.lemma in verbs["does"] and grammar.own_subject(v) is not None]
    return [w for v in made for w in grammar.subjects(v)[:1] if w is not noun]


def _doing_meanwhile(noun: Word) -> list[Word]:
    """The subject of the clause in which the noun is a circumstance: "during a visit to Kenya, the minister said",
    "was in Nairobi for talks", "is in Bonn on a visit"."""
    first = grammar.first_conjunct(noun)
    verb = first.head
    if verb is not None and verb.child("cop") is not None and grammar.preposition(first) in {"for", "on"}:
        subject = grammar.own_subject(verb)
        return [subject] if subject is not None else []
    if verb is None or verb.upos != "VERB" or first.deprel != "obl" or grammar.preposition(first) not in MEANWHILE:
        return []
    return grammar.subjects(verb)[:1]


def _suffering(noun: Word) -> list[Word]:
    """Who suffers the act: "the town was the target of an attack"."""
    head = noun.head
    if head is None or head.lemma not in {"target", "subject", "victim", "object"}:
        return []
    return grammar.subjects(head)[:1] if head.child("cop") is not None else grammar.described(head)


def _measured(noun: Word, verbs: Mapping[str, frozenset[str]]) -> Word:
    """ "two hours of talks", "a round of talks": the verb carries the measure."""
    head = noun.head
    measured = noun.deprel == "nmod" and grammar.preposition(noun) == "of" and head is not None
    return head if measured and head is not None and head.lemma in verbs["stretches"] else noun


def _light_verb(noun: Word, verbs: Mapping[str, frozenset[str]]) -> tuple[Word | None, bool]:
    """The verb that lends its slots to an event noun, and whether it ends the act."""
    first = _measured(grammar.first_conjunct(noun), verbs)
    verb = first.head
    if verb is None or verb.upos not in {"VERB", "AUX"}:
        return None, False
    is_object = (first.deprel == "obj" or first.deprel == "nsubj:pass") and not _is_judged(verb)
    if is_object and verb.lemma in verbs["stops"]:
        return None, True
    if is_object and verb.lemma in verbs["does"]:
        return verb, False
    if (
        first.deprel == "obl"
        and grammar.preposition(first) in {"in", "into", "for", "on"}
        and verb.lemma in verbs["takes_part"]
    ):
        return verb, False
    if first.deprel in COPULAR and verb.lemma in verbs["happens"]:
        return None, False
    return None, False


def _is_judged(verb: Word) -> bool:
    """ "called the visit a provocation": something is said of the object, it is not done."""
    said = verb.child("xcomp")
    return said is not None and said.upos in {"NOUN", "PROPN", "ADJ"}


def _tense_carrier(noun: Word, verbs: Mapping[str, frozenset[str]]) -> Word:
    """The verb whose tense places the noun's act ("talks will begin", "are likely to begin"), else the noun itself."""
    first = _measured(grammar.first_conjunct(noun), verbs)
    above = first.head
    if above is None or first.deprel not in {*COPULAR, "nsubj:pass"}:
        return noun
    happening = (w for w in (above, above.child("xcomp")) if w is not None and w.upos == "VERB")
    return next((w for w in happening if w.lemma in verbs["happens"]), noun)


def _frozen(slots: dict[str, list[Word]]) -> dict[str, tuple[Word, ...]]:
    return {name: tuple(dict.fromkeys(words)) for name, words in slots.items() if words}
