"""Whether a clause speaks of what is to come: decides which Monday, and which March, is meant."""

from __future__ import annotations

from typing import Literal

from dragoman.knowledge.dates import DateBook
from dragoman.parsing.tree import Word
from dragoman.reading.grammar import preposition

# "open": ahead as seen from some time in the past ("was due on May 4"), so before or after publication.
Direction = Literal["past", "ahead", "open"]

_PRESENT = frozenset({"VBZ", "VBP"})
_LINKS = frozenset({"aux", "aux:pass", "cop"})


def direction_of(word: Word, book: DateBook) -> Direction:
    """Which way the clause of a date phrase (its head word) looks; the past where nothing tells."""
    for step in (word, *word.ancestors()):
        spoken = _marked(step, book) or _predicate(step, word, book)
        if spoken is not None:
            return spoken
        if step is not word and _tells_of_the_past(step, book):
            return "past"
    return "past"


def _tells_of_the_past(noun: Word, book: DateBook) -> bool:
    """ "will discuss the March accord": the date of a thing is over, unless such things are scheduled."""
    lists, lemma = book.direction, noun.lemma.lower()
    return noun.upos in {"NOUN", "PROPN"} and lemma not in lists["scheduled"] and lemma not in lists["time_nouns"]


def _marked(word: Word, book: DateBook) -> Direction | None:
    """What a preposition or a word beside the verb says: "until Friday", "since March", "is due to start"."""
    lists, mark = book.direction, (preposition(word) or "").lower()
    if mark in lists["ahead_prepositions"]:
        return "ahead"
    if mark in lists["behind_prepositions"]:
        return "past"
    if mark in lists["open_prepositions"]:
        return "open"
    beside = (c.lemma.lower() for c in word.all("case", "advmod"))
    return "ahead" if any(lemma in lists["ahead_lemmas"] for lemma in beside) else None


def _predicate(word: Word, date: Word, book: DateBook) -> Direction | None:
    """What the tense of a verb, or of a noun with a copula, says; None where the word above has to be asked."""
    links = [c for c in word.children if c.deprel in _LINKS]
    expected = word.lemma.lower() in book.direction["ahead_lemmas"]
    if word.upos not in {"VERB", "AUX"} and not links:
        return "ahead" if expected else None
    lemmas = {c.lemma.lower() for c in links} | {c.text.lower() for c in links}
    tags = {c.xpos for c in links} | {word.xpos}
    if expected and word.xpos in {"VBN", "JJ", "VBZ", "VBP", "VBG"}:
        return "open" if "VBD" in tags or "have" in lemmas else "ahead"
    if "would" in lemmas:
        return "open"
    if lemmas & book.direction["ahead"] and "have" not in lemmas:
        return "ahead"
    return "past" if "have" in lemmas else _tense(word, date, tags, book)


def _tense(verb: Word, date: Word, tags: set[str], book: DateBook) -> Direction | None:
    if verb.xpos == "VB" or any(c.lemma.lower() == "to" and c.upos == "PART" for c in verb.children):
        return _is_to(verb) or _infinitive(verb, tags, book)
    if "VBD" in tags or (verb.xpos == "VBN" and verb.deprel == "acl"):  # "the quarter ended March 31"
        return "past"
    if not tags & _PRESENT:
        return None
    scheduled = verb.index < date.index and verb.lemma.lower() not in book.direction["reporting"]
    return "ahead" if scheduled else "past"  # "the talks open on Monday"


def _is_to(verb: Word) -> Direction | None:
    """ "is to be sentenced", "was to be sentenced"."""
    finite = {c.xpos for c in verb.all("aux") if c.lemma.lower() == "be"}
    return "open" if "VBD" in finite else "ahead" if finite & _PRESENT else None


def _infinitive(verb: Word, tags: set[str], book: DateBook) -> Direction | None:
    """ "plans to meet" and "is to meet" lie ahead, "voted to end" and "managed to meet" are as old as their verb."""
    above = verb.head
    if above is None or "VBD" in tags:
        return "open" if "VBD" in tags else "ahead" if tags & _PRESENT else "past"
    lists, lemma = book.direction, above.lemma.lower()
    willing = lemma in lists["ahead_lemmas"] or lemma in lists["willing"]
    if not willing or verb.deprel == "advcl":
        return None
    return "open" if any(c.xpos == "VBD" and c.deprel in _LINKS for c in above.children) else "ahead"
