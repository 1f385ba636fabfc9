"""Fetching against a server on this machine; no test goes out to the network."""

import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from dragoman.errors import Forbidden, NotText, SourceError, TooLarge
from dragoman.settings import Settings
from dragoman.sources.url import fetch, is_public, is_url

LOCAL = Settings(allow_private=True, timeout=5, max_bytes=1000)


class Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        kind, status, body, location = "text/plain; charset=koi8-r", 200, b"hello", ""
        if self.path == "/away":
            status, location = 302, "/text"
        elif self.path == "/loop":
            status, location = 301, "/loop"
        elif self.path == "/file":
            status, location = 302, "file:///etc/passwd"
        elif self.path == "/picture":
            kind = "image/png"
        elif self.path == "/large":
            body = b"x" * 2000
        elif self.path == "/gone":
            status = 404
        elif self.path == "/slow":
            time.sleep(0.8)
        self.send_response(status)
        self.send_header("Content-Type", kind)
        if location:
            self.send_header("Location", location)
        self.end_headers()
        if self.path == "/trickle":
            self._trickle()
        self.wfile.write(body)

    def _trickle(self) -> None:
        with suppress(OSError):
            for _ in range(20):
                self.wfile.write(b"x")
                time.sleep(0.05)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as http:
        threading.Thread(target=http.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{http.server_address[1]}"
        http.shutdown()


def test_a_text(server: str) -> None:
    got = fetch(f"{server}/text", LOCAL)
    assert (got.body, got.type, got.charset, got.url) == (b"hello", "text/plain", "koi8-r", f"{server}/text")


def test_redirects_are_followed(server: str) -> None:
    assert fetch(f"{server}/away", LOCAL).url == f"{server}/text"


@pytest.mark.parametrize(
    ("path", "error", "words"),
    [
        ("/loop", SourceError, "redirects"),
        ("/file", Forbidden, "only http and https"),
        ("/picture", NotText, "image/png"),
        ("/large", TooLarge, "1000 bytes"),
        ("/gone", SourceError, "404"),
    ],
)
def test_what_is_refused(server: str, path: str, error: type[SourceError], words: str) -> None:
    with pytest.raises(error, match=words) as raised:
        fetch(server + path, LOCAL)
    assert raised.value.where == server + path


@pytest.mark.parametrize("path", ["/slow", "/trickle"])
def test_a_slow_server(server: str, path: str) -> None:
    with pytest.raises(SourceError, match="too long"):
        fetch(server + path, Settings(allow_private=True, timeout=0.3))


def test_private_addresses_need_a_flag(server: str) -> None:
    with pytest.raises(Forbidden, match=r"private address 127\.0\.0\.1"):
        fetch(f"{server}/text", Settings())


def test_a_name_that_points_inside_is_refused() -> None:
    def resolve(host: str, port: int) -> list[str]:
        return ["93.184.216.34", "10.0.0.8"]

    with pytest.raises(Forbidden, match=r"10\.0\.0\.8"):
        fetch("http://news.example/", Settings(), resolve)


def test_the_address_that_was_checked_is_the_one_that_is_called(server: str) -> None:
    asked: list[str] = []

    def resolve(host: str, port: int) -> list[str]:
        asked.append(host)
        return ["127.0.0.1"]

    port = server.rsplit(":", 1)[1]
    assert fetch(f"http://news.example:{port}/text", LOCAL, resolve).body == b"hello"
    assert asked == ["news.example"]


def test_a_host_without_an_address() -> None:
    def resolve(host: str, port: int) -> list[str]:
        raise OSError("no such host")

    with pytest.raises(SourceError, match="no such host"):
        fetch("http://nowhere.example/", Settings(), resolve)


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.216.34", True),
        ("2606:2800:220:1:248:1893:25c8:1946", True),
        ("127.0.0.1", False),
        ("10.1.2.3", False),
        ("172.16.0.1", False),
        ("192.168.1.1", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("0.0.0.0", False),
        ("224.0.0.1", False),
        ("::1", False),
        ("fe80::1%eth0", False),
        ("fd00::1", False),
        ("::ffff:127.0.0.1", False),
        ("64:ff9b::7f00:1", False),
        ("2002:7f00:1::", False),
    ],
)
def test_public_addresses(address: str, public: bool) -> None:
    assert is_public(address) is public


def test_addresses_and_paths() -> None:
    assert is_url("https://example.org/a")
    assert not is_url("reports/a.txt")
    assert not is_url("-")
