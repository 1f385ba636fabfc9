"""A report's text cut into runs: each run knows all the records whose words cover it, nested and overlapping alike."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from re import compile as pattern

from dragoman.records import Actor, Event, Mention, Party, Reading, Span

COLOURS = 8  # actors with a colour of their own; the others share one
PART = 40_000  # characters of a long report shown at once
BLANK = pattern(r"\n[ \t]*\n\s*")


@dataclass(frozen=True, slots=True)
class Layer:
    """Words that belong to a record. `look` is a CSS class, `ref` the record's id, `to` the place it points back to.

    Only a `mark` can be reached by keyboard; what is none (a sentence as evidence) shows when its record is looked at.
    """

    start: int
    end: int
    look: str
    ref: str = ""
    why: str = ""
    to: int | None = None
    mark: bool = True


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text under the same layers, the widest first; `marks` are the refs of those that are marks.

    `opens` is the innermost record whose mark begins here."""

    start: int
    text: str
    looks: tuple[str, ...]
    refs: tuple[str, ...]
    marks: tuple[str, ...]
    opens: str | None
    why: str
    to: int | None


Paragraph = tuple[Run, ...]


@dataclass(frozen=True)
class Page:
    """One part of a report: its paragraphs and which records have words in it. Parts count from 1."""

    number: int
    of: int
    start: int
    end: int
    paragraphs: tuple[Paragraph, ...]
    refs: frozenset[str]


def marked_page(reading: Reading, number: int = 1) -> Page:
    """A part of the report's text with its marks; the nearest part where there is none of that number."""
    text = reading.report.text
    starts = parts(text)
    number = min(max(number, 1), len(starts))
    start = starts[number - 1]
    end = starts[number] if number < len(starts) else len(text)
    found = [layer for layer in layers(reading) if layer.start < end and layer.end > start]
    paragraphs = tuple(tuple(runs(text, a, b, found)) for a, b in _paragraphs(text, start, end))
    return Page(number, len(starts), start, end, paragraphs, frozenset(layer.ref for layer in found))


