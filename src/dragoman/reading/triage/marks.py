"""What the words of a sentence tell before it is parsed: parties of public life, reports of speech, arms."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from enum import Enum

from dragoman.knowledge.actors import ActorBook, Entry
from dragoman.knowledge.agreements import agreement_book
from dragoman.knowledge.arms import ArmsBook
from dragoman.knowledge.dates import date_book
from dragoman.knowledge.reporting import ReportingBook
from dragoman.knowledge.triage import TriageWords
from dragoman.parsing.forms import forms_of

NON_STATES = frozenset({"IGO", "UNO", "EUR", "NGO", "ISM", "IMG", "KOS"})  # PLOVER 2.0, table 5.1
PUBLIC_KINDS = frozenset({"state", "place", "people", "capital", "seat", "person"})


class Mark(Enum):
    """What a phrase of a sentence may tell."""

    PUBLIC = "a party of public life: by name, office or calling"
    PRONOUN = "a pronoun of persons"
    CUE = "something said"
    SUPPLY = "an act of supply"
    GOODS = "arms or military goods"
    AGREEMENT = "an agreement between states"


def word_marks(actors: ActorBook, arms: ArmsBook, cues: ReportingBook, words: TriageWords) -> dict[Mark, set[str]]:
    """The phrases in lower case by what they tell."""
    verbs = {v for v, uses in cues.verbs.items() if any(use.group in words.cues for use in uses)}
    pacts = agreement_book().words
    designations = {" ".join(name.atoms) for names in arms.names.values() for name in names}
    return {
        Mark.PUBLIC: _all_forms(actors.callings(words.private)),
        Mark.PRONOUN: set(words.pronouns),
        Mark.CUE: _all_forms(verbs) | cues.source_phrases,
        Mark.SUPPLY: _all_forms(lemma for lemma, _ in arms.supply.by_trigger),
        Mark.GOODS: _all_forms(" ".join(phrase) for phrase in arms.goods) | designations,
        Mark.AGREEMENT: _all_forms(pacts["nouns"] - pacts["needs_sides"]),
    }


def class_forms(classes: Mapping[str, Iterable[str]]) -> dict[str, set[str]]:
    """The phrases of the lexicon's word classes in all forms."""
    return {name: _all_forms(words) for name, words in classes.items()}


def public_names(actors: ActorBook, words: TriageWords) -> Iterator[str]:
    """The names, as written, of states, places, peoples, persons and bodies of public life, with their demonyms."""
    for form, entries in actors.all_names():
        if any(is_public(entry, words) for entry in entries):
            yield form
    yield from actors.all_demonyms()


def is_public(entry: Entry, words: TriageWords) -> bool:
    """Whether an entry of the gazetteers is of public life."""
    own = entry.sector is not None and entry.sector not in words.private
    return own or entry.kind in PUBLIC_KINDS or entry.country in NON_STATES


def months() -> frozenset[str]:
    """The names of months as they are written: "March" is no march."""
    return frozenset(written for name in date_book().tables["month"] for written in (name.capitalize(), name.upper()))


def _all_forms(phrases: Iterable[str]) -> set[str]:
    """The phrases with their last words in all forms."""
    found: set[str] = set()
    for phrase in phrases:
        *before, last = phrase.lower().split()
        found.update(" ".join([*before, form]) for form in forms_of(last))
    return found
