"""Statements as flat rows for tables and CSV, and as schema.org `Quotation` for the web of data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from dragoman.records import Actor, Party, Reading, Span, Statement

COLUMNS = (
    "report", "published", "id", "speaker", "speaker_country", "speaker_sector", "source_class", "cue", "kind",
    "quotation", "addressee", "via", "date", "variant_of", "start", "end",
)  # fmt: skip
WIKIDATA = "https://www.wikidata.org/wiki/"
_TYPES = {
    "person": "Person",
    "state": "GovernmentOrganization",
    "organisation": "Organization",
    "group": "Organization",
}
_UNNAMED = {"office": "Organization", "medium": "Organization"}  # by class of source; schema.org wants a kind of agent
Row = Mapping[str, object]


def quotation_rows(reading: Reading) -> Iterator[Row]:
    """The statements of a reading in the order of the text, one row of COLUMNS each."""
    actors = {actor.id: actor for actor in reading.actors}
    for statement in reading.statements:
        yield {
            "report": reading.report.id,
            "published": reading.report.published,
            **_speaker(statement.speaker, actors),
            **_words(statement),
            "addressee": _name(statement.addressee, actors),
            "via": _name(statement.via, actors),
        }


def _speaker(party: Party | None, actors: Mapping[str, Actor]) -> Row:
    actor = actors.get(party.actor or "") if party else None
    return {
        "speaker": _name(party, actors),
        "speaker_country": actor.country if actor else None,
        "speaker_sector": actor.sector if actor else None,
    }


def _words(statement: Statement) -> Row:
    return {
        "id": statement.id,
        "source_class": statement.source_class,
        "cue": _line(statement.cue),
        "kind": statement.kind,
        "quotation": _quoted(statement),
        "date": statement.date,
        "variant_of": statement.variant_of,
        "start": statement.content.start,
        "end": statement.content.end,
    }


def _line(span: Span) -> str:
    return " ".join(span.text.split())


def _quoted(statement: Statement) -> str:
    """The content on one line, its two parts in the order of the text."""
    parts = sorted([p for p in (statement.content, statement.content2) if p is not None], key=lambda p: p.start)
    return " … ".join(_line(part) for part in parts)


def _name(party: Party | None, actors: Mapping[str, Actor]) -> str | None:
    if party is None:
        return None
    actor = actors.get(party.actor or "")
    return actor.name if actor else " ".join(party.text.split())


def schema_org(reading: Reading) -> Iterator[dict[str, object]]:
    """The direct and mixed statements as schema.org Quotation objects (JSON-LD), in the order of the text."""
    actors = {actor.id: actor for actor in reading.actors}
    for statement in reading.statements:
        if statement.kind != "indirect":
            yield _filled(_quotation(reading, statement, actors))


def _quotation(reading: Reading, statement: Statement, actors: Mapping[str, Actor]) -> dict[str, object]:
    report = reading.report
    return {
        "@context": "https://schema.org",
        "@type": "Quotation",
        "identifier": f"{report.id}#{statement.id}",
        "text": _quoted(statement),
        **_source(statement, actors),
        "audience": _filled({"@type": "Audience", "name": _name(statement.addressee, actors)}, 2),
        "dateCreated": statement.date,
        "inLanguage": report.language,
        "isPartOf": _filled(
            {
                "@type": "NewsArticle",
                "identifier": report.id,
                "headline": report.title,
                "url": report.url,
                "datePublished": report.published,
                "publisher": _filled({"@type": "Organization", "name": report.publisher}, 2),
            }
        ),
    }


def _source(statement: Statement, actors: Mapping[str, Actor]) -> dict[str, object]:
    """Who speaks; of a document that nobody is known to have issued, the document."""
    party = statement.speaker
    if party is None:
        return {}
    actor = actors.get(party.actor or "")
    if actor is None and statement.source_class == "document":
        return {"citation": {"@type": "CreativeWork", "name": _name(party, actors)}}
    agent: dict[str, object] = {
        "@type": _TYPES[actor.kind] if actor else _UNNAMED.get(statement.source_class or "", "Person"),
        "name": _name(party, actors),
        "sameAs": WIKIDATA + actor.wikidata if actor and actor.wikidata else None,
    }
    return {"spokenByCharacter": _filled(agent)}


def _filled(values: dict[str, object], fewest: int = 0) -> dict[str, object]:
    """Without empty values; nothing at all where fewer than `fewest` remain."""
    kept = {key: value for key, value in values.items() if value not in (None, {}, "")}
    return kept if len(kept) >= fewest else {}
