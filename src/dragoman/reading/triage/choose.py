"""Which paragraphs of a report need a tree: those that may bear a record, and what the others need to be understood.

A sentence may bear an event where the words of a frame stand (`demands.py`) and, if the frame is of public life, a
party of public life: its name, office or calling, a name that stood beside one, or a pronoun shortly after. A report
without such a sentence is not parsed. Of the others those paragraphs are parsed that have one, that report speech in
or behind a paragraph with such a party, or that tell first who somebody is whom these name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass

from dragoman.parsing.paragraphs import Segment, segments
from dragoman.reading.triage.demands import Demands
from dragoman.reading.triage.marks import Mark
from dragoman.reading.triage.scan import Scanner
from dragoman.records import Report

REACH = 2  # sentences back to the party that a pronoun may stand for
SEPARATOR = "\u2029"

_QUOTE = re.compile(r"[\"“”„«»]|''|``")
# A stop and a space before a capital; too few cuts do no harm, so that none is made behind short capitalised words.
_END = re.compile(
    r"""(?<![A-Z]\.)(?<!\b[A-Z][a-z]\.)(?<!\b[A-Z][a-z]{2}\.)(?<!\b[A-Z][a-z]{3}\.)
    (?:(?<=[.!?])|(?<=[.!?]["”’')]))\s+(?=["“‘'(\[]?[A-Z\d])""",
    re.VERBOSE,
)
_BLANK = re.compile(rf"{SEPARATOR}(?: *+{SEPARATOR})?")
_CAPITALISED = re.compile(r"\b[A-Z][^\W_]+")
_INNER = re.compile(r"(?:(?<=[^\W_]\s)|(?<=,\s))[A-Z][^\W_]+")  # not at the beginning of a sentence


@dataclass(frozen=True)
class Glance:
    """What is seen of a sentence without parsing it."""

    segment: int
    found: frozenset[int | Mark]
    capitalised: frozenset[str]
    naming: frozenset[str]  # those beside an office or calling of public life
    named: bool  # a party of public life is named
    speaks: bool  # a quotation or a cue of one


@dataclass(frozen=True)
class Triage:
    """Chooses paragraphs; made once from the books of a reader (`load_triage`)."""

    words: Scanner[int | Mark]
    names: Scanner[bool]
    demands: Demands
    months: re.Pattern[str]

    def wanted(self, report: Report, text: str) -> list[Segment]:
        """The segments of the text that need a tree, in order. `text` is the report's, furniture set off (`parted`)."""
        cut = [s for s in segments(text) if not _is_furniture(s, report)]
        seen = [glance for number, s in enumerate(cut) for glance in self._glances(text, number, s)]
        public = _public(seen)
        bearing = {g.segment for g, known in zip(seen, public, strict=True) if self._may_bear(g, known)}
        if not bearing:
            return []
        near = {g.segment + step for g, known in zip(seen, public, strict=True) if known for step in (0, 1)}
        kept = bearing | {g.segment for g in seen if g.speaks and g.segment in near}
        return [cut[number] for number in sorted(kept | _introducing(seen, kept))]

    def _glances(self, text: str, number: int, segment: Segment) -> Iterator[Glance]:
        for start, end in _sentences(text, segment):
            words = text[start:end]
            found = frozenset(self.words.found_in(self.months.sub(" ", words).lower()))
            named = Mark.PUBLIC in found or bool(self.names.found_in(words))
            capitalised = frozenset(_CAPITALISED.findall(words))
            naming = frozenset(_INNER.findall(words)) if Mark.PUBLIC in found else frozenset()
            speaks = Mark.CUE in found or _QUOTE.search(words) is not None
            yield Glance(number, found, capitalised, naming, named, speaks)

    def _may_bear(self, glance: Glance, public: bool) -> bool:
        """Whether the sentence may bear an event or a transfer; `public`: with a party of public life."""
        if public and {Mark.SUPPLY, Mark.GOODS} <= glance.found:
            return True
        numbers = {mark for mark in glance.found if not isinstance(mark, Mark)}
        return any(public or not demand.public for demand in self.demands.met_by(numbers))


def _public(seen: Sequence[Glance]) -> list[bool]:
    """Which sentences name a party of public life, in full, by what stood beside it elsewhere, or by a pronoun."""
    known = frozenset().union(*(g.naming for g in seen))
    last, found = -REACH - 1, []
    for place, glance in enumerate(seen):
        if glance.named or not known.isdisjoint(glance.capitalised):
            last = place
        found.append(last == place or (Mark.PRONOUN in glance.found and place - last <= REACH))
    return found


def _introducing(seen: Sequence[Glance], kept: Set[int]) -> set[int]:
    """The segments that first name those whom the kept ones name, beside an office or calling."""
    wanted = frozenset().union(*(g.capitalised for g in seen if g.segment in kept))
    first: dict[str, int] = {}
    for glance in seen:
        for word in glance.naming & wanted:
            first.setdefault(word, glance.segment)
    return set(first.values())


def masked(text: str, wanted: Sequence[Segment]) -> str:
    """The text with all that is not wanted made space, as long as before, so that offsets stay true."""
    parts, at = [], 0
    for segment in wanted:
        parts += [_space(segment.start - at), text[segment.start : segment.end]]
        at = segment.end
    return "".join([*parts, _space(len(text) - at)])


def blanked(text: str, parsed: str) -> tuple[tuple[int, int], ...]:
    """The stretches that `masked` made space of, as offsets, outer space left out."""
    if parsed == text or len(parsed) != len(text):
        return ()
    found = []
    for gap in _BLANK.finditer(parsed):
        start, end = gap.span()
        words = text[start:end]
        if any(char.isalnum() for char in words):
            found.append((end - len(words.lstrip()), start + len(words.rstrip())))
    return tuple(found)


def _space(length: int) -> str:
    """So many characters of space that part paragraphs."""
    return SEPARATOR if length == 1 else SEPARATOR + " " * (length - 2) + SEPARATOR if length else ""


def _sentences(text: str, segment: Segment) -> Iterator[tuple[int, int]]:
    """The sentences of a segment, roughly: two may be taken for one."""
    at = segment.start
    for gap in _END.finditer(text, segment.start, segment.end):
        yield at, gap.start()
        at = gap.end()
    yield at, segment.end


def _is_furniture(segment: Segment, report: Report) -> bool:
    covered = sum(max(0, min(segment.end, f.end) - max(segment.start, f.start)) for f in report.furniture)
    return 2 * covered > segment.end - segment.start
