"""Clusters of statements, transfers and agreements: one public id a group, its lead, counts and contradictions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, Table, bindparam, func, select, update

from dragoman.register import schema
from dragoman.register.merging.cluster import Cluster
from dragoman.register.merging.consensus import (
    AGREEMENT_FIELDS,
    TRANSFER_FIELDS,
    Row,
    Voice,
    counted,
    differences,
    lead_first,
)
from dragoman.register.merging.graph import chunks
from dragoman.register.merging.ids import public_id, settle_aliases
from dragoman.register.merging.kinds import Kind
from dragoman.register.merging.records import Told
from dragoman.register.merging.statements import differing
from dragoman.register.records import Alternative, Contradiction

_WRITTEN = ("group_id", "lead", "reports", "sources", "why", "contradictions")


def write(connection: Connection, kind: Kind[Any], clusters: Sequence[Cluster[Any]], told: Mapping[int, Voice]) -> None:
    """Write groups that are new or changed."""
    rows = [row for cluster in clusters for row in _rows(kind, cluster, told)]
    changed = [r for r in rows if any(told[r["own"]].row[name] != r[name] for name in _WRITTEN)]
    if changed:
        connection.execute(update(kind.table).where(kind.table.c.id == bindparam("own")), changed)
    live = {row["group_id"] for row in rows}
    heirs: dict[str, str | None] = {}
    for row in rows:
        old = told[row["own"]].row["group_id"]
        if old is not None and old not in live:
            heirs.setdefault(old, row["group_id"])
    settle_aliases(connection, heirs, live if heirs else {r["group_id"] for r in changed})


def _rows(kind: Kind[Any], cluster: Cluster[Told], told: Mapping[int, Voice]) -> list[Row]:
    voices = lead_first(told[m.id] for m in cluster.members)
    counts, lead = counted(voices), voices[0].row["id"]
    own = public_id(kind.letter, cluster.members[0].key)
    found = msgspec.json.encode(_differences(kind, voices)).decode()
    return [
        {
            "own": member.id,
            "group_id": own,
            "lead": member.id == lead,
            "reports": counts.reports,
            "sources": counts.sources,
            "why": why,
            "contradictions": found if member.id == lead else None,
        }
        for member, why in zip(cluster.members, cluster.why, strict=True)
    ]


def _differences(kind: Kind[Any], voices: Sequence[Voice]) -> list[Contradiction]:
    if kind.table is schema.transfers:
        return differences(voices, TRANSFER_FIELDS)
    if kind.table is schema.agreements:
        return differences(voices, AGREEMENT_FIELDS)
    return _wordings(voices)


def _wordings(voices: Sequence[Voice]) -> list[Contradiction]:
    """The words in which a wording differs from the lead's."""
    lead, found = voices[0], []
    for voice in voices[1:]:
        here, there = differing(lead.row["content"], voice.row["content"])
        if here or there:
            values = Alternative(here, (lead.report,)), Alternative(there, (voice.report,))
            found.append(Contradiction("words", values))
    return found


def statements_by_actor(connection: Connection, reports: Collection[int]) -> Counter[str]:
    """How many statements of these reports each actor makes, counting leads."""
    table = schema.statements
    query = select(table.c.speaker_id, func.count()).where(table.c.lead, table.c.speaker_id.is_not(None))
    found: Counter[str] = Counter()
    for part in chunks(reports):
        asked = query.where(table.c.report_id.in_(part)).group_by(table.c.speaker_id)
        found.update({row[0]: row[1] for row in connection.execute(asked)})
    return found


def detach(connection: Connection, table: Table, rows: Collection[int]) -> None:
    """Take records out of their groups; ids that nobody bears any more are forgotten."""
    gone: set[str] = set()
    for part in chunks(rows):
        gone |= set(connection.scalars(select(table.c.group_id).where(table.c.id.in_(part)))) - {None}
        values = {"group_id": None, "lead": False, "why": None, "contradictions": None}
        connection.execute(update(table).where(table.c.id.in_(part)).values(**values))
    query = select(table.c.group_id).distinct()
    left = {g for part in chunks(gone) for g in connection.scalars(query.where(table.c.group_id.in_(part)))}
    settle_aliases(connection, dict.fromkeys(gone - left), set())
