"""How far a run is: how much of its input has been read. Only for the eye; nothing else hangs on it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import BinaryIO

from dragoman.errors import SourceError
from dragoman.sources.files import File
from dragoman.sources.inputs import files_of
from dragoman.sources.url import is_page


class Meter:
    """Counts what is read of some sources. `records` is for the reader of the sources to count."""

    def __init__(self, sources: Iterable[str], measured: bool) -> None:
        self.records = 0
        self._total = sum(map(_size, sources)) if measured else 0
        self._before = 0
        self._size = 0
        self._open: BinaryIO | None = None

    def watch(self, file: File) -> File:
        """The file, watched."""
        return Watched(file, self) if self._total else file

    def opened(self, file: File, handle: BinaryIO) -> None:
        """A file is being read; those before it are done."""
        self._before += self._size
        self._size, self._open = file.size, handle

    @property
    def share(self) -> float | None:
        """How much of the input has been read, from 0 to 1; None where its size is not known."""
        if not self._total:
            return None
        here = self._size if self._open is None or self._open.closed else min(self._open.tell(), self._size)
        return min(1.0, (self._before + here) / self._total)


@dataclass(frozen=True, slots=True)
class Watched:
    """A file whose reading is watched by a meter."""

    file: File
    meter: Meter

    @property
    def name(self) -> str:
        return self.file.name

    @property
    def size(self) -> int:
        return self.file.size

    @property
    def breaks(self) -> tuple[type[Exception], ...]:
        return self.file.breaks

    def open(self) -> BinaryIO:
        handle = self.file.open()
        self.meter.opened(self.file, handle)
        return handle


def _size(source: str) -> int:
    if is_page(source):
        return 0
    return sum(0 if isinstance(file, SourceError) else file.size for file in files_of(source))
