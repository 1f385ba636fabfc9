"""Columns of the tables become parts of records."""

from __future__ import annotations

import json
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Literal

import msgspec
from sqlalchemy import Connection, RowMapping, Select, select

from dragoman.records import Place, Reading, Size
from dragoman.register import schema
from dragoman.register.records import Contradiction, KnownDate, KnownParty, Source

CONTRADICTIONS = msgspec.json.Decoder(tuple[Contradiction, ...])
READINGS = msgspec.json.Decoder(Reading)
SOURCE_COLUMNS = ("key", "title", "publisher", "url", "published", "version", "lexicon", "flags", "copy_of")


def texts(stored: str | None) -> tuple[str, ...]:
    """A JSON list of texts."""
    return tuple(json.loads(stored)) if stored else ()


def contradictions(stored: str | None) -> tuple[Contradiction, ...]:
    """The JSON of contradictions."""
    return CONTRADICTIONS.decode(stored) if stored else ()


def known_date(row: RowMapping) -> KnownDate | None:
    """The columns date_value, since, until."""
    value, since = row["date_value"], row["since"]
    return KnownDate(value, since, row["until"]) if value and since else None


def place(row: RowMapping) -> Place | None:
    """The columns of a place; its id is its GeoNames number or its name."""
    name = row["place_name"]
    if not name:
        return None
    return Place(str(row["geonames"] or name), name, row["place_country"], row["lat"], row["lon"], row["geonames"])


def size(row: RowMapping) -> Size:
    """The columns dead, injured, arrested."""
    return Size(row["dead"], row["injured"], row["arrested"])


def reading(stored: bytes) -> Reading:
    """The reading of a report as `rows.packed` stored it."""
    return READINGS.decode(zlib.decompress(stored))


def sources(connection: Connection, report_ids: Iterable[int]) -> Mapping[int, Source]:
    """The sources of reports by their integer id."""
    reports = schema.reports
    wanted = sorted(set(report_ids))
    columns = [reports.c[name] for name in SOURCE_COLUMNS]
    found = connection.execute(select(reports.c.id, *columns).where(reports.c.id.in_(wanted))).mappings().all()
    keys = _keys(connection, {row["copy_of"] for row in found if row["copy_of"] is not None})
    return {row["id"]: source(row, keys) for row in found}


def source(row: RowMapping, keys: Mapping[int, str]) -> Source:
    """One row of `reports`; `keys` names the reports that are copied."""
    return Source(
        report=row["key"],
        title=row["title"],
        publisher=row["publisher"],
        url=row["url"],
        published=row["published"],
        copy_of=keys.get(row["copy_of"]),
        version=row["version"],
        lexicon=row["lexicon"],
        flags=texts(row["flags"]),
    )


def report_rows(connection: Connection, rows: Sequence[RowMapping]) -> list[Source]:
    """Rows of `reports` as sources."""
    keys = _keys(connection, {row["copy_of"] for row in rows if row["copy_of"] is not None})
    return [source(row, keys) for row in rows]


def _keys(connection: Connection, ids: Iterable[int]) -> Mapping[int, str]:
    reports = schema.reports.c
    found = connection.execute(select(reports.id, reports.key).where(reports.id.in_(sorted(ids))))
    return {row.id: row.key for row in found}


def readings(connection: Connection, report_ids: Iterable[int]) -> Mapping[int, Reading]:
    """The readings of reports by their integer id."""
    reports = schema.reports.c
    wanted: Select[Any] = select(reports.id, reports.reading).where(reports.id.in_(sorted(set(report_ids))))
    return {number: reading(stored) for number, stored in connection.execute(wanted)}


def told(
    connection: Connection, rows: Iterable[RowMapping], kind: Literal["statements", "transfers", "agreements", "actors"]
) -> Iterator[tuple[RowMapping, Any, Source]]:
    """Each row with the record of this kind as it was read, and its source."""
    rows = tuple(rows)
    numbers = {row["report_id"] for row in rows}
    known, read = sources(connection, numbers), readings(connection, numbers)
    records = {(number, one.id): one for number, reading in read.items() for one in getattr(reading, kind)}
    for row in rows:
        yield row, records[row["report_id"], row["local_id"]], known[row["report_id"]]


def by_owner(rows: Iterable[RowMapping], owner: str) -> Mapping[Any, list[RowMapping]]:
    """Rows gathered by the value of their column `owner`, in their order."""
    gathered: dict[Any, list[RowMapping]] = defaultdict(list)
    for row in rows:
        gathered[row[owner]].append(row)
    return gathered


def parties(rows: Iterable[RowMapping]) -> tuple[KnownParty, ...]:
    """Rows with actor_id, name, country, sector as parties."""
    return tuple(KnownParty(r["actor_id"], r["name"], r["country"], r.get("sector")) for r in rows)


def party(actor_id: str | None, words: str | None, known: Mapping[str, KnownParty]) -> KnownParty | None:
    """The party of an actor's id, or of the report's words where nobody was resolved; None without either."""
    if actor_id and actor_id in known:
        return known[actor_id]
    return KnownParty(None, words, None, None) if words else None


def known_parties(connection: Connection, actor_ids: Iterable[str | None]) -> Mapping[str, KnownParty]:
    """Actors as parties by their id."""
    actors = schema.actors.c
    wanted = sorted({one for one in actor_ids if one})
    found = connection.execute(
        select(actors.id, actors.name, actors.country, actors.sector).where(actors.id.in_(wanted))
    )
    return {row.id: KnownParty(row.id, row.name, row.country, row.sector) for row in found}
