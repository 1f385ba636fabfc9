"""Local actors become actors of the register: by the way they are named, a row of `actor_names` a way."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    RowMapping,
    ScalarSelect,
    bindparam,
    delete,
    func,
    insert,
    null,
    select,
    update,
)

from dragoman.register import schema
from dragoman.register.merging import rulings
from dragoman.register.merging.actors import RULED, Linked, Naming, link, solitary
from dragoman.register.merging.graph import chunks
from dragoman.register.merging.ids import public_id, settle_aliases

_names, _locals, _actors, _reports = schema.actor_names, schema.local_actors, schema.actors, schema.reports
_KEYS = ("kind", "name", "country", "sector", "roles", "wikidata", "year", "apart")
LONGEST = 300  # letters of a name in an index
MOST_ROLES, MOST_LETTERS = 6, 80


def enter(connection: Connection, reports: Collection[int]) -> set[str]:
    """Give the local actors of new reports their namings; the blocks in which a naming is new."""
    namings = _namings(connection, reports)
    known = _known(connection, set(namings.values()))
    new = sorted(set(namings.values()) - set(known), key=_key)
    if new:
        rows = [asdict(naming) | {"block": naming.block[:LONGEST]} for naming in new]
        made = connection.execute(insert(_names).returning(_names), rows).mappings()
        known |= {_of_row(row, 0): row["id"] for row in made}
    pointed = [{"own": local, "name_id": known[naming]} for local, naming in sorted(namings.items())]
    if pointed:
        connection.execute(update(_locals).where(_locals.c.id == bindparam("own")), pointed)
    _count(connection, Counter(known[naming] for naming in namings.values()))
    return {naming.block[:LONGEST] for naming in new}


def leave(connection: Connection, reports: Collection[int]) -> set[str]:
    """Take the local actors of reports out of their namings; the blocks in which a naming is gone."""
    rows: Counter[int] = Counter()
    for part in chunks(reports):
        inside = _locals.c.report_id.in_(part), _locals.c.name_id.is_not(None)
        rows.update(connection.scalars(select(_locals.c.name_id).where(*inside)))
        connection.execute(update(_locals).where(*inside).values(name_id=None, actor_id=None, why=None))
    _point_records(connection, reports)
    _count(connection, Counter({name: -count for name, count in rows.items()}))
    blocks: set[str] = set()
    for ids in chunks(rows):
        empty = _names.c.id.in_(ids), _names.c.reports <= 0
        whose = select(_names.c.actor_id).where(*empty)
        blocks |= set(connection.scalars(select(_names.c.block).where(_names.c.actor_id.in_(whose))))
        connection.execute(delete(_names).where(*empty))
    return blocks


def _count(connection: Connection, by: Mapping[int, int]) -> None:
    rows = [{"own": name, "more": more} for name, more in sorted(by.items())]
    if rows:
        counted = update(_names).where(_names.c.id == bindparam("own"))
        connection.execute(counted.values(reports=_names.c.reports + bindparam("more")), rows)


def _namings(connection: Connection, reports: Collection[int]) -> dict[int, Naming]:
    query = select(_locals, _reports.c.key.label("report_key"), _reports.c.published).join(_reports)
    rows = [
        row
        for part in chunks(reports)
        for row in connection.execute(query.where(_locals.c.report_id.in_(part))).mappings()
    ]
    ruled = rulings.alone(connection, "actor", [row["key"] for row in rows])
    return {row["id"]: _naming(row, row["key"] in ruled) for row in rows}


def _naming(row: RowMapping, ruled: bool) -> Naming:
    person = row["kind"] == "person"
    alone = solitary(row["kind"], row["name"], row["country"], row["roles"])
    return Naming(
        kind=row["kind"],
        name=row["name"][:LONGEST],
        country=row["country"] or "",
        sector=row["sector"] or "",
        roles=_few(row["roles"]) if person else "[]",
        wikidata=row["wikidata"] or "",
        year=(row["published"] or "")[:4] if person else "",
        apart=f"{RULED}{row['key']}" if ruled else row["key"] if alone else "",
        reports=0,
    )


def _few(roles: str) -> str:
    """The offices that a report names, in a cell that an index takes."""
    return json.dumps([role[:MOST_LETTERS] for role in json.loads(roles)[:MOST_ROLES]], ensure_ascii=False)


def _key(naming: Naming) -> tuple[str, ...]:
    return tuple(getattr(naming, name) for name in _KEYS)


def _of_row(row: RowMapping, reports: int | None = None) -> Naming:
    return Naming(**{name: row[name] for name in _KEYS}, reports=row["reports"] if reports is None else reports)


def _known(connection: Connection, namings: Collection[Naming]) -> dict[Naming, int]:
    by_kind: dict[str, set[str]] = {}
    for naming in namings:
        by_kind.setdefault(naming.kind, set()).add(naming.name)
    found: dict[Naming, int] = {}
    for kind, names in by_kind.items():
        for part in chunks(names):
            query = select(_names).where(_names.c.kind == kind, _names.c.name.in_(part))
            found |= {_of_row(row, 0): row["id"] for row in connection.execute(query).mappings()}
    return found


def relink(connection: Connection, blocks: Collection[str]) -> set[str]:
    """Decide anew who is who in these blocks; actors whose namings changed."""
    rows = _closed(connection, blocks)
    by_naming = {_of_row(row, 0): row for row in rows}
    linked = link(by_naming)
    changed = [
        {"own": by_naming[naming]["id"], "actor_id": public_id("a", who.key), "why": why}
        for who in linked
        for naming, why in zip(who.namings, who.why, strict=True)
        if (by_naming[naming]["actor_id"], by_naming[naming]["why"]) != (public_id("a", who.key), why)
    ]
    if changed:
        connection.execute(update(_names).where(_names.c.id == bindparam("own")), changed)
    _inherit(connection, linked, by_naming)
    return {row["actor_id"] for row in rows if row["actor_id"]} | {row["actor_id"] for row in changed}


def _inherit(connection: Connection, linked: Collection[Linked], by_naming: Mapping[Naming, RowMapping]) -> None:
    live = {public_id("a", who.key) for who in linked}
    heirs: dict[str, str | None] = {}
    for who in linked:
        for naming in who.namings:
            old = by_naming[naming]["actor_id"]
            if old and old not in live:
                heirs.setdefault(old, public_id("a", who.key))
    settle_aliases(connection, heirs, live)


def _closed(connection: Connection, blocks: Collection[str]) -> list[RowMapping]:
    """The namings of the blocks and of those that a Wikidata number ties to them."""
    known: dict[int, RowMapping] = {}
    asked, seen, numbers = set(blocks), set[str](), set[str]()
    while asked - seen or numbers:
        found = _where(connection, _names.c.block, asked - seen) + _where(connection, _names.c.wikidata, numbers)
        seen |= asked
        fresh = [row for row in found if row["id"] not in known]
        known |= {row["id"]: row for row in fresh}
        asked |= {row["block"] for row in fresh}
        numbers = {row["wikidata"] for row in fresh if row["wikidata"]}
    return [known[i] for i in sorted(known)]


def _where(connection: Connection, column: Any, values: Iterable[str]) -> list[RowMapping]:
    query = select(_names)
    return [row for part in chunks(values) for row in connection.execute(query.where(column.in_(part))).mappings()]


def make(connection: Connection, ids: Collection[str]) -> None:
    """Write the rows of `actors` from their namings; their counts stand, those of new ones begin at nothing."""
    namings: dict[str, list[Naming]] = {}
    for part in chunks(ids):
        for row in connection.execute(select(_names).where(_names.c.actor_id.in_(part))).mappings():
            namings.setdefault(row["actor_id"], []).append(_of_row(row))
    query = select(_actors.c.id)
    standing = {i for part in chunks(namings) for i in connection.scalars(query.where(_actors.c.id.in_(part)))}
    rows = [{"id": actor, **_described(own)} for actor, own in sorted(namings.items())]
    new = [row | {"reports": 0, "events": 0, "statements": 0} for row in rows if row["id"] not in standing]
    if new:
        connection.execute(insert(_actors), new)
    old = [{"own": row.pop("id"), **row} for row in rows if row["id"] in standing]
    if old:
        connection.execute(update(_actors).where(_actors.c.id == bindparam("own")), old)


def _described(namings: Collection[Naming]) -> dict[str, Any]:
    """What most reports say. A full name goes before a surname alone."""
    names = _ranked(namings, lambda n: [n.name])
    full = _ranked([n for n in namings if not n.short], lambda n: [n.name])
    sectors = _ranked(namings, lambda n: [n.sector])
    return {
        "kind": _ranked(namings, lambda n: [n.kind])[0],
        "name": (full or names)[0],
        "names": json.dumps(names, ensure_ascii=False),
        "country": next(iter(_ranked([n for n in namings if not n.vague] or namings, lambda n: [n.country])), None),
        "sector": sectors[0] if sectors else None,
        "other_sectors": json.dumps(sectors[1:]),
        "roles": json.dumps(_ranked(namings, lambda n: json.loads(n.roles)), ensure_ascii=False),
        "wikidata": next(iter(_ranked(namings, lambda n: [n.wikidata])), None),
    }


def _ranked(namings: Collection[Naming], values: Any) -> list[str]:
    """The values that are not empty, the most frequent first, then by the alphabet."""
    counts: Counter[str] = Counter()
    for naming in namings:
        for value in values(naming):
            counts[value] += naming.reports
    return [value for value, _ in sorted(counts.items(), key=lambda item: (-item[1], item[0])) if value]


@dataclass(frozen=True, order=True)
class Move:
    """A local actor that is to get another id than it has."""

    local: int
    report: int
    actor: str
    why: str | None


def moves(connection: Connection, actors: Collection[str], reports: Collection[int]) -> list[Move]:
    """Local actors whose id is not that of their naming, in these reports and wherever these actors are named."""
    columns = _locals.c.id, _locals.c.report_id, _names.c.actor_id, _names.c.why
    query = select(*columns).join(_names, _locals.c.name_id == _names.c.id)
    query = query.where(_locals.c.actor_id.is_(None) | (_locals.c.actor_id != _names.c.actor_id))
    rows = [r for part in chunks(reports) for r in connection.execute(query.where(_locals.c.report_id.in_(part)))]
    rows += [r for part in chunks(actors) for r in connection.execute(query.where(_names.c.actor_id.in_(part)))]
    return sorted({Move(*row) for row in rows}, key=lambda m: m.local)


def point(connection: Connection, moved: Collection[Move]) -> None:
    """Give local actors their ids and the reasons, then what they say, supply and agree."""
    rows = [{"own": m.local, "actor_id": m.actor, "why": m.why} for m in moved]
    if rows:
        connection.execute(update(_locals).where(_locals.c.id == bindparam("own")), rows)
    _point_records(connection, {m.report for m in moved})


def _point_records(connection: Connection, reports: Collection[int]) -> None:
    for part in chunks(reports):
        for table, roles in _ROLES:
            values = {f"{role}_id": _actor_of(table.c[f"{role}_local_id"]) for role in roles}
            connection.execute(update(table).where(table.c.report_id.in_(part)).values(values))
        parties, agreed = schema.agreement_parties, schema.agreements
        inside = parties.c.agreement_id.in_(select(agreed.c.id).where(agreed.c.report_id.in_(part)))
        connection.execute(update(parties).where(inside).values(actor_id=_actor_of(parties.c.local_actor_id)))


_ROLES = ((schema.statements, ("speaker", "addressee")), (schema.transfers, ("supplier", "recipient")))


def _actor_of(local: ColumnElement[Any]) -> ScalarSelect[Any]:
    return select(_locals.c.actor_id).where(_locals.c.id == local).scalar_subquery()


def named_in(connection: Connection, reports: Collection[int]) -> set[str]:
    """The actors that the namings of these reports stand for."""
    query = select(_names.c.actor_id).join(_locals, _locals.c.name_id == _names.c.id).distinct()
    asked = (query.where(_locals.c.report_id.in_(part), _names.c.actor_id.is_not(None)) for part in chunks(reports))
    return {actor for q in asked for actor in connection.scalars(q)}


def tally(connection: Connection, reports: Collection[int]) -> Counter[str]:
    """In how many of these reports each actor stands."""
    query = select(_locals.c.actor_id, func.count(_locals.c.report_id.distinct())).group_by(_locals.c.actor_id)
    found: Counter[str] = Counter()
    for part in chunks(reports):
        inside = _locals.c.report_id.in_(part), _locals.c.actor_id.is_not(None)
        found.update({row[0]: row[1] for row in connection.execute(query.where(*inside))})
    return found


def add_counts(connection: Connection, column: str, changes: Mapping[str, int]) -> None:
    """Change a count of actors by so much each."""
    rows = [{"own": actor, "by": by} for actor, by in sorted(changes.items()) if by]
    if rows:
        counted = update(_actors).where(_actors.c.id == bindparam("own"))
        connection.execute(counted.values({column: _actors.c[column] + bindparam("by")}), rows)


def bury(connection: Connection, ids: Collection[str]) -> None:
    """Delete actors that nobody is named by any more."""
    standing = select(null()).where(_names.c.actor_id == _actors.c.id).exists()
    for part in chunks(ids):
        gone = set(connection.scalars(select(_actors.c.id).where(_actors.c.id.in_(part), ~standing)))
        for ids_gone in chunks(gone):
            connection.execute(delete(_actors).where(_actors.c.id.in_(ids_gone)))
            connection.execute(delete(schema.aliases).where(schema.aliases.c.new.in_(ids_gone)))
