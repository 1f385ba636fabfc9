"""Keeps one reading, inside a transaction: the new is put in, the known is left, what differs is replaced."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from hashlib import sha256

import msgspec
from sqlalchemy import Connection, RowMapping, Table, delete, insert, literal, select, update

from dragoman.records import NOT_READ, Reading, Report
from dragoman.register import schema, words
from dragoman.register.merging.settle import settle, unsettle
from dragoman.register.records import Added, Outcome
from dragoman.register.rows import Child, Row, Told, fingerprint, report_row, rows, unpack

reports, revisions = schema.reports, schema.revisions
CHILDREN = ("event_mentions", "statements", "transfers", "agreements", "local_actors", "report_bands")
SHINGLE = 3  # words
ALIKE = 0.2  # of the shingles of the shorter text: two stories share far less, two versions of one far more
LOOKED_AT = 20_000  # characters of each text


def keep(connection: Connection, reading: Reading, lexicon: str) -> Added:
    """Store a reading, or say why not. The merges that it brings are made too."""
    report = reading.report
    key, old = standing(connection, report)
    failed = next((flag for flag in report.flags if flag.startswith(NOT_READ)), None)
    if old is not None and _same(old, report, reading.version, lexicon):
        return Added(key, "known")
    if old is not None and failed and not _failed(old):
        return Added(key, "flagged", f"{failed}; the reading of before stands")
    if old is not None and not failed and tells_the_same(stored(connection, old["id"]), reading):
        sign(connection, old["id"], report_row(reading, lexicon))
        return Added(key, "known", "read again, and nothing has changed")
    if key != report.id:
        reading = msgspec.structs.replace(reading, report=msgspec.structs.replace(report, id=key))
    outcome: Outcome = "flagged" if failed else "added" if old is None else "revised"
    why = failed or (_difference(old, report, reading.version) if old is not None else _renamed(report, key))
    row = report_row(reading, lexicon)
    report_id = _insert(connection, row) if old is None else replace(connection, old["id"], row)
    fill(connection, report_id, reading)
    return Added(key, outcome, why, _copied(connection, report_id))


def standing(connection: Connection, report: Report) -> tuple[str, RowMapping | None]:
    """The key that a report goes by and its row, if it is there.

    Files often share a name ("index"). A text that has nothing in common with the one that bears its id is another
    report, not a newer version: it goes by its id and a hash of its text.
    """
    row = _row(connection, report.id)
    if row is None or row["fingerprint"] == fingerprint(report) or _one_story(row, report):
        return report.id, row
    key = f"{report.id}-{sha256(report.text.encode()).hexdigest()[:8]}"
    return key, _row(connection, key)


def is_known(connection: Connection, report: Report, version: str, lexicon: str) -> bool:
    """Whether reading a report again would tell nothing new."""
    _, row = standing(connection, report)
    return row is not None and _same(row, report, version, lexicon)


def stored(connection: Connection, report_id: int) -> Reading:
    """What was read from a report before."""
    return unpack(connection.scalars(select(reports.c.reading).where(reports.c.id == report_id)).one())


def tells_the_same(old: Reading, new: Reading) -> bool:
    """Whether two readings differ in nothing but who read."""
    return old == msgspec.structs.replace(new, version=old.version, lexicon=old.lexicon)


def sign(connection: Connection, report_id: int, row: Row) -> None:
    """Note who has read a report last; what it tells is as before."""
    values = {name: row[name] for name in ("reading", "version", "lexicon")}
    connection.execute(update(reports).where(reports.c.id == report_id).values(**values))


def replace(connection: Connection, report_id: int, row: Row) -> int:
    """Put a report's new row in the place of the old, whose reading goes to the revisions; take out all it told."""
    empty(connection, report_id)
    old = reports.c
    connection.execute(
        insert(revisions).from_select(
            ["report_id", "version", "lexicon", "replaced", "reading"],
            select(old.id, old.version, old.lexicon, literal(_now()), old.reading).where(old.id == report_id),
        )
    )
    connection.execute(update(reports).where(old.id == report_id).values(**row, copy_of=None, copy_why=None))
    return report_id


