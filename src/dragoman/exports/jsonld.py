"""JSON-LD in the words of schema.org: reports, actors, events, statements, transfers, agreements as one graph."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from urllib.parse import quote

import msgspec

from dragoman.exports.holdings import Holdings, Tally
from dragoman.records import Place
from dragoman.register.records import (
    EventStory,
    KnownActor,
    KnownAgreement,
    KnownParty,
    KnownStatement,
    KnownTransfer,
    Source,
)

CONTEXT = {
    "@vocab": "https://schema.org/",
    "plover": "https://github.com/openeventdata/PLOVER#",
    "dragoman": "urn:dragoman:",
    "additionalType": {"@type": "@id"},
    "sameAs": {"@type": "@id"},
}
WIKIDATA = "https://www.wikidata.org/wiki/"
GEONAMES = "https://sws.geonames.org/"
KINDS = {"person": "Person", "state": "Country", "organisation": "Organization", "group": "Organization"}
DONE, FAILED, POTENTIAL = ("CompletedActionStatus", "FailedActionStatus", "PotentialActionStatus")
Node = Mapping[str, object]


def lines(holdings: Holdings, tally: Tally) -> Iterator[str]:
    """One JSON document; each node of the graph stands on a line of its own."""
    yield f'{{"@context": {msgspec.json.encode(CONTEXT).decode()}, "@graph": ['
    before = ""
    for node in _nodes(holdings):
        tally.rows += 1
        yield before + msgspec.json.encode(node).decode()
        before = ","
    yield "]}"


def _nodes(holdings: Holdings) -> Iterator[Node]:
    yield from map(_article, holdings.sources())
    yield from map(_actor, holdings.actors())
    yield from map(_action, holdings.stories())
    yield from map(_quotation, holdings.statements())
    yield from map(_transfer, holdings.transfers())
    yield from map(_agreement, holdings.agreements())


def _article(source: Source) -> Node:
    return _filled(
        {
            "@id": _urn("report", source.report),
            "@type": "NewsArticle",
            "identifier": source.report,
            "headline": source.title,
            "url": source.url,
            "datePublished": source.published,
            "publisher": {"@type": "Organization", "name": source.publisher} if source.publisher else None,
            "isBasedOn": _ref("report", source.copy_of),
        }
    )


def _actor(actor: KnownActor) -> Node:
    return _filled(
        {
            "@id": _urn("actor", actor.id),
            "@type": KINDS[actor.kind],
            "identifier": actor.id,
            "name": actor.name,
            "alternateName": [name for name in actor.names if name != actor.name],
            "jobTitle": actor.roles if actor.kind == "person" else None,
            "sameAs": WIKIDATA + actor.wikidata if actor.wikidata else None,
        }
    )


def _action(story: EventStory) -> Node:
    event = story.event
    modes = [f"plover:{event.type}/{mode}" for mode in event.modes]
    return _filled(
        {
            "@id": _urn("event", event.id),
            "@type": "Action",
            "additionalType": [f"plover:{event.type}", *modes],
            "identifier": event.id,
            "description": event.evidence,
            "agent": _all(event.actor),
            "participant": _all(event.recipient),
            "startTime": event.date.since if event.date else None,
            "endTime": event.date.until if event.date else None,
            "location": _place(event.place),
            "actionStatus": _status(event.aux),
            "about": event.contexts,
            "subjectOf": [_ref("report", report) for report in dict.fromkeys(m.source.report for m in story.mentions)],
        }
    )


def _status(aux: Iterable[str]) -> str:
    if "negation" in aux:
        return FAILED
    return POTENTIAL if {"future", "hypothetical"} & set(aux) else DONE


def _quotation(known: KnownStatement) -> Node:
    return _filled(
        {
            "@id": _urn("statement", known.id),
            "@type": "Quotation" if known.record.kind != "indirect" else "Claim",
            "identifier": known.id,
            "text": known.content,
            "spokenByCharacter" if known.record.kind != "indirect" else "author": _party(known.speaker),
            "audience": {"@type": "Audience", "name": known.addressee.name} if known.addressee else None,
            "dateCreated": known.date,
            "isPartOf": _ref("report", known.source.report),
        }
    )


def _transfer(known: KnownTransfer) -> Node:
    product = {
        "@type": "Product",
        "name": known.designation or known.description,
        "description": known.description,
        "category": f"UN Register of Conventional Arms {known.category}",
    }
    return _filled(
        {
            "@id": _urn("transfer", known.id),
            "@type": "TransferAction",
            "identifier": known.id,
            "description": known.evidence,
            "agent": _party(known.supplier),
            "participant": _party(known.recipient),
            "object": product,
            "actionStatus": DONE if known.status == "delivered" else POTENTIAL,
            "additionalType": f"dragoman:transfer/{known.status}",
            "startTime": known.date.since if known.date else None,
            "endTime": known.date.until if known.date else None,
            "subjectOf": _ref("report", known.source.report),
        }
    )


def _agreement(known: KnownAgreement) -> Node:
    return _filled(
        {
            "@id": _urn("agreement", known.id),
            "@type": "Legislation",
            "identifier": known.id,
            "name": known.name or known.kind,
            "legislationType": known.kind,
            "creativeWorkStatus": known.status,
            "legislationDate": known.date,
            "contributor": _all(known.parties),
            "locationCreated": {"@type": "Place", "name": known.place} if known.place else None,
            "abstract": known.provisions,
            "subjectOf": _ref("report", known.source.report),
        }
    )


def _place(place: Place | None) -> Node | None:
    if place is None:
        return None
    geo = {"@type": "GeoCoordinates", "latitude": place.lat, "longitude": place.lon}
    return _filled(
        {
            "@type": "Place",
            "name": place.name,
            "geo": geo if place.lat is not None else None,
            "sameAs": f"{GEONAMES}{place.geonames}/" if place.geonames else None,
        }
    )


def _all(parties: Iterable[KnownParty]) -> list[Node]:
    return [node for party in parties if (node := _party(party))]


def _party(party: KnownParty | None) -> Node | None:
    if party is None:
        return None
    return _ref("actor", party.actor) if party.actor else {"@type": "Thing", "name": party.name}


def _ref(kind: str, name: str | None) -> Node | None:
    return {"@id": _urn(kind, name)} if name else None


def _urn(kind: str, name: str) -> str:
    return f"urn:dragoman:{kind}:{quote(name, safe='')}"


def _filled(node: dict[str, object]) -> Node:
    return {key: value for key, value in node.items() if value not in (None, "", [], (), {})}
