"""Who stands side by side: coordination, also where the parser hangs it on an inner part of a name."""

from __future__ import annotations

from collections.abc import Mapping

from dragoman.parsing.tree import Word
from dragoman.reading.actors.drafts import Reference
from dragoman.reading.grammar import conjuncts

_INNER = frozenset({"flat", "nmod:desc", "appos", "compound"})


def top(reference: Reference, references: Mapping[Word, Reference]) -> Word:
    """The word of a reference whose head lies outside it: "minister" in "minister Ana Ruiz"."""
    word = reference.head
    while word.head is not None and references.get(word.head) is reference:
        word = word.head
    return word


def coordinated(word: Word, references: Mapping[Word, Reference]) -> list[Word]:
    """The word and the heads coordinated with it: "minister A and his counterparts B and C", in text order."""
    found = conjuncts(word)
    own = references.get(word)
    for child in word.children if own is not None else ():
        if child.deprel in _INNER and references.get(child) is own:
            found += [w for w in conjuncts(child) if w is not child and w not in found]
    return found
