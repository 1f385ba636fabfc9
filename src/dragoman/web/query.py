"""Filters in the address: what a page shows is said by its URL, under the names of the command line."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from typing import Literal
from urllib.parse import urlencode

from dragoman.errors import SettingsError
from dragoman.register.filters import EVERYTHING, Filters

Pair = tuple[str, str]
MANY = tuple(f.name for f in fields(Filters) if isinstance(f.default, tuple))
ONE = tuple(f.name for f in fields(Filters) if f.default is None)
NAMES = (*MANY, *ONE, "sources")
Order = Literal["date", "-date", "sources"]
ORDERS: Mapping[str, Order] = {"date": "date", "-date": "-date", "sources": "sources"}
PAGE = 50  # records on a page
MOST_PAGES = 20_000
LONGEST = 200  # characters of a value


@dataclass(frozen=True)
class Asked:
    """What a page is asked for: filters, order, which page (from 1)."""

    filters: Filters = EVERYTHING
    order: Order = "-date"
    page: int = 1

    @property
    def offset(self) -> int:
        """How many records come before this page."""
        return (self.page - 1) * PAGE


def asked(pairs: Iterable[Pair], order: Order = "-date") -> Asked:
    """What an address asks for. Raises SettingsError for a value that cannot be meant."""
    given = [(name, value.strip()) for name, value in pairs if value.strip()]
    single = dict(given)
    wanted = single.get("order", order)
    if wanted not in ORDERS:
        raise SettingsError(f"no order {wanted!r}; there are {', '.join(ORDERS)}")
    return Asked(filters_of(given), ORDERS[wanted], _number("page", single.get("page", "1"), MOST_PAGES))


def filters_of(given: Iterable[Pair]) -> Filters:
    """Filters from names and values; other names are left alone."""
    many: dict[str, list[str]] = {name: [] for name in MANY}
    one: dict[str, str] = {}
    for name, value in given:
        if name in NAMES and (len(value) > LONGEST or "\0" in value):
            raise SettingsError(f"{name}: at most {LONGEST} characters")
        if name in many:
            many[name].append(value)
        elif name in NAMES:
            one[name] = value
    sources = _number("sources", one.pop("sources", "1"), 1_000)
    quad = tuple(_number("quad", value, 4) for value in many.pop("quad"))
    lists = {name: tuple(dict.fromkeys(values)) for name, values in many.items()}
    return Filters(**lists, **one, quad=quad, sources=sources)  # type: ignore[arg-type]


def _number(name: str, value: str, most: int) -> int:
    if not (value.isascii() and value.isdigit() and len(value) < 9 and 1 <= int(value) <= most):
        raise SettingsError(f"{name} {value!r}: a whole number from 1 to {most} is wanted")
    return int(value)


def pairs_of(filters: Filters) -> list[Pair]:
    """The names and values that make these filters."""
    found: list[Pair] = []
    for name in NAMES:
        value = getattr(filters, name)
        if isinstance(value, tuple):
            found += [(name, str(one)) for one in value]
        elif value not in (None, 1):
            found.append((name, str(value)))
    return found


def address(path: str, filters: Filters = EVERYTHING, **extra: object) -> str:
    """A path with filters in its query; what is None in `extra` is left out."""
    pairs = [*pairs_of(filters), *((name, str(value)) for name, value in extra.items() if value is not None)]
    return f"{path}?{urlencode(pairs)}" if pairs else path


def without(filters: Filters, name: str, value: str) -> Filters:
    """The filters less one value."""
    now = getattr(filters, name)
    kept: object = tuple(v for v in now if str(v) != value) if isinstance(now, tuple) else getattr(EVERYTHING, name)
    return replace(filters, **{name: kept})  # type: ignore[arg-type]


def chips(path: str, filters: Filters, extra: Mapping[str, object]) -> list[tuple[str, str, str]]:
    """Each condition in force as (name, value, address without it)."""
    return [(name, value, address(path, without(filters, name, value), **extra)) for name, value in pairs_of(filters)]
