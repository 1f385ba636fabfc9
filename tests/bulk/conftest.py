"""Workers without a parser, in this process: what is tested here is the way of the slices, not the reading."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from dragoman.bulk import run
from dragoman.bulk.coder import Coder, Job, Shard
from dragoman.bulk.crew import Crew
from dragoman.bulk.run import Order
from dragoman.bulk.slices import Slice
from dragoman.bulk.workers import WorkerDied
from dragoman.records import Reading, Report
from dragoman.settings import Settings


class StubReader:
    """Finds nothing; a report that says "break" breaks it."""

    def read_many(self, reports: Iterable[Report]) -> Iterator[Reading]:
        for report in reports:
            if "break" in report.text:
                raise ZeroDivisionError("broken")
            yield Reading(report, version="0")


class StubCoder(Coder):
    _reader = StubReader()  # type: ignore[assignment]


class StubWorker:
    """Codes in this process; a record that says "die" ends it."""

    hired = 0

    def __init__(self) -> None:
        type(self).hired += 1
        self._coder = StubCoder(Job())

    def code(self, part: Slice) -> Shard:
        if any(b"die" in getattr(piece, "body", b"") for piece in part.pieces):
            raise WorkerDied("as asked")
        return self._coder.code(part)

    def close(self) -> None:
        pass


@pytest.fixture
def stubbed(monkeypatch: pytest.MonkeyPatch) -> type[StubWorker]:
    """Runs hire workers that find nothing."""
    monkeypatch.setattr(StubWorker, "hired", 0)
    monkeypatch.setattr(run, "_crew", lambda order: Crew(StubWorker, order.workers or 1))
    return StubWorker


@pytest.fixture
def lines(tmp_path: Path) -> Path:
    """Ten small reports."""
    path = tmp_path / "in.jsonl"
    path.write_text("".join(f'{{"id": "r{n}", "text": "Norway and Chile met in place {n}."}}\n' for n in range(10)))
    return path


def order(folder: Path, *sources: Path | str, **changes: object) -> Order:
    """A run over these sources, three records a shard."""
    given: dict[str, object] = {"settings": Settings(), "records": 3, "workers": 1, **changes}
    return Order(tuple(map(str, sources)), folder, **given)  # type: ignore[arg-type]


def tree(folder: Path) -> dict[str, bytes]:
    """All files of a folder with their bytes."""
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}
