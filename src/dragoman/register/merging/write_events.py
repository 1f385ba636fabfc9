"""Clusters of mentions become rows of `events`, with parties, tags, counts and contradictions."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, bindparam, delete, func, insert, select, update

from dragoman.register import schema
from dragoman.register.merging.cluster import Cluster
from dragoman.register.merging.consensus import Row, Voice, counted, event_differences, lead_first, merged_event
from dragoman.register.merging.graph import chunks
from dragoman.register.merging.ids import public_id, settle_aliases
from dragoman.register.merging.records import Act

Clusters = Sequence[Cluster[Act]]

_events, _mentions, _parties = schema.events, schema.event_mentions, schema.event_parties
_told, _locals = schema.mention_parties, schema.local_actors
_SIDES = (
    select(_told, _locals.c.actor_id, _locals.c.name)
    .join(_locals, _told.c.local_actor_id == _locals.c.id, isouter=True)
    .order_by(_told.c.position)
)
_TAGS = (("mode", "modes"), ("context", "contexts"))
_ROLES = ("actor", "recipient", "attributed")


def write(
    connection: Connection, clusters: Clusters, told: Mapping[int, Voice], dirty: Collection[int]
) -> Counter[str]:
    """Write the events that are new or changed. `dirty` are mentions whose report or actors have changed.

    Returns by how much the number of events of each actor has changed.
    """
    left = {told[m.id].row["event_id"] for c in clusters for m in c.members if told[m.id].row["event_id"] != _own(c)}
    changed = [c for c in clusters if _own(c) in left or _changed(c, told, dirty)]
    old = {told[m.id].row["event_id"] for c in changed for m in c.members} - {None}
    live = {_own(c) for c in changed}
    tally = Counter({actor: -count for actor, count in _tally(connection, old | live).items()})
    standing = _standing(connection, live)
    rows = [_event(cluster, told) for cluster in changed]
    _put(connection, rows, standing)
    _point(connection, changed, told)
    _children(connection, changed, told, live)
    _bury(connection, changed, told, live)
    tally.update(_tally(connection, live))
    return tally


def _own(cluster: Cluster[Act]) -> str:
    return public_id("e", cluster.members[0].key)


def _changed(cluster: Cluster[Act], told: Mapping[int, Voice], dirty: Collection[int]) -> bool:
    return any(
        m.id in dirty or told[m.id].row["event_id"] != _own(cluster) or told[m.id].row["why"] != why
        for m, why in zip(cluster.members, cluster.why, strict=True)
    )


def _tally(connection: Connection, events: Collection[str]) -> Counter[str]:
    """In how many of these events each actor takes part."""
    found: Counter[str] = Counter()
    query = select(_parties.c.actor_id, func.count(_parties.c.event_id.distinct())).group_by(_parties.c.actor_id)
    for part in chunks(events):
        asked = query.where(_parties.c.event_id.in_(part), _parties.c.actor_id.is_not(None))
        found.update({row[0]: row[1] for row in connection.execute(asked)})
    return found


def _standing(connection: Connection, ids: Collection[str]) -> set[str]:
    query = select(_events.c.id)
    return {i for part in chunks(ids) for i in connection.scalars(query.where(_events.c.id.in_(part)))}


def _voices(cluster: Cluster[Act], told: Mapping[int, Voice]) -> list[Voice]:
    return lead_first(told[m.id] for m in cluster.members)


def _event(cluster: Cluster[Act], told: Mapping[int, Voice]) -> Row:
    voices = _voices(cluster, told)
    counts = counted(voices)
    return merged_event(voices) | {
        "id": _own(cluster),
        "lead_id": voices[0].row["report_id"],
        "mentions": counts.mentions,
        "reports": counts.reports,
        "sources": counts.sources,
        "contradictions": msgspec.json.encode(event_differences(voices)).decode(),
    }


def _put(connection: Connection, rows: Sequence[Row], standing: set[str]) -> None:
    new = [row for row in rows if row["id"] not in standing]
    if new:
        connection.execute(insert(_events), new)
    for row in rows:
        if row["id"] in standing:
            connection.execute(update(_events).where(_events.c.id == row["id"]).values(**row))


def _point(connection: Connection, clusters: Clusters, told: Mapping[int, Voice]) -> None:
    """Give mentions the id of their event and the reason."""
    rows: list[Row] = []
    for cluster in clusters:
        own = _own(cluster)
        for member, why in zip(cluster.members, cluster.why, strict=True):
            row = told[member.id].row
            if (row["event_id"], row["why"]) != (own, why):
                rows.append({"own": member.id, "event_id": own, "why": why})
    if rows:
        connection.execute(update(_mentions).where(_mentions.c.id == bindparam("own")), rows)


def _children(connection: Connection, clusters: Clusters, told: Mapping[int, Voice], live: set[str]) -> None:
    """The parties of the lead, a side that it leaves out from the next that has it; tags of the merged fields."""
    for part in chunks(live):
        for table in (_parties, schema.event_tags):
            connection.execute(delete(table).where(table.c.event_id.in_(part)))
    sides = _sides(connection, [m.id for c in clusters for m in c.members])
    parties, tags = [], []
    for cluster in clusters:
        own = _own(cluster)
        voices = _voices(cluster, told)
        parties += [{"event_id": own, **party} for party in _chosen(voices, sides)]
        fields = merged_event(voices)
        tags += [{"event_id": own, "kind": k, "value": v} for k, name in _TAGS for v in json.loads(fields[name])]
    for table, rows in ((_parties, parties), (schema.event_tags, tags)):
        if rows:
            connection.execute(insert(table), rows)


def _chosen(voices: Sequence[Voice], sides: Mapping[tuple[int, str], list[Row]]) -> list[Row]:
    """Who was credited is the lead's to say."""
    chosen: list[Row] = []
    for role in _ROLES:
        asked = voices[:1] if role == "attributed" else voices
        chosen += next((side for v in asked if (side := sides.get((v.row["id"], role)))), [])
    return chosen


