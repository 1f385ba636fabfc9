"""PLOVER 2.0 JSON lines, one event a line, with the field names of the manual's chapter 6."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from typing import Any

import msgspec

from dragoman.exports.sentences import SentenceNumbers
from dragoman.records import Actor, Event, Party, Place, Reading, Report

CODEBOOK = "PLOVER 2.0"
WEEK = re.compile(r"(\d{4})-W(\d{2})$")
WIKIDATA = "https://www.wikidata.org/wiki/"
Json = dict[str, Any]


def plover_lines(reading: Reading) -> Iterator[str]:
    """The events of a reading as JSON, one a line; what the report does not say is left out."""
    numbers = SentenceNumbers(reading)
    actors = {actor.id: actor for actor in reading.actors}
    places = {place.id: place for place in reading.places}
    for event in reading.events:
        record = _event(event, reading, actors)
        record["text_info"] = {
            "sequence": numbers.at(event.trigger.start),
            "start": event.evidence.start,
            "end": event.evidence.end,
        }
        if event.place in places:
            record["event_loc"] = _location(places[event.place])
        yield msgspec.json.encode(record).decode()


def _event(event: Event, reading: Reading, actors: dict[str, Actor]) -> Json:
    start, end = _days(event.date.value if event.date else reading.report.published)
    return _filled(
        id=f"{reading.report.id}-{event.id}",
        has_event=True,
        date=start,
        enddate=end,
        actor=[_entity(party, actors) for party in event.actor],
        recipient=[_entity(party, actors) for party in event.recipient],
        event=[event.type],
        event_text=[event.trigger.text],
        quad_code=event.quad,
        event_scale=event.score,
        mode=list(event.modes),
        context=list(event.contexts),
        auxiliary=list(event.aux),
        cameo=event.cameo,
        size=_filled(dead=event.size.dead, injured=event.size.injured, arrested=event.size.arrested),
        cite_info=_citation(reading.report),
        coder=f"dragoman {reading.version}".strip(),
        comment=_comment(event, actors),
    )


def _entity(party: Party, actors: dict[str, Actor]) -> Json:
    actor = actors.get(party.actor or "")
    if actor is None:
        return {"code": None, "entity_text": party.text}
    return {
        "code": actor.country,
        **_filled(
            sector=actor.sector,
            entity_text=party.text,
            identifier_id=WIKIDATA + actor.wikidata if actor.wikidata else None,
            identifier_text=actor.name,
            office="; ".join(role.title for role in actor.roles),
        ),
    }


def _location(place: Place) -> Json:
    return _filled(
        extracted_place=place.mentions[0].text if place.mentions else None,
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


def _comment(event: Event, actors: dict[str, Actor]) -> str:
    notes = [f"rule {event.rule}"]
    if event.attributed_to:
        known = actors.get(event.attributed_to.actor or "")
        notes.append(f"attributed to {known.name if known else event.attributed_to.text}")
    if event.date is None:
        notes.append("date of publication")
    return "; ".join(notes)


def _days(value: str | None) -> tuple[str | None, str | None]:
    """The first and, where the date is no single day, the last day of an ISO date, month, year, week or range."""
    if value is None:
        return None, None
    if "/" in value:
        first, last = value.split("/", 1)
        start, (day, end) = _days(first)[0], _days(last)
        return start, end or day
    if match := WEEK.match(value):
        year, week = int(match[1]), int(match[2])
        return (_of_week(year, week, 1), _of_week(year, week, 7))
    parts = [int(part) for part in value[:10].split("-")]
    if len(parts) == 3:
        return value[:10], None
    year, first_month, last_month = parts[0], parts[1] if len(parts) == 2 else 1, parts[1] if len(parts) == 2 else 12
    return f"{year:04}-{first_month:02}-01", f"{year:04}-{last_month:02}-{calendar.monthrange(year, last_month)[1]}"


def _of_week(year: int, week: int, day: int) -> str:
    from datetime import date

    return date.fromisocalendar(year, week, day).isoformat()


def _filled(**fields: Any) -> Json:
    """The fields that hold anything."""
    return {key: value for key, value in fields.items() if value not in (None, "", [], {})}
