"""One visit of one feed: what is new becomes reports and is added, what was done is remembered."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from hashlib import sha256
from itertools import islice

import msgspec

from dragoman.errors import Forbidden, NotText, Refused, SourceError, TooLarge
from dragoman.records import Report
from dragoman.settings import Settings
from dragoman.sources.assemble import Given, make_report
from dragoman.sources.feeds.courtesy import Courtesy
from dragoman.sources.feeds.entries import Entry, Page, read_feed
from dragoman.sources.feeds.fragment import fragment_text
from dragoman.sources.feeds.listing import Feed
from dragoman.sources.feeds.state import FeedState, FeedStore
from dragoman.sources.raw import Raw, raw_report
from dragoman.sources.url import Ask, fetch

Add = Callable[[Sequence[Report]], None]
BATCH = 16  # reports added together
MOST = 200  # new entries of one visit, so that other feeds have their turn; the rest follows at the next
REMEMBERED = 2000  # entries of a feed, and no fewer than it shows
LONGEST_BACK_OFF = 86_400  # seconds, of our own; a server may ask for more
LONGEST_WAIT = 7 * 86_400  # seconds that a server may ask for
BUSY = (429, 503)  # the server asks to be left alone for a while


@dataclass(frozen=True)
class Visited:
    """What came of a visit. `next_visit` is UTC; `problems` name feed or article."""

    feed: Feed
    added: int
    known: int
    next_visit: datetime
    problems: tuple[SourceError, ...] = ()


@dataclass(frozen=True)
class Visitor:
    """Visits feeds. `add` keeps reports for good; only then their entries count as seen. `now` is UTC."""

    settings: Settings
    courtesy: Courtesy
    store: FeedStore
    add: Add
    now: Callable[[], datetime] = lambda: datetime.now(UTC)

    def visit(self, feed: Feed) -> Visited:
        """Add what is new in a feed. Problems with the feed or an article are told, not raised."""
        state = self.store.get(feed.url)
        try:
            page = read_feed(state, self.settings, self.courtesy)
        except SourceError as problem:
            return self._failed(feed, state, problem)
        return self._entered(feed, state, page)

    def _entered(self, feed: Feed, state: FeedState, page: Page) -> Visited:
        seen = set(state.seen)
        fresh = [entry for entry in reversed(page.entries) if entry.key not in seen]  # the oldest first
        desk = _Desk(self, feed, page)
        for batch in _batches(fresh[-MOST:]):
            reports, handled = desk.read(batch)
            if reports:
                self.add(reports)
            state = self._kept(state, handled, page)
            if desk.busy:
                return self._failed(feed, state, desk.problems[-1], desk)
        done = len(fresh) == desk.handled
        marks = (page.etag, page.modified) if done else (None, None)  # else the feed would be "unchanged" next time
        following = self._after(feed.every)
        self.store.put(_with(state, etag=marks[0], modified=marks[1], failures=0, next_visit=_stamp(following)))
        known = len(page.entries) - len(fresh)
        return Visited(feed, desk.made, known, following, tuple(desk.problems))

    def _kept(self, state: FeedState, handled: list[str], page: Page) -> FeedState:
        """The state with entries seen, written down."""
        most = max(REMEMBERED, 2 * len(page.entries))
        state = _with(state, seen=(*reversed(handled), *state.seen)[:most])
        self.store.put(state)
        return state

    def _failed(self, feed: Feed, state: FeedState, problem: SourceError, desk: _Desk | None = None) -> Visited:
        failures = state.failures + 1
        wait = max(feed.every, min(LONGEST_BACK_OFF, feed.every * 2 ** min(failures, 16)), self._asked(problem))
        following = self._after(wait)
        self.store.put(_with(state, failures=failures, next_visit=_stamp(following)))
        return Visited(feed, desk.made if desk else 0, 0, following, tuple(desk.problems) if desk else (problem,))

    def _asked(self, problem: SourceError) -> int:
        """The seconds that the server asks for."""
        text = (problem.retry_after or "").strip() if isinstance(problem, Refused) else ""
        if text.isascii() and text.isdigit():
            return min(int(text[:9]), LONGEST_WAIT)
        try:
            left = (parsedate_to_datetime(text).astimezone(UTC) - self.now()).total_seconds()
        except (ValueError, OverflowError):
            return 0
        return max(0, min(int(left), LONGEST_WAIT))

    def _after(self, seconds: int) -> datetime:
        return self.now().replace(microsecond=0) + timedelta(seconds=seconds)


class _Desk:
    """Turns the entries of a page into reports. `handled` counts those that need no other visit."""

    def __init__(self, visitor: Visitor, feed: Feed, page: Page) -> None:
        self._visitor, self._feed, self._page = visitor, feed, page
        self.problems: list[SourceError] = []
        self.made = self.handled = 0
        self.busy = False

    def read(self, entries: Sequence[Entry]) -> tuple[list[Report], list[str]]:
        """The reports of some entries, and the keys of the entries that are dealt with, for better or worse."""
        reports, keys = [], []
        for entry in entries:
            try:
                reports.append(self._report(entry))
            except SourceError as problem:
                self.problems.append(problem)
                self.busy = isinstance(problem, Refused) and problem.status in BUSY
                if self.busy:
                    break
                if _may_pass(problem):
                    continue
            keys.append(entry.key)
        self.made += len(reports)
        self.handled += len(keys)
        return reports, keys

    def _report(self, entry: Entry) -> Report:
        link = entry.link
        given = Given(
            id="r" + sha256((link or entry.key).encode()).hexdigest()[:12],
            title=entry.title,
            byline=entry.author,
            publisher=self._feed.publisher or self._page.title,
            url=link,
            published=entry.published,
        )
        if self._feed.full_text and link is not None:
            return self._article(link, given)
        if not (text := fragment_text(entry.text)):
            raise _Unreadable(link or self._feed.url, "the entry has no text (full_text = true fetches the article)")
        return make_report(text, given)

    def _article(self, link: str, given: Given) -> Report:
        visitor = self._visitor
        ask = Ask(gate=visitor.courtesy.gate)
        got = fetch(link, visitor.settings, visitor.courtesy.resolve, ask)
        given = Given(given.id, given.title, given.byline, given.publisher, got.url, given.published)
        try:
            return raw_report(Raw(link, got.body, "page" if "html" in got.type else "text", given, got.charset))
        except SourceError as problem:
            raise _Unreadable(problem.where, problem.problem) from problem


class _Unreadable(SourceError):
    """An entry that no later visit will make readable."""


def _may_pass(problem: SourceError) -> bool:
    """The problem may be gone at the next visit."""
    if isinstance(problem, Refused):
        return problem.status >= 500 or problem.status == 408
    return not isinstance(problem, Forbidden | NotText | TooLarge | _Unreadable)


def _batches(entries: Sequence[Entry]) -> Iterator[list[Entry]]:
    waiting = iter(entries)
    while batch := list(islice(waiting, BATCH)):
        yield batch


def _with(state: FeedState, **changes: object) -> FeedState:
    return msgspec.structs.replace(state, **changes)


def _stamp(when: datetime) -> str:
    return when.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
