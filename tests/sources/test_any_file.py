"""Any bytes under any name: reports whose spans hold, or errors; nothing else comes out."""

import gzip
import io
from dataclasses import dataclass
from typing import BinaryIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.errors import SourceError
from dragoman.records import Report
from dragoman.settings import Settings
from dragoman.sources.files import BREAKS
from dragoman.sources.inputs import raw_file, report_or_error

PIECES = st.lists(
    st.one_of(
        st.sampled_from(
            [
                b"text,id\r\n", b'"', b",", b"\r", b"\n", b"\x00", b'{"text": "', b'"}', b"WARC/1.0\r\n", b"WARC-Type: response\r\n", b"PAR1", b"\x1f\x8b",
                b"Content-Length: 99\r\n", b"\r\n\r\n", b"HTTP/1.1 200 OK\r\n", b"Content-Type: text/html\r\n", b"<html>", b'{"uri": "a", "body_text": 1}', b"[",
                b"Content-Type: application/http\r\n", b"Content-Encoding: br\r\n", "é".encode(), "é".encode("cp1252"), b"x" * 300,
            ]
        ),
        st.binary(max_size=20),
    ),
    max_size=20,
).map(b"".join)  # fmt: skip


@dataclass(frozen=True)
class Held:
    """A file in memory."""

    name: str
    raw: bytes
    breaks: tuple[type[Exception], ...] = BREAKS
    size: int = 0

    def open(self) -> BinaryIO:
        return io.BytesIO(self.raw)


def check(file: Held) -> None:
    for raw in raw_file(file, Settings(max_bytes=1000)):
        result = raw if isinstance(raw, SourceError) else report_or_error(raw)
        if isinstance(result, Report):
            assert all(result.text[span.start : span.end] == span.text for span in result.furniture)
        else:
            assert result.where.startswith(file.name)
            assert result.problem


@pytest.mark.parametrize("name", ["a.txt", "a.html", "a.jsonl", "a.csv", "a.parquet", "a.warc", "a.ninjs"])
@given(raw=PIECES, packed=st.booleans())
@settings(max_examples=60, deadline=None)
def test_any_bytes_under_any_name(name: str, raw: bytes, packed: bool) -> None:
    check(Held(f"{name}.gz", gzip.compress(raw)) if packed else Held(name, raw))


@pytest.mark.parametrize("raw", [b"\r", b'te"xt\r,\n', b"text\r\nOne.\rTwo.\r\n"])
def test_carriage_returns_in_tables(raw: bytes) -> None:
    check(Held("a.csv", raw))
