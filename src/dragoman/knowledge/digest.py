"""Which knowledge a reading was made with, as a short hash."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from pathlib import Path

from dragoman.knowledge.load import DATA

SUFFIXES = (".yaml", ".yml", ".csv", ".tsv", ".gz")
DIGITS = 16


@cache
def lexicon_hash(extra: Path | None = None) -> str:
    """A hash over the names and bytes of the shipped data and of the user's folder `extra`, taken once a process."""
    hashed = sha256()
    for folder in (DATA, extra):
        for path in _files(folder):
            name = path.relative_to(folder or path).as_posix()
            hashed.update(f"{name}\0{sha256(path.read_bytes()).hexdigest()}\n".encode())
        hashed.update(b"\0")
    return hashed.hexdigest()[:DIGITS]


def _files(folder: Path | None) -> Iterator[Path]:
    if folder is not None:
        yield from sorted(path for path in folder.rglob("*") if path.suffix in SUFFIXES and path.is_file())
