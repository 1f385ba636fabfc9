"""Marks, in training documents without names, those words whose label is sure; the rest stays unknown.

EWT's training part has no names. Words that are no proper nouns are outside of names, well-known organisations and places
that stand whole are names, given names with their flat parts are people. GUM calls acting states organisations; there
they are made places.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from corpus import Token, TreeDocument, TreeSentence
from names import Names, words_of

SURE_KINDS = {
    "ORG": ("ministry", "group", "party", "company", "media", "international", "team", "university"),
    "LOC": ("country", "capital", "region", "water"),
}


def annotate_surely(document: TreeDocument) -> TreeDocument:
    """The document with what is sure about its names."""
    for sentence in document.sentences:
        if all(t.name for t in sentence.tokens):
            _states_are_places(sentence.tokens)
        else:
            _mark(sentence)
    return document


@dataclass(frozen=True, slots=True)
class Lists:
    """What the lists are sure of."""

    never: frozenset[str]  # proper nouns that are no names: days, months, titles
    places: frozenset[str]
    given: frozenset[str]
    by_words: dict[tuple[str, ...], str]  # the label of names of well-known organisations and places


@cache
def lists() -> Lists:
    names = Names(random.Random(0))
    kinds = {kind: set(found) for kind, found in names.kinds.items()}
    places = {p for p in kinds["country"] | kinds["capital"] if " " not in p} - kinds["ambiguous"]
    given = set(names.english_given + names.famous_given) - set(names.cities) - places - kinds["not_given"]
    by_words = {}
    for label, sure in SURE_KINDS.items():
        for name in set().union(*(kinds[kind] for kind in sure)) - kinds["ambiguous"]:
            by_words[tuple(form for form, _ in words_of(name))] = label
    return Lists(frozenset(kinds["never"]), frozenset(places), frozenset(given), by_words)


def _states_are_places(tokens: list[Token]) -> None:
    for i, token in enumerate(tokens):
        alone = i + 1 == len(tokens) or not (tokens[i + 1].name or "").startswith("I-")
        if token.name == "B-ORG" and alone and token.form in lists().places:
            token.name = "B-LOC"


def _mark(sentence: TreeSentence) -> None:
    """Label by list and by rule; a proper noun that none knows keeps None, and so do the words beside it."""
    tokens = sentence.tokens
    known = [_rule(tokens, i) for i in range(len(tokens))]
    for start, end, label in _listed_spans(tokens):
        known[start:end] = [f"B-{label}", *[f"I-{label}"] * (end - start - 1)]
    for i, token in enumerate(tokens):
        beside = [j for j in (i - 1, i + 1) if 0 <= j < len(tokens)]
        beside_unknown = any(tokens[j].upos == "PROPN" and known[j] is None for j in beside)
        if known[i] != "O" or not beside_unknown or token.upos in ("VERB", "PRON", "AUX"):
            token.name = known[i]


def _listed_spans(tokens: list[Token]) -> Iterator[tuple[int, int, str]]:
    """Names of the lists of organisations and places that stand whole, no proper noun beside them."""
    listed, at = lists().by_words, 0
    while at < len(tokens):
        for length in range(min(6, len(tokens) - at), 0, -1):
            label = listed.get(tuple(t.form for t in tokens[at : at + length]))
            if label and not any(_proper(tokens, j) for j in (at - 1, at + length)):
                yield at, at + length, label
                at += length - 1
                break
        at += 1


def _proper(tokens: list[Token], at: int) -> bool:
    return 0 <= at < len(tokens) and tokens[at].upos == "PROPN" and tokens[at].form not in lists().never


def _rule(tokens: list[Token], i: int) -> str | None:
    token, known = tokens[i], lists()
    if token.upos == "X":
        return None
    if token.upos != "PROPN":
        return None if token.upos in ("NOUN", "ADJ", "ADP") and token.form[:1].isupper() else "O"
    if token.form in known.never:
        return "O"
    parts = [t for t in tokens if t.head == i + 1 and t.deprel in ("flat", "compound", "goeswith")]
    if token.form in known.places and not parts and token.deprel not in ("flat", "compound"):
        return "B-LOC"
    if (
        token.form in known.given
        and token.deprel not in ("flat", "compound")
        and all(p.deprel == "flat" for p in parts)
    ):
        return "B-PER"
    head = tokens[token.head - 1] if token.head > 0 else None
    flat = token.deprel == "flat" and head is not None
    return "I-PER" if flat and _rule(tokens, token.head - 1) == "B-PER" else None
