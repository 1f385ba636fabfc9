"""dragoman's own tables: the rows of each, in the columns of data/exports/tables.csv."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

import msgspec

from dragoman.exports.holdings import Holdings
from dragoman.exports.told import Told
from dragoman.records import Record, Span
from dragoman.register.records import (
    Contradiction,
    EventMention,
    EventStory,
    KnownAgreement,
    KnownDate,
    KnownEvent,
    KnownParty,
    KnownStatement,
    KnownTransfer,
)

BETWEEN = "; "
Row = Mapping[str, object]


def table_rows(table: str, holdings: Holdings) -> Iterator[Row]:
    """The rows of one table. KeyError for a table that tables.csv does not name."""
    return MAKERS[table](holdings)


def _reports(holdings: Holdings) -> Iterator[Row]:
    for source in holdings.sources():
        yield {**_fields(source, "report", "flags"), "id": source.report, "flags": BETWEEN.join(source.flags)}


def _actors(holdings: Holdings) -> Iterator[Row]:
    for actor in holdings.actors():
        lists = {name: BETWEEN.join(getattr(actor, name)) for name in ("names", "other_sectors", "roles")}
        yield {**_fields(actor, *lists), **lists}


def _events(holdings: Holdings) -> Iterator[Row]:
    return map(_event, holdings.events())


def _event(event: KnownEvent) -> Row:
    place = event.place
    return {
        "id": event.id,
        "type": event.type,
        **{name: BETWEEN.join(getattr(event, name)) for name in ("modes", "contexts", "aux")},
        "cameo": event.cameo,
        "quad": event.quad,
        "score": event.score,
        **_dated(event.date),
        "actors": BETWEEN.join(party.name for party in event.actor),
        "recipients": BETWEEN.join(party.name for party in event.recipient),
        "place": place.name if place else None,
        "place_country": place.country if place else None,
        "lat": place.lat if place else None,
        "lon": place.lon if place else None,
        "geonames": place.geonames if place else None,
        **_fields(event.size),
        "attributed_to": _name(event.attributed_to),
        "evidence": event.evidence,
        "rule": event.rule,
        "lead": event.lead,
        "mentions": event.mentions,
        "reports": event.reports,
        "sources": event.sources,
        "contradictions": _differences(event.contradictions),
    }


def _event_parties(holdings: Holdings) -> Iterator[Row]:
    for event in holdings.events():
        credited = (event.attributed_to,) if event.attributed_to else ()
        for role, parties in (("actor", event.actor), ("recipient", event.recipient), ("attributed", credited)):
            for position, party in enumerate(parties):
                yield {"event": event.id, "role": role, "position": position, **_fields(party)}


def _mentions(holdings: Holdings) -> Iterator[Row]:
    return (_mention(story, mention, holdings) for story in holdings.stories() for mention in story.mentions)


def _mention(story: EventStory, mention: EventMention, holdings: Holdings) -> Row:
    record = mention.record
    return {
        "event": story.event.id,
        "report": mention.source.report,
        "sentence": Told(story.event, mention, holdings).sentence,
        "start": record.evidence.start,
        "end": record.evidence.end,
        "trigger": record.trigger.text,
        "evidence": record.evidence.text,
        "why": mention.why,
    }


def _statements(holdings: Holdings) -> Iterator[Row]:
    return map(_statement, holdings.statements())


def _statement(known: KnownStatement) -> Row:
    record = known.record
    return {
        "id": known.id,
        "report": known.source.report,
        "kind": record.kind,
        **_side("speaker", known.speaker),
        "addressee_name": _name(known.addressee),
        "via": known.via,
        "cue": record.cue.text,
        "content": known.content,
        "date": known.date,
        **_offsets(record.content),
        "reports": known.reports,
        "sources": known.sources,
    }


def _transfers(holdings: Holdings) -> Iterator[Row]:
    return map(_transfer, holdings.transfers())


def _transfer(known: KnownTransfer) -> Row:
    same = ("id", "designation", "description", "category", "number", "quantity", "status", "condition", "evidence")
    return {
        **{name: getattr(known, name) for name in (*same, "reports", "sources")},
        "report": known.source.report,
        **_side("supplier", known.supplier),
        **_side("recipient", known.recipient),
        "value": known.value.amount if known.value else None,
        "currency": known.value.currency if known.value else None,
        "date": known.date.value if known.date else None,
        "attributed_to": _name(known.attributed_to),
        "contradictions": _differences(known.contradictions),
    }


def _agreements(holdings: Holdings) -> Iterator[Row]:
    return map(_agreement, holdings.agreements())


def _agreement(known: KnownAgreement) -> Row:
    same = ("id", "kind", "name", "status", "date", "place", "evidence", "reports", "sources")
    return {
        **{name: getattr(known, name) for name in same},
        "report": known.source.report,
        "parties": BETWEEN.join(party.name for party in known.parties),
        "provisions": BETWEEN.join(known.provisions),
        "contradictions": _differences(known.contradictions),
    }


def _agreement_parties(holdings: Holdings) -> Iterator[Row]:
    for known in holdings.agreements():
        for position, party in enumerate(known.parties):
            yield {"agreement": known.id, "position": position, **_fields(party, "sector")}


def _fields(record: Record, *without: str) -> dict[str, object]:
    return {name: getattr(record, name) for name in record.__struct_fields__ if name not in without}


def _dated(date: KnownDate | None) -> Row:
    if date is None:
        return {"date": None, "since": None, "until": None}
    return {"date": date.value, "since": date.since, "until": date.until}


def _side(role: str, party: KnownParty | None) -> Row:
    return {
        role: party.actor if party else None,
        f"{role}_name": _name(party),
        f"{role}_country": party.country if party else None,
    }


def _name(party: KnownParty | None) -> str | None:
    return party.name if party else None


def _offsets(span: Span) -> Row:
    return {"start": span.start, "end": span.end}


def _differences(contradictions: Iterable[Contradiction]) -> str | None:
    found = list(contradictions)
    return msgspec.json.encode(found).decode() if found else None


MAKERS: Mapping[str, Callable[[Holdings], Iterator[Row]]] = {
    "reports": _reports,
    "actors": _actors,
    "events": _events,
    "event_parties": _event_parties,
    "mentions": _mentions,
    "statements": _statements,
    "transfers": _transfers,
    "agreements": _agreements,
    "agreement_parties": _agreement_parties,
}
