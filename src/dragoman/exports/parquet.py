"""Parquet: a folder with a file for each table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from dragoman.exports.files import beside
from dragoman.exports.holdings import Holdings, Tally
from dragoman.exports.tables import Row, table_rows
from dragoman.knowledge.formats import Column, tables

if TYPE_CHECKING:
    import pyarrow

GROUP = 10_000  # rows of a row group, and in memory


def folder(holdings: Holdings, path: Path, tally: Tally) -> None:
    """A folder with TABLE.parquet for each table; days are dates, descriptions stand with the columns."""
    import pyarrow.parquet

    with beside(path) as place:
        place.mkdir()
        for name, columns in tables().items():
            schema = _schema(columns)
            with pyarrow.parquet.ParquetWriter(place / f"{name}.parquet", schema, compression="zstd") as writer:
                for group in _groups(table_rows(name, holdings)):
                    tally.rows += len(group)
                    writer.write_table(_table(group, columns, schema))


def _schema(columns: Sequence[Column]) -> pyarrow.Schema:
    import pyarrow as pa

    kinds = {
        "string": pa.string(),
        "integer": pa.int64(),
        "number": pa.float64(),
        "boolean": pa.bool_(),
        "date": pa.date32(),
    }
    fields = [pa.field(c.name, kinds[c.type], metadata={"description": c.description}) for c in columns]
    return pa.schema(fields)


def _groups(rows: Iterator[Row]) -> Iterator[list[Row]]:
    while group := list(islice(rows, GROUP)):
        yield group


def _table(rows: list[Row], columns: Sequence[Column], schema: pyarrow.Schema) -> pyarrow.Table:
    import pyarrow as pa

    arrays = [pa.array([_value(row[column.name], column.type) for row in rows]) for column in columns]
    cast = [array.cast(kind) for array, kind in zip(arrays, schema.types, strict=True)]
    return pa.Table.from_arrays(cast, schema=schema)


def _value(value: object, kind: str) -> object:
    if kind == "date" and isinstance(value, str):
        from datetime import date

        return date.fromisoformat(value)
    return value
