"""The sources of an event side by side: one row a field, one column a report, and whether they differ."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from dragoman.records import Event, Span
from dragoman.register.records import EventMention, EventStory

NOTHING = "—"


@dataclass(frozen=True)
class Line:
    """What each report gives for a field; `differ` where two of them give different values."""

    field: str
    values: tuple[str, ...]
    differ: bool


FIELDS: tuple[tuple[str, str, Callable[[Event], str]], ...] = (
    ("type", "type", lambda e: " ".join((e.type, *e.modes))),
    ("actor", "who", lambda e: "; ".join(p.text for p in e.actor)),
    ("recipient", "to whom", lambda e: "; ".join(p.text for p in e.recipient)),
    ("date", "when", lambda e: e.date.value if e.date else ""),
    ("dead", "dead", lambda e: _number(e.size.dead)),
    ("injured", "injured", lambda e: _number(e.size.injured)),
    ("arrested", "arrested", lambda e: _number(e.size.arrested)),
    ("aux", "standing", lambda e: ", ".join(e.aux)),
    ("attributed_to", "on the word of", lambda e: e.attributed_to.text if e.attributed_to else ""),
    ("rule", "rule", lambda e: e.rule),
)
SURE = ("type", "date", "dead", "injured", "arrested", "aux")  # fields whose values can be compared as they are


def table_of(story: EventStory) -> tuple[Line, ...]:
    """The fields that any source fills."""
    contested = {one.field for one in story.event.contradictions}
    return tuple(_lines(story.mentions, contested))


def _lines(mentions: Iterable[EventMention], contested: set[str]) -> Iterator[Line]:
    records = [mention.record for mention in mentions]
    for field, label, read in FIELDS:
        values = [" ".join(read(record).split()) for record in records]
        if any(values):
            given = {value for value in values if value}
            differ = field in contested or (field in SURE and len(given) > 1)
            yield Line(label, tuple(value or NOTHING for value in values), differ)


def _number(value: int | None) -> str:
    return "" if value is None else str(value)


def told(record: Event) -> tuple[tuple[str, str], ...]:
    """The evidence of an event cut into (look, words): its trigger and its parties stand out."""
    evidence = record.evidence
    marks: list[tuple[int, int, str]] = [(p.start, p.end, "party") for p in (*record.actor, *record.recipient)]
    marks.append((record.trigger.start, record.trigger.end, f"trigger q{record.quad}"))
    return tuple(_pieces(evidence, sorted(m for m in marks if m[0] >= evidence.start and m[1] <= evidence.end)))


def _pieces(evidence: Span, marks: list[tuple[int, int, str]]) -> Iterator[tuple[str, str]]:
    at = evidence.start
    for start, end, look in marks:
        if start < at:
            continue
        yield "", evidence.text[at - evidence.start : start - evidence.start]
        yield look, evidence.text[start - evidence.start : end - evidence.start]
        at = end
    yield "", evidence.text[at - evidence.start :]
