"""A process of its own that works on a register: `worker.py open|add|read URL [FIRST COUNT]`.

It says "ready" and waits for a line, so that several begin together; then it prints what it did, a line each.
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "benchmarks"))

from made_readings import reading

from dragoman.register import open_register


def main(what: str, where: str, first: int = 0, count: int = 0) -> None:
    """Do one thing with the register."""
    print("ready", flush=True)
    sys.stdin.readline()
    with open_register(where) as register:
        if what == "add":
            for added in register.add(reading(number) for number in range(first, first + count)):
                print(added.report, added.outcome, flush=True)
        elif what == "read":
            for _ in range(count):
                told = [event.mentions for event in register.events()]
                words = register.search("minister", kind="report", limit=5)
                assert len(words) <= 5
                print(len(told), register.counts().reports, flush=True)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], *map(int, sys.argv[3:]))
