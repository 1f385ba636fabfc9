"""What every worker does, here or in a cluster: a slice of the input in, the bytes of its shard out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from dragoman.bulk.rows import Rows, error_row
from dragoman.bulk.slices import Fault, Piece, Slice
from dragoman.bulk.tables import TABLES, Row, to_parquet
from dragoman.errors import DragomanError, SourceError
from dragoman.records import NOT_READ, Reading, Report
from dragoman.sources.raw import raw_report

if TYPE_CHECKING:
    from dragoman.reading.reader import Reader


BATCH = 32  # reports handed to the reader together


@dataclass(frozen=True, slots=True)
class Job:
    """What a worker has to know; it can be sent to another machine. See Settings for the fields."""

    parser: str = "dragoman"
    threads: int = 1
    lexicon: Path | None = None
    thorough: bool = False
    max_words: int | None = None


@dataclass(frozen=True, slots=True)
class Shard:
    """A slice, coded: of each table its file's bytes and its number of rows."""

    number: int
    files: dict[str, bytes]
    rows: dict[str, int]
    failed: int  # records that should have been read and were not; another language is no failure


class Coder:
    """Reads slices. The parser and the books are loaded with the first; `beat` is called before each record."""

    def __init__(self, job: Job, beat: Callable[[], None] = lambda: None) -> None:
        self._job = job
        self._beat = beat

    @cached_property
    def _reader(self) -> Reader:
        from dragoman.reading.reader import load_reader

        job = self._job
        return load_reader(job.parser, job.threads, job.lexicon, job.thorough, job.max_words)

    def code(self, part: Slice) -> Shard:
        """The shard of a slice. Raises DragomanError where parser or lexicon cannot be loaded."""
        rows: dict[str, list[Row]] = {table: [] for table in TABLES}
        faults: list[Fault] = []
        for number, outcome in self._outcomes(part):
            if isinstance(outcome, Fault):
                faults.append(outcome)
                rows["errors"].append(error_row(outcome, number))
                continue
            for table, row in Rows(outcome, number, part.pieces[number - part.first].where).all():
                rows[table].append(row)
        return Shard(
            part.number,
            {table: to_parquet(table, found) for table, found in rows.items()},
            {table: len(found) for table, found in rows.items()},
            sum(fault.kind != "language" for fault in faults),
        )

    def _outcomes(self, part: Slice) -> Iterator[tuple[int, Reading | Fault]]:
        """Each record's number with its reading or what was wrong, in order."""
        made = ((piece, self._report(piece)) for piece in part.pieces)
        number = part.first
        while batch := list(islice(made, BATCH)):
            readings = self._readings([report for _, report in batch if isinstance(report, Report)])
            for piece, report in batch:
                yield number, report if isinstance(report, Fault) else _checked(next(readings), piece)
                number += 1

    def _report(self, piece: Piece) -> Report | Fault:
        self._beat()
        return _report(piece)

    def _readings(self, reports: list[Report]) -> Iterator[Reading | str]:
        """The readings, or why there is none: where a batch breaks, each report is read alone."""
        try:
            yield from [self._done(reading) for reading in self._reader.read_many(reports)]
        except DragomanError:
            raise
        except Exception:  # noqa: BLE001 - whatever one report breaks, the others are to be read
            yield from map(self._alone, reports)

    def _done(self, reading: Reading) -> Reading:
        self._beat()
        return reading

    def _alone(self, report: Report) -> Reading | str:
        self._beat()
        try:
            return next(self._reader.read_many([report]))
        except Exception as problem:  # noqa: BLE001 - as above
            return f"{NOT_READ}: {type(problem).__name__}: {problem}"


def _report(piece: Piece) -> Report | Fault:
    if isinstance(piece, Fault):
        return piece
    try:
        return raw_report(piece)
    except SourceError as problem:
        return Fault.of(problem)
    except Exception as problem:  # noqa: BLE001 - one page that breaks a library must not end the batch
        return Fault(piece.where, "source", f"{type(problem).__name__}: {problem}")


def _checked(reading: Reading | str, piece: Piece) -> Reading | Fault:
    if isinstance(reading, str):
        return Fault(piece.where, "reading", reading)
    flag = next((flag for flag in reading.report.flags if flag.startswith(NOT_READ)), None)
    return Fault(piece.where, "reading", flag) if flag else reading
