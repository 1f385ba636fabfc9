"""Reads data/actors/states.yaml: the states with their names, demonyms, capitals and predecessors."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from dragoman.knowledge.actor_tables import Entry, Named, Peopled, peopled_forms, table_files
from dragoman.knowledge.load import Yaml, read_yaml


def read_states(extra: Path | None) -> tuple[list[Named], list[Peopled]]:
    """Names, capitals and seats of all states, and their demonyms."""
    named: list[Named] = []
    peopled: list[Peopled] = []
    for source in _state_sources(extra):
        for code in source.value:
            part_named, part_peopled = _state(source, code)
            named += part_named
            peopled += part_peopled
    return named, peopled


def _state_sources(extra: Path | None) -> Iterator[Yaml]:
    """Later files replace whole states of earlier ones."""
    sources = [read_yaml(path) for path in table_files("states.yaml", extra)]
    for source in sources:
        if not isinstance(source.value, dict):
            source.fail("expected states by their codes")
    for number, source in enumerate(sources):
        for code in [c for c in source.value if any(c in later.value for later in sources[number + 1 :])]:
            del source.value[code]
        yield source


_STATE_KEYS = frozenset({"name", "names", "adjective", "prefix", "person", "people", "capital", "seats", "former"})
_FORMER_KEYS = (_STATE_KEYS | {"until", "start"}) - {"former"}


def _state(source: Yaml, code: str) -> tuple[list[Named], list[Peopled]]:
    if not isinstance(code, str) or not re.fullmatch("[A-Z]{3}", code):
        source.fail("expected a code of three capitals", code)
    fields = source.value[code]
    _check_keys(source, fields, _STATE_KEYS, code)
    state = Entry(fields["name"], "state", code, why=f"{source.file}:{source.line(code)}")
    named, peopled = _forms(source, fields, state, code)
    for number, old in enumerate(_former(source, fields, code)):
        _check_keys(source, old, _FORMER_KEYS, code, "former", number)
        start, until = str(old.get("start", "")), str(old.get("until", ""))
        entry = replace(state, name=old["name"], sort="former", start=start, until=until)
        more = _forms(source, old, entry, code, "former", number)
        named, peopled = named + more[0], peopled + more[1]
    return named, peopled


def _former(source: Yaml, fields: dict[str, Any], code: str) -> list[dict[str, Any]]:
    former = fields.get("former", [])
    if not isinstance(former, list):
        source.fail("expected a list of states", code, "former")
    return former


def _check_keys(source: Yaml, fields: object, known: frozenset[str], *path: str | int) -> None:
    if not isinstance(fields, dict) or not isinstance(fields.get("name"), str):
        source.fail("a state needs a name", *path)
    for key in fields.keys() - known:
        source.fail(f"no such key; known are {', '.join(sorted(known))}", *path, key)


def _forms(
    source: Yaml, fields: dict[str, object], state: Entry, *path: str | int
) -> tuple[list[Named], list[Peopled]]:
    def words(key: str) -> list[str]:
        value = fields.get(key, [])
        if not isinstance(value, list) or not all(isinstance(word, str) for word in value):
            source.fail("expected a list of words (quote numbers)", *path, key)
        return value

    named = [(form, state) for form in [state.name, *words("names")]]
    capital, seat = replace(state, kind="capital", sector="GOV"), replace(state, kind="seat", sector="GOV")
    named += [(form, capital) for form in words("capital")] + [(form, seat) for form in words("seats")]
    people = words("people") if "people" in fields else None
    return named, list(peopled_forms(words("adjective"), words("person"), people, state)) + [
        (form, "prefix", state) for form in words("prefix")
    ]
