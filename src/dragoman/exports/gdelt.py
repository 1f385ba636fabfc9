"""GDELT 2.0's event table (61 columns) and mentions table (16), as TSV without a heading (data/exports/gdelt*.csv)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from urllib.parse import urlsplit

from dragoman.exports.cells import tsv_line
from dragoman.exports.codes import cameo_type, number, quad_of, score_of, whole_code
from dragoman.exports.holdings import Holdings, Tally
from dragoman.exports.told import TOWN, Pair, Told, day, is_done, lead, pairs, place_kind
from dragoman.knowledge.formats import columns, countries, non_states
from dragoman.records import Place
from dragoman.register.records import EventStory, KnownParty, Source

KNOWN_GROUPS = ("UNO", "EUR")  # PLOVER's codes that are one organisation
AMERICAN = "USA"
NO_PLACE = 0
PLACES = {"state": (1, 1), "region": (2, 5), TOWN: (3, 4)}  # in the United States, elsewhere
WEB, CITED = 1, 2
UNKNOWN = -1  # an offset
Row = Mapping[str, object]


def events(holdings: Holdings, tally: Tally) -> Iterator[str]:
    """A line for each actor and recipient of the events that GDELT can hold: done, and with a day."""
    names = [column.name for column in columns("gdelt")]
    for story in _fitting(holdings, tally):
        told = lead(story, holdings)
        for pair in pairs(story.event):
            row = _event(told, pair)
            tally.rows += 1
            yield tsv_line(row.get(name) for name in names)


def mentions(holdings: Holdings, tally: Tally) -> Iterator[str]:
    """A line for each mention of each line of the event table."""
    names = [column.name for column in columns("gdelt-mentions")]
    for story in _fitting(holdings, tally):
        first = lead(story, holdings)
        for mention in story.mentions:
            told = Told(story.event, mention, holdings)
            for pair in pairs(story.event):
                row = _mention(told, pair, day(first) or "")
                tally.rows += 1
                yield tsv_line(row.get(name) for name in names)


def _fitting(holdings: Holdings, tally: Tally) -> Iterator[EventStory]:
    for story in holdings.stories():
        if is_done(story.event) and day(lead(story, holdings)) is not None:
            yield story
        else:
            tally.left_out += 1


def _event(told: Told, pair: Pair) -> Row:
    event, source = told.event, told.mention.source
    when = day(told) or ""
    code = whole_code(event.cameo)
    return {
        "GlobalEventID": number(event.id, pair.key),
        **_dates(when),
        **_party("Actor1", pair.actor),
        **_party("Actor2", pair.recipient),
        "IsRootEvent": int(told.sentence == 1),
        "EventCode": code,
        "EventBaseCode": code[:3],
        "EventRootCode": code[:2],
        "QuadClass": quad_of(code),
        "GoldsteinScale": score_of(event.cameo),
        "NumMentions": event.mentions,
        "NumSources": event.sources,
        "NumArticles": event.reports,
        "Actor1Geo_Type": NO_PLACE,
        "Actor2Geo_Type": NO_PLACE,
        **_place(event.place),
        "DateAdded": midnight(source.published or when),
        "SourceURL": citation(source),
    }


def _dates(when: str) -> Row:
    year, month, date = (int(part) for part in when.split("-"))
    return {
        "Day": f"{year:04}{month:02}{date:02}",
        "MonthYear": f"{year:04}{month:02}",
        "Year": year,
        "FractionDate": round(year + (month * 30 + date) / 365, 4),
    }


def _party(name: str, party: KnownParty | None) -> Row:
    if party is None:
        return {}
    group = party.country if party.country in KNOWN_GROUPS else None
    country = party.country if party.country in countries() else None
    kind = party.country if party.country in non_states() and group is None else None
    types = [code for code in (kind, cameo_type(party.sector)) if code]
    return {
        f"{name}Code": "".join(filter(None, (country, group, *types))),
        f"{name}Name": party.name.upper(),
        f"{name}CountryCode": country,
        f"{name}KnownGroupCode": group,
        **{f"{name}Type{n}Code": code for n, code in enumerate(types, 1)},
    }


def _place(place: Place | None) -> Row:
    if place is None:
        return {"ActionGeo_Type": NO_PLACE}
    state = countries().get(place.country or "")
    here, abroad = PLACES.get(place_kind(place) or "", (NO_PLACE, NO_PLACE))
    kind = here if place.country == AMERICAN else abroad
    whole = None if state is None or state.name == place.name else state.name
    fips = state.fips if state else None
    return {
        "ActionGeo_Type": kind,
        "ActionGeo_FullName": ", ".join(filter(None, (place.name, whole))),
        "ActionGeo_CountryCode": fips,
        "ActionGeo_ADM1Code": fips,
        "ActionGeo_Lat": place.lat,
        "ActionGeo_Long": place.lon,
        "ActionGeo_FeatureID": fips if whole is None else None,
    }


def _mention(told: Told, pair: Pair, when: str) -> Row:
    source, record = told.mention.source, told.mention.record
    return {
        "GlobalEventID": number(told.event.id, pair.key),
        "EventTimeDate": midnight(when),
        "MentionTimeDate": midnight(source.published or when),
        "MentionType": WEB if source.url else CITED,
        "MentionSourceName": _host(source.url) or source.publisher,
        "MentionIdentifier": citation(source),
        "SentenceID": told.sentence,
        "Actor1CharOffset": _offset(told, "actor", pair.actor_at),
        "Actor2CharOffset": _offset(told, pair.recipient_role, pair.recipient_at),
        "ActionCharOffset": record.trigger.start,
        "InRawText": 1,
        "MentionDocLen": len(told.reading.report.text),
    }


def _offset(told: Told, role: str, position: int | None) -> int:
    words = told.words(role, position) if position is not None else None
    return words.start if words else UNKNOWN


def _host(url: str | None) -> str | None:
    try:
        return urlsplit(url or "").hostname
    except ValueError:
        return None


def midnight(when: str) -> str:
    """A day as GDELT writes times: YYYYMMDDHHMMSS."""
    return f"{when.replace('-', '')}000000"


def citation(source: Source) -> str:
    """The address of a report, or its publisher and id."""
    return source.url or " ".join(filter(None, (source.publisher, source.report)))
