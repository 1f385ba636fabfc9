"""Marks, in training documents without names, those words whose label is sure; the rest stays unknown.

EWT's training part has no names. Words that are no proper nouns are outside of names, well-known organisations and places
that stand whole are names, given names with their flat parts are people. GUM calls acting states organisations; there
they are made places.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from functools import cache

from corpus import Token, TreeDocument, TreeSentence
from names import Names, words_of

_NEVER_NAMES = set(
    "Mr. Mrs. Ms. Dr. President Minister Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April "
    "May June July August September October November December Sept. Oct. Nov. Dec. Jan. Feb. Aug. Internet English".split()
)
_NO_GIVEN_NAMES = set(  # though the lists have them
    "America Al Winter Summer Autumn General Alabama Liberty French Duke Katrina Justice Virginia Carolina Dakota Israel "
    "Christian Islam Messiah Princess Prince King Queen Judge Major Royal Reno Austin Houston Dallas Phoenix Denver Asia India "
    "China London Brooklyn Memphis Eden Genesis Heaven Star Sun Baby Day Sky Ocean River Harbor Destiny Faith Hope Trinity "
    "Liberty Journey Legend Maverick Ace Case Sunday Easter Holiday Merry Holly Ivy Misty Stormy Windy Sandy Rocky Rock Stone "
    "Forest Woods Dell Price Cash Chance Rich Best Early Love Precious Treasure Pleasant Golden Gold Silver Art Van Le La De Da".split()
)
_AMBIGUOUS = set(
    "Jordan Georgia Chad Santiago Lima Sofia Florence Victoria Paris Charlotte Washington Time Sun Times Total Shell Apple Target "
    "Ford Delta Independent Observer Guardian Vale Army Navy Congress Greens Amal Hindu Dawn Liberation Fars Commonwealth Quartet "
    "IS Rafael Saab Leonardo Amazon Gulf Conservatives Labor Labour Fatherland Unity Justice Pacific Atlantic Santos Patriots Treasury "
    "Merck Bild Sky Economist Parliament Senate Svoboda Vox Islah Baath Reliance Emirates Oracle Intel Wolf Nile US CA NY TX".split()
)
_SURE_KINDS = {
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


@cache
def _lists() -> tuple[frozenset[str], frozenset[str]]:
    names = Names(random.Random(0))
    places = {p for p in names.kinds["country"] + names.kinds["capital"] if " " not in p} - _AMBIGUOUS
    return frozenset(places), frozenset(names.english_given + names.famous_given) - set(names.cities) - places - _NO_GIVEN_NAMES


def _states_are_places(tokens: list[Token]) -> None:
    countries = set(_lists()[0])
    for i, token in enumerate(tokens):
        alone = i + 1 == len(tokens) or not (tokens[i + 1].name or "").startswith("I-")
        if token.name == "B-ORG" and alone and token.form in countries:
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
    listed, at = _names_by_words(), 0
    while at < len(tokens):
        for length in range(min(6, len(tokens) - at), 0, -1):
            label = listed.get(tuple(t.form for t in tokens[at : at + length]))
            if label and not any(_proper(tokens, j) for j in (at - 1, at + length)):
                yield at, at + length, label
                at += length - 1
                break
        at += 1


def _proper(tokens: list[Token], at: int) -> bool:
    return 0 <= at < len(tokens) and tokens[at].upos == "PROPN" and tokens[at].form not in _NEVER_NAMES


@cache
def _names_by_words() -> dict[tuple[str, ...], str]:
    names = Names(random.Random(0))
    found = {}
    for label, kinds in _SURE_KINDS.items():
        for name in {n for kind in kinds for n in names.kinds[kind]} - _AMBIGUOUS:
            found[tuple(form for form, _ in words_of(name))] = label
    return found


def _rule(tokens: list[Token], i: int) -> str | None:
    token, (places, given) = tokens[i], _lists()
    if token.upos == "X":
        return None
    if token.upos != "PROPN":
        return None if token.upos in ("NOUN", "ADJ", "ADP") and token.form[:1].isupper() else "O"
    if token.form in _NEVER_NAMES:
        return "O"
    parts = [t for t in tokens if t.head == i + 1 and t.deprel in ("flat", "compound", "goeswith")]
    if token.form in places and not parts and token.deprel not in ("flat", "compound"):
        return "B-LOC"
    if token.form in given and token.deprel not in ("flat", "compound") and all(p.deprel == "flat" for p in parts):
        return "B-PER"
    head = tokens[token.head - 1] if token.head > 0 else None
    flat = token.deprel == "flat" and head is not None
    return "I-PER" if flat and _rule(tokens, token.head - 1) == "B-PER" else None
