"""PLOVER 2.0 JSON lines, one event a line, with the field names of the manual's chapter 6."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from dragoman.exports.holdings import Holdings, Tally
from dragoman.exports.told import Told, lead
from dragoman.records import Place, Reading, Report
from dragoman.register.records import KnownParty
from dragoman.register.rows import days

CODEBOOK = "PLOVER 2.0"
WIKIDATA = "https://www.wikidata.org/wiki/"
Json = dict[str, Any]
REQUIRED = frozenset({"actor"})  # an empty list where the report names nobody


def plover_lines(reading: Reading) -> Iterator[str]:
    """The events of a reading as JSON, one a line; what the report does not say is left out."""
    from dragoman.exports.readings import ReadingHoldings

    return lines(ReadingHoldings((reading,)), Tally())


def lines(holdings: Holdings, tally: Tally) -> Iterator[str]:
    """The events as JSON, one a line, in the words of their first source."""
    for story in holdings.stories():
        tally.rows += 1
        yield msgspec.json.encode(_event(lead(story, holdings))).decode()


def _event(told: Told) -> Json:
    event, reading, record = told.event, told.reading, told.mention.record
    start, end = _days(event.date.value if event.date else reading.report.published)
    return _filled(
        id=event.id,
        has_event=True,
        date=start,
        enddate=end,
        actor=[_entity(told, "actor", n) for n in range(len(event.actor))],
        recipient=[_entity(told, "recipient", n) for n in range(len(event.recipient))],
        event=[event.type],
        event_text=[record.trigger.text],
        quad_code=event.quad,
        event_scale=event.score,
        mode=list(event.modes),
        context=list(event.contexts),
        auxiliary=list(event.aux),
        cameo=event.cameo,
        size=_filled(dead=event.size.dead, injured=event.size.injured, arrested=event.size.arrested),
        cite_info=_citation(reading.report),
        coder=f"dragoman {reading.version}".strip(),
        comment=_comment(told),
        text_info={"sequence": told.sentence, "start": record.evidence.start, "end": record.evidence.end},
        event_loc=_location(event.place, told.place) if event.place else None,
        reports=event.reports if event.reports > 1 else None,
        sources=event.sources if event.reports > 1 else None,
    )


def _entity(told: Told, role: str, position: int) -> Json:
    party: KnownParty = getattr(told.event, role)[position]
    words = told.words(role, position)
    text = words.text if words else party.name
    if party.actor is None:
        return {"code": party.country, "entity_text": text}
    actor = told.actor(words)
    return {
        "code": party.country,
        **_filled(
            sector=party.sector,
            entity_text=text,
            identifier_id=WIKIDATA + actor.wikidata if actor and actor.wikidata else None,
            identifier_text=party.name,
            office="; ".join(role.title for role in actor.roles) if actor else None,
        ),
    }


def _location(place: Place, here: Place | None) -> Json:
    return _filled(
        extracted_place=here.mentions[0].text if here and here.mentions else None,
        resolved_place=place.name,
        geonameid=place.geonames,
        lat=place.lat,
        lon=place.lon,
        country_code=place.country,
    )


def _citation(report: Report) -> Json:
    return _filled(
        citation=report.id,
        url=report.url,
        title=report.title,
        language=report.language,
        publication=report.publisher,
        codebook=CODEBOOK,
    )


def _comment(told: Told) -> str:
    event = told.event
    notes = [f"rule {event.rule}"]
    if event.attributed_to:
        notes.append(f"attributed to {event.attributed_to.name}")
    if event.date is None:
        notes.append("date of publication")
    return "; ".join(notes)


def _days(value: str | None) -> tuple[str | None, str | None]:
    """The first and, where the date is no single day, the last day of an ISO date, month, year, week or range."""
    first, last = days(value)
    return first, None if last == first else last


def _filled(**fields: Any) -> Json:
    """The fields that hold anything, and those that PLOVER requires."""
    return {key: value for key, value in fields.items() if key in REQUIRED or value not in (None, "", [], {})}
