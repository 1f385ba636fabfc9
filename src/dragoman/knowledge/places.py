"""The gazetteer: states, regions, seas and cities with their coordinates, found by name."""

from __future__ import annotations

import gzip
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache, cached_property, lru_cache
from pathlib import Path
from typing import Literal, get_args

from dragoman.errors import DataError
from dragoman.knowledge.load import DATA, Row, Yaml, read_csv, read_yaml

Kind = Literal["state", "capital", "city", "region", "area", "sea", "island", "site"]
_RULES = (
    "prepositions",
    "state_prepositions",
    "directional",
    "motion",
    "verbs",
    "verbs_of_any",
    "nouns",
    "happenings",
    "happenings_of",
    "titles",
    "ordinary",
    "carriers",
)
_LETTERS = str.maketrans({"ı": "i", "ø": "o", "ł": "l", "-": " ", **dict.fromkeys("'’‘`ʿʾ.", "")})


@dataclass(frozen=True, slots=True)
class Site:
    """A place of the world. `code` is ISO 3166 alpha-3, `admin1` GeoNames' first level; degrees are WGS 84.

    `alias` tells that it was found by another name than its first.
    """

    name: str
    kind: Kind
    code: str | None
    latitude: float
    longitude: float
    admin1: str = ""
    people: int = 0
    geonames: int | None = None
    alias: bool = False


@dataclass(frozen=True)
class Gazetteer:
    """Finds sites by name; the rows of the big table are turned into sites only when they are asked for."""

    sites: Mapping[str, tuple[Site, ...]]
    adjectives: Mapping[str, str]
    rules: Mapping[str, frozenset[str]]
    starts: frozenset[str]  # the first words of all names
    openings: frozenset[str]  # the first two words of all names of several words
    _rows: tuple[str, ...]
    _cities: Mapping[str, tuple[int, ...]]

    def find(self, name: str) -> tuple[Site, ...]:
        """All sites of a name, whatever its case, accents and hyphens; empty where there is none."""
        key = fold(name)
        known, rows = self.sites.get(key, ()), self._cities.get(key)
        return known if rows is None else known + tuple(_city(self._rows[row], key) for row in rows)

    def may_start(self, word: str) -> bool:
        """Whether a name may begin with this word."""
        return fold(word).partition(" ")[0] in self.starts

    def may_open(self, words: str) -> bool:
        """Whether a name of several words may begin with these two."""
        return " ".join(fold(words).split()[:2]) in self.openings

    def states_of(self, word: str) -> str | None:
        """The state that a name or adjective ("Syrian") stands for."""
        return self._states.get(fold(word))

    @cached_property
    def _states(self) -> Mapping[str, str]:
        """The codes of the states, by name and by adjective; names go first."""
        found = dict(self.adjectives)
        for key, sites in self.sites.items():
            code = next((site.code for site in sites if site.kind == "state"), None)
            if code:
                found[key] = code
        return found


@lru_cache(maxsize=20_000)
def fold(name: str) -> str:
    """The key of a name: no case, accents, apostrophes, full stops; hyphens as blanks (as in tools/build_places.py)."""
    lowered = name.casefold().translate(_LETTERS)
    if not lowered.isascii():
        lowered = "".join(c for c in unicodedata.normalize("NFKD", lowered) if not unicodedata.combining(c))
    return " ".join(lowered.split())


@cache
def gazetteer(folder: Path | None = None) -> Gazetteer:
    """The gazetteer of a folder (data/places), loaded once; DataError where a table is malformed."""
    places = folder or DATA / "places"
    rows, cities = _load_cities(places / "cities.tsv.gz")
    states = read_yaml(DATA / "actors" / "states.yaml")
    sites: dict[str, tuple[Site, ...]] = {}
    for key, site in (*_states(states, places / "countries.csv"), *_regions(places / "regions.csv")):
        sites[key] = (*sites.get(key, ()), site)
    for row in read_csv(places / "aliases.csv", ("alias", "name", "code")):
        key, number = fold(row["alias"]), _aliased(row, rows, cities)
        cities[key] = tuple(dict.fromkeys((number, *cities.get(key, ()))))
    rules = _load_rules(places / "rules.yaml")
    for name in rules["ordinary"] & cities.keys():
        del cities[name]
    starts = frozenset(key.partition(" ")[0] for table in (sites, cities) for key in table)
    openings = frozenset(" ".join(key.split()[:2]) for table in (sites, cities) for key in table if " " in key)
    return Gazetteer(sites, dict(_adjectives(states)), rules, starts, openings, rows, cities)


