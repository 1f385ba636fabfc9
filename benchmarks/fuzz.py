"""Feeds dragoman what nobody should: mutated sources, trees and readings, without end and every time the same.

    python benchmarks/fuzz.py --inputs 1000000 --state fuzz.json --log fuzz.jsonl
    python benchmarks/fuzz.py --only warc html --inputs 5000
    python benchmarks/fuzz.py --only warc --again 4711          # one input again, to see it fail
    python benchmarks/fuzz.py --only warc --atheris             # with coverage, where atheris is installed

Whatever goes in: nothing but a DragomanError may come out, nothing may take ten seconds, every span must
hold. An input is made of its target's name and its number alone. The work is done in a child process: if that dies, the
parent notes the input that killed it and goes on behind it. `--state` remembers how far each target is, `--log` what
was found.
"""

from __future__ import annotations

import argparse
import faulthandler
import importlib.util
import json
import mmap
import multiprocessing
import os
import random
import signal
import struct
import sys
import time
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

sys.path.insert(0, str(Path(__file__).parent))
from fuzzing.base import Target
from fuzzing.readings import READINGS
from fuzzing.sources import SOURCES

TARGETS = {target.name: target for target in (*SOURCES, *READINGS)}
LIMIT = 10  # seconds of the processor that an input may take; by the clock, a busy machine would be found slow
HARD = 300  # seconds after which a child that does not even answer to signals is ended
ROUND = 2000  # inputs of one target before the next has its turn, scaled by the target's weight; each loads books anew


class Slow(Exception):
    """An input took longer than LIMIT seconds."""


def main() -> None:
    """Run until the wanted number of inputs or minutes is reached."""
    args = _arguments()
    if args.again is not None:
        _again(TARGETS[args.only[0]], args.again)
    elif args.atheris:
        _with_atheris(TARGETS[args.only[0]])
    else:
        _long(args)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", nargs="+", choices=sorted(TARGETS), default=sorted(TARGETS))
    parser.add_argument("--inputs", type=int, default=1_000_000)
    parser.add_argument("--minutes", type=float, default=float("inf"))
    parser.add_argument("--state", type=Path)
    parser.add_argument("--log", type=Path)
    parser.add_argument("--again", type=int)
    parser.add_argument("--atheris", action="store_true")
    return parser.parse_args()


def _again(target: Target, number: int) -> None:
    """One input, with whatever it raises."""
    target.check(made(target, number))
    print(f"{target.name} {number}: held")


def _with_atheris(target: Target) -> None:
    if importlib.util.find_spec("atheris") is None:
        sys.exit("atheris is not installed: pip install atheris (it needs clang's libFuzzer)")
    import atheris

    atheris.Setup([sys.argv[0]], lambda raw: target.check(target.mutated(random.Random(raw))))
    atheris.Fuzz()


def made(target: Target, number: int) -> object:
    """The input of this number: the same on every machine."""
    return target.mutated(random.Random(f"{target.name} {number}"))


def _long(args: argparse.Namespace) -> None:
    done: dict[str, int] = json.loads(args.state.read_text()) if args.state and args.state.exists() else {}
    end = time.monotonic() + 60 * args.minutes
    for name in args.only:
        made(TARGETS[name], 0)  # what inputs are made of is made once, and handed down to the children
    begun, before = time.monotonic(), sum(done.values())
    while sum(done.values()) < args.inputs and time.monotonic() < end:
        for name in args.only:
            first = done.get(name, 0)
            done[name] = _round(TARGETS[name], first, first + int(ROUND * TARGETS[name].weight), args.log)
            if args.state:
                args.state.write_text(json.dumps(done))
        total = sum(done.values())
        rate = (total - before) / (time.monotonic() - begun)
        print(f"{total:,} inputs, {rate:.0f}/s: {done}", flush=True)


def _round(target: Target, first: int, last: int, log: Path | None) -> int:
    """Inputs `first` to `last` of a target, in a child; where the child dies, another goes on behind."""
    with mmap.mmap(-1, 8) as shared:
        while first < last:
            shared[:] = struct.pack("q", first)
            child = multiprocessing.get_context("fork").Process(target=_child, args=(target, first, last, shared, log))
            child.start()
            child.join()
            (reached,) = struct.unpack("q", shared[:])
            if child.exitcode != 0:
                _note(log, target, reached, f"the process died with code {child.exitcode}", "")
                reached += 1
            first = reached
    return last


def _child(target: Target, first: int, last: int, shared: mmap.mmap, log: Path | None) -> None:
    for number in range(first, last):
        shared[:] = struct.pack("q", number)
        faulthandler.dump_traceback_later(HARD, exit=True)
        try:
            with _limited(LIMIT):
                target.check(made(target, number))
        except Exception as problem:  # noqa: BLE001 - any is a find
            _note(log, target, number, f"{type(problem).__name__}: {problem}"[:500], traceback.format_exc()[-2000:])
        faulthandler.cancel_dump_traceback_later()
    shared[:] = struct.pack("q", last)
    os._exit(0)


@contextmanager
def _limited(seconds: float) -> Iterator[None]:
    def late(_signal: int, _frame: FrameType | None) -> None:
        raise Slow(f"more than {seconds} s")

    signal.signal(signal.SIGPROF, late)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


def _note(log: Path | None, target: Target, number: int, error: str, trace: str) -> None:
    line = json.dumps({"target": target.name, "number": number, "error": error, "trace": trace})
    print(f"FOUND {target.name} {number}: {error}", flush=True)
    if log:
        with log.open("a") as file:
            file.write(line + "\n")


if __name__ == "__main__":
    main()
