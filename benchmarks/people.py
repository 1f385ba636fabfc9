"""How many of the gold's people are found with the right country.

usage: python benchmarks/people.py [GOLD_DIR] [--verbose]

A person is found where an actor of kind "person" bears the gold's name or its surname. Two rates: found, and found with
the gold's country. GOLD_DIR is ../shared/gold/dev unless given.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from dragoman.knowledge.actors import actor_book
from dragoman.parsing import load_parser
from dragoman.reading.actors import find_actors
from dragoman.reading.actors.forms import fold, plain
from dragoman.reading.page import Page
from dragoman.records import Actor, Dateline, Furniture, Report

GOLD = Path(__file__).resolve().parents[2] / "shared" / "gold" / "dev"
_DATELINE = re.compile(
    r"^([A-Z][A-Z ,.]+), (?:Jan|Feb|March|April|May|June|July|Aug|Sept|Oct|Nov|Dec)\w* \d+ -", re.MULTILINE
)


@dataclass(frozen=True)
class Outcome:
    """One person of the gold and the actor that was found for it."""

    report: str
    name: str
    country: str | None
    found: Actor | None

    @property
    def right(self) -> bool:
        """Found, and of the right country."""
        return self.found is not None and self.found.country == self.country


def measure(folder: Path) -> Iterator[Outcome]:
    """The outcome for each person of each report of a gold folder."""
    parser, book = load_parser(), actor_book()
    for path in sorted(folder.glob("*.json")):
        gold = json.loads(path.read_text())
        page = read_page(path.with_suffix(".txt").read_text(), path.stem, gold["published"], parser)
        cast = find_actors(page, book, (), gold["published"])
        people = [a for a in cast.actors if a.kind == "person"]
        for person in gold["people"]:
            yield Outcome(path.stem, person["name"], person["country"], _match(person["name"], people))


def read_page(text: str, name: str, published: str, parser) -> Page:  # type: ignore[no-untyped-def]
    """A parsed report whose first line is its headline."""
    end = text.index("\n")
    found = _DATELINE.search(text)
    report = Report(
        name,
        text,
        published=published,
        dateline=Dateline(found.group(1)) if found else None,
        furniture=(Furniture(0, end, text[:end], "headline"),),
    )
    return Page(report, parser.parse(text))


def _match(name: str, people: list[Actor]) -> Actor | None:
    wanted = plain(fold(name))
    same = [a for a in people if plain(fold(a.name)) == wanted]
    return next(iter(same or [a for a in people if plain(fold(a.name))[-1] == wanted[-1]]), None)


def main() -> None:
    """Print the rates and, where asked, the misses."""
    folders = [Path(a) for a in sys.argv[1:] if not a.startswith("-")]
    outcomes = list(measure(folders[0] if folders else GOLD))
    for miss in (o for o in outcomes if not o.right and "--verbose" in sys.argv):
        print(miss.report, miss.name, miss.country, "->", (miss.found.name, miss.found.country) if miss.found else None)
    found, right = sum(o.found is not None for o in outcomes), sum(o.right for o in outcomes)
    print(
        f"people {len(outcomes)}  found {found / len(outcomes):.3f}  with the right country {right / len(outcomes):.3f}"
    )


if __name__ == "__main__":
    main()
