"""Learns which triggers bear events, from thorough readings of reports (data/language/triage_weights.csv).

    python training/learn_triage.py PATH… [--most N] [--lost SHARE]

Of the reports of each path the first half is learned from, the next quarter sets the threshold; the last quarter is left
to `benchmarks/triage.py`. Only words of our own lists become traits, so that nothing of the reports goes into the file.
The weights are those of a logistic regression with a quadratic penalty, found by Newton's method. For the threshold the
paths count alike, however many reports they have.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path

import numpy as np
import numpy.typing as npt

from dragoman.knowledge.triage import ALWAYS, COLUMNS, THRESHOLD, WEIGHTS, Weights
from dragoman.reading.reader import Reader, load_knowledge, load_reader, parted
from dragoman.reading.triage import Triage, load_triage
from dragoman.reading.triage.traits import Traits
from dragoman.records import Reading, Report
from dragoman.sources import read_sources

PENALTY = 2.0
SEEN = 4  # times that a trait must be seen to be learned
STEPS = 12

Doubles = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Lesson:
    """A report: its triggers by traits, the paragraph of each, whether it bears an event; `events` by paragraph."""

    triggers: list[list[str]]
    paragraphs: list[int]
    bears: list[bool]
    events: Counter[int]


def main() -> None:
    """Learn and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="+")
    parser.add_argument("--most", type=int, default=4000, help="at most so many reports of each path, evenly taken")
    parser.add_argument("--lost", type=float, default=0.005, help="the share of events that may be lost by the likely")
    args = parser.parse_args()
    learn(load_reader(threads=1), args.paths, args.most, args.lost)


def learn(reader: Reader, paths: Sequence[str], most: int, lost: float) -> None:
    """Learn from the reports of the paths and write the weights."""
    books = load_knowledge()
    triage = load_triage(books.actors, books.arms, books.reporting, books.frames, Weights({}, 0.0))
    learned: list[Lesson] = []
    tried: list[tuple[Lesson, float]] = []
    for path in paths:
        found = [r for r in read_sources([path]) if isinstance(r, Report)]
        reports = list(islice(found, 0, None, max(1, len(found) // most)))
        half, third = len(reports) // 2, 3 * len(reports) // 4
        learned.extend(lesson(reader, triage, report) for report in reports[:half])
        tried.extend((lesson(reader, triage, report), 1 / (third - half)) for report in reports[half:third])
    weights = fitted(learned)
    likely = threshold(tried, weights, lost)
    write({THRESHOLD: likely, **weights})
    print(f"{len(weights)} traits; likely from {likely:.2f}")


def lesson(reader: Reader, triage: Triage, report: Report) -> Lesson:
    """What a report teaches."""
    cut, traits = triage.traits(report, parted(report))
    reading = reader.read(report)
    bearing = list(_bearing(traits, reading))
    events = Counter(n for e in reading.events for n, s in enumerate(cut) if s.start <= e.trigger.start < s.end)
    paragraphs = [traits.seen[hit.sentence].segment for hit in traits.hits]
    return Lesson([list(traits.of(hit)) for hit in traits.hits], paragraphs, bearing, events)


def _bearing(traits: Traits, reading: Reading) -> Iterator[bool]:
    """Which triggers have a word in common with the trigger of an event."""
    for hit in traits.hits:
        glance, (first, after) = traits.seen[hit.sentence], hit.span
        start, end = glance.starts[first], glance.starts[after - 1] + len(glance.words[after - 1])
        yield any(e.trigger.start < end and start < e.trigger.end for e in reading.events)


def fitted(lessons: Sequence[Lesson]) -> dict[str, float]:
    """The weight of each trait that is seen often enough."""
    triggers = [trigger for each in lessons for trigger in each.triggers]
    seen = Counter(chain.from_iterable(triggers))
    columns = {trait: number for number, trait in enumerate(sorted(t for t, n in seen.items() if n >= SEEN))}
    table = np.zeros((len(triggers), len(columns)), dtype=np.float32)
    for row, trigger in enumerate(triggers):
        table[row, [columns[trait] for trait in trigger if trait in columns]] = 1
    bears = np.array([b for each in lessons for b in each.bears], dtype=np.float64)
    return dict(zip(columns, regression(table, bears).tolist(), strict=True))


def regression(table: npt.NDArray[np.float32], bears: Doubles) -> Doubles:
    """The weights of a logistic regression: a table of rows × traits, and 1 or 0 for each row."""
    weights = np.zeros(table.shape[1])
    for _ in range(STEPS):
        likely = 1 / (1 + np.exp(-(table @ weights)))
        slope = table.T @ (likely - bears) + PENALTY * weights
        bent = (table * (likely * (1 - likely))[:, None].astype(np.float32)).T @ table
        weights -= np.linalg.solve(bent + PENALTY * np.eye(len(weights)), slope)
    return weights


def threshold(lessons: Sequence[tuple[Lesson, float]], weights: dict[str, float], lost: float) -> float:
    """The highest from which on no more is lost than this share of events, those of reports without a likely one."""
    judge = Weights(weights, 0.0)
    best: list[tuple[float, float]] = []  # the best sum of a paragraph with an event, by report, and its events
    for each, counts in lessons:
        sums = [(judge.of(t), p) for t, p in zip(each.triggers, each.paragraphs, strict=True)]
        most = max((worth for worth, paragraph in sums if each.events[paragraph]), default=-np.inf)
        best.append((most, counts * each.events.total()))
    allowed = lost * sum(events for _, events in best)
    for most, events in sorted(best):
        allowed -= events
        if allowed < 0:
            return round(float(most), 2) - 0.01
    raise ValueError("no report has an event")


def write(weights: dict[str, float], path: Path = WEIGHTS) -> None:
    """Write the table; weights that are next to nothing are left out, those of triggers never."""
    rows = [(t, f"{w:.2f}") for t, w in weights.items() if abs(w) >= 0.05 or t.startswith(ALWAYS)]
    comment = "# Made by training/learn_triage.py from thorough readings; not to be edited. Log odds.\n"
    path.write_text(comment + "".join(f"{a},{b}\n" for a, b in [COLUMNS, *rows]), encoding="utf-8")


if __name__ == "__main__":
    main()
