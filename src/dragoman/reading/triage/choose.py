"""Which paragraphs of a report need a tree: those that may bear a record, and what the others need to be understood.

A sentence may bear an event where the words of a frame stand (`demands.py`) and, if the frame is of public life, a
party of public life: its name, office or calling, a name that stood beside one, or a pronoun shortly after. How likely
it does is told by the words around (`traits.py`). First only likely paragraphs are parsed. Where they tell of no act,
the report is done; else the rest follows: those that report speech or may bear a transfer or an agreement, and those
that tell first who somebody is whom these name.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass

from dragoman.knowledge.triage import TriageWords, Weights
from dragoman.parsing.paragraphs import Segment, segments
from dragoman.reading.triage.demands import Demands
from dragoman.reading.triage.glance import Eye, Glance
from dragoman.reading.triage.marks import Mark
from dragoman.reading.triage.mask import masked
from dragoman.reading.triage.traits import Traits
from dragoman.records import Report

SUPPLIES = frozenset({Mark.SUPPLY, Mark.GOODS})


@dataclass(frozen=True)
class Choice:
    """What to parse of a text, all else made space: first, and the rest if that tells of an act; `whole`: both."""

    first: str
    rest: str = ""
    whole: str = ""


@dataclass(frozen=True)
class Triage:
    """Chooses paragraphs; made once from the books of a reader (`load_triage`)."""

    eye: Eye
    demands: Demands
    words: TriageWords
    weights: Weights

    def choose(self, report: Report, text: str) -> Choice:
        """What to parse of the text, which is the report's with furniture set off (`parted`)."""
        cut, traits = self.traits(report, text)
        seen, known = traits.seen, traits.public
        first = self._likely(traits) | {g.segment for g in seen if _trades(g)}
        spoken = {g.segment for g in seen if g.speaks or Mark.AGREEMENT in g.marks}
        supplied = {g.segment for g, party in zip(seen, known, strict=True) if party and g.marks >= SUPPLIES}
        kept = first | spoken | supplied
        rest = kept | _introducing(seen, kept) if first else set()
        more = (rest - first, first | rest) if rest - first else ()
        return Choice(*(masked(text, [cut[n] for n in sorted(part)]) for part in (first, *more)))

    def traits(self, report: Report, text: str) -> tuple[list[Segment], Traits]:
        """The text's segments, furniture left out, and what tells their triggers apart."""
        cut = [s for s in segments(text) if not _is_furniture(s, report)]
        seen = [glance for number, s in enumerate(cut) for glance in self.eye.glances(text, number, s)]
        return cut, Traits(seen, self.demands, self.words)

    def _likely(self, traits: Traits) -> set[int]:
        """The segments that are likely to bear an event."""
        found: set[int] = set()
        for hit in traits.hits:
            segment = traits.seen[hit.sentence].segment
            if segment not in found and self.weights.of(traits.of(hit)) >= self.weights.likely:
                found.add(segment)
        return found


def _trades(glance: Glance) -> bool:
    """Whether the sentence may bear a transfer or an agreement of parties that it names."""
    if glance.marks >= SUPPLIES and glance.named:
        return True
    return Mark.AGREEMENT in glance.marks and len({glance.words[at] for at, _ in glance.names}) > 1


def _introducing(seen: Sequence[Glance], kept: Set[int]) -> set[int]:
    """The segments that first name those whom the kept ones name, beside an office or calling."""
    wanted = frozenset().union(*(g.capitalised for g in seen if g.segment in kept))
    first: dict[str, int] = {}
    for glance in seen:
        for word in glance.naming & wanted:
            first.setdefault(word, glance.segment)
    return set(first.values())


def _is_furniture(segment: Segment, report: Report) -> bool:
    covered = sum(max(0, min(segment.end, f.end) - max(segment.start, f.start)) for f in report.furniture)
    return 2 * covered > segment.end - segment.start
