"""Whole dates as pages and headers write them, made ISO 8601. The dates of the story are the reading room's matter."""

from __future__ import annotations

import re
from datetime import date
from difflib import get_close_matches

from dragoman.errors import SettingsError

MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
SHORT = {"sept": 9, **{name[:3]: number for number, name in enumerate(MONTHS, 1)}}
NUMBERS = {**SHORT, **{name: number for number, name in enumerate(MONTHS, 1)}}
MONTH = "(?:" + "|".join(sorted(NUMBERS, key=len, reverse=True)) + r")\b\.?"
WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b[.,]?\s+)"
DAY = r"\d{1,2}(?:st|nd|rd|th)?"
ISO = r"(?P<iso>\d{4}[-/.]\d{1,2}[-/.]\d{1,2})(?:T\d\S*)?"
WRITTEN = re.compile(
    rf"\b(?:{ISO}|(?P<m1>{MONTH})\s*(?P<d1>{DAY}),?\s+(?P<y1>\d{{4}})|(?P<d2>{DAY})\s+(?P<m2>{MONTH}),?\s+(?P<y2>\d{{4}}))\b",
    re.IGNORECASE,
)
GARBLED = re.compile(r"\b(?P<month>[A-Z][a-z]{3,11})\.?\s+(?P<day>\d{1,2}),\s+(?P<year>\d{4})\b")
ZONE = r"(?:\(?(?:GMT|UTC|[A-Z]{2,4}T|local time)\)?)"
CLOCK = rf"(?:\s*(?:\bat\b|[,|·•–—-])?\s*\d{{1,2}}[:.]\d{{2}}\s*(?:[ap]\.?m\.?)?\s*{ZONE}?)"
LONGEST_ALONE = 100  # characters
ALONE = re.compile(
    rf"(?:(?:first\s+)?(?:published|posted|updated|last\s+(?:updated|modified)|date|modified)(?:\s+(?:on|at))?\s*:?\s*)?"
    rf"{WEEKDAY}?(?P<date>{WRITTEN.pattern}){CLOCK}?\.?",
    re.IGNORECASE,
)


def iso(year: int, month: int, day: int) -> str | None:
    """The date as ISO 8601, or None where the calendar has no such day or no newspaper was printed."""
    try:
        return date(year, month, day).isoformat() if 1600 <= year <= 2200 else None
    except ValueError:
        return None


def find_date(text: str) -> str | None:
    """The first whole date (day, month and year) written in the text."""
    return next((found for match in WRITTEN.finditer(text) if (found := _value(match))), None)


def find_garbled_date(text: str) -> str | None:
    """The first date whose month is misspelt: "Septmerber 6, 2010"."""
    for match in GARBLED.finditer(text):
        near = get_close_matches(match["month"].lower(), MONTHS, 1, 0.8)
        if near and (found := iso(int(match["year"]), NUMBERS[near[0]], int(match["day"]))):
            return found
    return None


def date_alone(text: str) -> str | None:
    """The date, if the text is nothing else (a weekday, a time of day and "Published:" may stand with it)."""
    match = ALONE.fullmatch(text.strip()) if len(text) <= LONGEST_ALONE else None
    return _value(match) if match else None


def month_number(word: str) -> int:
    """The number of a month by its name or short name; raises KeyError for other words."""
    return NUMBERS[word.rstrip(".").lower()]


def given_date(text: str) -> str:
    """A date that a user gave, as ISO 8601. Raises SettingsError where its format is unknown."""
    found = date_alone(text)
    if not found:
        raise SettingsError(f"{text!r} is no date that dragoman knows: write it as 2010-09-06")
    return found


def _value(match: re.Match[str]) -> str | None:
    if match["iso"]:
        year, month, day = (int(part) for part in re.split(r"[-/.]", match["iso"]))
        return iso(year, month, day)
    name, day_text, year_text = (
        (match["m1"], match["d1"], match["y1"]) if match["m1"] else (match["m2"], match["d2"], match["y2"])
    )
    return iso(int(year_text), month_number(name), int(re.sub(r"\D", "", day_text)))


def nearest_year(month: int, day: int, near: str) -> str | None:
    """A day and month in the year that brings it nearest to the ISO date `near`."""
    anchor = date.fromisoformat(near)
    found = [iso(anchor.year + step, month, day) for step in (-1, 0, 1)]
    known = [date.fromisoformat(value) for value in found if value]
    return min(known, key=lambda day: abs(day - anchor)).isoformat() if known else None
