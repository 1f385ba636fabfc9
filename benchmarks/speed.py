"""Speed and memory on one core: the parse alone, the rules with parses given, the whole reading; their ratios count.

    python benchmarks/speed.py [PATH…] [--reports N]

Without a path it reads the shipped sample again and again. Prints tokens and reports a second, and the peak memory.
"""

from __future__ import annotations

import argparse
import resource
import time
from itertools import cycle, islice
from pathlib import Path

import dragoman
from dragoman.parsing import Document, load_parser
from dragoman.reading.reader import Reader, load_knowledge, parted
from dragoman.records import Report
from dragoman.sources import read_sources

ROUNDS = 3  # the best of so many counts: other work on the machine only slows
SAMPLE = Path(dragoman.__file__).parent / "data" / "sample" / "report.txt"


def main() -> None:
    """Measure and print."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("paths", nargs="*", default=[str(SAMPLE)])
    arguments.add_argument("--reports", type=int, default=60)
    args = arguments.parse_args()
    found = [r for r in read_sources(args.paths) if isinstance(r, Report)]
    reports = list(islice(cycle(found), args.reports))
    started = time.perf_counter()
    reader = Reader(load_parser(threads=1), load_knowledge())
    print(f"loading            {time.perf_counter() - started:8.2f} s")
    _read(reader, reports[:5])  # what is loaded on first use
    documents = list(reader.parser.parse_many([parted(r) for r in reports]))
    tokens = sum(1 for document in documents for _ in document.words())
    sentences = sum(len(document.sentences) for document in documents)
    rounds = [
        (_parse(reader, reports), _rules(reader, reports, documents), _read(reader, reports)) for _ in range(ROUNDS)
    ]
    parse, rules, whole = (min(times) for times in zip(*rounds, strict=True))
    print(f"parse alone        {tokens / parse:8.0f} tokens/s")
    print(f"whole reading      {tokens / whole:8.0f} tokens/s  {len(reports) / whole:6.1f} reports/s")
    print(f"reading / parse    {parse / whole:8.2f}")
    print(f"parses given       {tokens / rules:8.0f} tokens/s  {sentences / rules:6.0f} sentences/s")
    print(f"peak memory        {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:8.0f} MB")


def _parse(reader: Reader, reports: list[Report]) -> float:
    started = time.perf_counter()
    for _ in reader.parser.parse_many([parted(r) for r in reports]):
        pass
    return time.perf_counter() - started


def _rules(reader: Reader, reports: list[Report], documents: list[Document]) -> float:
    """Every sentence read, those without a trigger too: the rate to compare with coders that take parses.

    Processor time, as one thread does it all: what else the machine does counts less.
    """
    started = time.process_time()
    for report, document in zip(reports, documents, strict=True):
        reader.read_parsed(report, document)
    return time.process_time() - started


def _read(reader: Reader, reports: list[Report]) -> float:
    started = time.perf_counter()
    for _ in reader.read_many(reports):
        pass
    return time.perf_counter() - started


if __name__ == "__main__":
    main()
