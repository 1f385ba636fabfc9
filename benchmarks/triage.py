"""What triage costs and gains: reports read thoroughly and with triage, in one run on one core.

    python benchmarks/triage.py [PATH…] [--reports N] [--lost N]

Without a path it reads ../shared/gold and a sample of ../shared/corpus where they are, else the shipped sample. An
event, statement, transfer or agreement is kept where the reading with triage has one with the same words (an event's
also of the same type). Political are the reports in which the thorough reading finds an event, a transfer or an
agreement; the last line weighs them as half of the news.
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
    """Sums over reports. `seconds` and `tokens` by "thorough" and "triage"."""

    reports: int = 0
    words: int = 0
    found: Counter[str] = field(default_factory=Counter)
    kept: Counter[str] = field(default_factory=Counter)
    seconds: dict[str, float] = field(default_factory=lambda: {"thorough": 0.0, "triage": 0.0})
    tokens: Counter[str] = field(default_factory=Counter)
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
        reader.read(next(_reports([str(SAMPLE)], 1)))  # what is loaded on first use
    tallies = {True: Tally(), False: Tally()}
    for paths in args.paths or _default_paths():
        for report in _reports([paths], args.reports):
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
    parser.add_argument("--lost", type=int, default=0, help="list so many lost events")
    return parser.parse_args()


def _default_paths() -> list[str]:
    wanted = ("gold/dev/reports.jsonl", "corpus/wikinews.jsonl.gz", "corpus/reuters.jsonl.gz")
    return [str(SHARED / path) for path in wanted if (SHARED / path).exists()] or [str(SAMPLE)]


def _reports(paths: list[str], most: int) -> Iterator[Report]:
    found = [r for r in read_sources(paths) if isinstance(r, Report)]
    return islice(found, 0, None, max(1, len(found) // most))


def _compare(report: Report, thorough: Reader, quick: Reader, tallies: dict[bool, Tally]) -> None:
    whole, seconds, tokens = _read(thorough, report)
    part, quick_seconds, quick_tokens = _read(quick, report)
    tally = tallies[bool(whole.events or whole.transfers or whole.agreements)]
    tally.reports += 1
    tally.words += len(report.text.split())
    tally.seconds["thorough"] += seconds
    tally.seconds["triage"] += quick_seconds
    tally.tokens.update(thorough=tokens, triage=quick_tokens)
    for kind in KINDS:
        before, after = Counter(_keys(whole, kind)), Counter(_keys(part, kind))
        tally.found[kind] += before.total()
        tally.kept[kind] += (before & after).total()
        if kind == "events":
            missed = before - after
            tally.lost += [f"{report.id}: {name}: {_around(report, start)}" for name, start, _ in missed]


def _read(reader: Reader, report: Report) -> tuple[Reading, float, int]:
    started = time.perf_counter()
    document = reader.parser.parse(reader.text_of(report))
    reading = reader.read_parsed(report, document)
    return reading, time.perf_counter() - started, sum(1 for _ in document.words())


def _keys(reading: Reading, kind: str) -> Iterator[Key]:
    for record in getattr(reading, kind):
        span = {"events": "trigger", "statements": "cue"}.get(kind, "evidence")
        words = getattr(record, span)
        yield record.type if kind == "events" else kind, words.start, words.end


def _around(report: Report, start: int) -> str:
    return " ".join(report.text[max(0, start - 60) : start + 60].split())


def _print(name: str, tally: Tally) -> None:
    read = tally.tokens["triage"] / max(1, tally.tokens["thorough"])
    print(f"{name}: {tally.reports} reports, {tally.words} words; {read:.1%} of the tokens parsed")
    for kind in KINDS:
        share = tally.kept[kind] / max(1, tally.found[kind])
        print(f"  {kind:<11} {tally.kept[kind]:5d} of {tally.found[kind]:5d} kept  {share:7.2%}")
    print(f"  {tally.rate('thorough'):.1f} reports/s thorough, {tally.rate('triage'):.1f} with triage")


if __name__ == "__main__":
    main()
