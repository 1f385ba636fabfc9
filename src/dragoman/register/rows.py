"""A reading becomes rows of the tables. Pure: the same reading gives the same rows."""

from __future__ import annotations

import json
import zlib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, overload

import msgspec

from dragoman.reading.dates.periods import parse
from dragoman.records import (
    NOT_READ,
    Actor,
    Agreement,
    Event,
    Party,
    Place,
    Reading,
    Report,
    Role,
    Statement,
    Transfer,
)
from dragoman.register.names import folded

Row = dict[str, Any]
KEY = 20  # hex digits of a key
LARGEST = 2**63 - 1  # what an integer of a database holds
LONGEST = 600  # characters of an indexed cell: an index of PostgreSQL takes 2,700 bytes


@dataclass(frozen=True)
class Child:
    """A row that hangs on a row, with the local id of the actor that it names (None where nobody was resolved)."""

    row: Row
    actor: str | None


@dataclass(frozen=True)
class Told:
    """A record as a row. `actors` are columns that take the row id of a local actor; `parties` its further rows."""

    row: Row
    actors: Mapping[str, str | None]
    parties: tuple[Child, ...] = ()


@dataclass(frozen=True)
class Rows:
    """All rows of a reading but the report's own."""

    actors: tuple[Row, ...]
    events: tuple[Told, ...]
    statements: tuple[Told, ...]
    transfers: tuple[Told, ...]
    agreements: tuple[Told, ...]


def rows(reading: Reading) -> Rows:
    """The rows of what a report tells."""
    desk = _Desk(reading)
    return Rows(
        tuple(desk.actor(actor) for actor in reading.actors),
        tuple(desk.event(event) for event in reading.events),
        tuple(desk.statement(statement) for statement in reading.statements),
        tuple(desk.transfer(transfer) for transfer in reading.transfers),
        tuple(desk.agreement(agreement) for agreement in reading.agreements),
    )


def report_row(reading: Reading, lexicon: str) -> Row:
    """The report's own row; when it was added is the store's to say."""
    report = reading.report
    return {
        "key": report.id,
        "fingerprint": fingerprint(report),
        "title": _clean(report.title),
        "byline": _clean(report.byline),
        "publisher": _short(report.publisher),
        "url": _clean(report.url),
        "language": _clean(report.language),
        "published": report.published,
        "text": _clean(report.text),
        "reading": pack(reading),
        "flags": _json(report.flags),
        "version": reading.version,
        "lexicon": lexicon,
    }


def fingerprint(report: Report) -> str:
    """What tells whether a report is the same as before: a hash of its text and of what the source says about it."""
    plain = msgspec.structs.replace(report, id="", flags=tuple(f for f in report.flags if not f.startswith(NOT_READ)))
    return sha256(msgspec.json.encode(plain)).hexdigest()


def pack(reading: Reading) -> bytes:
    """The reading as it is stored."""
    return zlib.compress(reading.to_json().encode(), 6)


def unpack(packed: bytes) -> Reading:
    """The reading that was stored."""
    return Reading.from_json(zlib.decompress(packed))


def days(value: str | None) -> tuple[str | None, str | None]:
    """The first and last day of an ISO 8601 value, as short as it is known, or of a range; None, None for none."""
    start, _, end = (value or "").partition("/")
    first, last = parse(start), parse(end or start)
    if first is None or last is None:
        return None, None
    return first.first.isoformat(), max(first.last, last.last).isoformat()


def key_of(*parts: str) -> str:
    """A short hash of what names a thing."""
    return sha256("\0".join(parts).encode()).hexdigest()[:KEY]


