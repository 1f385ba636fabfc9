"""FollowTheMoney entities as JSON lines, for Aleph, OpenSanctions and their kin."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha1

import msgspec

from dragoman.exports.cells import one_line
from dragoman.exports.holdings import Holdings, Tally
from dragoman.exports.told import is_done, pairs
from dragoman.knowledge.formats import countries
from dragoman.register.records import (
    EventStory,
    KnownActor,
    KnownAgreement,
    KnownDate,
    KnownParty,
    KnownStatement,
    KnownTransfer,
    Source,
)

BUSINESS = ("BUS", "MNC")
OF_STATE = ("GOV", "MIL", "LEG", "JUD", "COP", "SPY")
EUROPE = {"EUR": "eu"}
Values = Mapping[str, object]


def lines(holdings: Holdings, tally: Tally) -> Iterator[str]:
    """The entities, one a line: things first, then the links between them."""
    for entity in _entities(holdings):
        tally.rows += 1
        yield msgspec.json.encode(entity).decode()


def _entities(holdings: Holdings) -> Iterator[Values]:
    yield from map(_article, holdings.sources())
    yield from map(_actor, holdings.actors())
    for story in holdings.stories():
        yield _event(story)
        yield from _links(story)
    yield from map(_note, holdings.statements())
    yield from map(_activity, holdings.transfers())
    yield from map(_agreement, holdings.agreements())


def _entity(schema: str, key: str, **properties: object) -> Values:
    """An entity; properties without a value are left out."""
    lists = {name: _values(value) for name, value in sorted(properties.items())}
    return {"id": key, "schema": schema, "properties": {name: values for name, values in lists.items() if values}}


def _values(value: object) -> list[str]:
    several = value if isinstance(value, list | tuple) else [value]
    texts = (one_line(str(one)) for one in several if one is not None)
    return list(dict.fromkeys(text for text in texts if text))


def key(kind: str, name: str) -> str:
    """An entity's id: FollowTheMoney allows letters, digits, dots and hyphens only."""
    return f"dragoman-{kind}-{sha1(name.encode(), usedforsecurity=False).hexdigest()[:20]}"


def _country(code: str | None) -> str | None:
    known = countries().get(code or "")
    return known.alpha2.lower() if known else EUROPE.get(code or "")


def _refs(parties: Iterable[KnownParty | None]) -> list[str]:
    return [key("actor", party.actor) for party in parties if party and party.actor]


def _names(parties: Iterable[KnownParty | None]) -> list[str]:
    """The words for those that nobody could resolve."""
    return [party.name for party in parties if party and not party.actor]


def _article(source: Source) -> Values:
    return _entity(
        "Article",
        key("report", source.report),
        title=source.title or source.report,
        publisher=source.publisher,
        sourceUrl=source.url,
        publishedAt=source.published,
        notes=f"copy of {source.copy_of}" if source.copy_of else None,
    )


def _actor(actor: KnownActor) -> Values:
    schema = _schema(actor)
    return _entity(
        schema,
        key("actor", actor.id),
        name=actor.name,
        alias=[name for name in actor.names if name != actor.name],
        country=_country(actor.country),
        sector=[sector for sector in (actor.sector, *actor.other_sectors) if sector],
        wikidataId=actor.wikidata,
        **({"position": actor.roles} if schema == "Person" else {}),
    )


def _schema(actor: KnownActor) -> str:
    if actor.kind == "person":
        return "Person"
    if actor.kind == "state" or (actor.kind == "organisation" and actor.sector in OF_STATE):
        return "PublicBody"
    if actor.kind == "organisation":
        return "Company" if actor.sector in BUSINESS or actor.country in BUSINESS else "Organization"
    return "LegalEntity"