def _load_cities(path: Path) -> tuple[tuple[str, ...], dict[str, tuple[int, ...]]]:
    try:
        lines = gzip.decompress(path.read_bytes()).decode().splitlines()
    except (OSError, EOFError, UnicodeDecodeError) as problem:
        raise DataError(path.name, f"cannot be read: {problem}") from problem
    cities: dict[str, tuple[int, ...]] = {}
    rows: list[str] = []
    for number, line in enumerate(lines):
        row, tab, keys = line.rpartition("\t")
        if not tab:
            raise DataError(f"{path.name}:{number + 1}", "the line has no keys")
        rows.append(row)
        for key in keys.split("|"):
            cities[key] = (*cities[key], number) if key in cities else (number,)
    return tuple(rows), cities


def _city(row: str, key: str = "") -> Site:
    number, name, code, admin1, latitude, longitude, people, capital = row.split("\t")
    kind: Kind = "capital" if capital else "city"
    alias = bool(key) and fold(name) != key
    return Site(name, kind, code, float(latitude), float(longitude), admin1, int(people), int(number), alias)


def _aliased(row: Row, rows: tuple[str, ...], cities: Mapping[str, tuple[int, ...]]) -> int:
    """The number of the largest city that an alias points to."""
    found = [n for n in cities.get(fold(row["name"]), ()) if _city(rows[n]).code == row["code"]]
    if not found:
        row.fail("name", f"no city {row['name']!r} in {row['code']}")
    return max(found, key=lambda n: _city(rows[n]).people)


def _states(states: Yaml, path: Path) -> Iterator[tuple[str, Site]]:
    """Each name of each state, former names too."""
    for row in read_csv(path, ("code", "latitude", "longitude", "geonames")):
        entry = states.value.get(row["code"])
        if entry is None:
            row.fail("code", "no such state in ../actors/states.yaml")
        number = int(row["geonames"]) if row["geonames"] else None
        latitude, longitude = _degrees(row, "latitude"), _degrees(row, "longitude")
        site = Site(entry["name"], "state", row["code"], latitude, longitude, geonames=number)
        names = [entry["name"], *entry.get("names", ())]
        for former in entry.get("former", ()):
            names += [former["name"], *former.get("names", ())]
        for key in dict.fromkeys(fold(_bare(name)) for name in names):
            yield key, site


def _bare(name: str) -> str:
    return name.removeprefix("the ").removeprefix("The ")


def _adjectives(states: Yaml) -> Iterator[tuple[str, str]]:
    for code, entry in states.value.items():
        for adjective in (*entry.get("adjective", ()), *entry.get("people", ())):
            yield fold(adjective), code


def _regions(path: Path) -> Iterator[tuple[str, Site]]:
    for row in read_csv(path, ("name", "aliases", "code", "admin1", "latitude", "longitude", "kind")):
        if row["kind"] not in get_args(Kind):
            row.fail("kind", f"one of {', '.join(get_args(Kind))} is wanted")
        kind: Kind = row["kind"]  # type: ignore[assignment]
        latitude, longitude = _degrees(row, "latitude"), _degrees(row, "longitude")
        site = Site(row["name"], kind, row["code"] or None, latitude, longitude, row["admin1"])
        yield fold(row["name"]), site
        for key in dict.fromkeys(fold(_bare(name)) for name in row.parts("aliases")):
            yield key, replace(site, alias=True)


def _degrees(row: Row, column: str) -> float:
    try:
        value = float(row[column])
    except ValueError:
        row.fail(column, "degrees are wanted")
    if not -180 <= value <= 180 or (column == "latitude" and abs(value) > 90):
        row.fail(column, "off the globe")
    return value


def _load_rules(path: Path) -> Mapping[str, frozenset[str]]:
    source = read_yaml(path)
    for key in (k for k in _RULES if not isinstance(source.value.get(k), list)):
        source.fail(f"the list {key!r} is missing", key)
    return {key: frozenset(source.value[key]) for key in _RULES}
