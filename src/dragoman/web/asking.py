"""The questions whose answers are held: all that is counted over many records."""

from __future__ import annotations

from dragoman.register.filters import EVERYTHING, Filters
from dragoman.register.records import Counts, Day, Network
from dragoman.web.atlas import Drawing, drawn_flows
from dragoman.web.hall import Hall
from dragoman.web.spans import Unit, fine_days


def counts(hall: Hall) -> Counts:
    """How much the register holds."""
    return hall.answers.of("counts", hall.register.counts)


def days(hall: Hall, filters: Filters = EVERYTHING, unit: Unit = "month") -> tuple[Day, ...]:
    """How many acts of each type a day, month or year has; "auto" takes the finest that can still be drawn."""

    def ask() -> tuple[Day, ...]:
        return fine_days(hall.register, filters) if unit == "auto" else hall.register.days(filters, unit)

    return hall.answers.of(("days", filters, unit), ask)


def network(hall: Hall, filters: Filters, most: int) -> Network:
    """The busiest actors and what they did to one another."""
    return hall.answers.of(("network", filters, most), lambda: hall.register.network(filters, most))


def drawing(hall: Hall, filters: Filters, most: int) -> Drawing:
    """Places and flows."""

    def ask() -> Drawing:
        return Drawing(hall.register.spots(filters, most), drawn_flows(hall.register.flows(filters)))

    return hall.answers.of(("drawing", filters, most), ask)