class _Desk:
    """One reading being laid out: looks up its actors and places, numbers its keys."""

    def __init__(self, reading: Reading) -> None:
        self._report = reading.report.id
        self._actors = {actor.id: actor for actor in reading.actors}
        self._places = {place.id: place for place in reading.places}
        self._seen: Counter[tuple[str, ...]] = Counter()

    def _key(self, *parts: str) -> str:
        """Stable from reading to reading: of the report and words, and a number where the words come again."""
        self._seen[parts] += 1
        return key_of(self._report, *parts, str(self._seen[parts]))

    def actor(self, actor: Actor) -> Row:
        return {
            "local_id": actor.id,
            "key": self._key("actor", actor.kind, actor.name),
            "kind": actor.kind,
            "name": _clean(actor.name),
            "folded": _short(folded(actor.name)),
            "country": actor.country,
            "sector": actor.sector,
            "other_sectors": _json(actor.other_sectors),
            "roles": _json(role_text(role) for role in actor.roles),
            "wikidata": actor.wikidata,
            "why": _clean(actor.why),
        }

    def event(self, event: Event) -> Told:
        since, until = days(event.date.value if event.date else None)
        row = {
            "local_id": event.id,
            "key": self._key("event", event.type, event.trigger.text),
            "type": event.type,
            "modes": _json(event.modes),
            "contexts": _json(event.contexts),
            **{aux: aux in event.aux for aux in ("future", "hypothetical", "negation", "historical")},
            "cameo": event.cameo,
            "quad": event.quad,
            "score": event.score,
            "date_value": event.date.value if event.date else None,
            "since": since,
            "until": until,
            **self._place(event.place),
            "dead": _number(event.size.dead),
            "injured": _number(event.size.injured),
            "arrested": _number(event.size.arrested),
            "date_given": event.date.start is not None if event.date else None,
            "trigger": _clean(event.trigger.text),
            "evidence": _clean(event.evidence.text),
            "evidence_start": event.evidence.start,
            "evidence_end": event.evidence.end,
            "rule": event.rule,
        }
        roles = {"actor": event.actor, "recipient": event.recipient, "attributed": _some(event.attributed_to)}
        parties = [self._party(role, n, party) for role, several in roles.items() for n, party in enumerate(several)]
        return Told(row, {}, tuple(parties))

    def statement(self, statement: Statement) -> Told:
        row = {
            "local_id": statement.id,
            "key": self._key("statement", statement.content.text),
            **_ALONE,
            "speaker": self._name(statement.speaker),
            "addressee": self._name(statement.addressee),
            "via": _clean(statement.via.text) if statement.via else None,
            "source_class": statement.source_class,
            "kind": statement.kind,
            "content": _clean(statement.content.text),
            "date": statement.date,
        }
        actors = {"speaker_local_id": statement.speaker, "addressee_local_id": statement.addressee}
        return Told(row, {column: party.actor if party else None for column, party in actors.items()})

    def transfer(self, transfer: Transfer) -> Told:
        since, until = days(transfer.date.value if transfer.date else None)
        row = {
            "local_id": transfer.id,
            "key": self._key("transfer", transfer.item.text),
            **_ALONE,
            "supplier": self._name(transfer.supplier),
            "supplier_country": self._country(transfer.supplier),
            "recipient": self._name(transfer.recipient),
            "recipient_country": self._country(transfer.recipient),
            "designation": transfer.item.designation,
            "description": _clean(transfer.item.text),
            "category": transfer.item.category,
            "quantity": _clean(transfer.quantity.text) if transfer.quantity else None,
            "number": _number(transfer.quantity.number) if transfer.quantity else None,
            "status": transfer.status,
            "condition": _clean(transfer.condition.text) if transfer.condition else None,
            "amount": transfer.value.amount if transfer.value else None,
            "currency": transfer.value.currency if transfer.value else None,
            "date_value": transfer.date.value if transfer.date else None,
            "since": since,
            "until": until,
            "attributed": self._name(transfer.attributed_to),
            "evidence": _clean(transfer.evidence.text),
        }
        actors = {"supplier_local_id": transfer.supplier, "recipient_local_id": transfer.recipient}
        return Told(row, {column: party.actor if party else None for column, party in actors.items()})

    def agreement(self, agreement: Agreement) -> Told:
        place = self._places.get(agreement.place or "")
        row = {
            "local_id": agreement.id,
            "key": self._key("agreement", agreement.evidence.text),
            **_ALONE,
            "kind": agreement.kind,
            "name": _clean(agreement.name),
            "status": agreement.status,
            "date": agreement.date,
            "place_name": place.name if place else None,
            "evidence": _clean(agreement.evidence.text),
        }
        parties = []
        for number, party in enumerate(agreement.parties):
            actor = self._actors.get(party.actor or "")
            name = actor.name if actor else party.country or ""
            parties.append(Child({"position": number, "name": _clean(name), "country": party.country}, party.actor))
        return Told(row, {}, tuple(parties))

    def _party(self, role: str, position: int, party: Party) -> Child:
        actor = self._actors.get(party.actor or "")
        row = {
            "role": role,
            "position": position,
            "words": _clean(party.text),
            "country": actor.country if actor else None,
            "sector": actor.sector if actor else None,
        }
        return Child(row, party.actor)

    def _name(self, party: Party | None) -> str | None:
        if party is None:
            return None
        actor = self._actors.get(party.actor or "")
        return _clean(actor.name) if actor else _clean(party.text)

    def _country(self, party: Party | None) -> str | None:
        actor = self._actors.get(party.actor or "") if party else None
        return actor.country if actor else None

    def _place(self, place_id: str | None) -> Row:
        place = self._places.get(place_id or "", Place("", ""))
        return {
            "place_name": _clean(place.name) or None,
            "place_country": place.country,
            "lat": place.lat,
            "lon": place.lon,
            "geonames": place.geonames,
        }


_ALONE: Mapping[str, Any] = {"lead": True, "reports": 1, "sources": 1}  # until the merging finds others of its kind


def role_text(role: Role) -> str:
    """An office as "title of whom"."""
    return f"{role.title} of {role.of}" if role.of else role.title


def _some(party: Party | None) -> tuple[Party, ...]:
    return (party,) if party else ()


def _json(values: Iterable[str]) -> str:
    return json.dumps([_clean(value) for value in values], ensure_ascii=False)


@overload
def _clean(value: str) -> str: ...


@overload
def _clean(value: None) -> None: ...


@overload
def _clean(value: str | None) -> str | None: ...


def _clean(value: str | None) -> str | None:
    """The text without zero characters, which PostgreSQL cannot store; as long as before."""
    return value.replace("\0", "\ufffd") if value else value


def _number(value: int | None) -> int | None:
    """A number that the tables can hold; a larger one stays in the reading only."""
    return value if value is None or abs(value) <= LARGEST else None


def _short(value: str | None) -> str | None:
    return value[:LONGEST].replace("\0", "\ufffd") if value else value