def _sides(connection: Connection, mentions: Collection[int]) -> dict[tuple[int, str], list[Row]]:
    found: dict[tuple[int, str], list[Row]] = {}
    for part in chunks(mentions):
        for row in connection.execute(_SIDES.where(_told.c.mention_id.in_(part))).mappings():
            party: dict[str, Any] = {name: row[name] for name in ("role", "position", "actor_id", "country", "sector")}
            party["name"] = row["name"] or row["words"]
            found.setdefault((row["mention_id"], row["role"]), []).append(party)
    return found


def _bury(connection: Connection, clusters: Clusters, told: Mapping[int, Voice], live: set[str]) -> None:
    """Events that went up in others: their ids point to where their earliest mention went."""
    heirs: dict[str, str | None] = {}
    for cluster in clusters:
        for member in cluster.members:
            old = told[member.id].row["event_id"]
            if old is not None and old not in live:
                heirs.setdefault(old, _own(cluster))
    settle_aliases(connection, heirs, live)
    remove(connection, heirs)


def remove(connection: Connection, ids: Collection[str]) -> None:
    """Delete events that no mention tells any more."""
    for part in chunks(ids):
        for table in (_parties, schema.event_tags):
            connection.execute(delete(table).where(table.c.event_id.in_(part)))
        connection.execute(delete(_events).where(_events.c.id.in_(part)))


def detach(connection: Connection, rows: Collection[int]) -> Counter[str]:
    """Take mentions out of their events; the events that have none left go. Returns the change of actors' counts."""
    events: set[str] = set()
    for part in chunks(rows):
        query = select(_mentions.c.event_id).where(_mentions.c.id.in_(part), _mentions.c.event_id.is_not(None))
        events |= set(connection.scalars(query))
        connection.execute(update(_mentions).where(_mentions.c.id.in_(part)).values(event_id=None, why=None))
    query = select(_mentions.c.event_id).distinct()
    left = {e for part in chunks(events) for e in connection.scalars(query.where(_mentions.c.event_id.in_(part)))}
    gone = events - left
    tally = _tally(connection, gone)
    settle_aliases(connection, dict.fromkeys(gone), set())
    remove(connection, gone)
    return Counter({actor: -count for actor, count in tally.items()})
