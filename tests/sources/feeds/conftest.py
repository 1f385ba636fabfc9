"""A web server on this machine whose pages a test lays out; no test goes out to the network."""

import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from dragoman.records import Report
from dragoman.settings import Settings
from dragoman.sources.feeds import Feed, FeedFile, FeedState, Watch
from dragoman.sources.feeds.courtesy import Courtesy
from dragoman.sources.feeds.visit import Visitor

ARTICLE = """<!doctype html><html><head><title>{title}</title></head><body><article><h1>{title}</h1>
<p>The foreign ministers of Chile and Peru met in Arica on Tuesday, a spokesman for the Chilean ministry said.</p>
<p>They talked about fishing rights in the waters off the coast for more than three hours, {title} reported.</p>
</article></body></html>"""


@dataclass
class Answer:
    """What the server gives for a path. `chunks` may go on for ever."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    chunks: Iterator[bytes] | None = None


@dataclass
class Site:
    """Pages by path, and the requests that came: path and headers."""

    url: str = ""
    pages: dict[str, Answer | Callable[[dict[str, str]], Answer]] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    def put(self, path: str, text: str, kind: str = "text/html", **headers: str) -> None:
        self.pages[path] = Answer(text.encode(), headers={"Content-Type": kind, **headers})

    def feed(self, *names: str, path: str = "/feed", **headers: str) -> None:
        self.put(path, rss(self.url, *names), "application/rss+xml", **headers)

    def article(self, name: str) -> None:
        self.put(f"/{name}", ARTICLE.format(title=name))

    @property
    def paths(self) -> list[str]:
        return [path for path, _ in self.asked]


def rss(url: str, *names: str) -> str:
    items = "".join(
        f"<item><title>{name}</title><link>{url}/{name}</link><guid>{name}</guid>"
        f"<pubDate>Mon, 06 Sep 2010 23:30:00 -0500</pubDate><description>&lt;p&gt;{name} met.&lt;/p&gt;</description></item>"
        for name in names
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>The Wire</title>{items}</channel></rss>'


@pytest.fixture
def site() -> Iterator[Site]:
    found = Site()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            headers = {key.lower(): value for key, value in self.headers.items()}
            found.asked.append((self.path, headers))
            page = found.pages.get(self.path, Answer(status=404))
            answer = page(headers) if callable(page) else page
            self.send_response(answer.status)
            for name, value in answer.headers.items():
                self.send_header(name, value)
            self.end_headers()
            with suppress(OSError):
                for chunk in answer.chunks or iter([answer.body]):
                    self.wfile.write(chunk)

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as http:
        thread = threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        found.url = f"http://127.0.0.1:{http.server_address[1]}"
        yield found
        http.shutdown()


@dataclass
class Clock:
    """Time that a test moves; sleeping moves it too."""

    now: datetime = datetime(2010, 9, 7, 12, 0, 0, tzinfo=UTC)
    slept: list[float] = field(default_factory=list)

    def __call__(self) -> datetime:
        return self.now

    def seconds(self) -> float:
        return self.now.timestamp()

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += timedelta(seconds=seconds)


@dataclass
class Bench:
    """A watch over one feed of the site, with a clock of its own and a list in place of the register."""

    site: Site
    clock: Clock
    watch: Watch
    store: FeedFile
    feed: Feed
    added: list[Report]

    def visit(self):
        self.clock.now = max(self.clock.now, self.watch.due(self.feed))
        (visited,) = self.watch.once()
        return visited

    @property
    def state(self) -> FeedState:
        return self.store.get(self.feed.url)


@pytest.fixture
def bench(site: Site, tmp_path: Path) -> Callable[..., Bench]:
    def make(full_text: bool = True, settings: Settings | None = None, add=None, delay: float = 0) -> Bench:
        clock, added = Clock(), []
        settings = settings or Settings(allow_private=True, timeout=5, max_bytes=200_000)
        courtesy = Courtesy(settings, delay, clock.seconds, clock.sleep)
        store = FeedFile(tmp_path / "feeds.json")
        feed = Feed(f"{site.url}/feed", "The Paper", 1800, full_text)
        watch = Watch((feed,), Visitor(settings, courtesy, store, add or added.extend, clock), clock.sleep)
        return Bench(site, clock, watch, store, feed, added)

    return make
