"""The four kinds of record that are merged alike: what each is loaded as, looked for under, compared by."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from sqlalchemy import Connection, Table, select

from dragoman.register import schema
from dragoman.register.merging import blocks, gather, graph, rulings
from dragoman.register.merging.agreements import compare_accords
from dragoman.register.merging.cluster import Cluster, cluster
from dragoman.register.merging.consensus import Voice
from dragoman.register.merging.events import compare_acts
from dragoman.register.merging.records import Accord, Act, Supply, Told, Utterance, Verdict
from dragoman.register.merging.statements import compare_utterances
from dragoman.register.merging.transfers import compare_supplies

T = TypeVar("T", bound=Told)


@dataclass(frozen=True)
class Kind(Generic[T]):
    """`letter` begins the public ids; `column` holds them."""

    name: str
    table: Table
    letter: str
    column: str
    load: Callable[[Connection, Mapping[int, Voice]], list[T]]
    blocks: Callable[[T], tuple[blocks.Block, ...]]
    compare: Callable[[T, T], Verdict]

    def rows_of(self, connection: Connection, reports: Collection[int]) -> set[int]:
        """The rows that these reports tell."""
        query = select(self.table.c.id)
        parts = graph.chunks(reports)
        return {row for part in parts for row in connection.scalars(query.where(self.table.c.report_id.in_(part)))}

    def enter(self, connection: Connection, rows: Collection[int]) -> None:
        """Put new rows under their blocks, and link them with what they may be one with."""
        if not rows:
            return
        new = self.load(connection, gather.voices(connection, self.table, rows))
        graph.put_blocks(connection, self.name, [(r.id, block) for r in new for block in self.blocks(r)])
        pairs = graph.neighbours(connection, self.name, rows)
        others = {row for pair in pairs for row in pair} - set(rows)
        old = self.load(connection, gather.voices(connection, self.table, others))
        known = {record.id: record for record in (*new, *old)}
        linked = ((a, b) for a, b in pairs if self.compare(known[a], known[b]).linked)
        graph.put_links(connection, self.name, linked)

    def clusters(self, connection: Connection, seeds: Collection[int]) -> tuple[list[Cluster[T]], dict[int, Voice]]:
        """All records that hang together with the seeds, clustered anew."""
        if not seeds:
            return [], {}
        parts = graph.components(connection, self.name, seeds)
        told = gather.voices(connection, self.table, [row for rows, _ in parts for row in rows])
        records = {record.id: record for record in self.load(connection, told)}
        ruled = rulings.pairs(connection, self.name, [r.key for r in records.values()] if len(records) > 1 else [])
        compare = rulings.heeding(self.compare, ruled)
        made = [c for rows, pairs in parts for c in cluster([records[row] for row in rows], compare, pairs)]
        return made, told


ACTS: Kind[Act] = Kind("event", schema.event_mentions, "e", "event_id", gather.acts, blocks.of_act, compare_acts)
UTTERANCES: Kind[Utterance] = Kind(
    "statement", schema.statements, "s", "group_id", gather.utterances, blocks.of_utterance, compare_utterances
)
SUPPLIES: Kind[Supply] = Kind(
    "transfer", schema.transfers, "t", "group_id", gather.supplies, blocks.of_supply, compare_supplies
)
ACCORDS: Kind[Accord] = Kind(
    "agreement", schema.agreements, "g", "group_id", gather.accords, blocks.of_accord, compare_accords
)
GROUPS: tuple[Kind[Any], ...] = (UTTERANCES, SUPPLIES, ACCORDS)
KINDS: tuple[Kind[Any], ...] = (ACTS, *GROUPS)
