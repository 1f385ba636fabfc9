"""How long before or after another act: "two days before the vote", "hours after rebels seized the port"."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from dragoman.parsing.tree import Word
from dragoman.reading import grammar
from dragoman.reading.numbers import parse_number

SIGNS = {"before": -1, "after": 1, "following": 1}
SAME_DAY = frozenset({"second", "moment", "minute", "hour", "immediately"})
MARKS = frozenset({"case", "mark"})


@dataclass(frozen=True, slots=True)
class Distance:
    """An act lies `days` after the act that the word `other` names; negative where it lies before."""

    days: int
    other: Word

    def of_act(self, day: str) -> str:
        """The day of the act, given the ISO day of the other."""
        return (date.fromisoformat(day) + timedelta(days=self.days)).isoformat()

    def of_other(self, day: str) -> str:
        """The day of the other act, given the ISO day of this one."""
        return (date.fromisoformat(day) - timedelta(days=self.days)).isoformat()


def distance_of(verb: Word) -> Distance | None:
    """How far the act of a verb lies from one told below it; None where the words do not say."""
    for child in verb.children:
        if grammar.base(child.deprel) in {"obl", "advcl"}:
            found = _of_other(child) or _of_day(child)
            if found is not None:
                return found
    return None


def _of_other(other: Word) -> Distance | None:
    """ "two days before the rally", "hours after rebels seized it": the time stands just before the mark."""
    mark = next((m for m in other.children if m.deprel in MARKS and m.lemma.lower() in SIGNS), None)
    if mark is None or mark.index == 0 or other.sentence is None:
        return None
    days = _days(other.sentence.words[mark.index - 1], mark)
    return Distance(days, other) if days is not None else None


def _of_day(day: Word) -> Distance | None:
    """ "the day before the rally"."""
    for other in day.all("nmod"):
        mark = next((m for m in other.children if m.deprel == "case" and m.lemma.lower() in SIGNS), None)
        if mark is not None and mark.index == day.index + 1 and (days := _days(day, mark)) is not None:
            return Distance(days, other)
    return None


def _days(measure: Word, mark: Word) -> int | None:
    lemma, sign = measure.lemma.lower(), SIGNS[mark.lemma.lower()]
    if lemma in SAME_DAY:
        return 0
    if lemma != "day":
        return None
    count = next((parse_number(c.text) for c in measure.all("nummod", "det")), None)
    if count is None:
        return sign if any(c.lemma.lower() in {"a", "the", "one"} for c in measure.all("det")) else None
    return sign * int(count)
