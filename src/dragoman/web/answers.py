"""Counts and sums over the whole register are held until it changes: charts and lists ask for them again and again."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from pathlib import Path
from threading import Lock
from typing import TypeVar, cast

MOST = 256  # answers held
AGE = 60.0  # seconds that one is held where nothing tells of a change: a database server

T = TypeVar("T")


class Answers:
    """Holds the last answers. Safe to call from several threads."""

    def __init__(self, register: str | Path | None) -> None:
        self._path = None if register is None or "://" in str(register) else Path(register)
        self._lock = Lock()
        self._held: OrderedDict[Hashable, tuple[Hashable, object]] = OrderedDict()

    def of(self, question: Hashable, ask: Callable[[], T]) -> T:
        """The answer to a question, asked anew if the register has changed since."""
        now = self._state()
        with self._lock:
            state, answer = self._held.get(question, (None, None))
            if state == now:
                self._held.move_to_end(question)
                return cast("T", answer)
        fresh = ask()
        with self._lock:
            self._held[question] = (now, fresh)
            while len(self._held) > MOST:
                self._held.popitem(last=False)
        return fresh

    def _state(self) -> Hashable:
        """Changes with every write: of the file and of SQLite's log beside it."""
        if self._path is None:
            return int(time.monotonic() / AGE)
        return _stamp(self._path), _stamp(self._path.with_name(f"{self._path.name}-wal"))


def _stamp(path: Path) -> tuple[int, int]:
    try:
        found = path.stat()
    except OSError:
        return (0, 0)
    return found.st_mtime_ns, found.st_size
