"""`feeds.toml`: which feeds to watch, how often, and what to take from them; checked key by key."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from dragoman.errors import DataError

UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86_400}
DURATION = re.compile(r"(\d{1,6})\s*([smhd])$", re.ASCII)
OFTENEST, SELDOMEST = 60, 30 * 86_400  # seconds between two visits


@dataclass(frozen=True)
class Feed:
    """A feed to watch.

    publisher: the publisher of its reports, for what the feed itself does not say
    every: seconds from one visit to the next
    full_text: fetch the article that an entry links to; else take the text that the feed gives
    """

    url: str
    publisher: str | None = None
    every: int = 1800
    full_text: bool = True


@dataclass(frozen=True)
class FeedList:
    """The feeds of a file. `delay`: seconds between two requests to one host, robots.txt may ask for more."""

    feeds: tuple[Feed, ...]
    delay: float = 2.0


def read_feed_list(path: Path) -> FeedList:
    """The feeds of a TOML file. Raises DataError with file:key where it is missing, no TOML, or a value will not do."""
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as problem:
        raise DataError(str(path), problem.strerror or "cannot be read") from problem
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as problem:
        raise DataError(str(path), f"this is no TOML: {problem}") from problem
    for key in table.keys() - {"feed", "delay"}:
        raise DataError(f"{path}:{key}", "no such key; there are delay and [[feed]]")
    feeds = table.get("feed")
    if not isinstance(feeds, list) or not feeds or not all(isinstance(feed, dict) for feed in feeds):
        raise DataError(f"{path}:feed", 'the file needs at least one [[feed]] with url = "https://…"')
    delay = _seconds(table.get("delay", "2s"), f"{path}:delay", 0, 3600)
    return FeedList(_distinct([_feed(feed, f"{path}:feed[{n}]") for n, feed in enumerate(feeds, 1)], path), delay)


def _distinct(feeds: list[Feed], path: Path) -> tuple[Feed, ...]:
    seen: dict[str, int] = {}
    for number, feed in enumerate(feeds, 1):
        if (first := seen.setdefault(feed.url, number)) != number:
            raise DataError(f"{path}:feed[{number}]:url", f"this is the address of feed[{first}] too")
    return tuple(feeds)


def _feed(table: Mapping[str, Any], where: str) -> Feed:
    for key in table.keys() - READ.keys():
        raise DataError(f"{where}:{key}", f"no such key; there are {', '.join(READ)}")
    if "url" not in table:
        raise DataError(f"{where}:url", "a feed needs its address")
    return Feed(**{key: READ[key](value, f"{where}:{key}") for key, value in table.items()})


def _url(value: object, where: str) -> str:
    text = _text(value, where)
    try:
        parts = urlsplit(text)
        good = parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        good = False
    if not good:
        raise DataError(where, f"expected an address with http:// or https://, not {value!r}")
    return text


def _text(value: object, where: str) -> str:
    if not isinstance(value, str) or not value.strip():
        raise DataError(where, f"expected a text in quotation marks, not {value!r}")
    return value.strip()


def _switch(value: object, where: str) -> bool:
    if not isinstance(value, bool):
        raise DataError(where, f"expected true or false, not {value!r}")
    return value


def _every(value: object, where: str) -> int:
    return _seconds(value, where, OFTENEST, SELDOMEST)


def _seconds(value: object, where: str, least: int, most: int) -> int:
    match = DURATION.match(value.strip()) if isinstance(value, str) else None
    if match is None:
        raise DataError(where, f'expected a time as "30m", "2h", "1d", not {value!r}')
    seconds = int(match[1]) * UNITS[match[2]]
    if not least <= seconds <= most:
        raise DataError(where, f"expected {least} to {most} seconds, not {value!r}")
    return seconds


READ: Mapping[str, Callable[[object, str], Any]] = {
    "url": _url,
    "publisher": _text,
    "every": _every,
    "full_text": _switch,
}
