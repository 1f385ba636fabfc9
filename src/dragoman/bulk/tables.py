"""The tables of a shard and their columns; docs/bulk.md shows the same, and a test holds it to this."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

SCHEMA = 1  # to be raised when a column changes
Type = Literal["text", "texts", "whole", "number"]
COMPRESSION, LEVEL, PAGES = "zstd", 3, "2.6"  # fixed: they decide the bytes


@dataclass(frozen=True, slots=True)
class Column:
    """A column. Types: text, texts (a list), whole (64 bits), number (floating)."""

    name: str
    type: Type
    meaning: str


def _columns(*lines: tuple[str, Type, str]) -> tuple[Column, ...]:
    return tuple(Column(*line) for line in lines)


KEY = _columns(
    ("number", "whole", "of the record in the input, from 0: the key that joins the tables"),
    ("report", "text", "the report's id"),
)
DATED = (*KEY, Column("published", "text", "date of publication, ISO 8601"))
ID = Column("id", "text", "of the record within its report")
BEARS = _columns(
    ("evidence", "text", "the words that bear the record, spaces made single"),
    ("start", "whole", "where they start in the report's text, in code points"),
    ("end", "whole", "where they end"),
)

TABLES: Mapping[str, tuple[Column, ...]] = {
    "reports": (
        *DATED,
        *_columns(
            ("source", "text", "file and place"),
            ("title", "text", "headline"),
            ("byline", "text", "author"),
            ("publisher", "text", "who published it"),
            ("url", "text", "address"),
            ("language", "text", "ISO 639-1"),
            ("dateline_place", "text", "where it was filed"),
            ("dateline_date", "text", "when it was filed"),
            ("flags", "texts", "what was odd about the source"),
            ("characters", "whole", "length of the text"),
            ("sentences", "whole", "how many sentences"),
            ("reading", "text", "the whole reading as JSON (docs/records.md)"),
        ),
    ),
    "actors": (
        *DATED,
        ID,
        *_columns(
            ("kind", "text", "person, state, organisation or group"),
            ("name", "text", "fullest name"),
            ("country", "text", "ISO 3166 alpha-3 or PLOVER's code"),
            ("sector", "text", "PLOVER 2.0 table 5.2"),
            ("other_sectors", "texts", "further sectors"),
            ("roles", "texts", "offices as the report names them"),
            ("wikidata", "text", "Wikidata's number"),
            ("mentions", "whole", "how often it is named"),
        ),
    ),
    "events": (
        *DATED,
        ID,
        *_columns(
            ("type", "text", "PLOVER's type"),
            ("modes", "texts", "PLOVER's modes"),
            ("contexts", "texts", "PLOVER's contexts"),
            ("aux", "texts", "future, hypothetical, negation, historical"),
            ("cameo", "text", "nearest CAMEO code"),
            ("quad", "whole", "PLOVER's quad class"),
            ("score", "number", "PLOVER's score"),
            ("actors", "texts", "who did it, by name"),
            ("actor_countries", "texts", "their countries"),
            ("recipients", "texts", "to whom, by name"),
            ("recipient_countries", "texts", "their countries"),
            ("date", "text", "when, ISO 8601, as short as it is known"),
            ("place", "text", "where"),
            ("place_country", "text", "in which country"),
            ("lat", "number", "latitude, degrees, WGS 84"),
            ("lon", "number", "longitude"),
            ("geonames", "whole", "GeoNames' number"),
            ("dead", "whole", "killed"),
            ("injured", "whole", "hurt"),
            ("arrested", "whole", "arrested"),
            ("attributed_to", "text", "on whose word"),
            ("trigger", "text", "the words that name the act"),
            ("rule", "text", "which rule made it"),
        ),
        *BEARS,
    ),
    "statements": (
        *DATED,
        ID,
        *_columns(
            ("kind", "text", "direct, indirect or mixed"),
            ("speaker", "text", "who, by name"),
            ("speaker_country", "text", "the speaker's country"),
            ("via", "text", "the channel"),
            ("addressee", "text", "to whom"),
            ("cue", "text", "the words that report it"),
            ("content", "text", "what was said"),
            ("date", "text", "when"),
            ("variant_of", "text", "id of the same utterance given before"),
            ("source_class", "text", "named person, office, anonymous official, document, medium"),
            ("start", "whole", "where the content starts"),
            ("end", "whole", "where it ends"),
        ),
    ),
    "transfers": (
        *DATED,
        ID,
        *_columns(
            ("supplier", "text", "who supplies, by name"),
            ("supplier_country", "text", "its country"),
            ("recipient", "text", "to whom, by name"),
            ("recipient_country", "text", "its country"),
            ("item", "text", "the words that name the goods"),
            ("designation", "text", "the system's name"),
            ("category", "text", "UN Register of Conventional Arms, I to VII, or other"),
            ("quantity", "whole", "how many"),
            ("status", "text", "how far it has come"),
            ("date", "text", "when"),
            ("condition", "text", "on what condition"),
            ("value", "number", "sum of money"),
            ("currency", "text", "ISO 4217"),
            ("attributed_to", "text", "on whose word"),
            ("rule", "text", "which rule made it"),
        ),
        *BEARS,
    ),
    "agreements": (
        *DATED,
        ID,
        *_columns(
            ("kind", "text", "what kind of agreement"),
            ("name", "text", "its name"),
            ("status", "text", "how far it has come"),
            ("parties", "texts", "by name"),
            ("countries", "texts", "their countries"),
            ("date", "text", "when"),
            ("place", "text", "where"),
            ("provisions", "texts", "what it provides for"),
            ("term", "text", "for how long"),
            ("events", "texts", "ids of the events that are the same act"),
        ),
        *BEARS,
    ),
    "errors": _columns(
        ("number", "whole", "of the record in the input, from 0"),
        ("source", "text", "file and place"),
        ("kind", "text", "source, language (not English), reading (a rule broke) or worker (it ended one)"),
        ("reason", "text", "what was wrong"),
    ),
}

Row = Mapping[str, object]


def to_parquet(table: str, rows: Sequence[Row]) -> bytes:
    """The rows as the bytes of a Parquet file: the same rows, the same bytes."""
    import pyarrow as pa  # slow to import
    import pyarrow.parquet as pq

    sink = pa.BufferOutputStream()
    pq.write_table(
        pa.Table.from_pylist(rows, schema=_schema(table)),
        sink,
        compression=COMPRESSION,
        compression_level=LEVEL,
        version=PAGES,
    )
    found: bytes = sink.getvalue().to_pybytes()
    return found


@cache
def _schema(table: str) -> Any:
    import pyarrow as pa

    types = {"text": pa.string(), "texts": pa.list_(pa.string()), "whole": pa.int64(), "number": pa.float64()}
    return pa.schema([(column.name, types[column.type]) for column in TABLES[table]])
