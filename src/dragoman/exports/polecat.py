"""POLECAT's 40 columns as strict TSV with a heading, an event a row (data/exports/polecat.csv)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from dragoman.exports.cells import tsv_line
from dragoman.exports.codes import QUADS
from dragoman.exports.holdings import Holdings, Tally
from dragoman.exports.told import TOWN, Told, day, is_done, lead, place_kind
from dragoman.knowledge.formats import columns, countries
from dragoman.records import Actor
from dragoman.register.records import KnownParty

NONE = "None"  # what POLECAT writes for what is not known
Row = Mapping[str, object]


def lines(holdings: Holdings, tally: Tally) -> Iterator[str]:
    """The heading and a line for each event done; POLECAT cannot say that a thing was not."""
    names = [column.name for column in columns("polecat")]
    yield tsv_line(names)
    for story in holdings.stories():
        if not is_done(story.event):
            tally.left_out += 1
            continue
        row = _row(lead(story, holdings))
        tally.rows += 1
        yield tsv_line(NONE if row.get(name) in (None, "") else row[name] for name in names)


def _row(told: Told) -> Row:
    event = told.event
    return {
        "Event ID": event.id,
        "Event Date": day(told),
        "Event Type": event.type,
        "Event Mode": "; ".join(event.modes),
        "Intensity": event.score,
        "Quad Code": QUADS[event.quad - 1],
        "Contexts": "; ".join(event.contexts),
        **_side(told, "actor", "Actor"),
        **_side(told, "recipient", "Recipient"),
        **_place(told),
        **_story(told),
    }


def _side(told: Told, role: str, name: str) -> Row:
    parties: tuple[KnownParty, ...] = getattr(told.event, role)
    words = [told.words(role, n) for n in range(len(parties))]
    locals_ = [told.actor(party) for party in words]
    sectors = [_sectors(party, actor) for party, actor in zip(parties, locals_, strict=True)]
    return {
        f"{name} Name": _joined(party.name for party in parties),
        f"{name} Country": _joined(party.country for party in parties),
        f"{name} COW": _joined(_cow(party.country) for party in parties),
        f"Primary {name} Sector": _joined(party.sector for party in parties),
        f"{name} Sectors": _joined("|".join(several) for several in sectors),
        f"{name} Title": _joined("|".join(role.title for role in actor.roles) if actor else None for actor in locals_),
        f"{name} Name Raw": _joined(party.text if party else None for party in words),
        f"Wikipedia {name} ID": _joined(actor.wikidata if actor else None for actor in locals_),
    }


def _joined(values: Iterable[str | None]) -> str | None:
    """One value for each party, "; " between them; nothing at all where none is known."""
    known = [value or NONE for value in values]
    return "; ".join(known) if any(value != NONE for value in known) else None


def _sectors(party: KnownParty, actor: Actor | None) -> list[str]:
    return [sector for sector in (party.sector, *(actor.other_sectors if actor else ())) if sector]


def _cow(country: str | None) -> str | None:
    known = countries().get(country or "")
    return known.cow if known else None


def _place(told: Told) -> Row:
    place, here = told.event.place, told.place
    if place is None:
        return {}
    return {
        "Placename": place.name,
        "City": place.name if place_kind(place) == TOWN else None,
        "Country": place.country,
        "Latitude": place.lat,
        "Longitude": place.lon,
        "GeoNames ID": place.geonames,
        "Raw Placename": here.mentions[0].text if here and here.mentions else None,
    }


def _story(told: Told) -> Row:
    source, reading = told.mention.source, told.reading
    names = {kind: [a.name for a in reading.actors if a.kind == kind] for kind in ("person", "organisation")}
    return {
        "Source": source.publisher,
        "Publication Date": source.published,
        "Story People": "; ".join(names["person"]),
        "Story Organizations": "; ".join(names["organisation"]),
        "Story Locations": "; ".join(place.name for place in reading.places),
        "Language": reading.report.language,
        "Version": source.version,
    }
