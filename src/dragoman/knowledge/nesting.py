"""Which mode an asked, refused or threatened act gives (data/language/nesting.yaml)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from dragoman.knowledge.load import DATA, read_yaml


@dataclass(frozen=True, slots=True)
class NestingRule:
    """(mode, inner acts) in order of trial; an inner act is a type or "TYPE mode"."""

    modes: tuple[tuple[str, frozenset[str]], ...]
    otherwise: str | None

    def mode(self, inner_type: str | None, inner_modes: tuple[str, ...], negated: bool) -> str | None:
        """The mode for an inner act; the other one where it is unknown or is not to be done."""
        if inner_type is None or negated:
            return self.otherwise
        names = {inner_type, *(f"{inner_type} {m}" for m in inner_modes)}
        return next((mode for mode, acts in self.modes if names & acts), self.otherwise)


@cache
def nesting_rules() -> Mapping[str, NestingRule]:
    """Rules by outer type. Raises DataError."""
    page = read_yaml(DATA / "language" / "nesting.yaml")
    rules = {}
    for outer, modes in page.value.items():
        listed = tuple((mode, frozenset(acts)) for mode, acts in modes.items() if mode != "otherwise")
        rules[outer] = NestingRule(listed, next(iter(modes.get("otherwise", ())), None))
    return rules
