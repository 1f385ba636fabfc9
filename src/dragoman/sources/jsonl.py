"""JSON lines, a report each: `id`, `text` or `html`, `title`, `published`, `url`, `publisher`, `byline`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from dragoman.errors import SourceError, TooLarge
from dragoman.sources.assemble import Given
from dragoman.sources.raw import Raw

MOST_SKIPPED = 64  # a line longer than so many times `max_bytes` is no line: the file is given up


def split_jsonl(
    file: BinaryIO, where: str, max_bytes: int, published: str | None = None
) -> Iterator[Raw | SourceError]:
    """The lines of a file; one that is too long gives an error that names it. TooLarge where a line does not end."""
    number = 0
    while raw := file.readline(max_bytes + 1):
        number += 1
        place = f"{where}:{number}"
        if len(raw) > max_bytes:
            skip_line(file, raw, place, max_bytes)
            yield TooLarge(place, f"the line is longer than {max_bytes} bytes (setting max_bytes)")
        elif raw.strip():
            yield Raw(place, raw.removeprefix(b"\xef\xbb\xbf"), "fields", Given(published=published))


def skip_line(file: BinaryIO, raw: bytes, where: str, max_bytes: int) -> None:
    """Read on to the line's end. Raises TooLarge where it does not come: what unpacks to that is made to do harm."""
    left = MOST_SKIPPED * max_bytes
    while raw and not raw.endswith(b"\n"):
        raw = file.readline(1 << 20)
        left -= len(raw)
        if left < 0:
            raise TooLarge(
                where, f"this line does not end within {MOST_SKIPPED} times {max_bytes} bytes; file given up"
            )
