"""What is exported: merged records with their sources, out of a register or straight out of readings."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Protocol

from dragoman.records import Reading
from dragoman.register.filters import EVERYTHING, Filters
from dragoman.register.records import (
    EventStory,
    KnownActor,
    KnownAgreement,
    KnownEvent,
    KnownParty,
    KnownStatement,
    KnownTransfer,
    Source,
)

if TYPE_CHECKING:
    from dragoman.register.store import Register

KEPT = 64  # readings held in memory


class Holdings(Protocol):
    """Records in an order that does not change; each method may be called again and again."""

    def sources(self) -> Iterable[Source]:
        """The reports that tell of the records, by id."""

    def actors(self) -> Iterable[KnownActor]:
        """The actors of the records, by id."""

    def events(self) -> Iterable[KnownEvent]:
        """The events."""

    def stories(self) -> Iterable[EventStory]:
        """The same events with their mentions, the lead's first."""

    def statements(self) -> Iterable[KnownStatement]:
        """The statements."""

    def transfers(self) -> Iterable[KnownTransfer]:
        """The transfers."""

    def agreements(self) -> Iterable[KnownAgreement]:
        """The agreements."""

    def reading(self, report: str) -> Reading:
        """What was read from a report."""


@dataclass
class Tally:
    """Counts what a format wrote. `left_out`: records that it cannot hold."""

    rows: int = 0
    left_out: int = 0


@dataclass(frozen=True)
class RegisterHoldings:
    """The records of a register that fit the filters, and the actors and reports that they name."""

    register: Register
    filters: Filters = EVERYTHING

    def sources(self) -> Sequence[Source]:
        """The reports that tell of the records, by id; all reports where no filter is set."""
        if self.filters == EVERYTHING:
            return sorted(self.register.reports(), key=lambda source: source.report)
        return [self.register.source(report) for report in self._named[1]]

    def actors(self) -> Sequence[KnownActor]:
        """The actors of the records, by id; all actors where no filter is set."""
        if self.filters == EVERYTHING:
            return sorted(self.register.actors(), key=lambda actor: actor.id)
        return [self.register.actor(actor) for actor in self._named[0]]

    def events(self) -> Iterable[KnownEvent]:
        """The events by date."""
        return self.register.events(self.filters)

    def stories(self) -> Iterator[EventStory]:
        """The events by date, with their mentions."""
        return self.register.stories(self.filters)

    def statements(self) -> Iterable[KnownStatement]:
        """The statements by date."""
        return self.register.statements(self.filters)

    def transfers(self) -> Iterable[KnownTransfer]:
        """The transfers."""
        return self.register.transfers(self.filters)

    def agreements(self) -> Iterable[KnownAgreement]:
        """The agreements."""
        return self.register.agreements(self.filters)

    def reading(self, report: str) -> Reading:
        """What was read from a report; the last few are kept."""
        return self._read(report)

    @cached_property
    def _read(self) -> Callable[[str], Reading]:
        return lru_cache(KEPT)(self.register.reading)

    @cached_property
    def _named(self) -> tuple[list[str], list[str]]:
        """The ids of the actors and reports that the records name, sorted."""
        actors: set[str | None] = set()
        reports: set[str] = set()
        for story in self.stories():
            actors.update(party.actor for party in parties(story))
            reports.update(mention.source.report for mention in story.mentions)
        for said in self.statements():
            actors.update(party.actor for party in (said.speaker, said.addressee) if party)
            reports.add(said.source.report)
        for moved in self.transfers():
            actors.update(party.actor for party in (moved.supplier, moved.recipient, moved.attributed_to) if party)
            reports.add(moved.source.report)
        for made in self.agreements():
            actors.update(party.actor for party in made.parties)
            reports.add(made.source.report)
        return sorted(actor for actor in actors if actor), sorted(reports)


def parties(story: EventStory) -> Iterator[KnownParty]:
    """All that take part in an event, and who is credited with the claim."""
    yield from story.event.actor
    yield from story.event.recipient
    if story.event.attributed_to:
        yield story.event.attributed_to
