"""Reads the tables of data/actors row by row and checks every cell; what they mean stands in data/actors/README.md."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Literal, TypeVar

from dragoman.knowledge.load import DATA, Row, read_csv

EntryKind = Literal["state", "capital", "seat", "place", "people", "organisation", "person"]
Standing = Literal["in office", "former", "future"]

FOLDER = "actors"
_DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?\Z")
_SPECIALS = frozenset({"", "inherits", "counterpart", "host", "guest", "former", "kin", "role"})
_ENDS_LIKE_PLURAL = ("ese", "ish", "ch", "ss", "ois")


@dataclass(frozen=True, slots=True)
class Entry:
    """One actor (or one term of a person) of the gazetteers. `start` and `until` are ISO dates, as long as known.

    `country` is ISO 3166 alpha-3 or one of PLOVER's codes; `sort` is finer than `kind`: igo, armed, party, company, …
    `until` counts to its end: "2003" is the whole year. `why` is file:line.
    """

    name: str
    kind: EntryKind
    country: str | None = None
    sector: str | None = None
    others: tuple[str, ...] = ()
    sort: str = ""
    office: str | None = None
    start: str = ""
    until: str = ""
    gender: str | None = None
    standing: Standing | None = None
    died: bool = False  # in this office
    wikidata: str | None = None
    why: str = ""

    def covers(self, date: str | None) -> bool:
        """Whether an ISO date (any length) lies between `start` and `until`; no date lies in every term."""
        if not date:
            return True
        begun = not self.start or date[: len(self.start)] >= self.start[: len(date)]
        return begun and (not self.until or date[: len(self.until)] <= self.until[: len(date)])


@dataclass(frozen=True, slots=True)
class Demonym:
    """An adjective or a noun for the people of a state or place: "Dutch", "Dutchman", "Kurdish" (no country)."""

    entry: Entry
    roles: frozenset[str]  # of "adjective", "person", "people", "prefix"

    @property
    def country(self) -> str | None:
        """The country's code."""
        return self.entry.country


@dataclass(frozen=True, slots=True)
class Office:
    """A title or calling of a person and what it implies; `level` is what a counterpart shares."""

    title: str
    sector: str | None
    others: tuple[str, ...]
    level: str
    before: bool  # stands before a name
    gender: str | None
    special: str  # "", inherits, counterpart, host, guest, former, kin, role
    why: str


@dataclass(frozen=True, slots=True)
class Agent:
    """A noun that acts without a name. `party`: yes, weak (needs a country or an owner) or state."""

    noun: str
    sector: str | None
    others: tuple[str, ...]
    number: str  # plural, both
    party: str
    kind: str  # group, organisation, state
    why: str


T = TypeVar("T", Office, Agent)
Named = tuple[str, Entry]  # a form and what it names
Peopled = tuple[str, str, Entry]  # a form, its role and whose it is


@cache
def sectors() -> frozenset[str]:
    """The codes of PLOVER's table 5.2."""
    return frozenset(row["code"] for row in read_csv(DATA / "plover" / "sectors.csv", ("code",)))


@cache
def special_countries() -> frozenset[str]:
    """The codes of PLOVER's table 5.1 and KOS."""
    return frozenset(row["code"] for row in read_csv(DATA / "plover" / "countries.csv", ("code",)))


def table_files(file: str, extra: Path | None) -> list[Path]:
    """The shipped table and the user's, where there is one."""
    own = [extra / FOLDER / file, extra / file] if extra else []
    return [DATA / FOLDER / file, *(path for path in own if path.is_file())]


def rows(file: str, columns: tuple[str, ...], extra: Path | None) -> list[Row]:
    """All rows of a table; a user's rows replace the shipped ones of the same name."""
    shipped, *own = table_files(file, extra)
    found = read_csv(shipped, columns)
    for path in own:
        added = [replace(own_row, file=str(path)) for own_row in read_csv(path, columns[:1])]
        taken = {row[columns[0]] for row in added}
        found = [row for row in found if row[columns[0]] not in taken] + added
    return found


def peopled_forms(
    adjectives: list[str], persons: list[str], people: list[str] | None, entry: Entry
) -> Iterator[Peopled]:
    """Demonyms with their roles; the state's own name or acronym before a noun ("China policy") names nobody."""
    owners = [word for word in adjectives if word != entry.name and not word.replace(".", "").isupper()]
    yield from ((form, "adjective", entry) for form in adjectives)
    yield from ((form, "person", entry) for form in persons or ([] if people == [] else owners))
    yield from ((form, "people", entry) for form in (_plurals(owners) if people is None else people))


def _plurals(adjectives: list[str]) -> list[str]:
    """What the people are called where the table does not say: adjective + s, or the adjective itself."""
    return [word if word.endswith(_ENDS_LIKE_PLURAL) else word + "s" for word in adjectives]


