"""Checks PLOVER's JSON lines of any maker, field by field, against the manual's chapter 6 (data/exports/plover.csv)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any, BinaryIO, NoReturn

from dragoman.exports.plover_checks import CLAUSE_MODES, DAY, Flaw, check_object, shown
from dragoman.knowledge.plover import event_types

LONGEST = 10_000_000  # bytes of a line
BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True)
class Line:
    """A line of the file that holds something, and its flaws. `number` counts from 1."""

    number: int
    flaws: tuple[Flaw, ...]

    @property
    def good(self) -> bool:
        """Nothing is wrong; notes are allowed."""
        return all(flaw.note for flaw in self.flaws)


def validate(file: BinaryIO, longest: int = LONGEST) -> Iterator[Line]:
    """The lines of a file of PLOVER's JSON, blank ones left out. Never raises for what the file holds.

    Lines beyond `longest` bytes are not read, only told. Memory grows by 16 bytes an id, which must not come twice.
    """
    seen: dict[bytes, int] = {}
    for number, raw in _lines(file, longest):
        if raw is None:
            yield Line(number, (Flaw("", f"the line is longer than {longest} bytes"),))
        elif raw.strip():
            yield Line(number, tuple(_flaws(raw, number, seen)))


def _lines(file: BinaryIO, longest: int) -> Iterator[tuple[int, bytes | None]]:
    """The lines with their numbers; None for one that is too long."""
    number = 0
    while raw := file.readline(longest + 1):
        number += 1
        if len(raw) <= longest:
            yield number, raw.removeprefix(BOM) if number == 1 else raw
            continue
        while raw and not raw.endswith(b"\n"):
            raw = file.readline(1 << 20)
        yield number, None


def _flaws(raw: bytes, number: int, seen: dict[bytes, int]) -> Iterator[Flaw]:
    try:
        record = _parsed(raw)
    except UnicodeDecodeError as problem:
        yield Flaw("", f"these bytes are no UTF-8 (byte {problem.start + 1} of the line)")
    except json.JSONDecodeError as problem:
        yield Flaw("", f"this is no JSON: {problem.msg} at character {problem.pos + 1}")
    except (ValueError, RecursionError) as problem:
        yield Flaw("", f"this is no JSON that can be read: {problem}")
    else:
        yield from check_object("", record, "event")
        if isinstance(record, dict):
            yield from _known_before(record, number, seen)
            yield from _together(record)


def _parsed(raw: bytes) -> object:
    return json.loads(raw.decode("utf-8"), object_pairs_hook=_object, parse_constant=_constant)


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise ValueError(f"the field {shown(twice)} is given twice")
    return found


def _constant(word: str) -> NoReturn:
    raise ValueError(f"{word} is no number of JSON")


def _known_before(record: dict[str, Any], number: int, seen: dict[bytes, int]) -> Iterator[Flaw]:
    name = record.get("id")
    if isinstance(name, str | int):
        first = seen.setdefault(blake2b(str(name).encode("utf-8", "surrogatepass"), digest_size=16).digest(), number)
        if first != number:
            yield Flaw("id", f"{shown(name)} is the id of line {first} too")


def _together(record: dict[str, Any]) -> Iterator[Flaw]:
    """What fields mean for one another."""
    start, end = record.get("date"), record.get("enddate")
    if isinstance(start, str) and isinstance(end, str) and DAY.match(start) and DAY.match(end) and end < start:
        yield Flaw("enddate", f"it ends ({end}) before it begins ({start})")
    info = record.get("text_info")
    if isinstance(info, dict) and _after(info.get("start"), info.get("end")):
        yield Flaw("text_info.end", "the text ends before it starts")
    if isinstance(record.get("event"), list):
        yield from _of_types(record)


def _after(start: object, end: object) -> bool:
    return isinstance(start, int) and isinstance(end, int) and end < start


def _of_types(record: dict[str, Any]) -> Iterator[Flaw]:
    types = [event_types()[name] for name in record["event"] if isinstance(name, str) and name in event_types()]
    if not record["event"] and record.get("has_event") is not False:
        yield Flaw("event", "an event has at least one type")
    if not types:
        return
    modes = {mode for kind in types for mode in kind.modes} | set(CLAUSE_MODES)
    names = " or ".join(kind.name for kind in types)
    for number, mode in enumerate(record["mode"] if isinstance(record.get("mode"), list) else ()):
        if isinstance(mode, str) and mode not in modes and any(mode in kind.modes for kind in event_types().values()):
            yield Flaw(f"mode[{number}]", f"{mode} is no mode of {names}")
    quad = record.get("quad_code")
    if quad in (1, 2, 3, 4) and quad not in {kind.quad for kind in types}:
        yield Flaw("quad_code", f"{names} is of quad class {types[0].quad}, not {quad}", note=True)
