"""Web archives (WARC, also packed with gzip, Zstandard or LZ4): the pages that servers answered with.

Records lie about their length, break off and swallow one another; what can be found behind the damage is read on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from hashlib import sha256
from io import BytesIO
from typing import Any, BinaryIO

from dragoman.errors import SourceError, TooLarge
from dragoman.sources.assemble import Given
from dragoman.sources.raw import Raw

PAGES = ("text/html", "application/xhtml+xml")
NEXT = b"\r\n\r\nWARC/1."  # a record inside a record: the outer one gave too great a length
OK = 200


def split_warc(file: BinaryIO, where: str, max_bytes: int, published: str | None = None) -> Iterator[Raw | SourceError]:
    """The HTML responses of an archive, other records passed over. Raises SourceError where the archive breaks off."""
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    number = 0
    try:
        for record in ArchiveIterator(file, WarcRecordType.response, quirks_mode=True, parse_http=True):
            number += 1
            if _is_page(record):
                yield _page(record, f"{where}:{number}", max_bytes, published)
    except (OSError, ValueError, UnicodeError) as problem:
        raise SourceError(where, f"the archive breaks off after {number} responses: {problem}") from problem
    if not number:
        raise SourceError(where, "there is no response in this archive")


def _is_page(record: Any) -> bool:
    return record.is_http_parsed and record.http_headers.status_code == OK and record.http_content_type in PAGES


def _page(record: Any, where: str, max_bytes: int, published: str | None) -> Raw | SourceError:
    url = record.headers.get("WARC-Target-URI") or ""
    place = f"{where} ({url})" if url else where
    body = record.reader.read(max_bytes + 1)
    if len(body) > max_bytes:
        return TooLarge(place, f"the page is larger than {max_bytes} bytes (setting max_bytes)")
    if NEXT in body:
        return SourceError(place, "the record gives a false length and runs into the next one; both are lost")
    headers = {name.lower(): value.lower().strip() for name, value in record.http_headers.items()}
    try:
        body = _decoded(body, headers, max_bytes + 1)
    except OSError as problem:
        return SourceError(place, f"the page is not packed as its server said: {problem}")
    if len(body) > max_bytes:
        return TooLarge(place, f"the page unpacks to more than {max_bytes} bytes (setting max_bytes)")
    name = "r" + sha256((url or record.record_id or place).encode("utf-8", "replace")).hexdigest()[:12]
    return Raw(place, body, "archived", Given(id=name, url=url or None, published=published), record.http_charset)


def _decoded(body: bytes, headers: Mapping[str, str], most: int) -> bytes:
    """The body without transfer and content encodings, at most so many bytes. Raises OSError where it is not so packed.

    Many archives keep the headers of a packed page whose body they have unpacked: what is no such packing stays.
    """
    if headers.get("transfer-encoding") == "chunked" and body[:1].isalnum():
        body = _read(_chunked, body, most)
    packing = headers.get("content-encoding", "identity")
    if packing in ("gzip", "x-gzip") and body.startswith(b"\x1f\x8b"):
        return _read(_gzip, body, most)
    if packing == "br" and not body.lstrip().startswith(b"<"):
        return _read(_brotli, body, most)
    return body


def _read(opened: Callable[[BinaryIO], Any], body: bytes, most: int) -> bytes:
    found: bytes = opened(BytesIO(body)).read(most)
    return found


def _chunked(file: BinaryIO) -> Any:
    from fastwarc.stream_io import ChunkedReader

    return ChunkedReader(file)


def _gzip(file: BinaryIO) -> Any:
    from fastwarc.stream_io import GzipReader

    return GzipReader(file)


def _brotli(file: BinaryIO) -> Any:
    from fastwarc.stream_io import BrotliReader

    return BrotliReader(file)