def read_territories(extra: Path | None, countries: frozenset[str]) -> tuple[list[Named], list[Peopled]]:
    """Dependencies, regions, partially recognised entities and peoples."""
    named: list[Named] = []
    peopled: list[Peopled] = []
    for row in rows("territories.csv", ("name", "aliases", "country", "kind"), extra):
        _among(row, "kind", {"dependency", "region", "pre", "people"})
        entry = replace(_entry(row, "people" if row["kind"] == "people" else "place", countries), sort=row["kind"])
        named += [(form, entry) for form in (row["name"], *row.parts("aliases"))]
        peopled += peopled_forms(list(row.parts("adjective")), [], list(row.parts("people")), entry)
    return named, peopled


def read_organisations(extra: Path | None, countries: frozenset[str]) -> list[Named]:
    """Organisations of every sort by all their names."""
    found: list[Named] = []
    for row in rows("organisations.csv", ("name", "aliases", "country", "sector", "kind"), extra):
        entry = _entry(row, "organisation", countries)
        own = () if row["name"].endswith(")") else (row["name"],)
        found += [(form, entry) for form in (*own, *row.parts("aliases"))]
    return found


def read_leaders(extra: Path | None, countries: frozenset[str]) -> list[tuple[Entry, tuple[str, ...], tuple[str, ...]]]:
    """Each term of each person, with the full names and the surnames that mean the person."""
    found = []
    for row in rows("leaders.csv", ("name", "aliases", "surnames", "country", "office", "sector", "from"), extra):
        entry = _entry(row, "person", countries)
        surnames = row.parts("surnames") or (row["name"].split()[-1],)
        found.append((entry, (row["name"], *row.parts("aliases")), surnames))
    return found


def shown_name(name: str) -> str:
    """A name without the note that tells it from its namesakes: "Labour Party (United Kingdom)"."""
    return name.partition(" (")[0]


def _entry(row: Row, kind: EntryKind, countries: frozenset[str]) -> Entry:
    if not row["name"]:
        row.fail("name", "a row needs a name")
    _among(row, "country", countries | {""})
    _among(row, "sector", sectors() | {""})
    for sector in row.parts("others"):
        if sector not in sectors():
            row.fail("others", f"no such sector: {sector}")
    for column in ("from", "until"):
        if row[column] and not _DATE.match(row[column]):
            row.fail(column, f"no ISO date: {row[column]}")
    _among(row, "gender", {"", "m", "f"})
    _among(row, "end", {"", "died"})
    return Entry(
        name=shown_name(row["name"]),
        kind=kind,
        country=row["country"] or None,
        sector=row["sector"] or None,
        others=row.parts("others"),
        sort=row["kind"],
        office=row["office"] or None,
        start=row["from"],
        until=row["until"],
        gender=row["gender"] or None,
        died=row["end"] == "died",
        wikidata=row["wikidata"] or None,
        why=f"{row.file}:{row.line}",
    )


def _among(row: Row, column: str, known: Iterable[str]) -> str:
    if row[column] not in known:
        row.fail(column, f"no such {column}: {row[column]!r}")
    return row[column]


def read_offices(extra: Path | None) -> dict[str, Office]:
    """Offices by every lower-cased title."""

    def office(row: Row) -> Office:
        return Office(
            title=row["title"],
            sector=_among(row, "sector", sectors() | {""}) or None,
            others=row.parts("others"),
            level=row["level"],
            before=_among(row, "before", {"yes", "no"}) == "yes",
            gender=_among(row, "gender", {"", "m", "f"}) or None,
            special=_among(row, "special", _SPECIALS),
            why=f"{row.file}:{row.line}",
        )

    return _by_form(
        rows("offices.csv", ("title", "aliases", "sector", "level", "before", "special"), extra), "title", office
    )


def read_agents(extra: Path | None) -> dict[str, Agent]:
    """Agents by every lower-cased noun."""

    def agent(row: Row) -> Agent:
        return Agent(
            noun=row["noun"],
            sector=_among(row, "sector", sectors() | {""}) or None,
            others=row.parts("others"),
            number=_among(row, "number", {"plural", "both"}),
            party=_among(row, "party", {"yes", "weak", "state"}),
            kind=_among(row, "kind", {"group", "organisation", "state"}),
            why=f"{row.file}:{row.line}",
        )

    return _by_form(rows("agents.csv", ("noun", "aliases", "sector", "number", "party", "kind"), extra), "noun", agent)


def _by_form(table: list[Row], column: str, make: Callable[[Row], T]) -> dict[str, T]:
    found: dict[str, T] = {}
    row: Row
    for row in table:
        made = make(row)
        for form in (row[column], *row.parts("aliases")):
            other = found.setdefault(form.lower(), made)
            if other is not made and other.why.rpartition(":")[0] == row.file:
                row.fail(column, f"{form!r} stands in another row too")
            found[form.lower()] = made  # the user's table comes later and wins
    return found
