import signal
import sys
from collections.abc import Iterable, Iterator
from multiprocessing import get_context
from threading import Barrier, Thread
from time import process_time, sleep

import pytest

from dragoman.bulk import workers
from dragoman.bulk.coder import Coder, Job, Shard
from dragoman.bulk.crew import REASON, WAITING, Crew
from dragoman.bulk.slices import Slice
from dragoman.bulk.workers import LocalWorker, WorkerDied
from dragoman.errors import BulkError
from dragoman.records import Reading, Report
from dragoman.sources.raw import Raw

from .conftest import StubReader, StubWorker


def part(number: int, *texts: str) -> Slice:
    return Slice(number, 10 * number, tuple(Raw(f"a:{n}", text.encode(), "text") for n, text in enumerate(texts)))


def test_shards_come_in_order() -> None:
    class Slow(StubWorker):
        def code(self, part: Slice) -> Shard:
            sleep(0.02 * (part.number % 3))
            return super().code(part)

    found = list(Crew(Slow, 3).code(part(n, "text") for n in range(12)))
    assert [shard.number for shard in found] == list(range(12))


def test_few_slices_are_under_way_at_once() -> None:
    taken = 0

    def parts() -> Iterator[Slice]:
        nonlocal taken
        for number in range(50):
            taken += 1
            yield part(number, "text")

    for done, _ in enumerate(Crew(StubWorker, 2).code(parts())):
        assert taken - done <= 2 * WAITING
    assert taken == 50


def test_no_work_needs_no_worker() -> None:
    before = StubWorker.hired
    assert list(Crew(StubWorker, 2).code([])) == []
    assert StubWorker.hired == before


def test_a_worker_that_dies_once_costs_nothing() -> None:
    class Frail(StubWorker):
        died = False

        def code(self, part: Slice) -> Shard:
            if part.number == 1 and not Frail.died:
                Frail.died = True
                raise WorkerDied("once")
            return super().code(part)

    found = list(Crew(Frail, 2).code(part(n, "one", "two") for n in range(3)))
    assert [shard.rows["reports"] for shard in found] == [2, 2, 2]
    assert Frail.died


def test_records_that_end_a_worker_are_found_and_reported() -> None:
    texts = [f"text {n}" for n in range(7)]
    texts[2] = texts[5] = "die"
    (shard,) = Crew(StubWorker, 1).code([part(0, *texts)])
    assert (shard.rows["reports"], shard.rows["errors"], shard.failed) == (5, 2, 2)
    (alone,) = Crew(StubWorker, 1).code([part(0, "die")])
    assert alone.rows["errors"] == 1
    assert "twice tried" in REASON


def test_a_complaint_ends_the_run() -> None:
    class Unfit(StubWorker):
        def code(self, part: Slice) -> Shard:
            raise BulkError("no model")

    with pytest.raises(BulkError, match="no model"):
        list(Crew(Unfit, 2).code(part(n, "x") for n in range(5)))


def test_leaving_early_sends_the_workers_home() -> None:
    closed = []

    class Polite(StubWorker):
        def close(self) -> None:
            closed.append(self)

    shards = Crew(Polite, 2).code(part(n, "x") for n in range(50))
    next(shards)
    shards.close()  # type: ignore[attr-defined]
    assert 1 <= len(closed) <= 2


def test_a_process_that_is_killed_is_noticed() -> None:
    worker = LocalWorker(Job())
    ready = Barrier(2)

    def kill() -> None:
        ready.wait()
        sleep(0.2)
        worker._process.kill()

    thread = Thread(target=kill)
    thread.start()
    ready.wait()
    with pytest.raises(WorkerDied, match="ended with code -9"):
        worker.code(part(0, *["The ministers met in Oslo. " * 400] * 50))
    thread.join()
    worker.close()


@pytest.mark.skipif(sys.platform == "win32", reason="no timer of the processor's time")
def test_a_process_ends_itself_where_a_record_hangs(monkeypatch: pytest.MonkeyPatch) -> None:
    class Hanging(StubReader):
        def read_many(self, reports: Iterable[Report]) -> Iterator[Reading]:
            while True:
                pass

    monkeypatch.setattr(workers, "HANGS", 0.1)
    monkeypatch.setattr(Coder, "_reader", Hanging())
    process = get_context("fork").Process(target=lambda: workers.watched(Job()).code(part(0, "text")))
    process.start()
    process.join(60)
    process.kill()
    assert process.exitcode == -signal.SIGPROF


def test_work_that_goes_on_is_not_taken_to_hang(monkeypatch: pytest.MonkeyPatch) -> None:
    class Busy(StubReader):
        def read_many(self, reports: Iterable[Report]) -> Iterator[Reading]:
            for reading in super().read_many(reports):
                end = process_time() + 0.1
                while process_time() < end:
                    pass
                yield reading

    monkeypatch.setattr(workers, "HANGS", 0.5)
    monkeypatch.setattr(Coder, "_reader", Busy())
    process = get_context("fork").Process(target=lambda: workers.watched(Job()).code(part(0, *["text"] * 20)))
    process.start()
    process.join()
    assert process.exitcode == 0


def test_a_process_tells_why_it_cannot_work() -> None:
    worker = LocalWorker(Job(parser="nobody"))
    with pytest.raises(BulkError, match='no parser is called "nobody"'):
        worker.code(part(0, "text"))
    worker.close()
