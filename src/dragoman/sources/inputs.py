"""Whatever a user names becomes reports: files, folders, addresses and "-"; what cannot be read becomes an error."""

from __future__ import annotations

import gzip
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO, cast

from dragoman.errors import SourceError, TooLarge
from dragoman.records import Report
from dragoman.settings import Settings
from dragoman.sources.assemble import Given, make_report
from dragoman.sources.decode import Decoded, decode
from dragoman.sources.html import decode_page, looks_like_html, page_report
from dragoman.sources.jsonl import read_jsonl
from dragoman.sources.url import fetch, is_url

TEXT = (".txt", ".text", ".md")
PAGES = (".html", ".htm", ".xhtml")
LINES = (".jsonl", ".ndjson")
STDIN = "-"

Result = Report | SourceError


def read_sources(
    sources: Iterable[str | Path],
    settings: Settings | None = None,
    published: str | None = None,
    stdin: BinaryIO | None = None,
) -> Iterator[Result]:
    """The reports of all sources in order. Errors are yielded, not raised: one bad file does not end the batch.

    A source is a file (text, HTML, JSONL, each also with .gz), a folder (all such files below it, sorted), an http
    address, or "-". `published` (ISO) goes before whatever the source says. Ids are unique within the batch.
    """
    settings = settings or Settings()
    seen: set[str] = set()
    for source in sources:
        for result in _read(str(source), settings, published, stdin):
            yield _named(result, str(source), seen) if isinstance(result, Report) else result


def _read(source: str, settings: Settings, published: str | None, stdin: BinaryIO | None) -> Iterator[Result]:
    try:
        if source == STDIN:
            yield from _stream(stdin or sys.stdin.buffer, settings, published)
        elif is_url(source):
            yield _page(source, settings, published)
        else:
            yield from _path(Path(source), settings, published)
    except SourceError as problem:
        yield problem
    except (OSError, EOFError) as problem:
        yield SourceError(source, getattr(problem, "strerror", None) or str(problem) or "cannot be read")


def _named(report: Report, source: str, seen: set[str]) -> Report:
    """The report under an id that no other of the batch has."""
    wanted, number = report.id, 1
    while wanted in seen:
        wanted = f"{report.id}-{sha256(f'{source}{number}'.encode()).hexdigest()[:8]}"
        number += 1
    seen.add(wanted)
    return report if wanted == report.id else _with_id(report, wanted)


def _with_id(report: Report, name: str) -> Report:
    import msgspec

    return msgspec.structs.replace(report, id=name)


def _path(path: Path, settings: Settings, published: str | None) -> Iterator[Result]:
    if path.is_dir():
        yield from _folder(path, settings, published)
    elif _suffix(path) in LINES:
        with _opened(path) as file:
            yield from read_jsonl(file, str(path), settings.max_bytes, published)
    else:
        yield _file(path, settings, published)


def _folder(folder: Path, settings: Settings, published: str | None) -> Iterator[Result]:
    files = [path for path in sorted(folder.rglob("*")) if _is_report(path, folder)]
    if not files:
        yield SourceError(str(folder), f"no report in this folder ({', '.join(TEXT + PAGES + LINES)})")
    for path in files:
        yield from _read(str(path), settings, published, None)


def _is_report(path: Path, folder: Path) -> bool:
    hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
    return not hidden and _suffix(path) in TEXT + PAGES + LINES and path.is_file()


def _suffix(path: Path) -> str:
    """The last suffix, ".gz" set aside, in lower case."""
    return Path(path.name.lower().removesuffix(".gz")).suffix


def _file(path: Path, settings: Settings, published: str | None) -> Report:
    with _opened(path) as file:
        raw = _limited(file, str(path), settings.max_bytes)
    stem = path.name.removesuffix(".gz")
    given = Given(id=Path(stem).stem, published=published)
    return _report(raw, str(path), given, page=_suffix(path) in PAGES)


def _stream(file: BinaryIO, settings: Settings, published: str | None) -> Iterator[Result]:
    """Standard input: one text or page, or JSON lines if it begins as an object does."""
    raw = _limited(file, STDIN, settings.max_bytes)
    if raw.lstrip()[:1] == b"{":
        from io import BytesIO

        yield from read_jsonl(BytesIO(raw), STDIN, settings.max_bytes, published)
    else:
        yield _report(raw, STDIN, Given(published=published))


def _page(url: str, settings: Settings, published: str | None) -> Report:
    got = fetch(url, settings)
    given = Given(id="r" + sha256(url.encode()).hexdigest()[:12], url=got.url, published=published)
    return _report(got.body, url, given, page="html" in got.type, charset=got.charset)


def _report(raw: bytes, where: str, given: Given, page: bool = False, charset: str | None = None) -> Report:
    """Bytes to a report. Raises SourceError where they are empty, binary, or a page without an article."""
    if not raw.strip():
        raise SourceError(where, "this is empty")
    if page:
        return page_report(decode_page(raw, where, charset), where, given)
    decoded = decode(raw, where, charset)
    if looks_like_html(decoded.text):
        return page_report(decode_page(raw, where, charset), where, given)
    return _plain(decoded, given)


def _plain(decoded: Decoded, given: Given) -> Report:
    return make_report(decoded.text, replace(given, flags=given.flags + decoded.flags))


@contextmanager
def _opened(path: Path) -> Iterator[BinaryIO]:
    with path.open("rb") as file:
        yield cast(BinaryIO, gzip.GzipFile(fileobj=file)) if path.name.lower().endswith(".gz") else file


def _limited(file: BinaryIO, where: str, max_bytes: int) -> bytes:
    raw = file.read(max_bytes + 1)
    if len(raw) > max_bytes:
        raise TooLarge(where, f"larger than the limit of {max_bytes} bytes (setting max_bytes)")
    return raw
