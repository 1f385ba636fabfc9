"""What triage costs and gains: reports read thoroughly and with triage, in one run on one core.

    python benchmarks/triage.py [PATH…] [--reports N] [--from SHARE] [--lost N]

Without a path it reads a sample of ../shared/corpus where that is, else the shipped sample. Of each path it takes the
last quarter, which the weights of triage have not seen (training/learn_triage.py). An event, statement, transfer or
agreement is kept where the reading with triage has one with the same words (an event's also of the same type). Reports
in which the thorough reading finds an event, a transfer or an agreement are political; the last line weighs them as
half of the news. Seconds are of the processor.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

import dragoman
from dragoman.reading.reader import Reader, load_reader
from dragoman.records import Reading, Report
from dragoman.sources import read_sources

SHARED = Path(__file__).resolve().parents[2] / "shared"
SAMPLE = Path(dragoman.__file__).parent / "data" / "sample" / "report.txt"
KINDS = ("events", "statements", "transfers", "agreements")
WORDS = 400  # of an average news report

Key = tuple[str, int, int]


@dataclass
class Tally:
    """Sums over reports. `seconds` and `letters` (those parsed) by "thorough" and "triage"."""

    reports: int = 0
    words: int = 0
    found: Counter[str] = field(default_factory=Counter)
    kept: Counter[str] = field(default_factory=Counter)
    seconds: dict[str, float] = field(default_factory=lambda: {"thorough": 0.0, "triage": 0.0})
    letters: Counter[str] = field(default_factory=Counter)
    changed: int = 0  # kept events with other parties
    lost: list[str] = field(default_factory=list)

    def rate(self, how: str) -> float:
        """Average reports a second."""
        return self.words / WORDS / max(1e-9, self.seconds[how])


def main() -> None:
    """Measure and print."""
    args = _arguments()
    thorough = load_reader(threads=1)
    quick = load_reader(threads=1, thorough=False)
    for reader in (thorough, quick):
        reader.read(next(_reports([str(SAMPLE)], 1, 0.0)))  # what is loaded on first use
    tallies = {True: Tally(), False: Tally()}
    for paths in args.paths or _default_paths():
        for report in _reports([paths], args.reports, args.begin):
            _compare(report, thorough, quick, tallies)
    _print("political", tallies[True])
    _print("other", tallies[False])
    halves = {how: 2 / sum(1 / max(1e-9, t.rate(how)) for t in tallies.values()) for how in ("thorough", "triage")}
    print(f"half political: {halves['thorough']:.1f} reports/s thorough, {halves['triage']:.1f} with triage", end=" ")
    print(f"({halves['triage'] / halves['thorough']:.2f} times; reports of {WORDS} words)")
    for line in [line for t in tallies.values() for line in t.lost][: args.lost]:
        print("lost:", line)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="*")
    parser.add_argument("--reports", type=int, default=150, help="at most so many of each path, evenly taken")
    parser.add_argument("--from", dest="begin", type=float, default=0.75, help="pass over this share of each path")
    parser.add_argument("--lost", type=int, default=0, help="list so many lost events")
    return parser.parse_args()


def _default_paths() -> list[str]:
    wanted = ("corpus/wikinews.jsonl.gz", "corpus/reuters.jsonl.gz")
    return [str(SHARED / path) for path in wanted if (SHARED / path).exists()] or [str(SAMPLE)]


def _reports(paths: list[str], most: int, begin: float) -> Iterator[Report]:
    found = [r for r in read_sources(paths) if isinstance(r, Report)]
    found = found[int(begin * len(found)) :]
    return islice(found, 0, None, max(1, len(found) // most))


def _compare(report: Report, thorough: Reader, quick: Reader, tallies: dict[bool, Tally]) -> None:
    whole, seconds = _read(thorough, report)
    part, quick_seconds = _read(quick, report)
    tally = tallies[bool(whole.events or whole.transfers or whole.agreements)]
    tally.reports += 1
    tally.words += len(report.text.split())
    tally.seconds["thorough"] += seconds
    tally.seconds["triage"] += quick_seconds
    tally.letters.update(thorough=len(report.text), triage=len(report.text) - sum(b - a for a, b in part.unparsed))
    tally.changed += len(_parties(whole, part))
    for kind in KINDS:
        before, after = Counter(_keys(whole, kind)), Counter(_keys(part, kind))
        tally.found[kind] += before.total()
        tally.kept[kind] += (before & after).total()
        if kind == "events":
            missed = before - after
            tally.lost += [f"{report.id}: {name}: {_around(report, start)}" for name, start, _ in missed]


def _read(reader: Reader, report: Report) -> tuple[Reading, float]:
    started = time.process_time()
    reading = reader.read(report)
    return reading, time.process_time() - started


def _parties(whole: Reading, part: Reading) -> list[Key]:
    """The events of both readings whose parties differ."""
    before, after = _known(whole), _known(part)
    return [key for key in before.keys() & after.keys() if before[key] != after[key]]


def _known(reading: Reading) -> dict[Key, tuple[set[tuple[str | None, ...]], ...]]:
    """The parties of each event: country, sector and name of their actors."""
    actors: dict[str | None, tuple[str | None, ...]] = {a.id: (a.country, a.sector, a.name) for a in reading.actors}
    actors[None] = ()
    return {
        (e.type, e.trigger.start, e.trigger.end): tuple(
            {actors[p.actor] for p in side} for side in (e.actor, e.recipient)
        )
        for e in reading.events
    }


def _keys(reading: Reading, kind: str) -> Iterator[Key]:
    for record in getattr(reading, kind):
        span = {"events": "trigger", "statements": "cue"}.get(kind, "evidence")
        words = getattr(record, span)
        yield record.type if kind == "events" else kind, words.start, words.end


def _around(report: Report, start: int) -> str:
    return " ".join(report.text[max(0, start - 60) : start + 60].split())


def _print(name: str, tally: Tally) -> None:
    read = tally.letters["triage"] / max(1, tally.letters["thorough"])
    print(f"{name}: {tally.reports} reports, {tally.words} words; {read:.1%} of the text parsed")
    for kind in KINDS:
        share = tally.kept[kind] / max(1, tally.found[kind])
        print(f"  {kind:<11} {tally.kept[kind]:5d} of {tally.found[kind]:5d} kept  {share:7.2%}")
    print(f"  {tally.changed / max(1, tally.kept['events']):.2%} of the events kept have other parties")
    print(f"  {tally.rate('thorough'):.1f} reports/s thorough, {tally.rate('triage'):.1f} with triage")


if __name__ == "__main__":
    main()
