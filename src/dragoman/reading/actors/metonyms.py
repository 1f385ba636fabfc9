"""Whether a capital or a palace acts, or is merely where something happens."""

from __future__ import annotations

from dragoman.knowledge.actor_words import actor_words
from dragoman.parsing.tree import Word
from dragoman.reading.grammar import governing_verb, preposition

_LOCATIVE = frozenset(
    {"in", "at", "near", "outside", "inside", "around", "across", "over", "into", "toward", "towards", "off", "through"}
    | {"throughout", "within", "via", "above", "beyond", "along", "outside of", "close to"}
)
_MODIFIERS = frozenset({"compound", "amod", "nmod:desc", "flat", "nmod:unmarked", "fixed", "goeswith"})


def is_modifier(word: Word) -> bool:
    """Part of a larger noun phrase in front of its noun; a possessor is not."""
    head = word.head
    while word.deprel == "conj" and head is not None:
        word, head = head, head.head
    before = head is not None and word.index < head.index
    return word.deprel in _MODIFIERS and (before or word.deprel in {"flat", "fixed", "goeswith"})


def stands_in_place(word: Word) -> bool:
    """Behind a preposition of place, or a mere addition to another place ("Sochi, Russia")."""
    if preposition(word) in _LOCATIVE:
        return True
    if word.deprel == "conj" and word.head is not None:
        return preposition(word) is None and stands_in_place(word.head)
    return False


def stands_for_government(word: Word, palace: bool) -> bool:
    """A capital or palace that acts or is acted upon; the words of motion and place around it decide."""
    if stands_in_place(word) or _is_addition(word):
        return False
    words = actor_words()
    mark, verb = preposition(word), governing_verb(word)
    if mark in {"to", "from", "for", "of"} and not palace:
        around = {w.lemma.lower() for w in (word.head, verb) if w is not None}
        return (
            not around & words.motion
            if mark == "to"
            else mark == "from" and bool(around & words.words_from_governments)
        )
    if word.deprel == "obj" and word.head is not None and not palace:
        return word.head.lemma.lower() not in words.done_to_places
    return True


def _is_addition(word: Word) -> bool:
    """An apposition to another place, or a name followed by one: "Paris, France"."""
    if word.deprel == "appos" or any(
        c.deprel in {"appos", "nmod:unmarked"} and c.upos == "PROPN" for c in word.children
    ):
        return True
    return word.deprel in {"nmod:unmarked", "obl:unmarked"} and word.head is not None and word.head.upos == "PROPN"
