"""The dateline: "MOSCOW, Sept 6 (Reuters) - ", where and when a report was filed, as its first words say."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dragoman.sources.cues import Cues
from dragoman.sources.dates import MONTH, iso, month_number, nearest_year
from dragoman.sources.lines import Line

LONGEST = 140  # characters
JUNK = r"(?:[*\W]+|\w\s{2,})?"  # "****WASHINGTON", "c    CHICAGO": what the wire left behind
PLACE = r"[^\W\d_][\w'’.\-]*(?:[ /][^\W\d_][\w'’.\-]*){0,4}"
REGION = r"(?:,\s*(?!(?i:" + MONTH + r"\s*\d))[^\W\d_][\w'’.\- ]{1,30}?){0,2}"
# "MARCH 2O" is how a tired hand types 20.
DAY = rf"(?P<m1>{MONTH})\s*(?P<d1>[0-3]?[\dO])|(?P<d2>[0-3]?\d)\s+(?P<m2>{MONTH})"
DATE = rf"(?:(?P<comma>[,.]?)\s*(?:(?i:{DAY})(?:,?\s+(?P<year>\d{{4}}))?),?(?=[\s,(–—-]))?"
DASH = r"\s*(?:--|[–—]|(?<=\s)-|(?<=\))-|(?<=\d)-)\s*(?=\S)"
DATELINE = re.compile(
    rf"(?P<junk>{JUNK})(?P<place>{PLACE})(?P<region>{REGION}){DATE}"
    rf"(?:,?\s*(?:[(\[](?P<agency>[^()\[\]\n]{{2,40}})[)\]]|(?P<bare>Reuters?|AP|AFP|UPI|TASS)))?{DASH}"
)


@dataclass(frozen=True)
class Found:
    """A dateline: its words (without the space that follows), its place, and its date as far as it tells."""

    line: Line
    place: str
    month: int | None = None
    day: int | None = None
    year: int | None = None

    def date(self, published: str | None) -> str | None:
        """ISO date; the year, which datelines leave out, is the one that brings it nearest to `published`."""
        if self.month is None or self.day is None:
            return None
        if self.year is not None:
            return iso(self.year, self.month, self.day)
        return nearest_year(self.month, self.day, published) if published else None


def find_dateline(line: Line, cues: Cues) -> Found | None:
    """The dateline that opens a line, or None."""
    match = DATELINE.match(line.text[:LONGEST])
    if not match or not _is_dateline(match, line, cues):
        return None
    month, day = match["m1"] or match["m2"], match["d1"] or match["d2"]
    return Found(
        line=line.part(match.start("place"), len(match[0].rstrip())),
        place=(match["place"] + match["region"]).strip(" ,"),
        month=month_number(month) if month else None,
        day=int(day.upper().replace("O", "0")) if day else None,
        year=int(match["year"]) if match["year"] else None,
    )


def _is_dateline(match: re.Match[str], line: Line, cues: Cues) -> bool:
    """A date or an agency makes a dateline; without them a place in capitals does, if a sentence follows."""
    place = match["place"]
    if not place[0].isupper() and not match["m1"]:
        return False
    agency = (match["agency"] or match["bare"] or "").lower()
    dated = (match["m1"] or match["m2"]) and (match["comma"] or place.isupper())
    if dated or agency in cues.agencies:
        return place.lower() not in cues.not_places
    capitals = place.isupper() and len(place) > 2 and place.lower() not in cues.not_places
    return capitals and _begins_sentence(line.text[match.end() :])


def _begins_sentence(rest: str) -> bool:
    return len(rest) > 40 and rest.lstrip("\"'“‘")[:1].isupper()
