"""A reading as rows of the tables: names instead of ids, and the whole reading beside them as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property

from dragoman.bulk.slices import Fault
from dragoman.bulk.tables import Row
from dragoman.records import Actor, Agreement, Event, Party, Place, Reading, Span, Statement, Transfer


class Rows:
    """The rows of one reading. `number` is the record's in the input, `source` its file and place."""

    def __init__(self, reading: Reading, number: int, source: str) -> None:
        self._reading = reading
        self._source = source
        self._key: Row = {"number": number, "report": reading.report.id, "published": reading.report.published}

    def all(self) -> Iterator[tuple[str, Row]]:
        """Each row with the name of its table."""
        reading = self._reading
        yield "reports", {**self._key, **self._report}
        yield from (("actors", {**self._key, **_actor(actor)}) for actor in reading.actors)
        yield from (("events", {**self._key, **self._event(event)}) for event in reading.events)
        yield from (("statements", {**self._key, **self._statement(said)}) for said in reading.statements)
        yield from (("transfers", {**self._key, **self._transfer(transfer)}) for transfer in reading.transfers)
        yield from (("agreements", {**self._key, **self._agreement(agreed)}) for agreed in reading.agreements)

    @cached_property
    def _actors(self) -> dict[str, Actor]:
        return {actor.id: actor for actor in self._reading.actors}

    @cached_property
    def _places(self) -> dict[str, Place]:
        return {place.id: place for place in self._reading.places}

    @property
    def _report(self) -> Row:
        report = self._reading.report
        return {
            "source": self._source,
            "title": report.title,
            "byline": report.byline,
            "publisher": report.publisher,
            "url": report.url,
            "language": report.language,
            "dateline_place": report.dateline.place if report.dateline else None,
            "dateline_date": report.dateline.date if report.dateline else None,
            "flags": list(report.flags),
            "characters": len(report.text),
            "sentences": len(self._reading.sentences),
            "reading": self._reading.to_json(),
        }

    def _event(self, event: Event) -> Row:
        place = self._places.get(event.place or "")
        return {
            "id": event.id,
            "type": event.type,
            "modes": list(event.modes),
            "contexts": list(event.contexts),
            "aux": list(event.aux),
            "cameo": event.cameo,
            "quad": event.quad,
            "score": event.score,
            "actors": [self._name(party) for party in event.actor],
            "actor_countries": self._countries(event.actor),
            "recipients": [self._name(party) for party in event.recipient],
            "recipient_countries": self._countries(event.recipient),
            "date": event.date.value if event.date else None,
            "place": place.name if place else None,
            "place_country": place.country if place else None,
            "lat": place.lat if place else None,
            "lon": place.lon if place else None,
            "geonames": place.geonames if place else None,
            "dead": event.size.dead,
            "injured": event.size.injured,
            "arrested": event.size.arrested,
            "attributed_to": self._name(event.attributed_to),
            "trigger": event.trigger.text,
            "rule": event.rule,
            **_evidence(event.evidence),
        }

    def _statement(self, said: Statement) -> Row:
        content = " ".join(words for span in (said.content, said.content2) if (words := _words(span)))
        return {
            "id": said.id,
            "kind": said.kind,
            "speaker": self._name(said.speaker),
            "speaker_country": self._country(said.speaker),
            "via": self._name(said.via),
            "addressee": self._name(said.addressee),
            "cue": said.cue.text,
            "content": content,
            "date": said.date,
            "variant_of": said.variant_of,
            "source_class": said.source_class,
            "start": said.content.start,
            "end": said.content.end,
        }

    def _transfer(self, transfer: Transfer) -> Row:
        return {
            "id": transfer.id,
            "supplier": self._name(transfer.supplier),
            "supplier_country": self._country(transfer.supplier),
            "recipient": self._name(transfer.recipient),
            "recipient_country": self._country(transfer.recipient),
            "item": _words(transfer.item),
            "designation": transfer.item.designation,
            "category": transfer.item.category,
            "quantity": transfer.quantity.number if transfer.quantity else None,
            "status": transfer.status,
            "date": transfer.date.value if transfer.date else None,
            "condition": _words(transfer.condition),
            "value": transfer.value.amount if transfer.value else None,
            "currency": transfer.value.currency if transfer.value else None,
            "attributed_to": self._name(transfer.attributed_to),
            "rule": transfer.rule,
            **_evidence(transfer.evidence),
        }

    def _agreement(self, agreed: Agreement) -> Row:
        known = [self._actors.get(party.actor or "") for party in agreed.parties]
        place = self._places.get(agreed.place or "")
        return {
            "id": agreed.id,
            "kind": agreed.kind,
            "name": agreed.name,
            "status": agreed.status,
            "parties": [
                actor.name if actor else party.country or "?"
                for party, actor in zip(agreed.parties, known, strict=True)
            ],
            "countries": _once(party.country for party in agreed.parties),
            "date": agreed.date,
            "place": place.name if place else None,
            "provisions": [_words(span) for span in agreed.provisions],
            "term": _words(agreed.term),
            "events": list(agreed.events),
            **_evidence(agreed.evidence),
        }

    def _name(self, party: Party | None) -> str | None:
        actor = self._actors.get(party.actor or "") if party else None
        return actor.name if actor else _words(party)

    def _country(self, party: Party | None) -> str | None:
        actor = self._actors.get(party.actor or "") if party else None
        return actor.country if actor else None

    def _countries(self, parties: Iterable[Party]) -> list[str]:
        return _once(self._country(party) for party in parties)


def error_row(fault: Fault, number: int) -> Row:
    """The row of the errors table."""
    return {"number": number, "source": fault.where, "kind": fault.kind, "reason": fault.reason}


def _actor(actor: Actor) -> Row:
    return {
        "id": actor.id,
        "kind": actor.kind,
        "name": actor.name,
        "country": actor.country,
        "sector": actor.sector,
        "other_sectors": list(actor.other_sectors),
        "roles": [f"{role.title}, {role.of}" if role.of else role.title for role in actor.roles],
        "wikidata": actor.wikidata,
        "mentions": len(actor.mentions),
    }


def _evidence(span: Span) -> Row:
    return {"evidence": _words(span), "start": span.start, "end": span.end}


def _words(span: Span | None) -> str | None:
    return " ".join(span.text.split()) if span else None


def _once(countries: Iterable[str | None]) -> list[str]:
    return list(dict.fromkeys(country for country in countries if country))
