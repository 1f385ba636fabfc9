"""PLOVER as tables: event types, modes, quad classes, scores, contexts, CAMEO (data/plover, CC BY-SA 4.0)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from dragoman.errors import DataError
from dragoman.knowledge.load import DATA, Yaml, read_csv, read_yaml


@dataclass(frozen=True, slots=True)
class EventType:
    """A PLOVER event type. `score` runs from -10 to +10 (manual, table 2.2), `quad` from 1 to 4."""

    name: str
    quad: int
    score: float
    modes: Mapping[str, float]

    def scored(self, modes: tuple[str, ...]) -> float:
        """The score of the mode farthest from 0, the type's own where no mode is known."""
        return max((self.modes[m] for m in modes if m in self.modes), key=abs, default=self.score)


@dataclass(frozen=True, slots=True)
class Context:
    """What marks a context: lemmas, runs of lemmas, vague lemmas (two needed), sectors of parties, event types."""

    name: str
    words: frozenset[str]
    phrases: tuple[tuple[str, ...], ...]
    openings: frozenset[str]  # the first words of the phrases
    hints: frozenset[str]
    sectors: frozenset[str]
    events: frozenset[str]


@dataclass(frozen=True, slots=True)
class CameoCode:
    """A CAMEO code and the PLOVER type that it became."""

    code: str
    type: str
    mode: str | None
    description: str


@cache
def event_types() -> dict[str, EventType]:
    """The 16 types by name. Raises DataError."""
    page = read_yaml(DATA / "plover" / "types.yaml")
    found = {}
    for name, raw in page.value["types"].items():
        if not isinstance(raw.get("quad"), int) or not isinstance(raw.get("score"), int | float):
            page.fail("expected quad and score", "types", name)
        found[name] = EventType(name, raw["quad"], float(raw["score"]), {m: float(s) for m, s in raw["modes"].items()})
    return found


@cache
def contexts() -> tuple[Context, ...]:
    """The general contexts in the manual's order. Raises DataError."""
    page = read_yaml(DATA / "plover" / "contexts.yaml")
    return tuple(_context(page, name, raw) for name, raw in page.value["contexts"].items())


def _context(page: Yaml, name: str, raw: dict[str, list[str]]) -> Context:
    known = {"content", "words", "phrases", "hints", "sectors", "events"}
    for key in raw.keys() - known:
        page.fail("no such key", "contexts", name, key)
    return Context(
        name=name,
        words=frozenset(raw.get("words", ())),
        phrases=tuple(tuple(p.split()) for p in raw.get("phrases", ())),
        openings=frozenset(p.split()[0] for p in raw.get("phrases", ())),
        hints=frozenset(raw.get("hints", ())),
        sectors=frozenset(raw.get("sectors", ())),
        events=frozenset(raw.get("events", ())),
    )


@cache
def cameo_codes() -> dict[str, CameoCode]:
    """All CAMEO codes by code. Raises DataError where a row names no PLOVER type."""
    found = {}
    for row in read_csv(DATA / "plover" / "cameo.csv", ("cameo", "type", "description")):
        if row["type"] not in event_types():
            raise DataError(row.where("type"), f"no PLOVER type {row['type']!r}")
        found[row["cameo"]] = CameoCode(row["cameo"], row["type"], row["mode"] or None, row["description"])
    return found
