"""Rows of the tables become what the merging looks at."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Connection, RowMapping, Select, Table, select

from dragoman.knowledge.load import DATA, read_csv
from dragoman.register import schema
from dragoman.register.merging.consensus import Voice
from dragoman.register.merging.graph import chunks
from dragoman.register.merging.records import Accord, Act, Named, Supply, Utterance

_reports, _locals = schema.reports, schema.local_actors
_sides, _bound = schema.mention_parties, schema.agreement_parties


def voices(connection: Connection, table: Table, rows: Collection[int]) -> dict[int, Voice]:
    """Records with the report that tells them and the report that it copies, by row id."""
    query = _told(table)
    found = {}
    for part in chunks(rows):
        for row in connection.execute(query.where(table.c.id.in_(part))).mappings():
            fields = dict(row)
            key = fields["report_key"]
            found[row["id"]] = Voice(fields, key, fields["root_key"] or key, fields["published"])
    return found


@cache
def _told(table: Table) -> Select[Any]:
    """Built once: making a statement takes longer than running it."""
    root = _reports.alias("root")
    return (
        select(table, _reports.c.key.label("report_key"), _reports.c.published, root.c.key.label("root_key"))
        .join(_reports, table.c.report_id == _reports.c.id)
        .join(root, _reports.c.copy_of == root.c.id, isouter=True)
    )


def acts(connection: Connection, told: Mapping[int, Voice]) -> list[Act]:
    """Mentions of events with their parties."""
    sides = _parties(connection, list(told))
    return [_act(row, voice, sides[row]) for row, voice in sorted(told.items())]


def _act(row_id: int, voice: Voice, sides: Mapping[str, list[Named]]) -> Act:
    row = voice.row
    town = row["geonames"] is not None and row["geonames"] not in _whole_countries() and row["lat"] is not None
    return Act(
        **_common(row_id, voice),
        type=row["type"],
        modes=frozenset(json.loads(row["modes"])),
        cameo=row["cameo"],
        coming=(bool(row["future"]), bool(row["hypothetical"])),
        negation=bool(row["negation"]),
        since=row["since"],
        until=row["until"],
        given=row["date_given"] is not False and row["date_given"] != 0,
        actor=tuple(sides["actor"]),
        recipient=tuple(sides["recipient"]),
        place=row["place_name"],
        place_country=row["place_country"],
        point=(row["lat"], row["lon"]) if town else None,
        sizes=(row["dead"], row["injured"], row["arrested"]),
        trigger=row["trigger"],
        evidence=row["evidence"],
    )


def _common(row_id: int, voice: Voice) -> dict[str, Any]:
    return {"id": row_id, "key": voice.row["key"], "report": voice.report, "published": voice.published}


@cache
def _whole_countries() -> frozenset[int]:
    """GeoNames numbers of states: their middle is no town."""
    return frozenset(int(row["geonames"]) for row in read_csv(DATA / "places" / "countries.csv") if row["geonames"])


_NAMED = (_locals.c.kind, _locals.c.name, _locals.c.country, _locals.c.sector)


def _with_local(columns: Sequence[ColumnElement[Any]], table: Table) -> Select[Any]:
    joined = table.join(_locals, table.c.local_actor_id == _locals.c.id, isouter=True)
    return select(*columns, *_NAMED).select_from(joined).order_by(table.c.position)


_SIDES = _with_local((_sides.c.mention_id, _sides.c.role, _sides.c.words), _sides)
_BOUND = _with_local((_bound.c.agreement_id, _bound.c.name.label("words"), _bound.c.country.label("code")), _bound)


def _parties(connection: Connection, rows: Collection[int]) -> dict[int, dict[str, list[Named]]]:
    found: dict[int, dict[str, list[Named]]] = defaultdict(lambda: defaultdict(list))
    for part in chunks(rows):
        for row in connection.execute(_SIDES.where(_sides.c.mention_id.in_(part))).mappings():
            found[row["mention_id"]][row["role"]].append(_named(row, row["words"]))
    return found


def _named(row: RowMapping, words: str) -> Named:
    """A local actor, else the words that name nobody known."""
    if row["kind"] is None:
        return Named("group", words)
    return Named(row["kind"], row["name"], row["country"], row["sector"])


def _locals_by_id(connection: Connection, ids: Collection[int | None]) -> dict[int, Named]:
    query = select(_locals.c.id, *_NAMED)
    known = {i for i in ids if i is not None}
    rows = (r for part in chunks(known) for r in connection.execute(query.where(_locals.c.id.in_(part))).mappings())
    return {row["id"]: _named(row, row["name"]) for row in rows}


def _one(row: Mapping[str, Any], role: str, known: Mapping[int, Named]) -> Named | None:
    """The party of a record with columns ROLE and ROLE_local_id."""
    if row[f"{role}_local_id"] is not None:
        return known[row[f"{role}_local_id"]]
    return Named("group", row[role]) if row[role] else None


def utterances(connection: Connection, told: Mapping[int, Voice]) -> list[Utterance]:
    """Statements with their speakers."""
    known = _locals_by_id(connection, [v.row["speaker_local_id"] for v in told.values()])
    return [
        Utterance(
            **_common(row_id, voice),
            speaker=_one(voice.row, "speaker", known),
            content=voice.row["content"],
            day=_day(voice.row["date"]),
        )
        for row_id, voice in sorted(told.items())
    ]


def _day(value: str | None) -> str | None:
    """A date that is known to the day."""
    return value if value and len(value) == len("2010-09-06") and value[4] == value[7] == "-" else None


def supplies(connection: Connection, told: Mapping[int, Voice]) -> list[Supply]:
    """Transfers with both sides."""
    rows = [v.row for v in told.values()]
    known = _locals_by_id(connection, [r[f"{role}_local_id"] for r in rows for role in ("supplier", "recipient")])
    return [_supply(row_id, voice, known) for row_id, voice in sorted(told.items())]


def _supply(row_id: int, voice: Voice, known: Mapping[int, Named]) -> Supply:
    row = voice.row
    return Supply(
        **_common(row_id, voice),
        supplier=_one(row, "supplier", known),
        recipient=_one(row, "recipient", known),
        designation=row["designation"],
        description=row["description"],
        category=row["category"],
        number=row["number"],
        status=row["status"],
        amount=(row["amount"], row["currency"] or "") if row["amount"] is not None else None,
        since=row["since"],
        until=row["until"],
        evidence=row["evidence"],
    )


def accords(connection: Connection, told: Mapping[int, Voice]) -> list[Accord]:
    """Agreements with their parties; a country without an actor is a state."""
    parties: dict[int, list[Named]] = defaultdict(list)
    for part in chunks(told):
        for row in connection.execute(_BOUND.where(_bound.c.agreement_id.in_(part))).mappings():
            bare = row["kind"] is None and row["code"]
            parties[row["agreement_id"]].append(
                Named("state", row["words"], row["code"]) if bare else _named(row, row["words"])
            )
    return [_accord(row_id, voice, parties[row_id]) for row_id, voice in sorted(told.items())]


def _accord(row_id: int, voice: Voice, parties: list[Named]) -> Accord:
    row = voice.row
    return Accord(
        **_common(row_id, voice),
        parties=tuple(parties),
        sort=row["kind"],
        name=row["name"],
        status=row["status"],
        date=row["date"],
        place=row["place_name"],
        evidence=row["evidence"],
    )
