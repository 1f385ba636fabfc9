"""What tells a trigger that bears an event from one that does not, before any tree: the words of our own lists.

A trait is a word with what it is to the trigger: "form agreed", "before the", "class money". Their weights are learned
(training/learn_triage.py) and stand in data/language/triage_weights.csv; the learning reads this module too.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dragoman.knowledge.triage import TriageWords
from dragoman.reading.triage.demands import Demands
from dragoman.reading.triage.glance import Glance, Span, public
from dragoman.reading.triage.marks import Mark

NEAR = (0, 1, 3, 7, 15)  # words between the trigger and a party: the upper ends of the steps
ENDINGS = ("ing", "ed", "ly")
STEPS = 4  # of a share of a report's sentences
TOLD = (Mark.CUE, Mark.PRONOUN)


@dataclass(frozen=True, slots=True)
class Hit:
    """Where the words of a trigger stand, with all that its frames demand; `heads` are numbers of `Demands`."""

    sentence: int
    span: Span
    heads: tuple[int, ...]


def hits(seen: Sequence[Glance], known: Sequence[bool], demands: Demands) -> list[Hit]:
    """The triggers of all sentences; `known` tells which of these have a party of public life."""
    found = []
    for number, (glance, party) in enumerate(zip(seen, known, strict=True)):
        at: dict[Span, list[int]] = {}
        for head in demands.met_by(glance.found.keys(), party):
            for span in glance.found[head]:
                at.setdefault(span, []).append(head)
        found += [Hit(number, span, tuple(sorted(heads))) for span, heads in sorted(at.items())]
    return found


class Traits:
    """The traits of the triggers of one report."""

    def __init__(self, seen: Sequence[Glance], demands: Demands, words: TriageWords) -> None:
        self.seen, self.demands, self.words = seen, demands, words
        self.public = public(seen)
        self.hits = hits(seen, self.public, demands)
        self._whole = list(self._of_report())

    def of(self, hit: Hit) -> Iterator[str]:
        """All traits of a trigger."""
        yield from self._whole
        yield from self._of_sentence(hit.sentence)
        yield from self._of_trigger(self.seen[hit.sentence], hit)

    def _of_report(self) -> Iterator[str]:
        yield "report any"
        shares = {
            "market": [not g.classes.isdisjoint(self.words.market) for g in self.seen],
            "sport": [not g.classes.isdisjoint(self.words.sport) for g in self.seen],
            "public": self.public,
        }
        for name, each in shares.items():
            yield f"report {name} {_step(sum(each), len(each))}"

    def _of_sentence(self, number: int) -> Iterator[str]:
        glance = self.seen[number]
        yield from (f"class {name}" for name in sorted(glance.classes))
        yield from (f"sentence {mark.name.lower()}" for mark in TOLD if mark in glance.marks)
        if glance.named:
            yield "sentence named"
        if self.public[number]:
            yield "sentence public"
        yield f"paragraph {min(3, glance.segment)}"
        yield f"words {10 * min(5, len(glance.words) // 10)}"

    def _of_trigger(self, glance: Glance, hit: Hit) -> Iterator[str]:
        start, end = hit.span
        for head in hit.heads:
            yield f"trigger {self.demands.heads[head]}"
        yield from (f"type {name}" for name in sorted(set().union(*(self.demands.types[h] for h in hit.heads))))
        yield "form " + " ".join(glance.words[start:end]).lower()
        yield f"before {self._beside(glance, start - 1)}"
        yield f"before that {self._beside(glance, start - 2)}"
        yield f"behind {self._beside(glance, end)}"
        for name, spans in (("name", glance.names), ("calling", glance.callings)):
            yield f"{name} before {_near(start - e for _, e in spans if e <= start)}"
            yield f"{name} behind {_near(s - end for s, _ in spans if s >= end)}"
        if start and glance.words[start][0].isupper():
            yield "trigger capitalised"

    def _beside(self, glance: Glance, at: int) -> str:
        """A word beside a trigger if it is a function word, else its kind."""
        if not 0 <= at < len(glance.words):
            return "(edge)"
        word = glance.words[at]
        if (small := word.lower()) in self.words.beside:
            return small
        if word.isdigit():
            return "(number)"
        ending = next((f"(-{ending})" for ending in ENDINGS if small.endswith(ending)), None)
        return ending or ("(capital)" if word[0].isupper() else "(other)")


def _step(part: int, whole: int) -> int:
    """A share in steps from 0; the last is for all but all."""
    return int((STEPS - 0.01) * part / max(1, whole))


def _near(distances: Iterator[int]) -> str:
    least = min(distances, default=None)
    if least is None:
        return "none"
    return str(next((step for step in NEAR if least <= step), "far"))
