"""The formats of others as tables: columns in order, codes of states and sectors, Goldstein's scores (data/exports)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from itertools import groupby

from dragoman.errors import DataError
from dragoman.knowledge.load import DATA, Row, read_csv, read_yaml
from dragoman.knowledge.plover import cameo_codes

FOLDER = DATA / "exports"
TYPES = ("string", "integer", "number", "boolean", "date")


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table. `type` is one of TYPES; `key` is "primary", "table.column" that it refers to, or empty."""

    name: str
    type: str
    description: str
    key: str = ""


@dataclass(frozen=True, slots=True)
class Country:
    """A state's codes: ISO 3166 alpha-2, FIPS 10-4, Correlates of War (empty where it has none)."""

    name: str
    alpha2: str
    fips: str
    cow: str


@dataclass(frozen=True, slots=True)
class Field:
    """A field of PLOVER's JSON. `type` names the check (exports/plover_checks.py)."""

    name: str
    type: str
    required: bool


@cache
def columns(name: str) -> tuple[Column, ...]:
    """The columns of a format ("polecat", "icews", "gdelt", "gdelt-mentions") in their order. Raises DataError."""
    return tuple(_column(row) for row in read_csv(FOLDER / f"{name}.csv", ("name", "type", "description")))


@cache
def tables() -> Mapping[str, tuple[Column, ...]]:
    """dragoman's own tables by name, each with its columns. Raises DataError."""
    rows = read_csv(FOLDER / "tables.csv", ("table", "name", "type", "key", "description"))
    return {name: tuple(map(_column, group)) for name, group in groupby(rows, lambda row: row["table"])}


def _column(row: Row) -> Column:
    if row["type"] not in TYPES:
        row.fail("type", f"no such type; there are {', '.join(TYPES)}")
    return Column(row["name"], row["type"], row["description"], row["key"])


@cache
def plover_fields() -> Mapping[str, Mapping[str, Field]]:
    """The fields of PLOVER's JSON by object ("event", "entity", …) and name. Raises DataError."""
    found: dict[str, dict[str, Field]] = {}
    for row in read_csv(FOLDER / "plover.csv", ("object", "name", "type", "required")):
        found.setdefault(row["object"], {})[row["name"]] = Field(row["name"], row["type"], row["required"] == "yes")
    return found


@cache
def countries() -> Mapping[str, Country]:
    """The states by ISO 3166 alpha-3 (and KOS). Raises DataError where a state has no row or a row no state."""
    states = read_yaml(DATA / "actors" / "states.yaml").value
    found = {}
    for row in read_csv(FOLDER / "countries.csv", ("code", "alpha2", "fips", "cow")):
        if row["code"] not in states:
            row.fail("code", "no state of actors/states.yaml has this code")
        found[row["code"]] = Country(states[row["code"]]["name"], row["alpha2"], row["fips"], row["cow"])
    for missing in sorted(states.keys() - found.keys()):
        raise DataError(f"countries.csv:1:{missing}", "this state has no row")
    return found


@cache
def non_states() -> Mapping[str, str]:
    """PLOVER's codes of what is no state (table 5.1) and their names. Raises DataError."""
    rows = read_csv(DATA / "plover" / "countries.csv", ("code", "name"))
    return {row["code"]: row["name"] for row in rows if row["code"] != "KOS"}


@cache
def sectors() -> Mapping[str, str]:
    """PLOVER's sectors and their names. Raises DataError."""
    return {row["code"]: row["name"] for row in read_csv(DATA / "plover" / "sectors.csv", ("code", "name"))}


@cache
def cameo_types() -> Mapping[str, str]:
    """CAMEO's type for each of PLOVER's sectors, empty where none fits. Raises DataError."""
    found = {row["sector"]: row["cameo"] for row in read_csv(FOLDER / "sectors.csv", ("sector", "cameo"))}
    for missing in sorted(sectors().keys() ^ found.keys()):
        raise DataError(f"sectors.csv:1:{missing}", "this table and plover/sectors.csv differ")
    return found


@cache
def goldstein() -> Mapping[str, float]:
    """Goldstein's score of each CAMEO code, -10 to 10. Raises DataError where a code has none."""
    found = {}
    for row in read_csv(FOLDER / "goldstein.csv", ("cameo", "score")):
        try:
            found[row["cameo"]] = float(row["score"])
        except ValueError:
            row.fail("score", "expected a number")
    for missing in sorted(cameo_codes().keys() - found.keys()):
        raise DataError(f"goldstein.csv:1:{missing}", "this CAMEO code has no score")
    return found
