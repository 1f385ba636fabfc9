"""Dates: the phrases of a report, what day they mean, and which act they date."""

from __future__ import annotations

from dragoman.reading.dates.calendar import Calendar, Dated
from dragoman.reading.dates.find import find_dates
from dragoman.reading.dates.periods import is_historical

__all__ = ["Calendar", "Dated", "find_dates", "is_historical"]
