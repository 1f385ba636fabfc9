"""All feeds, each when it is due, for ever or once."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from dragoman.sources.feeds.listing import Feed
from dragoman.sources.feeds.visit import Visited, Visitor

LONGEST_SLEEP = 300.0  # seconds, so that a clock that was set does not stop the watch


@dataclass(frozen=True)
class Watch:
    """Visits feeds when they are due; what is due is in the store, so that a new run goes on where the last stopped."""

    feeds: Sequence[Feed]
    visitor: Visitor
    sleep: Callable[[float], None] = time.sleep

    def once(self) -> Iterator[Visited]:
        """Visit each feed that is due, in the order of the list."""
        for feed in self.feeds:
            if self.due(feed) <= self.visitor.now():
                yield self.visitor.visit(feed)

    def forever(self) -> Iterator[Visited]:
        """Visit the feeds as they become due; ends only by an exception, as Ctrl-C raises one."""
        while True:
            yield from self.once()
            left = (min(map(self.due, self.feeds)) - self.visitor.now()).total_seconds()
            if left > 0:
                self.sleep(min(left, LONGEST_SLEEP))

    def due(self, feed: Feed) -> datetime:
        """When a feed is to be visited next."""
        stamp = self.visitor.store.get(feed.url).next_visit
        try:
            return datetime.fromisoformat(stamp).astimezone(UTC) if stamp else datetime.min.replace(tzinfo=UTC)
        except ValueError:
            return datetime.min.replace(tzinfo=UTC)
