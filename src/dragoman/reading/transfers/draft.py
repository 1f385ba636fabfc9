"""A transfer as one sentence tells it, before repeats are joined."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.parsing.tree import Sentence, Word
from dragoman.reading.transfers.things import Thing
from dragoman.records import EventDate, Money, Party, Span


@dataclass(frozen=True, slots=True)
class Draft:
    """One supplier, one recipient, one good; a side that is not told is None. Countries come from the cast."""

    supplier: Party | None
    recipient: Party | None
    thing: Thing
    status: str
    word: Word
    sentence: Sentence
    rule: str
    from_country: str | None = None
    to_country: str | None = None
    condition: Span | None = None
    value: Money | None = None
    date: EventDate | None = None
    attributed_to: Party | None = None
    also: tuple[Span, ...] = ()
    ordered: EventDate | None = None
    delivered: EventDate | None = None

    @property
    def pair(self) -> tuple[str | None, str | None]:
        """Supplier and recipient as keys: country, else actor, else words."""
        return _key(self.supplier, self.from_country), _key(self.recipient, self.to_country)


def _key(party: Party | None, country: str | None) -> str | None:
    if party is None:
        return None
    return country or party.actor or party.text.lower()
