"""The records: what `dragoman read` makes of one report and what every room speaks.

The field names are an interchange format (docs/records.md); fields may be added, none renamed. All records are frozen.
Offsets are half-open, in Unicode code points of `report.text`, and `text == report.text[start:end]` always holds.
"""

from __future__ import annotations

from typing import Literal

import msgspec

FurnitureKind = Literal["caption", "credit", "navigation", "byline", "dateline", "advert", "boilerplate", "headline"]
ActorKind = Literal["person", "state", "organisation", "group"]
MentionForm = Literal["name", "title", "pronoun", "nominal"]
Aux = Literal["future", "hypothetical", "negation", "historical"]
TransferStatus = Literal[
    "delivered",
    "ordered",
    "agreed",
    "planned",
    "offered",
    "negotiating",
    "requested",
    "opposed",
    "refused",
    "suspended",
    "alleged",
    "possible",
]
AgreementStatus = Literal["signed", "agreed", "proposed", "ratified", "rejected", "ended", "planned", "in force"]


NOT_READ = "not read"  # how the flag of a report begins whose reading failed


class Record(msgspec.Struct, frozen=True):
    """Base of all records: immutable, compared by value, encoded by msgspec."""


class Span(Record, frozen=True):
    """Words of the report: `text == report.text[start:end]`."""

    start: int
    end: int
    text: str


class Furniture(Span, frozen=True):
    """Words of the page that are no part of the story."""

    kind: FurnitureKind


class Dateline(Record, frozen=True):
    """Where (and when) the report was filed, as it says at its head."""

    place: str | None = None
    date: str | None = None


class Report(Record, frozen=True):
    """One report as it was given. `published` is an ISO date or null."""

    id: str
    text: str
    title: str | None = None
    byline: str | None = None
    publisher: str | None = None
    url: str | None = None
    language: str = "en"
    published: str | None = None
    dateline: Dateline | None = None
    furniture: tuple[Furniture, ...] = ()
    flags: tuple[str, ...] = ()  # what was odd about the source: "no-date", "not-english", "replaced-bytes", …


class Role(Record, frozen=True):
    """An office as the report or a gazetteer gives it."""

    title: str
    of: str | None = None


class Mention(Span, frozen=True):
    """One place where the report names an actor, and how."""

    form: MentionForm
    why: str | None = None  # the reason for the resolution, in words


class Actor(Record, frozen=True):
    """A party that the report names. `country` is ISO 3166 alpha-3 or PLOVER's IGO UNO EUR NGO ISM IMG MNC KOS."""

    id: str
    kind: ActorKind
    name: str
    country: str | None = None
    sector: str | None = None  # PLOVER 2.0, table 5.2; null for a state as a whole
    other_sectors: tuple[str, ...] = ()
    roles: tuple[Role, ...] = ()
    mentions: tuple[Mention, ...] = ()
    wikidata: str | None = None
    why: str | None = None  # where country and sector come from


class DateMention(Span, frozen=True):
    """A date of the text. `value` is ISO 8601, as short as it is known."""

    value: str


class Place(Record, frozen=True):
    """A place with its coordinates (WGS 84 degrees) and GeoNames number."""

    id: str
    name: str
    country: str | None = None
    lat: float | None = None
    lon: float | None = None
    geonames: int | None = None
    mentions: tuple[Span, ...] = ()


class Party(Span, frozen=True):
    """An actor in a role, with the words that name it. `actor` is null where nobody could be resolved."""

    actor: str | None = None


class EventDate(Record, frozen=True):
    """The date of an event; `start` and `end` are null where it is inferred."""

    value: str
    start: int | None = None
    end: int | None = None
    text: str | None = None


class Size(Record, frozen=True):
    """How many people were killed, hurt, arrested; null where unknown or contested."""

    dead: int | None = None
    injured: int | None = None
    arrested: int | None = None


class Event(Record, frozen=True):
    """An act of one party towards another, coded with PLOVER 2.0."""

    id: str
    type: str
    modes: tuple[str, ...]
    contexts: tuple[str, ...]
    aux: tuple[Aux, ...]
    cameo: str
    actor: tuple[Party, ...]
    recipient: tuple[Party, ...]
    place: str | None
    date: EventDate | None
    attributed_to: Party | None
    size: Size
    trigger: Span
    evidence: Span
    also: tuple[Span, ...]
    quad: int
    score: float
    rule: str


class Statement(Record, frozen=True):
    """What somebody said, wrote or thought, on the report's word."""

    id: str
    kind: Literal["direct", "indirect", "mixed"]
    speaker: Party | None
    via: Party | None
    addressee: Party | None
    cue: Span
    content: Span
    content2: Span | None = None
    date: str | None = None
    variant_of: str | None = None
    differs: tuple[tuple[Span, Span], ...] | None = None  # the differing words: (here, there)
    source_class: str | None = None  # named person, office, anonymous official, document, medium


class Item(Span, frozen=True):
    """What is transferred. `category` is of the UN Register of Conventional Arms, I–VII, or "other"."""

    designation: str | None = None
    category: str = "other"


class Money(Span, frozen=True):
    """A sum with its ISO 4217 currency."""

    amount: float
    currency: str | None = None


class Quantity(Span, frozen=True):
    """How many, where the words can be counted; else `number` is null and the words stand."""

    number: int | None = None


class Transfer(Record, frozen=True):
    """Arms, military goods or training from a supplier to a recipient, done or not."""

    id: str
    supplier: Party | None
    recipient: Party | None
    item: Item
    quantity: Quantity | None
    status: TransferStatus
    condition: Span | None
    value: Money | None
    date: EventDate | None
    attributed_to: Party | None
    evidence: Span
    also: tuple[Span, ...] = ()
    rule: str | None = None
    ordered: EventDate | None = None  # when it was ordered or agreed
    delivered: EventDate | None = None  # when it was, or is to be, delivered; a range where it takes years


class AgreementParty(Record, frozen=True):
    """A party to an agreement."""

    actor: str | None
    country: str | None


class Agreement(Record, frozen=True):
    """What states or other political actors agreed, or mean to agree."""

    id: str
    parties: tuple[AgreementParty, ...]
    kind: str
    name: str | None
    status: AgreementStatus
    date: str | None
    place: str | None
    provisions: tuple[Span, ...]
    term: Span | None
    evidence: Span
    events: tuple[str, ...] = ()
    also: tuple[Span, ...] = ()


class Reading(Record, frozen=True):
    """Everything read from one report."""

    report: Report
    actors: tuple[Actor, ...] = ()
    dates: tuple[DateMention, ...] = ()
    places: tuple[Place, ...] = ()
    events: tuple[Event, ...] = ()
    statements: tuple[Statement, ...] = ()
    transfers: tuple[Transfer, ...] = ()
    agreements: tuple[Agreement, ...] = ()
    sentences: tuple[int, ...] = ()  # where each sentence starts
    skipped: tuple[Span, ...] = ()  # sentences that the grammar could not handle
    unparsed: tuple[tuple[int, int], ...] = ()  # what triage left unread, as offsets
    version: str = ""
    lexicon: str = ""  # hash of the knowledge that it was read with

    def to_json(self, indent: int | None = None) -> str:
        """The record as JSON (docs/records.md), the same bytes for the same input and version."""
        raw = msgspec.json.encode(self)
        return (msgspec.json.format(raw, indent=indent) if indent else raw).decode()

    @staticmethod
    def from_json(raw: str | bytes) -> Reading:
        """The reading that `to_json` wrote; msgspec.ValidationError where the fields are wrong."""
        return msgspec.json.decode(raw, type=Reading)
