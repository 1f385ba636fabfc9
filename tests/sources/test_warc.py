"""Web archives, whole and damaged."""

import gzip
from pathlib import Path

import brotli
import pytest

from dragoman.errors import Foreign, SourceError, TooLarge
from dragoman.records import Report
from dragoman.settings import Settings
from dragoman.sources import read_sources


def page(words: str, lang: str = "en", charset: str = "utf-8") -> bytes:
    story = (
        f"<p>The talks in {words} went on for a third day, a spokesman said, and the ministers will meet again there.</p>"
        * 5
    )
    return f'<html lang="{lang}"><head><meta charset="{charset}"></head><body><article>{story}</article></body></html>'.encode(
        charset
    )


def http(body: bytes, *headers: str, kind: str = "text/html; charset=utf-8", status: str = "200 OK") -> bytes:
    head = "".join(f"{line}\r\n" for line in (f"Content-Type: {kind}", *headers))
    return f"HTTP/1.1 {status}\r\n{head}\r\n".encode() + body


def record(name: str, block: bytes, length: int | None = None, kind: str = "response") -> bytes:
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: https://news.example/{name}\r\nWARC-Date: 2020-01-01T00:00:00Z\r\n"
        f"WARC-Record-ID: <urn:uuid:{name}>\r\nContent-Type: application/http; msgtype={kind}\r\n"
        f"Content-Length: {len(block) if length is None else length}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


@pytest.fixture
def archive(tmp_path: Path):
    def read(*records: bytes, name: str = "a.warc", max_bytes: int = 20_000) -> list[Report | SourceError]:
        path = tmp_path / name
        path.write_bytes(b"".join(map(gzip.compress, records)) if name.endswith(".gz") else b"".join(records))
        return list(read_sources([path], Settings(max_bytes=max_bytes)))

    return read


def words(results: list[Report | SourceError]) -> list[str]:
    return [r.text.split()[3] if isinstance(r, Report) else type(r).__name__ for r in results]


@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz"])
def test_pages_become_reports_and_the_rest_is_passed_over(archive, name: str) -> None:
    results = archive(
        record("info", b"software: x\r\n", kind="warcinfo"),
        record("one", http(page("Lima"))),
        record("one", b"GET / HTTP/1.1\r\n\r\n", kind="request"),
        record("image", http(b"\xff\xd8\xff", kind="image/jpeg")),
        record("gone", http(page("Lima"), status="404 Not Found")),
        record("two", http(page("Oslo"))),
        name=name,
    )
    assert words(results) == ["Lima", "Oslo"]
    first, second = results
    assert isinstance(first, Report)
    assert isinstance(second, Report)
    assert (first.url, first.publisher) == ("https://news.example/one", "news.example")
    assert first.id != second.id
    assert first.published is None  # the day of the crawl is not that of publication


def test_charsets(archive) -> None:
    cafe = page("Málaga", charset="iso-8859-1")
    results = archive(
        record("server", http(cafe, kind="text/html; charset=ISO-8859-1")),
        record("page", http(cafe, kind="text/html")),
        record("wrong", http(page("Málaga"), kind="text/html; charset=shift_jis")),
        record("unknown", http(cafe, kind="text/html; charset=klingon")),
    )
    assert words(results) == ["Málaga"] * 4


def test_packed_pages(archive) -> None:
    body = page("Lima")
    chunked = b"".join(f"{len(part):x}\r\n".encode() + part + b"\r\n" for part in (body[:50], body[50:], b""))
    results = archive(
        record("gzip", http(gzip.compress(body), "Content-Encoding: gzip")),
        record("brotli", http(brotli.compress(body), "Content-Encoding: br")),
        record("chunked", http(chunked, "Transfer-Encoding: chunked")),
        record("unpacked", http(body, "Content-Encoding: gzip", "Transfer-Encoding: chunked")),
        record("broken", http(b"\x1f\x8b broken", "Content-Encoding: gzip")),
        record("last", http(body)),
    )
    assert words(results) == ["Lima", "Lima", "Lima", "Lima", "SourceError", "Lima"]


def test_other_languages_are_told_apart(archive) -> None:
    stadt = ("Berlin", "Bonn", "Köln", "Mainz")
    story = "".join(
        f"<p>Die Minister haben in {s} einen Vertrag unterzeichnet, der auch für das Jahr gilt.</p>" for s in stadt
    )
    german = f"<html><body><article>{story}</article>".encode()
    results = archive(
        record("said", http(page("Lima", lang="es-PE"))),
        record("shown", http(german)),
        record("en", http(page("Oslo", lang="en-GB"))),
    )
    assert words(results) == ["Foreign", "Foreign", "Oslo"]
    assert isinstance(results[0], Foreign)
    assert "another language (es)" in str(results[0])
    assert "another language (de)" in str(results[1])


def test_an_archive_without_pages(archive) -> None:
    for raw in (b"", b"hello world\n" * 10, record("info", b"x", kind="warcinfo")):
        (error,) = archive(raw)
        assert isinstance(error, SourceError)
    assert archive(record("empty", http(b"")))[0].problem == "this is empty"


@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz"])
@pytest.mark.parametrize("lie", [-40, +60, +900, 0, -(10**6), 10**15])
def test_lengths_that_lie(archive, name: str, lie: int) -> None:
    block = http(page("Lima"))
    told = 0 if lie == 0 else len(block) + lie
    results = archive(
        record("lie", block, told),
        *(record(str(n), http(page("Oslo"))) for n in range(4)),
        name=name,
        max_bytes=10_000_000,
    )
    assert set(words(results)) <= {"Lima", "Oslo", "SourceError"}
    assert all("WARC/1" not in r.text for r in results if isinstance(r, Report))
    if lie < 10**6:
        assert words(results)[-1] == "Oslo"
    else:
        assert "false length" in str(results[0])


def test_an_archive_that_breaks_off(archive, tmp_path: Path) -> None:
    whole = record("one", http(page("Lima"))) + record("two", http(page("Oslo")))
    for cut in range(30, len(whole), 97):
        results = archive(whole[:cut])
        assert all(isinstance(r, Report | SourceError) for r in results)
    packed = gzip.compress(whole)
    (tmp_path / "b.warc.gz").write_bytes(packed[:-30])
    assert list(read_sources([tmp_path / "b.warc.gz"]))


def test_large_pages(archive) -> None:
    bomb = gzip.compress(b"<html>" + b" " * 5_000_000)
    results = archive(
        record("large", http(b"<html>" + b"x" * 30_000)),
        record("bomb", http(bomb, "Content-Encoding: gzip")),
        record("brotli", http(brotli.compress(b"<html>" + b" " * 5_000_000), "Content-Encoding: br")),
        record("last", http(page("Oslo"))),
    )
    assert [type(r) for r in results] == [TooLarge, TooLarge, TooLarge, Report]
