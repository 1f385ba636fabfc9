"""Memory and loading time of the gazetteers: actors, places and weapon systems, each in a process of its own.

    python benchmarks/gazetteers.py

Prints megabytes of resident memory gained and seconds of processor time of loading, first use included: the best of
several rounds, since other work on the machine only slows. Exit code 1 where all together take more than 150 MB or
0.5 s.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

import psutil

ROUNDS = 5
MOST_MB, MOST_SECONDS = 150.0, 0.5


def main() -> int:
    """Measure each book, then all together."""
    best = {name: min(_fresh(name) for _ in range(ROUNDS)) for name in BOOKS}
    for name, (seconds, megabytes) in best.items():
        print(f"{name:12s} {megabytes:8.1f} MB {seconds:8.3f} s")
    seconds, megabytes = best["all"]
    return 1 if megabytes > MOST_MB or seconds > MOST_SECONDS else 0


def _fresh(name: str) -> tuple[float, float]:
    """Seconds and megabytes of one loading in a new process."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(_measure, name).result()


def _measure(name: str) -> tuple[float, float]:
    import dragoman.reading.reader  # noqa: F401 - what every command has loaded is not counted

    process = psutil.Process()
    before, started = process.memory_info().rss, time.process_time()
    BOOKS[name]()
    return time.process_time() - started, (process.memory_info().rss - before) / 1e6


def _actors() -> None:
    from dragoman.knowledge.actors import actor_book

    book = actor_book()
    book.longest_match(["Angela", "Merkel"], 0, "2015-01-01")
    book.leader("Merkel", "2015-01-01")


def _places() -> None:
    from dragoman.knowledge.places import gazetteer

    gazetteer().find("Tripoli")


def _arms() -> None:
    from dragoman.knowledge.arms import arms_book

    arms_book()


def _all() -> None:
    _actors()
    _places()
    _arms()


BOOKS: dict[str, Callable[[], None]] = {"actors": _actors, "places": _places, "arms": _arms, "all": _all}

if __name__ == "__main__":
    sys.exit(main())
