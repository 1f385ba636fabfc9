"""Turns a list of the user's own (CSV, FollowTheMoney or Wikidata JSON) into tables for the user's actor folder."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from typing import Any

from dragoman.errors import DataError
from dragoman.knowledge.actor_tables import FOLDER, sectors
from dragoman.knowledge.load import DATA, read_csv, read_yaml


@dataclass(frozen=True, slots=True)
class _Rules:
    """data/actors/import.yaml: columns and topics of other makers' lists, and which kinds of entity are actors."""

    columns: dict[str, str]
    persons: frozenset[str]
    groups: frozenset[str]
    topics: dict[str, str]


@cache
def _rules() -> _Rules:
    source = read_yaml(DATA / FOLDER / "import.yaml")
    for topic, sector in source.value["topics"].items():
        if sector not in sectors() | {""}:
            source.fail(f"no such sector: {sector!r}", "topics", topic)
    value = source.value
    return _Rules(value["columns"], frozenset(value["persons"]), frozenset([*value["groups"], ""]), value["topics"])


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import wrote: the files, the number of rows, and why others were left out (at most 20 reasons)."""

    files: tuple[Path, ...]
    rows: int
    skipped: int
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Found:
    """One actor as read from the user's list; list values are joined with `|`."""

    schema: str = ""
    name: str = ""
    aliases: str = ""
    surnames: str = ""
    country: str = ""
    office: str = ""
    sector: str = ""
    others: str = ""
    since: str = ""
    until: str = ""
    gender: str = ""
    wikidata: str = ""


def import_actors(source: Path, folder: Path) -> Imported:
    """Write the actors of `source` into `folder`/actors as leaders.csv and organisations.csv in the program's format.

    The format is told from the content: CSV with a heading, FollowTheMoney entities or Wikidata entities (JSON,
    JSON lines, or a SPARQL result). Rows already there stay unless the name comes again.
    Raises DataError where the file cannot be read or is none of these.
    """
    people: list[dict[str, str]] = []
    groups: list[dict[str, str]] = []
    reasons: list[str] = []
    skipped = 0
    for place, found in _read(source):
        problem = _problem(found)
        if problem:
            skipped += 1
            reasons.append(f"{source.name}:{place}: {problem}")
        else:
            (people if found.schema.lower() in _rules().persons else groups).append(_row(found))
    targets = (("leaders.csv", people), ("organisations.csv", groups))
    written = tuple(_write(folder / FOLDER / file, rows) for file, rows in targets if rows)
    return Imported(written, len(people) + len(groups), skipped, tuple(reasons[:20]))


def _read(source: Path) -> Iterator[tuple[int, _Found]]:
    try:
        text = source.read_text(encoding="utf-8-sig")
    except OSError as problem:
        raise DataError(str(source), problem.strerror or "the file cannot be read") from problem
    except UnicodeDecodeError as problem:
        raise DataError(str(source), "the file is not UTF-8") from problem
    if not text.lstrip().startswith(("{", "[")):
        return ((row.line, _flat(row.values)) for row in read_csv(source))
    return ((place, _entity(value)) for place, value in _json_values(source, text))


def _json_values(source: Path, text: str) -> Iterator[tuple[int, Any]]:
    """Entities with the line (JSON lines) or number (one document) where they stand."""
    try:
        whole = json.loads(text)
    except ValueError:
        lines = ((number, line.strip().rstrip(",")) for number, line in enumerate(text.splitlines(), 1))
        yield from ((number, _json_line(source, number, line)) for number, line in lines if line not in ("", "[", "]"))
        return
    yield from enumerate(_members(whole), 1)


def _json_line(source: Path, number: int, line: str) -> Any:
    try:
        return json.loads(line)
    except ValueError as problem:
        raise DataError(f"{source.name}:{number}", "this line is no JSON") from problem


def _members(whole: Any) -> Iterable[Any]:
    if isinstance(whole, list):
        return whole
    if isinstance(whole, dict) and isinstance(whole.get("entities"), dict):
        return list(whole["entities"].values())
    if isinstance(whole, dict) and isinstance(whole.get("results"), dict):
        return list(whole["results"].get("bindings", ()))
    return [whole]


def _entity(value: Any) -> _Found:
    """One JSON entity of any of the three kinds; an empty one where it is none."""
    if not isinstance(value, dict):
        return _Found()
    if isinstance(value.get("properties"), dict):
        return _follow_the_money(value, value["properties"])
    if isinstance(value.get("labels"), dict):
        return _wikidata(value)
    return _flat({key: _plain(cell) for key, cell in value.items()})


