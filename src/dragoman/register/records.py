"""What the register gives: merged records with their sources. Names as in docs/records.md where they mean the same."""

from __future__ import annotations

from typing import Literal

from dragoman.records import Actor, Agreement, Event, Money, Place, Reading, Record, Size, Statement, Transfer

Outcome = Literal["added", "known", "revised", "flagged"]


class Added(Record, frozen=True):
    """What became of one reading. `why` says it for "flagged" and "revised"; `copy_of` names the report it copies."""

    report: str
    outcome: Outcome
    why: str | None = None
    copy_of: str | None = None


class Recoded(Record, frozen=True):
    """What a newer dragoman or lexicon changed in one report: the records that went and that came, a line each.

    `why` tells that the report could not be read again; then the reading of before stands, if it was better.
    """

    report: str
    gone: tuple[str, ...]
    came: tuple[str, ...]
    why: str | None = None


class Revision(Record, frozen=True):
    """An earlier reading of a report: the dragoman and the lexicon that made it, and when it was replaced (UTC)."""

    report: str
    version: str
    lexicon: str
    replaced: str
    reading: Reading


class Source(Record, frozen=True):
    """A report as a source. `copy_of` is the id of the report that it copies, null for an independent one."""

    report: str
    title: str | None
    publisher: str | None
    url: str | None
    published: str | None
    copy_of: str | None = None
    version: str = ""  # of dragoman, that read it
    lexicon: str = ""  # hash of the data it was read with
    flags: tuple[str, ...] = ()


class KnownParty(Record, frozen=True):
    """An actor of the register in a role; `actor` null and `name` the report's words where nobody was resolved."""

    actor: str | None
    name: str
    country: str | None
    sector: str | None


class KnownDate(Record, frozen=True):
    """`value` as in records.EventDate; `since` and `until` its first and last day, both ISO dates."""

    value: str
    since: str
    until: str


class Alternative(Record, frozen=True):
    """One of several values that sources give for a field, and the reports that give it."""

    value: str
    reports: tuple[str, ...]


class Contradiction(Record, frozen=True):
    """A field on which the sources differ; the values side by side, none thrown away."""

    field: str
    values: tuple[Alternative, ...]


class KnownEvent(Record, frozen=True):
    """One act, however many reports tell it. `sources` counts independent reports, `reports` all, `mentions` sites."""

    id: str
    type: str
    modes: tuple[str, ...]
    contexts: tuple[str, ...]
    aux: tuple[str, ...]
    cameo: str
    quad: int
    score: float
    actor: tuple[KnownParty, ...]
    recipient: tuple[KnownParty, ...]
    date: KnownDate | None
    place: Place | None
    size: Size
    attributed_to: KnownParty | None
    evidence: str
    rule: str
    lead: str  # id of the report whose words `evidence` are
    mentions: int
    reports: int
    sources: int
    contradictions: tuple[Contradiction, ...] = ()


class EventMention(Record, frozen=True):
    """One report's record of an event, as it was read; spans point into that report. `why`: the reason of the merge."""

    event: str
    source: Source
    record: Event
    why: str | None


class EventStory(Record, frozen=True):
    """An event with all its mentions, the lead first, then by date and id of the report."""

    event: KnownEvent
    mentions: tuple[EventMention, ...]


class KnownActor(Record, frozen=True):
    """An actor across reports. `names` are all its names, most frequent first; `roles` as "title of whom"."""

    id: str
    kind: str
    name: str
    names: tuple[str, ...]
    country: str | None
    sector: str | None
    other_sectors: tuple[str, ...]
    roles: tuple[str, ...]
    wikidata: str | None
    reports: int
    events: int
    statements: int


class LocalActor(Record, frozen=True):
    """A report's record of an actor and why it is taken for the register's."""

    actor: str
    source: Source
    record: Actor
    why: str | None


class KnownStatement(Record, frozen=True):
    """An utterance, the lead's wording; `variants` the other wordings with their sources."""

    id: str
    speaker: KnownParty | None
    addressee: KnownParty | None
    via: str | None
    content: str
    date: str | None
    record: Statement
    source: Source
    reports: int
    sources: int


class KnownTransfer(Record, frozen=True):
    """A transfer across reports; `record` is the lead's."""

    id: str
    supplier: KnownParty | None
    recipient: KnownParty | None
    designation: str | None
    description: str
    category: str
    quantity: str | None
    number: int | None
    status: str
    condition: str | None
    value: Money | None
    date: KnownDate | None
    attributed_to: KnownParty | None
    evidence: str
    record: Transfer
    source: Source
    reports: int
    sources: int
    contradictions: tuple[Contradiction, ...] = ()


class KnownAgreement(Record, frozen=True):
    """An agreement across reports; `record` is the lead's."""

    id: str
    parties: tuple[KnownParty, ...]
    kind: str
    name: str | None
    status: str
    date: str | None
    place: str | None
    provisions: tuple[str, ...]
    evidence: str
    record: Agreement
    source: Source
    reports: int
    sources: int
    contradictions: tuple[Contradiction, ...] = ()


class Hit(Record, frozen=True):
    """A full-text hit. `ref` is the id of a report, statement or event; `snippet` marks the words with [ and ]."""

    kind: Literal["report", "statement", "event"]
    ref: str
    report: str
    title: str | None
    published: str | None
    snippet: str
    rank: float


class Day(Record, frozen=True):
    """How many acts of a type and quad class one day, month or year has; `type` may be "statement" or "transfer"."""

    date: str
    type: str
    quad: int | None
    count: int


class Node(Record, frozen=True):
    """An actor of the network with the number of events it takes part in."""

    id: str
    name: str
    country: str | None
    kind: str
    count: int


class Edge(Record, frozen=True):
    """Acts of one actor towards another: number, mean PLOVER score, number by quad class (1–4, 0 for none)."""

    actor: str
    recipient: str
    count: int
    score: float
    quads: tuple[int, int, int, int, int]


class Network(Record, frozen=True):
    """The busiest actors and what they did to one another; `left_out` counts actors not drawn."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    left_out: int


class Spot(Record, frozen=True):
    """A place with the number of events there."""

    name: str
    country: str | None
    lat: float
    lon: float
    count: int


class Flow(Record, frozen=True):
    """Transfers from one state to another by status."""

    supplier: str
    recipient: str
    status: str
    count: int


class Counts(Record, frozen=True):
    """How much the register holds."""

    reports: int
    copies: int
    actors: int
    events: int
    mentions: int
    statements: int
    transfers: int
    agreements: int
    first: str | None
    last: str | None


class Maker(Record, frozen=True):
    """How many reports a version of dragoman read with a lexicon."""

    version: str
    lexicon: str
    reports: int


class Info(Record, frozen=True):
    """What a register is: where, the kind of its database, the revision of its tables, its bytes, who read what."""

    name: str
    database: str
    revision: str
    size: int
    counts: Counts
    makers: tuple[Maker, ...]
    revisions: int
    flagged: int