def empty(connection: Connection, report_id: int) -> None:
    """Take out all that a report told; its own row stays."""
    unsettle(connection, [report_id])
    words.unindex(connection, report_id)
    for name in CHILDREN:
        table = schema.metadata.tables[name]
        connection.execute(delete(table).where(table.c.report_id == report_id))


def fill(connection: Connection, report_id: int, reading: Reading) -> None:
    """Put in all that a report tells, its words and the merges that it brings."""
    told = rows(reading)
    actors = _put(connection, schema.local_actors, report_id, told.actors)
    _tell(connection, schema.event_mentions, report_id, told.events, actors, (schema.mention_parties, "mention_id"))
    _tell(connection, schema.statements, report_id, told.statements, actors)
    _tell(connection, schema.transfers, report_id, told.transfers, actors)
    parties = (schema.agreement_parties, "agreement_id")
    _tell(connection, schema.agreements, report_id, told.agreements, actors, parties)
    settle(connection, [report_id])
    words.index(connection, report_id)


def _tell(
    connection: Connection,
    table: Table,
    report_id: int,
    told: Iterable[Told],
    actors: Mapping[str, int],
    parties: tuple[Table, str] | None = None,
) -> None:
    """Insert records, with the row ids of their actors in place of the local ones, then their parties."""
    told = tuple(told)
    linked = [{**one.row, **{name: actors.get(actor or "") for name, actor in one.actors.items()}} for one in told]
    ids = _put(connection, table, report_id, linked)
    if parties is not None:
        owner = parties[1]
        children = [_child(child, {owner: ids[one.row["local_id"]]}, actors) for one in told for child in one.parties]
        if children:
            connection.execute(insert(parties[0]), children)


def _child(child: Child, owner: Row, actors: Mapping[str, int]) -> Row:
    return {**child.row, **owner, "local_actor_id": actors.get(child.actor or "")}


def _put(connection: Connection, table: Table, report_id: int, several: Iterable[Row]) -> Mapping[str, int]:
    """Insert rows; their row ids by local id."""
    values = [{**row, "report_id": report_id} for row in several]
    if not values:
        return {}
    made = connection.execute(insert(table).returning(table.c.local_id, table.c.id), values)
    return {row.local_id: row.id for row in made}


def _insert(connection: Connection, row: Row) -> int:
    made = connection.execute(insert(reports).values(**row, added=_now()).returning(reports.c.id))
    return int(made.scalar_one())


def _row(connection: Connection, key: str) -> RowMapping | None:
    known = reports.c
    query = select(known.id, known.fingerprint, known.version, known.lexicon, known.flags, known.url, known.text)
    return connection.execute(query.where(known.key == key)).mappings().one_or_none()


def _same(row: RowMapping, report: Report, version: str, lexicon: str) -> bool:
    return (row["fingerprint"], row["version"], row["lexicon"]) == (fingerprint(report), version, lexicon)


def _failed(row: RowMapping) -> bool:
    return any(flag.startswith(NOT_READ) for flag in json.loads(row["flags"]))


def _one_story(row: RowMapping, report: Report) -> bool:
    if report.url and report.url == row["url"]:
        return True
    return alike(row["text"], report.text)


def alike(one: str, other: str) -> bool:
    """Whether two texts are versions of one: they share a fifth of the word triples of the shorter."""
    left, right = _shingles(one), _shingles(other)
    shorter = min(len(left), len(right))
    return shorter == 0 or len(left & right) >= ALIKE * shorter


def _shingles(text: str) -> set[tuple[str, ...]]:
    found = re.findall(r"\w+", text[:LOOKED_AT].lower())
    return {tuple(found[at : at + SHINGLE]) for at in range(max(1, len(found) - SHINGLE + 1))} if found else set()


def _difference(row: RowMapping, report: Report, version: str) -> str:
    if row["fingerprint"] != fingerprint(report):
        return "the report has changed"
    return f"read before by dragoman {row['version']}" if row["version"] != version else "read with another lexicon"


def _renamed(report: Report, key: str) -> str | None:
    return None if key == report.id else f"another report has the id {report.id!r}"


def _copied(connection: Connection, report_id: int) -> str | None:
    original = reports.alias()
    query = select(original.c.key).join(reports, reports.c.copy_of == original.c.id).where(reports.c.id == report_id)
    return connection.execute(query).scalar()


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
