"""CSV and TSV, a report a row: the heading names the columns as JSON lines name their fields."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from typing import BinaryIO

import msgspec

from dragoman.errors import SourceError, TooLarge
from dragoman.sources.assemble import Given
from dragoman.sources.decode import clean
from dragoman.sources.fields import NAMES
from dragoman.sources.jsonl import skip_line
from dragoman.sources.raw import Raw

SEPARATORS = ",;\t|"


def split_csv(file: BinaryIO, where: str, max_bytes: int, published: str | None = None) -> Iterator[Raw | SourceError]:
    """The rows of a table. The separator is the one that gives the heading a column `text` or `html`.

    Raises SourceError where the heading has neither.
    """
    csv.field_size_limit(max(csv.field_size_limit(), max_bytes))  # the library's only knob is one for all its readers
    lines = Lines(file, where, max_bytes)
    heading, separator = _heading(next(lines, ""), where)
    rows = csv.reader(lines, delimiter=separator)
    while True:
        place = f"{where}:{lines.number + 1}"
        try:
            row = next(rows)
        except StopIteration:
            return
        except TooLarge as problem:
            yield problem
        except csv.Error as problem:
            yield SourceError(place, f"this row cannot be read: {problem}")
        else:
            yield from _row(row, heading, place, max_bytes, published)


def _row(
    row: list[str], heading: Sequence[str], where: str, max_bytes: int, published: str | None
) -> Iterator[Raw | SourceError]:
    if not any(row):
        return
    fields = {name: value for name, value in zip(heading, row, strict=False) if name in NAMES and value}
    body = msgspec.json.encode(fields)
    if len(row) > len(heading):
        yield SourceError(where, f"this row has {len(row)} cells, the heading {len(heading)}; put texts in quotes")
    elif len(body) > max_bytes:
        yield TooLarge(where, f"the row is longer than {max_bytes} bytes (setting max_bytes)")
    else:
        yield Raw(where, body, "fields", Given(published=published))


class Lines:
    """The lines of a file as text. One that is too long raises TooLarge; after it the next can be asked for."""

    def __init__(self, file: BinaryIO, where: str, max_bytes: int) -> None:
        self.number = 0
        self._file, self._where, self._max_bytes = file, where, max_bytes
        self._given_up = False

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        raw = b"" if self._given_up else self._file.readline(self._max_bytes + 1)
        if not raw:
            raise StopIteration
        self.number += 1
        if len(raw) > self._max_bytes:
            self._pass_over(raw)
        return _text(raw.removeprefix(b"\xef\xbb\xbf") if self.number == 1 else raw)

    def _pass_over(self, raw: bytes) -> None:
        place = f"{self._where}:{self.number}"
        self._given_up = True
        skip_line(self._file, raw, place, self._max_bytes)
        self._given_up = False
        raise TooLarge(place, f"the line is longer than {self._max_bytes} bytes (setting max_bytes)")


def _text(raw: bytes) -> str:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return clean(raw.decode("cp1252", errors="replace"))


def _heading(line: str, where: str) -> tuple[list[str], str]:
    for separator in SEPARATORS:
        names = [name.strip().lower() for name in _cells(line, separator)]
        if "text" in names or "html" in names:
            return names, separator
    raise SourceError(where, "the first line must name the columns, among them `text` or `html`")


def _cells(line: str, separator: str) -> list[str]:
    try:
        return next(csv.reader([line], delimiter=separator), [])
    except csv.Error:
        return []
