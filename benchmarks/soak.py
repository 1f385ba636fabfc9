"""Reads for an hour in one process and watches the memory: flat is right, a slope is a leak.

    python benchmarks/soak.py --minutes 60 [--pages] [--log soak.tsv]

Reads made reports, never the same twice, through sources, parser, rules and shards, as a worker of `dragoman code`
does; `--pages` gives them as web pages. Prints a line a minute: reports read, resident memory. The slope is that of a
straight line through the memory of the last three quarters of the time; the first quarter fills caches.
"""

from __future__ import annotations

import argparse
import itertools
import json
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import msgspec
import numpy as np
import psutil
from made import report

from dragoman.bulk.coder import Coder, Job
from dragoman.bulk.slices import Slice
from dragoman.sources.raw import Raw

SLICE = 20  # reports
MOST = 20.0  # MB an hour that count as flat


def main() -> None:
    """Run, print, and leave with 1 where the memory grew."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=60)
    parser.add_argument("--pages", action="store_true")
    parser.add_argument("--thorough", action="store_true")
    parser.add_argument("--log", type=Path)
    args = parser.parse_args()
    samples = list(_soak(args))
    slope = _slope(samples)
    spent, reports, _ = samples[-1]
    most = max(memory for _, _, memory in samples)
    print(f"{reports} reports in {spent / 60:.0f} min; slope {slope:+.1f} MB/h; most {most:.0f} MB")
    sys.exit(1 if slope > MOST else 0)


def _soak(args: argparse.Namespace) -> Iterator[tuple[float, int, float]]:
    """Seconds, reports read, and resident memory in MB: a sample after each slice."""
    coder = Coder(Job(thorough=args.thorough))
    process = psutil.Process()
    begun = time.monotonic()
    shown = 0.0
    for number in itertools.count():
        coder.code(
            Slice(
                number, number * SLICE, tuple(_raw(n, args.pages) for n in range(number * SLICE, (number + 1) * SLICE))
            )
        )
        spent, memory = time.monotonic() - begun, process.memory_info().rss / 1e6
        yield spent, (number + 1) * SLICE, memory
        if spent - shown >= 60 or spent > 60 * args.minutes:
            shown = spent
            _tell(spent, (number + 1) * SLICE, memory, args.log)
        if spent > 60 * args.minutes:
            return


def _raw(number: int, page: bool) -> Raw:
    made = report(number)
    if not page:
        return Raw(f"made:{number}", json.dumps(made).encode(), "fields")
    story = "".join(f"<p>{part}</p>" for part in made["text"].split("\n\n"))
    html = f"<html lang='en'><head><title>{made['title']}</title></head><body><article>{story}</article></body></html>"
    return Raw(f"made:{number}", msgspec.json.encode({"id": made["id"], "html": html}), "fields")


def _tell(spent: float, reports: int, memory: float, log: Path | None) -> None:
    line = f"{spent / 60:.1f}\t{reports}\t{memory:.1f}"
    print(line, flush=True)
    if log:
        with log.open("a") as file:
            file.write(line + "\n")


def _slope(samples: list[tuple[float, int, float]]) -> float:
    """MB an hour over the last three quarters of the time."""
    late = [(spent, memory) for spent, _, memory in samples if spent > samples[-1][0] / 4]
    if len(late) < 2:
        return 0.0
    hours, memory = np.array(late).T
    return float(np.polyfit(hours / 3600, memory, 1)[0])


if __name__ == "__main__":
    main()