def _event(story: EventStory) -> Values:
    event, place = story.event, story.event.place
    return _entity(
        "Event",
        key("event", event.id),
        recordId=event.id,
        name=_title(event.type, event.modes, event.actor, event.recipient),
        summary=event.evidence,
        keywords=[event.type, *event.modes, *event.contexts, *event.aux],
        **_dates(event.date),
        location=place.name if place else None,
        country=_country(place.country) if place else None,
        organizer=_refs(event.actor),
        involved=_refs([*event.actor, *event.recipient]),
        namesMentioned=_names([*event.actor, *event.recipient]),
        proof=[key("report", mention.source.report) for mention in story.mentions],
        publisher=[mention.source.publisher for mention in story.mentions],
        sourceUrl=[mention.source.url for mention in story.mentions],
    )


def _title(kind: str, modes: Iterable[str], actors: Iterable[KnownParty], recipients: Iterable[KnownParty]) -> str:
    sides = [", ".join(party.name for party in side) for side in (actors, recipients)]
    return f"{' '.join([kind, *modes])}: {' → '.join(side for side in sides if side)}".removesuffix(": ")


def _dates(date: KnownDate | None) -> Values:
    """`date` for a single day, else the first and the last."""
    if date is None:
        return {}
    return {"date": date.since} if date.since == date.until else {"startDate": date.since, "endDate": date.until}


def _links(story: EventStory) -> Iterator[Values]:
    """An edge for each actor and recipient of an event done."""
    event = story.event
    for pair in pairs(event) if is_done(event) else ():
        ends = _refs([pair.actor, pair.recipient])
        if len(ends) == 2:
            yield _entity(
                "UnknownLink",
                key("link", f"{event.id} {pair.key}"),
                recordId=event.id,
                subject=ends[0],
                object=ends[1],
                role=" ".join([event.type, *event.modes]),
                **_dates(event.date),
                summary=event.evidence,
                proof=[key("report", mention.source.report) for mention in story.mentions],
            )


def _note(known: KnownStatement) -> Values:
    said_by = known.speaker.name if known.speaker else known.via
    return _entity(
        "Note",
        key("statement", known.id),
        name=f"{said_by or 'unknown'}: {known.record.kind} statement",
        description=known.content,
        entity=_refs([known.speaker]),
        namesMentioned=_names([known.speaker, known.addressee]),
        createdAt=known.date if known.date and len(known.date) == 10 else None,
        proof=key("report", known.source.report),
        publisher=known.source.publisher,
        sourceUrl=known.source.url,
    )


def _activity(known: KnownTransfer) -> Values:
    supplier, recipient = known.supplier, known.recipient
    return _entity(
        "EconomicActivity",
        key("transfer", known.id),
        recordId=known.id,
        goodsDescription=[known.designation, known.description],
        summary=f"{known.status}: {known.evidence}",
        description=[f"number: {known.quantity}"] if known.quantity else None,
        sender=_refs([supplier]),
        receiver=_refs([recipient]),
        namesMentioned=_names([supplier, recipient]),
        originCountry=_country(supplier.country) if supplier else None,
        destinationCountry=_country(recipient.country) if recipient else None,
        invoiceAmount=f"{known.value.amount:.0f} {known.value.currency or ''}".strip() if known.value else None,
        **_dates(known.date),
        proof=key("report", known.source.report),
        publisher=known.source.publisher,
        sourceUrl=known.source.url,
    )


def _agreement(known: KnownAgreement) -> Values:
    date = known.date if known.date and len(known.date) in (4, 7, 10) else None
    return _entity(
        "Event",
        key("agreement", known.id),
        recordId=known.id,
        name=known.name or f"{known.kind}: {', '.join(party.name for party in known.parties)}",
        summary=known.evidence,
        description=known.provisions,
        keywords=["agreement", known.kind, known.status],
        date=date,
        location=known.place,
        involved=_refs(known.parties),
        namesMentioned=_names(known.parties),
        proof=key("report", known.source.report),
        publisher=known.source.publisher,
        sourceUrl=known.source.url,
    )
