"""Whose: the actor that an adjective, a possessive, a compound or an of-phrase makes the owner of a noun."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dragoman.knowledge.actor_words import actor_words
from dragoman.parsing.tree import Word
from dragoman.reading.actors.drafts import Draft
from dragoman.reading.actors.scene import Scene

_AGAINST = frozenset({"anti", "pro", "non", "un"})
_DASHES = frozenset({"-", "–"})
_OF = frozenset({"of", "from", "in", "at", "within", "inside", "across"})


@dataclass(frozen=True, slots=True)
class Owner:
    """Whom a noun belongs to, and by what words."""

    draft: Draft
    why: str
    at: int = 0  # number of the word that names the owner

    @property
    def country(self) -> str | None:
        """The owner's country."""
        return self.draft.country

    @property
    def is_state(self) -> bool:
        """A state, or its government: its people are officials."""
        return self.draft.kind == "state"


def owners_among(words: Iterable[Word], scene: Scene) -> list[Owner]:
    """The owners that these words name: possessors first, then from left to right, none twice."""
    found: dict[int, Owner] = {}
    for word in sorted(words, key=lambda w: (not _possesses(w), w.index)):
        owner = None if compound_tail(word) else _owner(word, scene)
        if owner is not None:
            found.setdefault(id(owner.draft), owner)
    return list(found.values())


def _possesses(word: Word) -> bool:
    return word.xpos == "PRP$" or any(c.xpos == "POS" for c in word.children)


def compound_tail(word: Word) -> bool:
    """Part of "Iran-backed", "anti-Russian": nobody's owner."""
    sentence = word.sentence
    if sentence is None:
        return False
    words, at = sentence.words, word.index
    if at + 2 < len(words) and words[at + 1].text in _DASHES and words[at + 2].text.lower() in actor_words().backed:
        return True
    return at >= 2 and words[at - 1].text in _DASHES and words[at - 2].text.lower() in _AGAINST


def _owner(word: Word, scene: Scene) -> Owner | None:
    reference = scene.denote(word)
    if reference is not None and reference.draft is not None:
        return Owner(reference.draft, f"of {reference.draft.name}", word.index)
    code = scene.book.capital(word.text) if word.upos == "PROPN" else None
    state = scene.state_of(code) if code else None
    return Owner(state, f"capital of {state.name}", word.index) if state is not None else None


def modifier_words(noun: Word) -> Iterator[Word]:
    """The words that may say whose a noun is: before it, and in its of-phrases (of-phrases of others left out)."""
    yield from _stray_adjective(noun)
    for child in noun.children:
        if child.deprel == "nmod:poss":
            yield child
        elif child.index < noun.index and child.deprel in {
            "amod",
            "compound",
            "nmod:desc",
            "nmod",
            "nmod:unmarked",
            "flat",
            "det",
        }:
            yield from _chain(child)
        elif child.deprel == "nmod" and _case(child) in _OF:
            yield from _coordinated(child)
        elif child.deprel == "acl" and child.lemma.lower() in {"loyal", "belong", "fight"}:
            yield from (c for c in child.children if c.deprel == "obl")


def _stray_adjective(noun: Word) -> Iterator[Word]:
    """The adjective right before the noun phrase, though the parser gave it to another word."""
    first = min([noun.index, *(c.index for c in noun.children if c.deprel in {"amod", "compound"})])
    before = noun.sentence.words[first - 1] if noun.sentence is not None and 0 < first <= noun.index else None
    if before is not None and before.xpos == "JJ" and before.head is not noun:
        yield before


def _chain(word: Word) -> Iterator[Word]:
    yield word
    for child in word.children:
        if child.deprel in {"compound", "amod", "conj", "nmod:poss", "flat", "nmod:unmarked", "obl:unmarked", "advmod"}:
            yield from _chain(child)


def _coordinated(word: Word) -> Iterator[Word]:
    yield word
    for child in word.children:
        if child.deprel == "conj":
            yield from _coordinated(child)


def _case(word: Word) -> str:
    mark = word.child("case")
    return mark.lemma.lower() if mark is not None else ""
