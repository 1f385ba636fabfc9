"""ICEWS's 20 columns as strict TSV with a heading, a row for each actor and recipient (data/exports/icews.csv)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from dragoman.exports.cells import tsv_line
from dragoman.exports.codes import number, score_of, sector_name, state_name, whole_code, words_of
from dragoman.exports.holdings import Holdings, Tally
from dragoman.exports.told import TOWN, Pair, Told, day, is_done, lead, pairs, place_kind
from dragoman.knowledge.formats import columns
from dragoman.register.records import KnownParty

Row = Mapping[str, object]


def lines(holdings: Holdings, tally: Tally) -> Iterator[str]:
    """The heading and the lines of each event done that has a day; ICEWS cannot hold the others."""
    names = [column.name for column in columns("icews")]
    yield tsv_line(names)
    for story in holdings.stories():
        told = lead(story, holdings)
        if not is_done(story.event) or day(told) is None:
            tally.left_out += 1
            continue
        for pair in pairs(story.event):
            row = _row(told, pair)
            tally.rows += 1
            yield tsv_line(row.get(name) for name in names)


def _row(told: Told, pair: Pair) -> Row:
    event, source = told.event, told.mention.source
    return {
        "Event ID": number(event.id, pair.key),
        "Event Date": day(told),
        **_party("Source", pair.actor),
        "Event Text": words_of(event.cameo),
        "CAMEO Code": whole_code(event.cameo),
        "Intensity": score_of(event.cameo),
        **_party("Target", pair.recipient),
        "Story ID": number(source.report),
        "Sentence Number": told.sentence,
        "Publisher": source.publisher,
        **_place(told),
    }


def _party(role: str, party: KnownParty | None) -> Row:
    if party is None:
        return {}
    return {
        f"{role} Name": party.name,
        f"{role} Sectors": sector_name(party.sector),
        f"{role} Country": state_name(party.country),
    }


def _place(told: Told) -> Row:
    place = told.event.place
    if place is None:
        return {}
    return {
        "City": place.name if place_kind(place) == TOWN else None,
        "Country": state_name(place.country),
        "Latitude": place.lat,
        "Longitude": place.lon,
    }
