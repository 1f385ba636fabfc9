"""What the mentions of one event say together: the majority of independent sources, ties to the lead; what differs."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from dragoman.register.merging.records import NO_DATE
from dragoman.register.records import Alternative, Contradiction

V = TypeVar("V", bound=Hashable)
Row = dict[str, Any]

_NUMBERS = ("dead", "injured", "arrested")
_AUX = ("future", "hypothetical", "negation", "historical")
_PLACE = ("place_name", "place_country", "lat", "lon", "geonames")
_DATE = ("date_value", "since", "until")
_SAID = {False: "asserted", True: "denied"}


@dataclass(frozen=True)
class Voice:
    """A record as one report tells it. `root` is the report that it copies, or itself."""

    row: Row
    report: str
    root: str
    published: str | None

    @property
    def order(self) -> tuple[bool, str, str, str]:
        """By which the lead is chosen: independent reports first, then the earliest."""
        return self.report != self.root, self.published or NO_DATE, self.report, str(self.row["key"])


@dataclass(frozen=True)
class Counted:
    """How often a thing is told; copies count as reports, not as sources."""

    mentions: int
    reports: int
    sources: int


def lead_first(voices: Iterable[Voice]) -> list[Voice]:
    """The lead, then the others."""
    return sorted(voices, key=lambda voice: voice.order)


def counted(voices: Sequence[Voice]) -> Counted:
    """Mentions, reports and independent sources."""
    return Counted(len(voices), len({v.report for v in voices}), len({v.root for v in voices}))


def majority(voices: Sequence[Voice], value: Callable[[Row], V | None]) -> V | None:
    """What most independent sources say, each with its first voice; ties to the earlier. None where none says it."""
    votes: dict[str, V] = {}
    for voice in voices:
        said = value(voice.row)
        if said is not None:
            votes.setdefault(voice.root, said)
    ballots = list(votes.values())
    return max(ballots, key=lambda v: (ballots.count(v), -ballots.index(v)), default=None)


def merged_event(voices: Sequence[Voice]) -> Row:
    """The columns of `events` that its mentions decide. `voices` come lead first."""
    lead = voices[0].row
    fields: Row = {name: lead[name] for name in ("type", "cameo", "quad", "score", "evidence", "rule", "contexts")}
    fields |= {name: majority(voices, _field(name)) for name in (*_AUX, "modes", *_NUMBERS)}
    for names, known in ((_PLACE, "place_name"), (_DATE, "date_value")):
        chosen = majority(_clearest(voices) if known == "date_value" else voices, _fields(names, known))
        fields |= dict(zip(names, chosen or [None] * len(names), strict=True))
    return fields | {name: lead[name] for name in ("cameo", "quad", "score")} | _of_modes(voices, fields["modes"])


def _of_modes(voices: Sequence[Voice], modes: str) -> Row:
    """Code, quad class and score go with the modes."""
    bearer = next(v.row for v in voices if v.row["modes"] == modes)
    return {name: bearer[name] for name in ("cameo", "quad", "score")}


def _clearest(voices: Sequence[Voice]) -> Sequence[Voice]:
    """The voices that date the act to a day by their words, else to a day, else all."""
    days = [v for v in voices if v.row["since"] is not None and v.row["since"] == v.row["until"]]
    return [v for v in days if v.row.get("date_given")] or days or voices


def _field(name: str) -> Callable[[Row], Any]:
    return lambda row: row[name]


def _fields(names: Sequence[str], known: str) -> Callable[[Row], Any]:
    return lambda row: tuple(row[name] for name in names) if row[known] is not None else None


def differences(
    voices: Sequence[Voice], fields: Sequence[tuple[str, Callable[[Row], str | None]]]
) -> list[Contradiction]:
    """Fields on which the reports differ, with who says what; the lead's value first."""
    found = []
    for name, value in fields:
        said: dict[str, set[str]] = {}
        for voice in voices:
            if (text := value(voice.row)) is not None:
                said.setdefault(text, set()).add(voice.report)
        if len(said) > 1:
            values = tuple(Alternative(text, tuple(sorted(reports))) for text, reports in said.items())
            found.append(Contradiction(name, values))
    return found


def event_differences(voices: Sequence[Voice]) -> list[Contradiction]:
    """Denied here and asserted there, other towns, other numbers; the days that independent sources lead to.

    A period that holds the day is no contradiction, nor is the day that is inferred for a copy.
    """
    independent = [voice for voice in voices if voice.report == voice.root]
    fields = [(name, _number(name)) for name in _NUMBERS]
    return [
        *differences(voices, [("negation", lambda row: _SAID[bool(row["negation"])])]),
        *differences(independent, [("date", _day)]),
        *differences(voices, [("place", _town), *fields]),
    ]


def _day(row: Row) -> str | None:
    return row["since"] if row["since"] is not None and row["since"] == row["until"] else None


def _town(row: Row) -> str | None:
    return row["place_name"] if row["geonames"] is not None else None


def _number(name: str) -> Callable[[Row], str | None]:
    return lambda row: None if row[name] is None else str(row[name])


def _amount(row: Row) -> str | None:
    return None if row["amount"] is None else f"{row['amount']:.0f} {row['currency'] or ''}".strip()


TRANSFER_FIELDS: tuple[tuple[str, Callable[[Row], str | None]], ...] = (
    ("status", _field("status")),
    ("number", _number("number")),
    ("amount", _amount),
    ("date", _field("date_value")),
)
AGREEMENT_FIELDS: tuple[tuple[str, Callable[[Row], str | None]], ...] = (
    ("status", _field("status")),
    ("date", _field("date")),
)
