"""Parquet, a report a row: columns are named as the fields of JSON lines."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO

import msgspec

from dragoman.errors import SourceError, TooLarge
from dragoman.sources.assemble import Given
from dragoman.sources.fields import NAMES
from dragoman.sources.raw import Raw

ROWS = 64  # rows in memory at once
MOST_NAMES = 1_000_000  # bytes and items of what a file says about itself


def split_parquet(
    file: BinaryIO, where: str, max_bytes: int, published: str | None = None
) -> Iterator[Raw | SourceError]:
    """The rows of a file, a few at a time. Raises SourceError where it is no Parquet or has no `text` and no `html`."""
    import pyarrow as pa  # slow to import
    import pyarrow.parquet as pq

    number = 0
    try:
        table = pq.ParquetFile(file, thrift_string_size_limit=MOST_NAMES, thrift_container_size_limit=MOST_NAMES)
        for batch in table.iter_batches(ROWS, columns=_columns(table.schema_arrow.names, where), use_threads=False):
            for index in range(batch.num_rows):
                number += 1
                yield _row(batch, index, f"{where}:{number}", max_bytes, published)
    except (pa.ArrowException, OSError, OverflowError, UnicodeError) as problem:
        raise SourceError(where, f"this is no whole Parquet file: {problem}") from problem


def _columns(names: list[str], where: str) -> list[str]:
    found = [name for name in NAMES if name in names]
    if "text" in found or "html" in found:
        return found
    raise SourceError(where, f"there is no column `text` or `html`; there are {', '.join(names)[:200]}")


def _row(batch: Any, index: int, where: str, max_bytes: int, published: str | None) -> Raw | SourceError:
    try:
        values = {name: _value(batch[name][index].as_py()) for name in batch.schema.names}
        body = msgspec.json.encode({name: value for name, value in values.items() if value is not None})
    except (UnicodeError, ValueError, OverflowError) as problem:
        return SourceError(where, f"this row cannot be read: {problem}")
    if len(body) > max_bytes:
        return TooLarge(where, f"the row is longer than {max_bytes} bytes (setting max_bytes)")
    return Raw(where, body, "fields", Given(published=published))


def _value(value: object) -> object:
    """A cell as JSON lines would hold it: dates become ISO 8601, bytes text."""
    if value is None or isinstance(value, str | int):
        return value
    if isinstance(value, bytes):
        return value.decode("utf-8", errors="replace")
    as_date = getattr(value, "isoformat", None)
    return as_date()[:10] if as_date else str(value)
