"""Which files a user means: a path, a folder, a pattern, or an address of an object store."""

from __future__ import annotations

import glob
import os
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, Protocol, cast

from dragoman.errors import Forbidden, SourceError

TEXT = (".txt", ".text", ".md")
PAGES = (".html", ".htm", ".xhtml")
LINES = (".jsonl", ".ndjson")
TABLES = (".csv", ".tsv", ".parquet", ".pq")
OTHERS = (".warc", ".ninjs")
REPORTS = TEXT + PAGES + LINES + TABLES + OTHERS  # what is taken from a folder
PACKED = (".gz", ".zst", ".lz4")  # of these FastWARC unpacks all, everything else only .gz
BREAKS = (OSError, EOFError, zlib.error)  # what reading a file may raise
NO_STORES = ("http", "https", "cached", "blockcache", "filecache", "simplecache", "dir", "reference", "data")


class File(Protocol):
    """A file that can be read. `name` is what errors call it; `breaks` are the errors that reading it may raise."""

    @property
    def name(self) -> str: ...

    @property
    def size(self) -> int: ...

    @property
    def breaks(self) -> tuple[type[Exception], ...]: ...

    def open(self) -> BinaryIO: ...


@dataclass(frozen=True, slots=True)
class LocalFile:
    """A file of this machine."""

    path: Path

    @property
    def name(self) -> str:
        return str(self.path)

    @property
    def size(self) -> int:
        return self.path.stat().st_size if self.path.is_file() else 0

    @property
    def breaks(self) -> tuple[type[Exception], ...]:
        return BREAKS

    def open(self) -> BinaryIO:
        return self.path.open("rb")


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file of an object store that fsspec knows."""

    store: Any
    path: str
    protocol: str

    @property
    def name(self) -> str:
        return f"{self.protocol}://{self.path.lstrip('/') if self.protocol != 'file' else self.path}"

    @property
    def size(self) -> int:
        return int(self.store.size(self.path) or 0)

    @property
    def breaks(self) -> tuple[type[Exception], ...]:
        return (Exception,)  # the libraries of the stores raise kinds of their own

    def open(self) -> BinaryIO:
        return cast(BinaryIO, self.store.open(self.path, "rb"))


def suffix(name: str) -> str:
    """The last suffix of a name in lower case, that of a packing set aside: ".warc" of "a.warc.gz"."""
    name = name.lower()
    for packing in PACKED:
        name = name.removesuffix(packing)
    return Path(name).suffix


def local_files(source: str) -> Iterator[LocalFile | SourceError]:
    """The file of this name, the reports of this folder, or the files of this pattern, sorted."""
    path = Path(source)
    if path.is_dir():
        yield from _some(_walk(path), source, "this folder")
    elif glob.has_magic(source) and not path.exists():
        found = sorted(glob.glob(source, recursive=True))  # noqa: PTH207 - the pattern may be absolute
        yield from _some((LocalFile(Path(name)) for name in found if Path(name).is_file()), source, "this pattern")
    else:
        yield LocalFile(path)


def _some(files: Iterator[LocalFile], source: str, what: str) -> Iterator[LocalFile | SourceError]:
    first = next(files, None)
    if first is None:
        yield SourceError(source, f"no report in {what} ({', '.join(REPORTS)})")
        return
    yield first
    yield from files


def _walk(folder: Path) -> Iterator[LocalFile]:
    """The reports below a folder in the order of their names, hidden ones left out; never all names at once."""
    with os.scandir(folder) as found:
        entries = sorted((entry.name, entry.is_dir(follow_symlinks=False)) for entry in found)
    for name, is_folder in entries:
        path = folder / name
        if name.startswith("."):
            continue
        if is_folder:
            yield from _walk(path)
        elif suffix(name) in REPORTS and path.is_file():
            yield LocalFile(path)


def stored_files(source: str) -> Iterator[StoredFile | SourceError]:
    """The files of an address such as s3://archive/2020/*.jsonl.gz, sorted; SourceError where there are none."""
    protocol, _, _ = source.partition("://")
    if "::" in source or protocol in NO_STORES:
        yield Forbidden(source, "this is no address of one object store, such as s3://archive/*.jsonl.gz")
        return
    try:
        yield from _stored(source, protocol)
    except Exception as problem:  # noqa: BLE001 - every store raises its own kinds
        yield SourceError(source, f"the store cannot be read: {problem}")


def _stored(source: str, protocol: str) -> Iterator[StoredFile | SourceError]:
    import fsspec  # slow to import, seldom needed

    store, path = fsspec.core.url_to_fs(source)
    if glob.has_magic(path):
        names = sorted(name for name in store.glob(path) if store.isfile(name))
    elif store.isdir(path):
        names = [name for name in sorted(store.find(path)) if suffix(name) in REPORTS]
    else:
        names = [path]
    if not names:
        yield SourceError(source, f"no report here ({', '.join(REPORTS)})")
    for name in names:
        yield StoredFile(store, name, protocol)