def _plain(cell: Any) -> str:
    if isinstance(cell, dict):
        cell = cell.get("value", "")
    return "|".join(map(str, cell)) if isinstance(cell, list) else str(cell if cell is not None else "")


def _flat(values: Mapping[str, str]) -> _Found:
    """A row of columns; other spellings of their names are understood."""
    named: dict[str, str] = {}
    for column, cell in values.items():
        key = column.strip().lower().replace("_", "").replace(" ", "")
        named.setdefault(_rules().columns.get(key, key), cell.strip())
    known = {field.name: named.get("from" if field.name == "since" else field.name, "") for field in fields(_Found)}
    known["wikidata"] = known["wikidata"].rpartition("/")[2]
    known["schema"] = named.get("schema") or ("person" if known["office"] or known["surnames"] else "")
    return _Found(**known)


def _follow_the_money(value: dict[str, Any], properties: dict[str, Any]) -> _Found:
    def words(*keys: str) -> list[str]:
        return [str(word) for key in keys for word in properties.get(key) or ()]

    names = words("name") or [str(value.get("caption", ""))]
    topics = set(words("topics"))
    return _Found(
        schema=str(value.get("schema", "")),
        name=names[0],
        aliases="|".join(dict.fromkeys([*names[1:], *words("alias", "weakAlias", "abbreviation")])),
        country=next(iter(words("country", "jurisdiction", "nationality", "citizenship")), ""),
        office=next(iter(words("position")), ""),
        sector=next((sector for topic, sector in _rules().topics.items() if topic in topics), ""),
        gender=next(iter(words("gender")), ""),
        wikidata=next(iter(words("wikidataId")), ""),
    )


def _wikidata(value: dict[str, Any]) -> _Found:
    def items(claim: str) -> list[str]:
        parts = value.get("claims", {}).get(claim, ())
        snaks = [part.get("mainsnak", {}).get("datavalue", {}).get("value") for part in parts]
        return [snak["id"] for snak in snaks if isinstance(snak, dict) and "id" in snak]

    aliases = [alias["value"] for alias in value.get("aliases", {}).get("en", ())]
    person = "Q5" in items("P31")
    return _Found(
        schema="person" if person else "",
        name=value["labels"].get("en", {}).get("value", ""),
        aliases="|".join(aliases),
        country=next(iter(items("P27") + items("P17")), ""),
        sector="GOV" if person and items("P39") else "",
        gender={"Q6581097": "m", "Q6581072": "f"}.get(next(iter(items("P21")), ""), ""),
        wikidata=str(value.get("id", "")),
    )


@cache
def _country_codes() -> dict[str, str]:
    """Codes by alpha-2, alpha-3 and Wikidata number."""
    table = read_csv(DATA / FOLDER / "iso.csv", ("alpha2", "code", "wikidata"))
    special = read_csv(DATA / "plover" / "countries.csv", ("code",))
    known = {row[column]: row["code"] for row in table for column in ("alpha2", "code", "wikidata") if row[column]}
    return known | {row["code"]: row["code"] for row in special}


def _problem(found: _Found) -> str:
    """Why an entity is left out; empty where it is fine."""
    if not found.name.strip():
        return "no name"
    schema = found.schema.lower()
    if schema not in _rules().persons | _rules().groups:
        return f"{found.schema} is no actor"
    if found.country and found.country.upper() not in _country_codes():
        return f"unknown country {found.country!r}"
    return "" if found.sector in sectors() | {""} else f"no such sector: {found.sector!r}"


def _row(found: _Found) -> dict[str, str]:
    row = {_column(field.name): " ".join(getattr(found, field.name).split()) for field in fields(found)}
    row["country"] = _country_codes().get(row["country"].upper(), "")
    row["gender"] = {"male": "m", "m": "m", "female": "f", "f": "f"}.get(row["gender"].lower(), "")
    row.pop("schema")
    return row


def _column(field: str) -> str:
    """The table's name of a field: `from` is a word of Python."""
    return "from" if field == "since" else field


_COLUMNS = [*_row(_Found()), "kind"]


def _write(path: Path, rows: list[dict[str, str]]) -> Path:
    """Add rows to the user's table; those of a name that comes again give way."""
    names = {row["name"] for row in rows}
    kept = [dict(row.values) for row in read_csv(path)] if path.is_file() else []
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, _COLUMNS, restval="", extrasaction="ignore", lineterminator="\n")
        table.writeheader()
        table.writerows(row for row in kept if row.get("name") not in names)
        table.writerows(rows)
    return path
