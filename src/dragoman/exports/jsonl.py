"""JSON lines: the register's own records, one a line, each under the name of its kind."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from dragoman.exports.holdings import Holdings, Tally


def lines(holdings: Holdings, tally: Tally) -> Iterator[str]:
    """Reports, actors, stories (an event with its mentions), statements, transfers, agreements: {"report": {…}}."""
    kinds = {
        "report": holdings.sources,
        "actor": holdings.actors,
        "story": holdings.stories,
        "statement": holdings.statements,
        "transfer": holdings.transfers,
        "agreement": holdings.agreements,
    }
    for kind, records in kinds.items():
        for record in records():
            tally.rows += 1
            yield msgspec.json.encode({kind: record}).decode()
