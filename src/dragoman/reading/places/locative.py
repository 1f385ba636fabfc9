"""Whether a name says where: its preposition, the noun it goes with, or the verb whose object it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from dragoman.parsing.tree import Word
from dragoman.reading.grammar import base, preposition

Rules = Mapping[str, frozenset[str]]

# Of a state or a capital these positions name the government.
METONYMS = frozenset({"state", "capital"})
_STEPS = 4


def is_locative(word: Word, kind: str, rules: Rules) -> bool:
    """Whether the name headed by `word`, of that kind of site, stands where something is or happens."""
    word = outermost(word)
    mark, head = preposition(word), word.head
    if head is None:
        return False
    if mark in rules["directional"]:
        return kind not in METONYMS or _moves(head, rules)
    if mark in rules["prepositions"]:
        return kind not in METONYMS or mark in rules["state_prepositions"]
    if mark in {"of", "for"} and head.lemma.lower() in rules["happenings_of"]:
        return True
    if mark == "of" or base(word.deprel) in {"compound", "appos", "nmod", "flat"}:
        return _with_place_noun(word, head, kind, rules)
    return _is_place_object(word, head, kind, rules)


def outermost(word: Word) -> Word:
    """The first part of a coordination whose preposition holds for all; a part with its own one stays itself."""
    while word.deprel == "conj" and word.head is not None and preposition(word) is None:
        word = word.head
    return word


def _moves(head: Word, rules: Rules) -> bool:
    """A word of motion above: "a visit to Russia", "sent troops to Syria"."""
    lemmas = [head.lemma.lower()] + ([head.head.lemma.lower()] if head.head is not None else [])
    return any(lemma in rules["motion"] for lemma in lemmas)


def _with_place_noun(word: Word, head: Word, kind: str, rules: Rules) -> bool:
    """ "Idlib province", "the city of Sochi", "the Moscow talks"; not "the Moscow government"."""
    lemma = head.lemma.lower()
    if lemma in rules["nouns"] and head.upos in {"NOUN", "PROPN"}:
        return preposition(word) == "of" if kind == "state" else kind != "capital" or word.deprel != "nmod:poss"
    compound = base(word.deprel) in {"compound", "nmod"} and word.index < head.index and word.deprel != "nmod:poss"
    return compound and kind != "state" and lemma in rules["happenings"]


def _is_place_object(word: Word, head: Word, kind: str, rules: Rules) -> bool:
    """ "visited Sochi", "Kidal was bombed"."""
    if word.deprel not in {"obj", "nsubj:pass"}:
        return False
    return head.lemma.lower() in rules["verbs_of_any" if kind in METONYMS else "verbs"]


def levels(word: Word, rules: Rules) -> Iterator[tuple[Word, bool]]:
    """The words that a place may tell the where of, from near to far, and whether a locative link leads there.

    "at his home in Sochi": home (yes), then the verb that "at his home" belongs to (yes).
    """
    step = outermost(word)
    placed = lent = False
    for _ in range(_STEPS):
        head = step.head
        if head is None:
            return
        own = preposition(step) in rules["prepositions"] or _names_scene(step, head, rules)
        placed = own or (placed and _argument(step))
        yield head, placed
        if head.upos not in {"NOUN", "PROPN", "PRON", "NUM", "ADV", "ADJ"} or not placed or lent:
            return
        lent = not own
        step = outermost(head)


def _names_scene(step: Word, head: Word, rules: Rules) -> bool:
    """The place is part of the happening's or the scene's name, or the object of a verb that puts the act there."""
    lemma = head.lemma.lower()
    if preposition(step) in {"of", "for"} and lemma in rules["happenings_of"]:
        return True
    if base(step.deprel) in {"compound", "appos", "flat"} or (
        base(step.deprel) == "nmod" and preposition(step) == "of"
    ):
        return lemma in rules["nouns"] or lemma in rules["happenings"] or head.upos == "PROPN"
    return step.deprel in {"obj", "nsubj:pass", "obl"} and (lemma in rules["verbs"] or lemma in rules["verbs_of_any"])


def _argument(step: Word) -> bool:
    """ "protesters in Hong Kong marched", "shelled a base in Idlib": where a party or the object is, the act is."""
    return base(step.deprel) in {"obj", "nsubj", "obl", "nmod", "appos"} and step.deprel != "nmod:poss"
