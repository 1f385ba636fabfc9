"""Whether a clause speaks of what is to come: decides which Monday, and which March, is meant."""

from __future__ import annotations

from dragoman.knowledge.dates import DateBook
from dragoman.parsing.tree import Word
from dragoman.reading.grammar import base, preposition

_PRESENT = frozenset({"VBZ", "VBP"})


def looks_ahead(word: Word, book: DateBook) -> bool:
    """Whether the clause of a date phrase (its head word) is about the future; the past where nothing tells."""
    for step in (word, *word.ancestors()):
        spoken = _clause(step, book)
        if spoken is not None:
            return spoken
        if step is not word and _tells_of_the_past(step, book):
            return False
    return False


def _tells_of_the_past(noun: Word, book: DateBook) -> bool:
    """ "will discuss the March accord": a date on a noun is over, unless the noun is a subject or scheduled."""
    named = noun.upos in {"NOUN", "PROPN"} and noun.lemma.lower() not in book.direction["scheduled"]
    return named and base(noun.deprel) in {"obl", "obj", "nmod", "iobj"}


def _clause(word: Word, book: DateBook) -> bool | None:
    """True, False, or None where this word does not tell and the one above it has to be asked."""
    lists, lemma = book.direction, word.lemma.lower()
    mark = (preposition(word) or "").lower()
    if mark in lists["ahead_prepositions"]:
        return True
    if mark in lists["behind_prepositions"]:
        return False
    if any(c.lemma.lower() in lists["ahead_lemmas"] for c in word.all("case", "advmod")):  # "is due to start"
        return True
    helpers = [c for c in word.children if c.deprel in {"aux", "aux:pass", "cop"}]
    if word.upos not in {"VERB", "AUX"} and not helpers:
        return True if lemma in lists["ahead_lemmas"] else None
    return _verb(word, helpers, book)


def _verb(verb: Word, helpers: list[Word], book: DateBook) -> bool | None:
    lists = book.direction
    lemmas = {h.lemma.lower() for h in helpers} | {h.text.lower() for h in helpers}
    if "have" in lemmas:
        return False
    if lemmas & lists["ahead"]:
        return True
    if verb.lemma.lower() in lists["ahead_lemmas"] and verb.xpos in {"VBN", "JJ", "VBZ", "VBP", "VBG"}:
        return True
    if verb.xpos == "VB" or any(c.lemma.lower() == "to" and c.upos == "PART" for c in verb.children):
        return _infinitive(verb, book)
    finite = [h.xpos for h in helpers if h.xpos] + [verb.xpos]
    if "VBD" in finite:
        return False
    if any(tag in _PRESENT for tag in finite):
        return verb.lemma.lower() not in lists["reporting"]
    return None


def _infinitive(verb: Word, book: DateBook) -> bool | None:
    """ "plans to meet" lies ahead, "managed to meet" is over; a purpose clause follows its verb."""
    above = verb.head
    if above is None:  # "they are to meet"
        return verb.child("cop", "aux") is not None
    if above.lemma.lower() in book.direction["implicative"]:
        return None
    return None if verb.deprel == "advcl" else True
