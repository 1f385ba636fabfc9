"""A coded act before repeats are joined."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.parsing.tree import Sentence, Word
from dragoman.records import Aux, EventDate, Party, Place, Size, Span


@dataclass(frozen=True, slots=True)
class Draft:
    """One mention of an act with all that its sentence says of it. `also` grows when later mentions join."""

    type: str
    modes: tuple[str, ...]
    cameo: str
    rule: str
    aux: tuple[Aux, ...]
    actor: tuple[Party, ...]
    recipient: tuple[Party, ...]
    place: Place | None
    date: EventDate | None
    attributed_to: Party | None
    size: Size
    contexts: tuple[str, ...]
    trigger: Span
    evidence: Span
    sentence: Sentence
    word: Word
    also: tuple[Span, ...] = ()
    wide_place: bool = False  # the place is a whole country


def party_ids(draft: Draft) -> set[str]:
    """The resolved parties of an act."""
    return {p.actor for p in draft.actor + draft.recipient if p.actor is not None}
