"""Sources: files that are not what their names say."""

from __future__ import annotations

import csv
import gzip
import io
import json
import random
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import BinaryIO

from made import report as made_report

import dragoman
from dragoman.errors import SourceError
from dragoman.records import Report
from dragoman.settings import Settings
from dragoman.sources.files import BREAKS
from dragoman.sources.inputs import raw_file, report_or_error
from fuzzing.base import Target, check_report, mutate
from fuzzing.tokens import HEADERS, JSON, MARKUP, SIGNS

SAMPLE = Path(dragoman.__file__).parent / "data" / "sample" / "report.txt"
SETTINGS = Settings(max_bytes=50_000)


@dataclass(frozen=True)
class BytesFile:
    """A file in memory, read on the way that a real one is."""

    name: str
    raw: bytes
    breaks: tuple[type[Exception], ...] = BREAKS

    @property
    def size(self) -> int:
        return len(self.raw)

    def open(self) -> BinaryIO:
        return io.BytesIO(self.raw)


def _source(
    name: str, weight: float, seeds: Callable[[], Sequence[bytes]], tokens: Sequence[str], packed: str = ""
) -> Target:
    def mutated(rng: random.Random) -> BytesFile:
        raw = mutate(rng, rng.choice(seeds()), tokens)
        if packed:
            raw = gzip.compress(raw, 1, mtime=0)
            raw = mutate(rng, raw, SIGNS) if rng.random() < 0.5 else raw
        return BytesFile(f"f.{packed or name}", raw)

    return Target(name, weight, mutated, _check_file)


def _check_file(file: BytesFile) -> None:
    for raw in raw_file(file, SETTINGS):  # type: ignore[arg-type]
        result = raw if isinstance(raw, SourceError) else report_or_error(raw)
        if isinstance(result, Report):
            check_report(result)


@cache
def _texts() -> list[bytes]:
    return [
        SAMPLE.read_bytes()[:3000],
        *(made_report(n)["text"].encode()[:1500] for n in range(6)),
        "Caf\xe9, 5 May".encode("cp1252"),
        b"",
    ]


def _page(text: str) -> bytes:
    story = "".join(f"<p>{part}</p>" for part in text.split("\n\n"))
    meta = (
        '<title>A title | Post</title><meta property="article:published_time" content="2015-05-04">'
        '<meta name="author" content="A B">'
    )
    body = f'<nav><a href="/">Home</a></nav><article>{story}</article>'
    return f'<!doctype html><html lang="en"><head>{meta}</head><body>{body}</body></html>'.encode()


@cache
def _pages() -> list[bytes]:
    return [_page(made_report(n)["text"][:1200]) for n in range(4)]


@cache
def _lines() -> list[bytes]:
    made = [{**made_report(n), "text": made_report(n)["text"][:200]} for n in range(4)]
    pages = [{"id": n, "html": page.decode()} for n, page in enumerate(_pages()[:1])]
    return [b"\n".join(json.dumps(line).encode() for line in some) for some in (made, made[:1], pages)]


@cache
def _csv() -> list[bytes]:
    rows = [made_report(n) for n in range(4)]
    found = []
    for separator in ",;\t":
        out = io.StringIO()
        writer = csv.DictWriter(out, ["id", "title", "text", "published"], delimiter=separator)
        writer.writeheader()
        writer.writerows({**row, "text": row["text"][:200]} for row in rows)
        found.append(out.getvalue().encode())
    return found


@cache
def _parquet() -> list[bytes]:
    # Made in another process: the library starts threads at first use, and they do not survive a fork.
    code = (
        "import sys, json, pyarrow as pa, pyarrow.parquet as pq; rows = json.loads(sys.stdin.read());"
        "pq.write_table(pa.Table.from_pylist(rows), sys.stdout.buffer, compression=sys.argv[1])"
    )
    rows = json.dumps([{**made_report(n), "text": made_report(n)["text"][:100]} for n in range(6)])
    kinds = ("none", "snappy", "zstd")
    return [
        subprocess.run([sys.executable, "-c", code, kind], input=rows.encode(), capture_output=True, check=True).stdout
        for kind in kinds
    ]


@cache
def _warc() -> list[bytes]:
    records = []
    for number, page in enumerate(_pages()):
        http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n"
        body = page if number != 2 else gzip.compress(page, mtime=0)
        http += (b"Content-Encoding: gzip\r\n" if number == 2 else b"") + b"\r\n" + body
        head = f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://a.example/{number}\r\n"
        head += "Content-Type: application/http\r\n"
        records.append(f"{head}Content-Length: {len(http)}\r\n\r\n".encode() + http + b"\r\n\r\n")
    return [b"".join(records), records[0], b"".join(gzip.compress(record, mtime=0) for record in records)]


@cache
def _ninjs() -> list[bytes]:
    one = {
        "uri": "urn:1",
        "headline": "H",
        "body_text": made_report(0)["text"][:200],
        "versioncreated": "2015-05-04T01:00:00Z",
    }
    two = {
        "uri": "urn:2",
        "headlines": [{"value": "H"}],
        "bodies": [{"contenttype": "text/html", "value": _pages()[0].decode()}],
    }
    return [json.dumps(item).encode() for item in (one, two, [one, two])]


SOURCES = (
    _source("txt", 4, _texts, SIGNS),
    _source("html", 1, _pages, MARKUP + SIGNS),
    _source("jsonl", 6, _lines, JSON + SIGNS),
    _source("csv", 6, _csv, SIGNS),
    _source("parquet", 6, _parquet, SIGNS),
    _source("warc", 2, _warc, HEADERS + MARKUP),
    _source("ninjs", 6, _ninjs, JSON + SIGNS),
    _source("gz of jsonl", 6, _lines, JSON, "jsonl.gz"),
    _source("gz of csv", 4, _csv, SIGNS, "csv.gz"),
    _source("gz of warc", 1, _warc, HEADERS, "warc.gz"),
)
