"""Manners towards servers: robots.txt is heeded, and a host gets its pause between two requests."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from urllib.parse import urlsplit
from urllib.robotparser import RobotFileParser

from dragoman.errors import Forbidden, NotText, Refused, SourceError
from dragoman.settings import Settings
from dragoman.sources.url import Ask, Resolve, fetch, resolve

AGENT = "dragoman"
LARGEST = 512_000  # bytes of robots.txt that are read; RFC 9309 asks for at least 500 KiB
KEPT = 86_400.0  # seconds that a robots.txt holds
RETRIED = 600.0  # seconds after which a host is asked again whose robots.txt could not be had
LONGEST_PAUSE = 60.0  # seconds; a crawl delay beyond is cut


@dataclass(frozen=True)
class Rules:
    """What a host's robots.txt says. `until`: seconds of the clock up to which it holds; `why`: why all is barred."""

    until: float
    robots: RobotFileParser | None = None
    why: str = ""

    def may(self, url: str) -> bool:
        """The address may be fetched."""
        return self.robots is None or self.robots.can_fetch(AGENT, url)

    @property
    def pause(self) -> float:
        """The seconds that the host wants between two requests."""
        wanted = self.robots.crawl_delay(AGENT) if self.robots else None
        return min(float(wanted or 0), LONGEST_PAUSE)


@dataclass
class Courtesy:
    """Lets an address pass when its host allows it and its turn has come. One a run; not for several threads.

    delay: seconds between two requests to one host, at least
    clock, sleep: the machine's, or a test's
    """

    settings: Settings
    delay: float = 2.0
    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    resolve: Resolve = resolve
    _rules: dict[str, Rules] = field(default_factory=dict)
    _last: dict[str, float] = field(default_factory=dict)

    def gate(self, url: str) -> None:
        """Wait for the host's turn. Raises Forbidden where robots.txt bars the address, SourceError where it fails."""
        host = host_of(url)
        rules = self._rules_of(host)
        if rules.why:
            raise SourceError(url, rules.why)
        if not rules.may(url):
            raise Forbidden(url, f"{host}/robots.txt asks programs not to fetch this")
        self._wait(host, max(self.delay, rules.pause))

    def _wait(self, host: str, pause: float) -> None:
        left = self._last.get(host, self.clock() - pause) + pause - self.clock()
        if left > 0:
            self.sleep(left)
        self._last[host] = self.clock()

    def _rules_of(self, host: str) -> Rules:
        known = self._rules.get(host)
        if known is None or known.until <= self.clock():
            self._wait(host, self.delay)
            known = self._rules[host] = self._asked(host)
        return known

    def _asked(self, host: str) -> Rules:
        """RFC 9309: no robots.txt bars nothing; a host that cannot answer bars all, for now.

        A private host passes here, so that the address itself is refused, and with its own reason.
        """
        settings = replace(self.settings, max_bytes=min(self.settings.max_bytes, LARGEST))
        try:
            got = fetch(f"{host}/robots.txt", settings, self.resolve, Ask())
        except Refused as problem:
            if 400 <= problem.status < 500 and problem.status != 429:
                return Rules(self.clock() + KEPT)
            return Rules(self.clock() + RETRIED, why=f"{host}/robots.txt: {problem.problem}")
        except (Forbidden, NotText):
            return Rules(self.clock() + RETRIED)
        except SourceError as problem:
            return Rules(self.clock() + RETRIED, why=str(problem))
        return self._read(got.body, host)

    def _read(self, body: bytes, host: str) -> Rules:
        robots = RobotFileParser()
        try:
            robots.parse(_lines(body))
        except ValueError as problem:
            return Rules(self.clock() + KEPT, why=f"{host}/robots.txt cannot be understood: {problem}")
        return Rules(self.clock() + KEPT, robots)


def _lines(body: bytes) -> list[str]:
    """The lines of a robots.txt; no rule where a page came in its place."""
    text = body.decode("utf-8", errors="replace").removeprefix("\ufeff")
    return [] if re.match(r"\s*<", text) else text.splitlines()


def host_of(url: str) -> str:
    """Scheme, host and port of an address: what a robots.txt holds for."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2].lower()}"
