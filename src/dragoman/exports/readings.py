"""Readings seen as a register in which nothing is merged, so that every export works without one too."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from dragoman.records import Actor, AgreementParty, Event, Party, Reading, Report, Statement, Transfer
from dragoman.register.records import (
    EventMention,
    EventStory,
    KnownActor,
    KnownAgreement,
    KnownDate,
    KnownEvent,
    KnownParty,
    KnownStatement,
    KnownTransfer,
    Source,
)
from dragoman.register.rows import days


@dataclass(frozen=True)
class ReadingHoldings:
    """The records of readings; each gets the id of its report before its own: "r1-e1"."""

    readings: Iterable[Reading]
    _desks: dict[str, _Desk] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._desks.update((reading.report.id, _Desk(reading)) for reading in self.readings)

    def sources(self) -> Iterator[Source]:
        """The reports."""
        return (desk.source for desk in self._desks.values())

    def actors(self) -> Iterator[KnownActor]:
        """The actors, report by report."""
        return (actor for desk in self._desks.values() for actor in desk.actors())

    def events(self) -> Iterator[KnownEvent]:
        """The events, report by report."""
        return (story.event for story in self.stories())

    def stories(self) -> Iterator[EventStory]:
        """The events with their mentions, report by report."""
        return (story for desk in self._desks.values() for story in desk.stories())

    def statements(self) -> Iterator[KnownStatement]:
        """The statements, report by report."""
        return (desk.statement(s) for desk in self._desks.values() for s in desk.reading.statements)

    def transfers(self) -> Iterator[KnownTransfer]:
        """The transfers, report by report."""
        return (desk.transfer(t) for desk in self._desks.values() for t in desk.reading.transfers)

    def agreements(self) -> Iterator[KnownAgreement]:
        """The agreements, report by report."""
        return (agreement for desk in self._desks.values() for agreement in desk.agreements())

    def reading(self, report: str) -> Reading:
        """The reading of a report. KeyError where there is none of this id."""
        return self._desks[report].reading


class _Desk:
    """One reading, its records made into those of a register."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.source = _source(reading.report, reading.version)
        self._actors = {actor.id: actor for actor in reading.actors}
        self._places = {place.id: place for place in reading.places}

    def _id(self, local: str) -> str:
        return f"{self.source.report}-{local}"

    def _party(self, party: Party) -> KnownParty:
        actor = self._actors.get(party.actor or "")
        if actor is None:
            return KnownParty(None, " ".join(party.text.split()), None, None)
        return KnownParty(self._id(actor.id), actor.name, actor.country, actor.sector)

    def _some(self, party: Party | None) -> KnownParty | None:
        return self._party(party) if party else None

    def actors(self) -> Iterator[KnownActor]:
        """The actors, with how often each takes part."""
        events = Counter(p.actor for e in self.reading.events for p in {*e.actor, *e.recipient})
        statements = Counter(s.speaker.actor for s in self.reading.statements if s.speaker)
        for actor in self.reading.actors:
            yield _actor(actor, self._id(actor.id), events[actor.id], statements[actor.id])

    def stories(self) -> Iterator[EventStory]:
        """The events, each with its one mention."""
        for event in self.reading.events:
            known = self._event(event)
            yield EventStory(known, (EventMention(known.id, self.source, event, None),))

    def _event(self, event: Event) -> KnownEvent:
        return KnownEvent(
            id=self._id(event.id),
            type=event.type,
            modes=event.modes,
            contexts=event.contexts,
            aux=event.aux,
            cameo=event.cameo,
            quad=event.quad,
            score=event.score,
            actor=tuple(map(self._party, event.actor)),
            recipient=tuple(map(self._party, event.recipient)),
            date=_date(event.date.value if event.date else None),
            place=self._places.get(event.place or ""),
            size=event.size,
            attributed_to=self._some(event.attributed_to),
            evidence=event.evidence.text,
            rule=event.rule,
            lead=self.source.report,
            mentions=1 + len(event.also),
            reports=1,
            sources=1,
        )

    def statement(self, statement: Statement) -> KnownStatement:
        """A statement, its two parts in the order of the text."""
        spans = sorted(filter(None, (statement.content, statement.content2)), key=lambda span: span.start)
        return KnownStatement(
            id=self._id(statement.id),
            speaker=self._some(statement.speaker),
            addressee=self._some(statement.addressee),
            via=" ".join(statement.via.text.split()) if statement.via else None,
            content=" … ".join(" ".join(span.text.split()) for span in spans),
            date=statement.date,
            record=statement,
            source=self.source,
            reports=1,
            sources=1,
        )

    def transfer(self, transfer: Transfer) -> KnownTransfer:
        """A transfer."""
        return KnownTransfer(
            id=self._id(transfer.id),
            supplier=self._some(transfer.supplier),
            recipient=self._some(transfer.recipient),
            designation=transfer.item.designation,
            description=" ".join(transfer.item.text.split()),
            category=transfer.item.category,
            quantity=transfer.quantity.text if transfer.quantity else None,
            number=transfer.quantity.number if transfer.quantity else None,
            status=transfer.status,
            condition=transfer.condition.text if transfer.condition else None,
            value=transfer.value,
            date=_date(transfer.date.value if transfer.date else None),
            attributed_to=self._some(transfer.attributed_to),
            evidence=transfer.evidence.text,
            record=transfer,
            source=self.source,
            reports=1,
            sources=1,
        )

    def agreements(self) -> Iterator[KnownAgreement]:
        """The agreements."""
        for agreement in self.reading.agreements:
            place = self._places.get(agreement.place or "")
            yield KnownAgreement(
                id=self._id(agreement.id),
                parties=tuple(map(self._signer, agreement.parties)),
                kind=agreement.kind,
                name=agreement.name,
                status=agreement.status,
                date=agreement.date,
                place=place.name if place else None,
                provisions=tuple(" ".join(span.text.split()) for span in agreement.provisions),
                evidence=agreement.evidence.text,
                record=agreement,
                source=self.source,
                reports=1,
                sources=1,
            )

    def _signer(self, party: AgreementParty) -> KnownParty:
        actor = self._actors.get(party.actor or "")
        if actor is None:
            return KnownParty(None, party.country or "?", party.country, None)
        return KnownParty(self._id(actor.id), actor.name, actor.country, actor.sector)


def _source(report: Report, version: str) -> Source:
    return Source(
        report.id, report.title, report.publisher, report.url, report.published, version=version, flags=report.flags
    )


def _actor(actor: Actor, key: str, events: int, statements: int) -> KnownActor:
    return KnownActor(
        id=key,
        kind=actor.kind,
        name=actor.name,
        names=(actor.name,),
        country=actor.country,
        sector=actor.sector,
        other_sectors=actor.other_sectors,
        roles=tuple(f"{role.title} of {role.of}" if role.of else role.title for role in actor.roles),
        wikidata=actor.wikidata,
        reports=1,
        events=events,
        statements=statements,
    )


def _date(value: str | None) -> KnownDate | None:
    since, until = days(value)
    return KnownDate(value, since, until) if value and since and until else None
