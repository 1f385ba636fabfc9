"""What a date phrase is measured from, and its words as numbers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from dragoman.knowledge.dates import Meaning
from dragoman.reading.dates.direction import Direction
from dragoman.reading.dates.periods import Period


@dataclass(frozen=True)
class Anchor:
    """What a phrase is measured from.

    `published` is the day of publication, `earlier` the dates mentioned so far (the latest last), `direction` where
    the clause looks, `year` the year that a partner gives ("from March 3 to April 5, 2012").
    """

    published: date | None
    earlier: tuple[Period, ...] = ()
    direction: Direction = "past"
    year: int | None = None

    @property
    def ahead(self) -> bool:
        """Whether the clause is not about the past."""
        return self.direction != "past"

    @property
    def now(self) -> date:
        """The day of publication; UnanchoredError where it is unknown."""
        if self.published is None:
            raise UnanchoredError
        return self.published

    def last(self, *grains: str) -> Period:
        """The last date mentioned that is known to one of these grains; UnanchoredError where there is none."""
        for period in reversed(self.earlier):
            if period.grain in grains:
                return period
        raise UnanchoredError


class UnanchoredError(ValueError):
    """A phrase whose anchor the report does not give."""


class Fields:
    """The words of a phrase as their meanings."""

    def __init__(self, values: Mapping[str, Meaning]) -> None:
        self._values = values

    def has(self, name: str) -> bool:
        return name in self._values

    def number(self, name: str) -> int:
        """A number of the phrase; ValueError where it has none of this name."""
        return int(self._values.get(name, "none"))

    def maybe(self, name: str) -> int | None:
        return int(self._values[name]) if name in self._values else None

    def word(self, name: str) -> str:
        return str(self._values.get(name, ""))

    @property
    def counted(self) -> bool:
        """Whether the phrase counts its units."""
        return self.has("count") or self.has("number")

    @property
    def count(self) -> int:
        """How many units: in figures or in words."""
        return self.number("count" if self.has("count") else "number")

    def year(self, anchor: Anchor) -> int | None:
        """The year that the phrase or its partner names."""
        if self.has("year"):
            return self.number("year")
        if self.has("shift"):
            return anchor.now.year + self.number("shift")
        if self.has("turn"):
            return anchor.last("day", "week", "month", "year").first.year + self.number("turn")
        return anchor.year
