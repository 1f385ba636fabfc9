"""Records of the register as flat rows, for CSV, pandas and Polars."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from importlib import import_module
from typing import TYPE_CHECKING, Any

import msgspec

from dragoman.errors import SettingsError
from dragoman.records import Place, Record, Size
from dragoman.register.records import Contradiction, KnownDate, KnownParty, Source

if TYPE_CHECKING:
    import pandas
    import polars

SEPARATOR = "; "  # between several values of one cell
LEFT_OUT = frozenset({"record"})  # the whole record as read; ask the register for it by id
KINDS = ("pandas", "polars")


def flat(record: Record) -> dict[str, object]:
    """One row of scalars: parties as NAME and NAME_country, the date as date, since, until, lists joined with "; "."""
    row: dict[str, object] = {}
    for name in record.__struct_fields__:
        if name not in LEFT_OUT:
            row.update(_cells(name, getattr(record, name)))
    return row


def _cells(name: str, value: object) -> Mapping[str, object]:
    """The cells of one field. A null party or date cannot be told from a null text: it keeps its own column only."""
    if isinstance(value, KnownParty):
        return {name: value.name, f"{name}_id": value.actor, f"{name}_country": value.country}
    if isinstance(value, KnownDate):
        return {name: value.value, "since": value.since, "until": value.until}
    if isinstance(value, Place):
        return {name: value.name, "country": value.country, "lat": value.lat, "lon": value.lon}
    if isinstance(value, Size):
        return {"dead": value.dead, "injured": value.injured, "arrested": value.arrested}
    if isinstance(value, Source):
        return {"report": value.report, "publisher": value.publisher, "published": value.published, "url": value.url}
    if isinstance(value, Record):
        return {name: msgspec.json.encode(value).decode()}
    if isinstance(value, tuple):
        return _joined(name, value)
    return {name: value}


def _joined(name: str, values: tuple[object, ...]) -> Mapping[str, object]:
    parties = [v for v in values if isinstance(v, KnownParty)]
    if parties or name in {"actor", "recipient", "parties"}:
        return {
            name: SEPARATOR.join(p.name for p in parties),
            f"{name}_id": SEPARATOR.join(p.actor or "" for p in parties),
            f"{name}_country": SEPARATOR.join(p.country or "" for p in parties),
        }
    if name == "contradictions":
        return {name: SEPARATOR.join(c.field for c in values if isinstance(c, Contradiction))}
    return {name: SEPARATOR.join(str(v) for v in values)}


def flat_rows(records: Iterable[Record]) -> list[dict[str, object]]:
    """The rows of records, all with the same columns in the order in which they first come."""
    rows = [flat(record) for record in records]
    columns = dict.fromkeys(column for row in rows for column in row)
    return [{column: row.get(column) for column in columns} for row in rows]


def to_frame(records: Iterable[Record], kind: str) -> pandas.DataFrame | polars.DataFrame:
    """A frame of `kind` "pandas" or "polars"; SettingsError where that library is not installed."""
    library: Any = _library(kind)
    rows = flat_rows(records)
    if kind == "polars":
        return library.DataFrame(rows, infer_schema_length=None)
    return library.DataFrame.from_records(rows)


def _library(kind: str) -> object:
    if kind not in KINDS:
        raise SettingsError(f"no frames of kind {kind!r}; there are {', '.join(KINDS)}")
    try:
        return import_module(kind)
    except ImportError as problem:
        raise SettingsError(f"{kind} is not installed: pip install 'dragoman[{kind}]'") from problem
