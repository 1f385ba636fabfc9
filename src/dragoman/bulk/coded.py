"""Coded shards, read back as the readings they were made of."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from dragoman.bulk.manifest import read_manifest, shard_path
from dragoman.errors import BulkError
from dragoman.records import Reading

READINGS = 32  # in memory at once


def read_coded(folder: Path) -> Iterator[Reading]:
    """The readings of all shards that are done, exactly as they were coded, in the order of the input.

    Raises BulkError where the folder holds no coded reports or a shard cannot be read.
    """
    _, entries = read_manifest(folder)
    for entry in entries:
        yield from _readings(shard_path(folder, "reports", entry.shard))


def _readings(path: Path) -> Iterator[Reading]:
    import msgspec
    import pyarrow as pa  # slow to import
    import pyarrow.parquet as pq

    try:
        with pq.ParquetFile(path) as file:
            for batch in file.iter_batches(READINGS, columns=["reading"], use_threads=False):
                for text in batch.column(0).to_pylist():
                    yield Reading.from_json(text)
    except (pa.ArrowException, OSError, msgspec.DecodeError) as problem:
        raise BulkError(
            f"{path}: this shard is damaged ({problem}); delete it and run `dragoman code` again"
        ) from problem
