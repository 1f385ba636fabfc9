"""Currencies and scales of sums (data/arms/money.yaml)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from dragoman.knowledge.load import DATA, Yaml, read_yaml

_FIGURES = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"


@dataclass(frozen=True)
class MoneyBook:
    """How to read a sum: `pattern` has the groups sign, figures, scale, word."""

    pattern: re.Pattern[str]
    currencies: Mapping[str, str]
    scales: Mapping[str, int]


@cache
def money_book(path: Path | None = None) -> MoneyBook:
    """The table of currencies; DataError (file:line:key) where it is malformed."""
    source = read_yaml(path or DATA / "arms" / "money.yaml")
    for key in ("currencies", "scales"):
        if not isinstance(source.value.get(key), dict):
            source.fail("a mapping is wanted here", key)
    currencies = {key: _code(source, key) for key in source.value["currencies"]}
    scales = {str(key): int(value) for key, value in source.value["scales"].items()}
    signs = _either(key for key in currencies if not key[-1].isalnum())
    words = _either(key for key in currencies if key[-1].isalnum())
    pattern = (
        rf"(?:(?P<sign>{signs})\s?(?P<figures>{_FIGURES})(?:[\s-]?(?P<scale>{_either(scales)})\b)?"
        rf"|\b(?P<figures2>{_FIGURES})[\s-]?(?:(?P<scale2>{_either(scales)})[\s-])?(?P<word>{words})\b)"
    )
    return MoneyBook(re.compile(pattern, re.IGNORECASE), currencies, scales)


def _code(source: Yaml, key: str) -> str:
    code = source.value["currencies"][key]
    if not re.fullmatch("[A-Z]{3}", str(code)):
        source.fail("an ISO 4217 code is wanted", "currencies", key)
    return str(code)


def _either(words: Iterable[str]) -> str:
    return "|".join(re.escape(w) for w in sorted(words, key=len, reverse=True))
