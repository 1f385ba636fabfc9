"""The network of actors for Gephi, Cytoscape, R and networkx: an edge for all acts of a type from one to another."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dragoman.exports.cells import one_line
from dragoman.exports.holdings import Holdings, Tally
from dragoman.exports.told import Pair, is_done, lead, pairs
from dragoman.exports.told import day as day_of
from dragoman.register.records import KnownEvent, KnownParty

if TYPE_CHECKING:
    import networkx

MODIFIED = re.compile(r' lastmodifieddate="[^"]*"')


@dataclass
class Acts:
    """The acts of a type from one actor to another."""

    quad: int
    count: int = 0
    sources: int = 0
    score: float = 0.0
    first: str | None = None
    last: str | None = None

    def add(self, event: KnownEvent, day: str | None) -> None:
        """One more."""
        self.count += 1
        self.sources += event.sources
        self.score += event.score
        if day:
            self.first = min(self.first or day, day)
            self.last = max(self.last or day, day)


def graphml(holdings: Holdings, tally: Tally) -> Iterator[str]:
    """GraphML: actors as nodes, edges from actor to recipient, one for each type of event."""
    import networkx

    graph = network(holdings, tally)
    yield from networkx.generate_graphml(graph, named_key_ids=True, edge_id_from_attribute="id")


def gexf(holdings: Holdings, tally: Tally) -> Iterator[str]:
    """GEXF 1.2 for Gephi; without the day it was made, so that the same network gives the same bytes."""
    import networkx

    out = io.BytesIO()
    networkx.write_gexf(network(holdings, tally), out, version="1.2draft")
    yield from (MODIFIED.sub("", line) for line in out.getvalue().decode().splitlines())


def network(holdings: Holdings, tally: Tally) -> networkx.MultiDiGraph[str]:
    """The network of the events done that have an actor and a recipient; the others are left out.

    Nodes: label, kind, country, sector, wikidata, events. Edges: event_type, count, weight (= count), sources,
    score (the mean), quad, first and last day; their key is the event type.
    """
    import networkx

    graph: networkx.MultiDiGraph[str] = networkx.MultiDiGraph()
    edges: dict[tuple[str, str, str], Acts] = {}
    names: dict[str, KnownParty] = {}
    for story in holdings.stories():
        told = lead(story, holdings)
        whole = [pair for pair in pairs(story.event) if pair.actor and pair.recipient]
        if not whole or not is_done(story.event):
            tally.left_out += 1
            continue
        for pair in whole:
            key = _ends(pair, names)
            edges.setdefault((*key, story.event.type), Acts(story.event.quad)).add(story.event, day_of(told))
    _add_nodes(graph, names, holdings)
    for number, ((one, other, kind), acts) in enumerate(sorted(edges.items(), key=lambda edge: edge[0])):
        tally.rows += 1
        graph.add_edge(one, other, key=kind, id=f"e{number}", **_attributes(kind, acts))
    return graph


def _ends(pair: Pair, names: dict[str, KnownParty]) -> tuple[str, str]:
    ends = []
    for party in (pair.actor, pair.recipient):
        if party is None:
            raise ValueError("a pair with both parties is wanted")
        node = party.actor or f"words:{one_line(party.name)}"
        names.setdefault(node, party)
        ends.append(node)
    return ends[0], ends[1]


def _add_nodes(graph: networkx.MultiDiGraph[str], names: dict[str, KnownParty], holdings: Holdings) -> None:
    known = {actor.id: actor for actor in holdings.actors() if actor.id in names}
    for node, party in sorted(names.items()):
        actor = known.get(node)
        about = {
            "label": one_line(party.name),
            "kind": actor.kind if actor else "words",
            "country": party.country,
            "sector": party.sector,
            "wikidata": actor.wikidata if actor else None,
            "events": actor.events if actor else None,
        }
        graph.add_node(one_line(node), **{key: value for key, value in about.items() if value is not None})


def _attributes(kind: str, acts: Acts) -> dict[str, object]:
    about: dict[str, object] = {
        "event_type": kind,  # "type" is GEXF's own word for directed or not
        "count": acts.count,
        "weight": float(acts.count),
        "sources": acts.sources,
        "score": round(acts.score / acts.count, 4),
        "quad": acts.quad,
    }
    if acts.first:
        about |= {"first": acts.first, "last": acts.last}
    return about
