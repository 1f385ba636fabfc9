"""Subject and object of an act, where the parser hangs an infinitive on the wrong word as well."""

from __future__ import annotations

from dragoman.parsing.tree import Word
from dragoman.reading import grammar
from dragoman.reading.grammar import conjuncts

ASKING = frozenset(
    {
        "ask",
        "urge",
        "press",
        "persuade",
        "convince",
        "approach",
        "beg",
        "lobby",
        "allow",
        "permit",
        "pressure",
        "push",
        "call",
        "want",
        "encourage",
        "force",
        "accuse",
        "suspect",
        "appeal",
        "request",
        "enable",
        "help",
        "stop",
        "prevent",
        "ban",
        "bar",
        "invite",
        "authorize",
        "authorise",
        "keep",
        "dissuade",
        "tell",
        "order",
        "forbid",
        "warn",
    }
)
PRESSING = frozenset({"pressure", "call", "appeal", "request", "demand", "plea"})
LICENCES = frozenset({"licence", "license", "permission", "permit", "right", "approval", "contract"})
COUNTING = frozenset(
    {"between", "about", "around", "over", "up to", "under"}
)  # "supply between six and eight submarines"
GROUPS = frozenset(
    {
        "country",
        "nation",
        "state",
        "government",
        "company",
        "firm",
        "manufacturer",
        "maker",
        "ally",
        "supplier",
        "rebel",
        "militia",
        "army",
        "force",
        "customer",
        "buyer",
    }
)
NEAR = 8  # words between a verb and its infinitive


def actors_of(verb: Word) -> list[Word]:
    """The logical subject; under verbs of asking and letting, the one who is asked."""
    governor = governor_of(verb)
    asked = asked_before(verb)
    if asked is not None:
        return conjuncts(asked)
    if governor is not None and not grammar.is_passive(verb) and grammar.own_subject(verb) is None:
        passed = governor.lemma.lower() in ASKING and verb.deprel in {"xcomp", "ccomp", "advcl", "acl"}
        target = _target(governor) if passed else None
        if target is not None:
            return conjuncts(target)
        if verb.deprel == "advcl" and governor.upos == "ADJ":
            return grammar.subjects(governor)
        if _is_asked(governor) and verb.deprel == "acl" and verb.xpos == "VB":
            return conjuncts(governor)
        owner = _asked_by_noun(verb, governor)
        if owner is not None:
            return conjuncts(owner)
    return grammar.subjects(verb)


def asked_before(infinitive: Word) -> Word | None:
    """ "asked Norland to sell": the parser may hang Norland on the infinitive that follows it."""
    marks = [m for m in infinitive.all("mark") if m.lemma.lower() == "to"]
    if infinitive.xpos != "VB" or not marks:
        return None
    before = (c for c in infinitive.all("iobj", "obj") if c.index < marks[0].index)
    return next((c for c in before if c.xpos not in {"WDT", "WP"}), None)


def governor_of(word: Word) -> Word | None:
    """The head; for an infinitive that the parser hung on a later verb, the nearest verb before it."""
    head = word.head
    astray = head is not None and word.deprel in {"xcomp", "ccomp"} and word.xpos == "VB" and head.index > word.index
    if not astray or word.sentence is None:
        return head
    before = word.sentence.words[max(0, word.index - NEAR) : word.index]
    return next((w for w in reversed(before) if w.upos == "VERB"), head)


def _target(governor: Word) -> Word | None:
    found = governor.child("obj", "iobj")
    if found is not None:
        return found
    if grammar.is_passive(governor):
        return governor.child("nsubj:pass")
    return next(
        (w for m, w in grammar.obliques(governor) if m in {"to", "on", "for", "with"} and w.index > governor.index),
        None,
    )


def _is_asked(noun: Word) -> bool:
    """ "approached six countries to supply": the parser may hang the infinitive on those who are asked."""
    above = noun.head.lemma.lower() if noun.head is not None and noun.deprel in {"obj", "iobj"} else ""
    return above in ASKING and (noun.upos == "PROPN" or noun.lemma.lower() in GROUPS)


def _asked_by_noun(verb: Word, noun: Word) -> Word | None:
    """ "a contract for Spain to build", "approval for Egypt to produce": the subject stands before the infinitive."""
    if noun.upos != "NOUN" or verb.deprel not in {"acl", "advcl"}:
        return None
    if noun.lemma.lower() in LICENCES and noun.deprel == "obj" and noun.head is not None:
        given = [*grammar.indirect_object(noun.head), *(w for w in noun.head.all("obj") if w is not noun)]
        return next(iter(given), None)  # "granted Sudland a licence to produce"
    if noun.child("cop") is not None and (subject := grammar.own_subject(noun)) is not None:
        return subject  # "is in talks to buy"
    marks = {"on", "to", "for", "by"} if noun.lemma.lower() in PRESSING else {"for", "by"}
    return next((w for m, w in grammar.obliques(noun) if m in marks and w.index < verb.index), None)


def patients_of(verb: Word) -> list[Word]:
    """The logical object; of a participle behind its noun, the noun."""
    if verb.xpos == "VBN" and verb.deprel == "acl" and verb.head is not None and not verb.child("obj"):
        return conjuncts(_noun_before(verb) or verb.head)
    if asked_before(verb) is not None:
        return [w for c in verb.all("obj") if c.index > verb.index for w in conjuncts(c)]
    given = verb.all("obj")
    more = [w for c in given[1:] for w in conjuncts(c)]
    if more and given[0].upos == "PRON" and given[0].index > verb.index:
        return more  # "offered to sell it tanks"
    return grammar.objects(verb) + more or [
        w for m, w in grammar.obliques(verb) if m in COUNTING and w.child("nummod") is not None
    ]


def _noun_before(verb: Word) -> Word | None:
    """The noun right before a participle; the parser may hang it higher ("delays on planes delivered")."""
    words = verb.sentence.words[: verb.index] if verb.sentence is not None else []
    near = next((w for w in reversed(words) if w.upos != "ADV"), None)
    return near if near is not None and near.upos in {"NOUN", "PROPN"} else None
