"""The fuzzer's targets guided by coverage: atheris chooses the chances of which an input is made.

    python benchmarks/guided.py warc -max_total_time=300 -timeout=10 FOLDER

With atheris, in an environment of its own beside what dragoman needs (pip install atheris): it is no requirement.
What follows the target's name goes to libFuzzer; inputs that reach new code are kept in FOLDER. It stops at the first
find; `python benchmarks/guided.py warc FILE` gives the file with the find once more.
"""

from __future__ import annotations

import random
import sys

import atheris

LIBRARIES = ["dragoman", "trafilatura", "justext", "htmldate", "dateutil"]
with atheris.instrument_imports(include=LIBRARIES):
    from fuzz import TARGETS, made


class Chosen(random.Random):
    """Chances that somebody chose: bytes as long as there are any, then nothing but zeros."""

    def __init__(self, raw: bytes) -> None:
        super().__init__()
        self._raw, self._at = raw, 0

    def getrandbits(self, k: int) -> int:
        """The next `k` bits."""
        size = (k + 7) // 8
        taken = self._raw[self._at : self._at + size].ljust(size, b"\0")
        self._at += size
        return int.from_bytes(taken, "big") >> (8 * size - k)

    def random(self) -> float:
        """A number from 0 up to 1 of the next 53 bits."""
        return self.getrandbits(53) / 2**53


def main() -> None:
    """Hand the target to libFuzzer."""
    target = TARGETS[sys.argv.pop(1)]
    with atheris.instrument_imports(include=LIBRARIES):
        for number in range(20):  # what is imported when it is first wanted
            target.check(made(target, number))
    atheris.Setup(sys.argv, lambda raw: target.check(target.mutated(Chosen(raw))))
    atheris.Fuzz()


if __name__ == "__main__":
    main()
