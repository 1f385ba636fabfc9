"""One feed, fetched and taken apart: its entries as they stand there."""

from __future__ import annotations

import calendar
import re
import time
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from hashlib import sha256
from io import BytesIO
from typing import Any
from urllib.parse import urljoin

from dragoman.errors import SourceError
from dragoman.settings import Settings
from dragoman.sources.decode import clean
from dragoman.sources.feeds.courtesy import Courtesy
from dragoman.sources.feeds.state import FeedState
from dragoman.sources.url import READABLE, Ask, Fetched, fetch

FEED_TYPES = tuple(f"application/{kind}+xml" for kind in ("rss", "atom", "rdf"))
HEADERS = {"Accept": "application/atom+xml,application/rss+xml,application/xml;q=0.9,*/*;q=0.5"}
LARGEST = 5_000_000  # bytes of a feed: its parser takes up to a minute and a half for so many
LONGEST_MARK = 500  # characters of an ETag that are kept
OFFERED = re.compile(rb"""<link\b[^>]*\btype=["']application/(?:rss|atom)\+xml["'][^>]*>""", re.IGNORECASE)
HREF = re.compile(rb"""\bhref=["']([^"'<>\s]{1,2000})["']""", re.IGNORECASE)


@dataclass(frozen=True)
class Entry:
    """What a feed says of one report. `key` tells it from others; `text` is HTML, or plain; dates are ISO dates."""

    key: str
    link: str | None
    title: str | None
    author: str | None
    published: str | None
    text: str


@dataclass(frozen=True)
class Page:
    """A feed as it came: its entries newest first, as feeds have them; none where it is unchanged."""

    title: str | None
    entries: tuple[Entry, ...]
    etag: str | None
    modified: str | None
    unchanged: bool = False


def read_feed(state: FeedState, settings: Settings, courtesy: Courtesy) -> Page:
    """Fetch a feed, if it is newer than `state`. Raises SourceError where it cannot be had or is no feed."""
    ask = Ask(READABLE + FEED_TYPES, {**HEADERS, **_conditions(state)}, courtesy.gate)
    limited = replace(settings, max_bytes=min(settings.max_bytes, LARGEST))
    got = fetch(state.url, limited, courtesy.resolve, ask)
    etag, modified = _mark(got.etag), _mark(got.modified)
    if got.unchanged:
        return Page(None, (), etag or state.etag, modified or state.modified, unchanged=True)
    parsed = _parsed(got, state.url)
    entries = {entry.key: entry for raw in parsed.entries if (entry := _entry(raw, got.url))}
    return Page(_line(parsed.feed.get("title")), tuple(entries.values()), etag, modified)


def _conditions(state: FeedState) -> Mapping[str, str]:
    given = {"If-None-Match": state.etag, "If-Modified-Since": state.modified}
    return {name: mark for name, mark in given.items() if mark}


def _mark(mark: str | None) -> str | None:
    """A server's mark, if it can be sent back in a header."""
    return mark if mark and len(mark) <= LONGEST_MARK and mark.isascii() and mark.isprintable() else None


def _parsed(got: Fetched, url: str) -> Any:
    import feedparser  # slow to import

    kind = f"{got.type or 'application/xml'}" + (f"; charset={got.charset}" if got.charset else "")
    headers = {"content-type": kind, "content-location": got.url}
    try:
        parsed = feedparser.parse(
            BytesIO(got.body), response_headers=headers, resolve_relative_uris=False, sanitize_html=False
        )
    except Exception as problem:  # whatever a feed does to its parser, the other feeds are to be read
        raise SourceError(url, f"this feed cannot be read: {type(problem).__name__}: {problem}") from problem
    if not parsed.get("version") and not parsed.entries:
        raise SourceError(url, f"this is no feed{_offer(got)}")
    return parsed


def _offer(got: Fetched) -> str:
    """The feed that a page names, for whoever gave the page's address."""
    named = [href for link in OFFERED.findall(got.body) if (href := HREF.search(link))]
    return f"; the page names this one: {urljoin(got.url, named[0][1].decode('utf-8', 'replace'))}" if named else ""


def _entry(raw: Any, base: str) -> Entry | None:
    """The entry; None where it has neither link nor text."""
    link, text = _link(raw.get("link"), base), clean(_text(raw))
    if link is None and not text.strip():
        return None
    title, name = _line(raw.get("title")), raw.get("id") or link or text
    key = sha256(str(name).encode("utf-8", "replace")).hexdigest()[:16]
    return Entry(key, link, title, _line(raw.get("author")), _day(raw), text)


def _link(link: object, base: str) -> str | None:
    if not isinstance(link, str) or not link.strip():
        return None
    try:
        return urljoin(base, link.strip())
    except ValueError:
        return None


def _text(raw: Any) -> str:
    """The longest text that an entry gives: its content or its summary."""
    texts = [part.get("value") for part in raw.get("content", ())] + [raw.get("summary")]
    return max((text for text in texts if isinstance(text, str)), key=len, default="")


def _line(text: object) -> str | None:
    return " ".join(clean(text).split()) or None if isinstance(text, str) else None


def _day(raw: Any) -> str | None:
    """The day of publication in UTC."""
    for name in ("published_parsed", "updated_parsed"):
        if isinstance(when := raw.get(name), time.struct_time):
            try:
                return datetime.fromtimestamp(calendar.timegm(when), UTC).date().isoformat()
            except (ValueError, OverflowError, OSError):
                continue
    return None
