"""Reads single long reports: seconds of the processor by stage, words a second, memory.

    python benchmarks/long.py --words 10000 30000 100000 [--kinds prose unstopped quotation names] [--quick]

`unstopped` has no full stop and no paragraph, `quotation` is one quotation from end to end, `names` brings two new
people in every twenty words. Time in proportion to the words is right. Each report is read in a process of its own.
"""

from __future__ import annotations

import argparse
import random
import resource
import time
from collections.abc import Callable, Iterator, Mapping
from itertools import islice
from multiprocessing import get_context

from made import GIVEN, OFFICES, STATES, report

import dragoman
from dragoman.settings import Settings

SYLLABLES = ["ba", "de", "fi", "go", "ku", "la", "me", "ni", "po", "ru", "sa", "te", "vo", "za", "xi"]


def main() -> None:
    """A line for each kind and length."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--words", type=int, nargs="+", default=[10_000, 30_000, 100_000])
    parser.add_argument("--kinds", nargs="+", choices=KINDS, default=list(KINDS))
    parser.add_argument("--quick", action="store_true", help="with triage")
    args = parser.parse_args()
    for kind in args.kinds:
        for words in args.words:
            process = get_context("spawn").Process(target=_read, args=(kind, words, not args.quick))
            process.start()
            process.join()


def _read(kind: str, words: int, thorough: bool) -> None:
    reader = dragoman.load(Settings(threads=1, thorough=thorough))
    reader.read(dragoman.make_report(report(0)["text"]))
    text = KINDS[kind](words)
    spent = []

    def timed(step: Callable[[], object]) -> object:
        begun = time.process_time()
        found = step()
        spent.append(time.process_time() - begun)
        return found

    made = timed(lambda: dragoman.make_report(text))
    chosen = timed(lambda: reader.text_of(made))
    document = timed(lambda: reader.parser.parse(chosen))
    timed(lambda: reader.read_parsed(made, document))
    rate = len(text.split()) / sum(spent)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
    stages = " ".join(f"{name} {s:.2f}" for name, s in zip(("report", "triage", "parse", "rules"), spent, strict=True))
    print(f"{kind} {len(text.split()):,}: {stages}; {rate:,.0f} words/s; {memory:.0f} MB", flush=True)


def _prose(words: int) -> str:
    """Political reports one after the other, all of whose people and states are named again and again."""
    return "\n\n".join(_paragraphs(words)) + "\n"


def _paragraphs(words: int) -> Iterator[str]:
    number = 0
    while words > 0:
        for paragraph in report(number)["text"].strip().split("\n\n")[1:]:
            yield paragraph
            words -= len(paragraph.split())
        number += 2


def _unstopped(words: int) -> str:
    return _unquoted(words).replace(".", " and").replace("\n\n", " ")


def _quotation(words: int) -> str:
    return f"The minister said: “{_unquoted(words).strip()}”\n"


def _unquoted(words: int) -> str:
    return _prose(words).replace("“", "").replace("”", "")


def _names(words: int) -> str:
    return "\n\n".join(islice(_meetings(random.Random(7)), words // 22)) + "\n"


def _meetings(rng: random.Random) -> Iterator[str]:
    states = sorted(STATES)
    while True:
        one, other, place = rng.sample(states, 3)
        left, right = (f"{rng.choice(GIVEN)} {''.join(rng.sample(SYLLABLES, 3)).capitalize()}" for _ in range(2))
        office = rng.choice(OFFICES)
        yield (
            f"{left}, the {office} of {one}, met {right} of {other} in {STATES[place][1]} on Monday. "
            f"{left.split()[1]} accused {other} of supporting the rebels."
        )


KINDS: Mapping[str, Callable[[int], str]] = {
    "prose": _prose,
    "unstopped": _unstopped,
    "quotation": _quotation,
    "names": _names,
}

if __name__ == "__main__":
    main()
