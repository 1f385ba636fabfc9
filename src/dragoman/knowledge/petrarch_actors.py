"""PETRARCH's actor dictionaries as rows of leaders.csv and organisations.csv, each code with its dates."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from dragoman.knowledge.actors import actor_book
from dragoman.knowledge.actors_import import import_actors
from dragoman.knowledge.petrarch import CODES, Carried, Left, Line, rules

CENTURY = 30  # a year of two digits up to this one is of the 21st century
SHORT = 5  # letters of a name that may be an acronym
_DATE = r"(\d{8}|\d{6})"
_SPAN = re.compile(rf"{_DATE}-{_DATE}|(?:([<>]){_DATE})")
_COLUMNS = ("schema", "name", "aliases", "country", "sector", "others", "from", "until")

Row = dict[str, str]


@dataclass(slots=True)
class _Entry:
    """A name with its synonyms, and the codes it has in turn."""

    line: Line
    names: list[str] = field(default_factory=list)
    codes: list[tuple[str, Line]] = field(default_factory=list)


class _Unreadable(Exception):
    """A code without a counterpart; the message is the reason."""


def import_actor_lines(lines: Iterable[Line], folder: Path) -> Carried:
    """Write the actors of a dictionary's lines to `folder`/actors."""
    left: list[Left] = []
    rows = [row for entry in _entries(lines, left) for row in _rows(entry, left)]
    if not rows:
        return Carried((), 0, 0, tuple(left))
    with TemporaryDirectory() as scratch:
        table = Path(scratch) / "petrarch.csv"
        with table.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, _COLUMNS)
            writer.writeheader()
            writer.writerows(rows)
        written = import_actors(table, folder)
    return Carried(written.files, 0, written.rows, tuple(left))


def _entries(lines: Iterable[Line], left: list[Left]) -> list[_Entry]:
    """Names with their synonyms and codes; a line of codes only belongs to the name above it."""
    found: list[_Entry] = []
    for line in lines:
        form = " ".join(CODES.sub(" ", line.text).replace("_", " ").replace("=", " ").strip(" +").split())
        codes = [(code.strip(), line) for code in CODES.findall(line.text)]
        if form and not line.text.startswith("+"):
            found.append(_Entry(line))
        if not found:
            left.append(Left(line.where, "a synonym or a code without a name above it", line.text))
            continue
        found[-1].names += [form] if form else []
        found[-1].codes += codes
    return found


def _rows(entry: _Entry, left: list[Left]) -> list[Row]:
    """One row a code; nothing where the name means nobody, or the shipped tables know it as a country's."""
    found: list[Row] = []
    for text, line in entry.codes:
        try:
            found.append(_row(entry, text))
        except _Unreadable as problem:
            left.append(Left(line.where, str(problem), line.text))
    if not entry.codes:
        left.append(Left(entry.line.where, "a name without a code", entry.line.text))
    person = bool(found) and _is_person(entry.names[0], found)
    return [row | {"schema": "person" if person else "organization"} for row in found]


def _row(entry: _Entry, text: str) -> Row:
    code, _, dates = text.partition(" ")
    if code.startswith("~"):
        raise _Unreadable("an agent without a country (offices.csv and agents.csv have their own)")
    if code in {"", "---"}:
        raise _Unreadable("a name that means nobody")
    country, agents = _country(code)
    sectors = _sectors(agents)
    start, until = _dates(dates)
    if not agents and not dates and _is_known(entry.names[0], country):
        raise _Unreadable("a country, place or people that the shipped tables know")
    forms = [form for name in entry.names for form in _spellings(name)]
    row = {"name": forms[0], "aliases": "|".join(dict.fromkeys(f for f in forms if f != forms[0])), "country": country}
    return row | {"sector": sectors[0], "others": "|".join(sectors[1:]), "from": start, "until": until}


def _country(code: str) -> tuple[str, str]:
    """The country, and the agents behind it."""
    table = rules().countries
    for length in (6, 3):
        country = table.get(code[:length])
        if country:
            return country, code[length:]
    if code[:3] in actor_book().countries:
        return code[:3], code[3:]
    if code[:3] in rules().sectors:
        return "", code
    raise _Unreadable(f"no such country: {code[:3]}")


def _sectors(agents: str) -> list[str]:
    """Sectors of PLOVER, the first first; one empty where there is none. Codes of single groups, faiths and peoples
    have no counterpart and need none: the name says it."""
    parts = [agents[i : i + 3] for i in range(0, len(agents), 3)]
    found = list(dict.fromkeys(sector for part in parts if (sector := rules().sectors.get(part))))
    return found or [""]


def _dates(text: str) -> tuple[str, str]:
    """ISO dates of "<980101", ">980101" and "980101-990101"; whole days, both ends counted."""
    if not text.strip():
        return "", ""
    span = _SPAN.fullmatch(text.replace(" ", ""))
    if span is None:
        raise _Unreadable(f"no such dates: {text}")
    first, last, side, edge = span.groups()
    if first:
        return _iso(first).isoformat(), _iso(last).isoformat()
    day = timedelta(days=1)
    return ((_iso(edge) + day).isoformat(), "") if side == ">" else ("", (_iso(edge) - day).isoformat())


def _iso(digits: str) -> date:
    year, rest = int(digits[:-4]), digits[-4:]
    if len(digits) == 6:
        year += 2000 if year <= CENTURY else 1900
    try:
        return date(year, int(rest[:2]), int(rest[2:]))
    except ValueError as problem:
        raise _Unreadable(f"no such date: {digits}") from problem


def _is_known(name: str, country: str) -> bool:
    book = actor_book()
    form = _spellings(name)[0]
    return book.demonym(form) == country or any(e.country == country for e in book.names(form, any_case=True))


def _is_person(name: str, rows: list[Row]) -> bool:
    words = {word.lower() for word in name.split()}
    sectors = {row["sector"] for row in rows}
    return 2 <= len(name.split()) <= 4 and bool(sectors & rules().persons_of) and not words & rules().bodies


def _spellings(name: str) -> list[str]:
    """A name in capitals as news write it; a short one may also be an acronym."""
    if not name.isupper():
        return [name]
    words = name.split()
    if len(words) == 1 and not set(name) & set("AEIOUY"):
        return [name]
    usual = " ".join(_cased(word, number) for number, word in enumerate(words))
    return [usual, name] if len(words) == 1 and len(name) <= SHORT else [usual]


@cache
def _cased(word: str, number: int) -> str:
    """ "AL-ASSAD" → al-Assad, "O'BRIEN" → O'Brien, "OF" → of but in front."""
    parts = re.split(r"([-'])", word.lower())
    small = rules().small
    if number and word.lower() in small:
        return word.lower()
    return "".join(p if i == 0 and f"{p}-" in small and len(parts) > 1 else p.capitalize() for i, p in enumerate(parts))
