"""Whatever a user names becomes reports: files, folders, addresses and "-"; what cannot be read becomes an error."""

from __future__ import annotations

import gzip
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import BinaryIO, cast

import msgspec

from dragoman.errors import SourceError, TooLarge
from dragoman.records import Report
from dragoman.settings import Settings
from dragoman.sources.assemble import Given
from dragoman.sources.csv import split_csv
from dragoman.sources.files import PAGES, File, local_files, stored_files, suffix
from dragoman.sources.jsonl import split_jsonl
from dragoman.sources.ninjs import split_ninjs
from dragoman.sources.parquet import split_parquet
from dragoman.sources.raw import Kind, Raw, raw_report
from dragoman.sources.url import fetch, is_page, is_url
from dragoman.sources.warc import split_warc

STDIN = "-"
SPLITTERS: dict[str, Callable[[BinaryIO, str, int, str | None], Iterator[Raw | SourceError]]] = {
    ".jsonl": split_jsonl,
    ".ndjson": split_jsonl,
    ".csv": split_csv,
    ".tsv": split_csv,
    ".parquet": split_parquet,
    ".pq": split_parquet,
    ".warc": split_warc,
    ".ninjs": split_ninjs,
    ".json": split_ninjs,
}
UNPACKS = (".warc",)  # formats whose reader unpacks them itself

Result = Report | SourceError


def read_sources(
    sources: Iterable[str | Path],
    settings: Settings | None = None,
    published: str | None = None,
    stdin: BinaryIO | None = None,
) -> Iterator[Result]:
    """The reports of all sources in order. Errors are yielded, not raised: one bad file does not end the batch.

    A source is a file (text, HTML, JSONL, CSV, Parquet, WARC, ninjs; most also with .gz), a folder (all such files
    below it, sorted), a pattern, an http address, or "-". `published` (ISO) goes before whatever the source says.
    Ids are unique within the batch.
    """
    settings = settings or Settings()
    seen: set[str] = set()
    for source in map(str, sources):
        found = _standard(stdin, settings, published) if source == STDIN else raw_source(source, settings, published)
        for raw in found:
            result = raw if isinstance(raw, SourceError) else report_or_error(raw)
            yield _named(result, source, seen) if isinstance(result, Report) else result


def raw_source(
    source: str,
    settings: Settings,
    published: str | None = None,
    stores: bool = False,
    through: Callable[[File], File] = lambda file: file,
) -> Iterator[Raw | SourceError]:
    """The reports of one source, not yet decoded.

    stores: addresses of object stores are read too
    through: what each file is handed through before it is opened
    """
    if is_page(source) or (is_url(source) and not stores):
        yield from _guarded(_page(source, settings, published), source)
        return
    for file in files_of(source):
        if isinstance(file, SourceError):
            yield file
        else:
            yield from raw_file(through(file), settings, published)


def files_of(source: str) -> Iterator[File | SourceError]:
    """The files that a path, folder, pattern or address of an object store means."""
    return stored_files(source) if is_url(source) else local_files(source)


def raw_file(file: File, settings: Settings, published: str | None = None) -> Iterator[Raw | SourceError]:
    """The reports of one file, not yet decoded; what cannot be read is an error, and the last where the file breaks."""
    split = _table if suffix(file.name) in SPLITTERS else _one
    return _guarded(split(file, settings, published), file.name, file.breaks)


def report_or_error(raw: Raw) -> Result:
    """The report of these bytes, or why there is none."""
    try:
        return raw_report(raw)
    except SourceError as problem:
        return problem


def _guarded(
    reports: Iterator[Raw | SourceError],
    where: str,
    expected: tuple[type[Exception], ...] = (OSError, EOFError),
) -> Iterator[Raw | SourceError]:
    try:
        yield from reports
    except SourceError as problem:
        yield problem
    except expected as problem:
        yield SourceError(where, getattr(problem, "strerror", None) or str(problem) or "cannot be read")


def _table(file: File, settings: Settings, published: str | None) -> Iterator[Raw | SourceError]:
    """The reports of a file that may hold many."""
    kind = suffix(file.name)
    with file.open() as packed, unpacked(packed, "" if kind in UNPACKS else file.name) as plain:
        yield from SPLITTERS[kind](plain, file.name, settings.max_bytes, published)


def _one(file: File, settings: Settings, published: str | None) -> Iterator[Raw | SourceError]:
    """The report of a file that holds one."""
    with file.open() as packed, unpacked(packed, file.name) as plain:
        raw = _limited(plain, file.name, settings.max_bytes)
    stem = Path(file.name).name.removesuffix(".gz")
    kind: Kind = "page" if suffix(file.name) in PAGES else "text"
    yield Raw(file.name, raw, kind, Given(id=Path(stem).stem, published=published))


def _standard(stdin: BinaryIO | None, settings: Settings, published: str | None) -> Iterator[Raw | SourceError]:
    return _guarded(_stream(stdin or sys.stdin.buffer, settings, published), STDIN)


def _stream(file: BinaryIO, settings: Settings, published: str | None) -> Iterator[Raw | SourceError]:
    """Standard input: one text or page, or JSON lines if it begins as an object does."""
    raw = _limited(file, STDIN, settings.max_bytes)
    if raw.lstrip()[:1] == b"{":
        yield from split_jsonl(BytesIO(raw), STDIN, settings.max_bytes, published)
    else:
        yield Raw(STDIN, raw, "text", Given(published=published))


def _page(url: str, settings: Settings, published: str | None) -> Iterator[Raw | SourceError]:
    got = fetch(url, settings)
    given = Given(id="r" + sha256(url.encode()).hexdigest()[:12], url=got.url, published=published)
    yield Raw(url, got.body, "page" if "html" in got.type else "text", given, got.charset)


def _named(report: Report, source: str, seen: set[str]) -> Report:
    """The report under an id that no other of the batch has."""
    wanted, number = report.id, 1
    while wanted in seen:
        wanted = f"{report.id}-{sha256(f'{source}{number}'.encode()).hexdigest()[:8]}"
        number += 1
    seen.add(wanted)
    return report if wanted == report.id else msgspec.structs.replace(report, id=wanted)


@contextmanager
def unpacked(file: BinaryIO, name: str) -> Iterator[BinaryIO]:
    """The file as its format's reader wants it: unpacked on the way where the name ends in .gz."""
    yield cast(BinaryIO, gzip.GzipFile(fileobj=file)) if name.lower().endswith(".gz") else file


def _limited(file: BinaryIO, where: str, max_bytes: int) -> bytes:
    raw = file.read(max_bytes + 1)
    if len(raw) > max_bytes:
        raise TooLarge(where, f"larger than the limit of {max_bytes} bytes (setting max_bytes)")
    return raw