def parts(text: str) -> list[int]:
    """Where the parts of a long text start: after a blank line near PART characters, else just there."""
    starts = [0]
    while len(text) - starts[-1] > PART:
        limit = starts[-1] + PART
        blank = text.rfind("\n\n", starts[-1] + PART // 2, limit)
        starts.append(blank + 2 if blank >= 0 else limit)
    return starts


def part_of(text: str, offset: int) -> int:
    """The number of the part in which a place lies."""
    return bisect_right(parts(text), offset)


def _paragraphs(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    at = start
    for gap in BLANK.finditer(text, start, end):
        if text[at : gap.start()].strip():
            yield at, gap.start()
        at = gap.end()
    if text[at:end].strip():
        yield at, end


def runs(text: str, start: int, end: int, layers: Sequence[Layer]) -> Iterator[Run]:
    """The stretches between start and end in which the same layers hold; wider layers first in each."""
    here = sorted((la for la in layers if la.start < la.end > start and la.start < end), key=lambda la: la.start)
    cuts = sorted({start, end, *(c for la in here for c in (la.start, la.end) if start < c < end)})
    active: list[Layer] = []
    waiting = iter([*here, None])
    following = next(waiting)
    for left, right in pairwise(cuts):
        active = [layer for layer in active if layer.end > left]
        while following is not None and following.start <= left:
            active.append(following)
            following = next(waiting)
        yield _run(text, left, right, active, start)


def _run(text: str, left: int, right: int, active: Sequence[Layer], paragraph: int) -> Run:
    nested = sorted(active, key=lambda layer: layer.start - layer.end)  # the widest first
    opening = [la for la in nested if la.mark and (la.start == left or (la.start < left == paragraph))]
    told = next((la for la in reversed(nested) if la.why), None)
    back = next((la.to for la in reversed(nested) if la.to is not None), None)
    return Run(
        start=left,
        text=text[left:right],
        looks=tuple(dict.fromkeys(part for layer in nested for part in layer.look.split())),
        refs=tuple(dict.fromkeys(layer.ref for layer in nested if layer.ref)),
        marks=tuple(dict.fromkeys(layer.ref for layer in nested if layer.mark)),
        opens=opening[-1].ref if opening else None,
        why=told.why if told else "",
        to=back,
    )


def layers(reading: Reading) -> Iterator[Layer]:
    """All words of a reading that belong to something."""
    for span in reading.report.furniture:
        yield Layer(span.start, span.end, "fu", mark=False)
    hues = colours(reading)
    for actor in reading.actors:
        yield from _actor_layers(actor, hues[actor.id])
    for event in reading.events:
        yield from _event_layers(event)
    yield from _speech_layers(reading)
    yield from _deal_layers(reading)
    for date in reading.dates:
        yield Layer(date.start, date.end, "da", why=f"date: {date.value}", mark=False)
    for place in reading.places:
        for named in place.mentions:
            yield Layer(named.start, named.end, "pl", place.id, why=f"place: {place.name}", mark=False)


def colours(reading: Reading) -> Mapping[str, int]:
    """A number for each actor: 0 to 7 for those with most mentions, 8 for the rest."""
    order = Counter({actor.id: len(actor.mentions) for actor in reading.actors}).most_common()
    return {name: min(rank, COLOURS) for rank, (name, _) in enumerate(order)}


def _actor_layers(actor: Actor, hue: int) -> Iterator[Layer]:
    names = [m.start for m in actor.mentions if m.form == "name"]
    for mention in actor.mentions:
        back = _antecedent(mention, names)
        yield Layer(mention.start, mention.end, f"ac c{hue}", actor.id, _why(actor, mention), back)


def _antecedent(mention: Mention, names: Sequence[int]) -> int | None:
    """Where the name stands that a pronoun or title means: the last one before it, else the first."""
    if mention.form == "name" or not names:
        return None
    before = bisect_left(names, mention.start)
    return names[before - 1] if before else names[0]


def _why(actor: Actor, mention: Mention) -> str:
    reason = f" ({mention.why})" if mention.why else ""
    return f"{mention.form} of {actor.name}{reason}"


def _event_layers(event: Event) -> Iterator[Layer]:
    yield Layer(event.evidence.start, event.evidence.end, "ev", event.id, mark=False)
    yield Layer(event.trigger.start, event.trigger.end, f"tr q{event.quad}", event.id)
    yield from _shadows(event.id, (*event.actor, *event.recipient), event.also)


def _shadows(ref: str, parties: Iterable[Party | None], also: Iterable[Span] = ()) -> Iterator[Layer]:
    """Words that light up with a record and have no look of their own."""
    for span in (*parties, *also):
        if span is not None:
            yield Layer(span.start, span.end, "sh", ref, mark=False)


def _speech_layers(reading: Reading) -> Iterator[Layer]:
    for said in reading.statements:
        for content in (said.content, said.content2):
            if content is not None:
                yield Layer(content.start, content.end, "st", said.id)
        yield Layer(said.cue.start, said.cue.end, "cu", said.id, mark=False)
        yield from _shadows(said.id, (said.speaker, said.via, said.addressee))


def _deal_layers(reading: Reading) -> Iterator[Layer]:
    for moved in reading.transfers:
        yield Layer(moved.evidence.start, moved.evidence.end, "ev", moved.id, mark=False)
        yield Layer(moved.item.start, moved.item.end, "it", moved.id)
        yield from _shadows(moved.id, (moved.supplier, moved.recipient, moved.attributed_to), moved.also)
    for made in reading.agreements:
        yield Layer(made.evidence.start, made.evidence.end, "ag", made.id, mark=False)
        for provision in made.provisions:
            yield Layer(provision.start, provision.end, "pr", made.id)
