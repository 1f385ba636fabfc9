"""The manifest of a run: what it is, and which shards are done. JSON lines, of which the last may be torn.

A line is added, and forced to the disk, when all files of its shard are there; so what it names is whole.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import msgspec

from dragoman.bulk.coder import Shard
from dragoman.bulk.folder import sync_folder, write_whole
from dragoman.bulk.slices import Slice
from dragoman.bulk.tables import TABLES
from dragoman.errors import BulkError

FILE = "manifest.jsonl"
SUMMARY = "summary.json"  # there only when the whole input is coded


class Run(msgspec.Struct, frozen=True):
    """The first line: all that decides the bytes of the shards."""

    dragoman: str
    schema: int
    model: str
    sources: tuple[str, ...]
    published: str | None
    records_per_shard: int
    max_bytes: int
    parser: str
    lexicon: str
    thorough: bool
    max_words: int | None = None  # runs of earlier versions had no limit


class Entry(msgspec.Struct, frozen=True):
    """A shard that is done. `files` are the SHA-256 of each table's file, `input` that of the slice."""

    shard: int
    first: int
    records: int
    input: str
    rows: dict[str, int]
    failed: int
    files: dict[str, str]

    @staticmethod
    def of(part: Slice, shard: Shard) -> Entry:
        """The line for a slice that was coded."""
        sums = {table: sha256(raw).hexdigest() for table, raw in shard.files.items()}
        return Entry(part.number, part.first, len(part.pieces), part.fingerprint, shard.rows, shard.failed, sums)


def shard_path(folder: Path, table: str, number: int) -> Path:
    """Where the file of a table and shard is."""
    return folder / table / f"{number:06}.parquet"


class Manifest:
    """What is done of a run. Made by `started`, which goes on with what is there."""

    def __init__(self, folder: Path, entries: list[Entry]) -> None:
        self.entries = entries
        self._folder = folder

    @staticmethod
    def started(folder: Path, run: Run) -> Manifest:
        """The manifest of a new run, or of the same one begun before. Raises BulkError where another run's is there."""
        path = folder / FILE
        (folder / SUMMARY).unlink(missing_ok=True)
        entries: list[Entry] = []
        if path.exists():
            found, entries = read_manifest(folder)
            _same(found, run, folder)
            entries = list(_whole(folder, entries))
        write_whole(path, b"".join(msgspec.json.encode(line) + b"\n" for line in (run, *entries)))
        sync_folder(folder)
        return Manifest(folder, entries)

    def store(self, part: Slice, shard: Shard) -> Entry:
        """Write the files of a shard, then its line. Raises BulkError where they cannot be written."""
        for table, raw in shard.files.items():
            path = shard_path(self._folder, table, part.number)
            write_whole(path, raw)
            sync_folder(path.parent)
        entry = Entry.of(part, shard)
        try:
            with (self._folder / FILE).open("ab") as file:
                file.write(msgspec.json.encode(entry) + b"\n")
                file.flush()
                os.fsync(file.fileno())
        except OSError as problem:
            raise BulkError(f"{self._folder / FILE}: cannot be written: {problem.strerror or problem}") from problem
        self.entries.append(entry)
        return entry

    def finish(self, records: int) -> None:
        """Note that the whole input is coded. BulkError where less came of it than before."""
        if records != sum(entry.records for entry in self.entries):
            raise BulkError(f"{self._folder}: the input has become shorter; code it into a new folder")
        rows: Counter[str] = Counter()
        for entry in self.entries:
            rows.update(entry.rows)
        summary = {
            "records": records,
            "shards": len(self.entries),
            "failed": sum(entry.failed for entry in self.entries),
            "rows": {table: rows[table] for table in TABLES},
        }
        write_whole(self._folder / SUMMARY, msgspec.json.format(msgspec.json.encode(summary)) + b"\n")

    def done(self, part: Slice) -> Entry | None:
        """The entry of a slice that was coded before; BulkError where the input was another then."""
        if part.number >= len(self.entries):
            return None
        entry = self.entries[part.number]
        if entry.input != part.fingerprint:
            raise BulkError(
                f"{self._folder}: the input has changed since shard {part.number} was coded "
                f"(near {part.pieces[0].where}); code it into a new folder"
            )
        return entry


def read_manifest(folder: Path) -> tuple[Run, list[Entry]]:
    """The run whose shards a folder holds, and those that are done. Raises BulkError where it holds none."""
    path = folder / FILE
    try:
        lines = path.read_bytes().split(b"\n")[:-1]  # what follows the last line break is torn
        run = msgspec.json.decode(lines[0] if lines else b"", type=Run)
        entries = [msgspec.json.decode(line, type=Entry) for line in lines[1:]]
    except FileNotFoundError as problem:
        raise BulkError(f"{folder}: no coded reports here ({FILE} is missing); `dragoman code` makes them") from problem
    except (OSError, msgspec.DecodeError, UnicodeDecodeError) as problem:
        raise BulkError(f"{path}: this is no manifest of a bulk run: {problem}") from problem
    if any(entry.shard != number for number, entry in enumerate(entries)):
        raise BulkError(f"{path}: shards are missing or out of order")
    return run, entries


def _same(found: Run, wanted: Run, folder: Path) -> None:
    other = [name for name in Run.__struct_fields__ if getattr(found, name) != getattr(wanted, name)]
    if other:
        raise BulkError(
            f"{folder}: holds another run (its {', '.join(other)} differ); give the same command to go on with it, "
            "or another folder"
        )


def _whole(folder: Path, entries: list[Entry]) -> Iterator[Entry]:
    """The entries up to the first of which a file is missing."""
    for entry in entries:
        if not all(shard_path(folder, table, entry.shard).is_file() for table in entry.files):
            return
        yield entry
