"""The paste box: read, shown, kept only if asked; slow or broken text costs a process, not the server."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path
from threading import Timer

import pytest

from dragoman.errors import Busy, DragomanError, TookTooLong
from dragoman.records import Reading
from dragoman.register import open_register
from dragoman.sources import Given
from dragoman.web.desk import MOST_KEPT, MOST_WAITING, Desk, Tray

from .conftest import SCRIPT, Client, client_of

TEXT = "OSLO, March 3, 2015 - Norway sold Chile 12 patrol boats on Monday. Foreign Minister Kari Berg said she would visit Santiago."


@pytest.fixture(scope="module")
def desk() -> Iterator[Desk]:
    made = Desk(60)
    yield made
    made.close()


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("own") / "own.sqlite"
    open_register(path).close()
    return path


@pytest.fixture(scope="module")
def mine(own: Path) -> Iterator[Client]:
    yield from client_of(own)


def test_a_pasted_report_is_shown_and_kept_only_if_asked(mine: Client, own: Path) -> None:
    assert mine.get("/read").status_code == 200
    answer = mine.post("/read", data={"text": TEXT, "title": SCRIPT, "url": "javascript:alert(1)", "publisher": ""})
    assert answer.status_code == 200
    assert "Read, not kept" in answer.text
    assert "patrol boats" in answer.text
    assert SCRIPT not in answer.text
    assert 'href="javascript:' not in answer.text
    assert mine.get("/api/counts").json()["reports"] == 0
    name = str(answer.url).rpartition("/")[2]
    kept = mine.post(f"/read/{name}/keep")
    assert "The report is in the register" in kept.text
    with open_register(own, readonly=True) as register:
        assert register.counts().reports == 1
    assert "Already there" in mine.post(f"/read/{name}/keep").text
    assert mine.get("/api/transfers").json()["count"] == 1


def test_the_sample_is_not_added_to(sample: Client) -> None:
    answer = sample.post("/read", data={"text": TEXT})
    assert "Keep it" not in answer.text
    name = str(answer.url).rpartition("/")[2]
    assert sample.post(f"/read/{name}/keep").status_code == 403


def test_a_wrong_date_is_told(mine: Client) -> None:
    answer = mine.post("/read", data={"text": TEXT, "published": "the day before"})
    assert answer.status_code == 422
    assert "the day before" in answer.text


def test_the_api_reads_too(mine: Client) -> None:
    answer = mine.post("/api/read", json={"text": TEXT, "published": "2015-03-03"})
    reading = Reading.from_json(answer.content)
    assert reading.report.published == "2015-03-03"
    assert reading.transfers
    assert mine.post("/api/read", json={"text": ""}).status_code == 422
    assert mine.post("/api/read", json={}).status_code == 422


def test_reading_that_takes_too_long_is_stopped(desk: Desk) -> None:
    assert desk.read(TEXT, Given()).events
    hasty = Desk(0.001)
    with pytest.raises(TookTooLong, match="was stopped"):
        hasty.read(TEXT * 40, Given())
    hasty.close()
    assert desk.read(TEXT, Given()).events


def read_while_it_dies(desk: Desk) -> None:
    worker = desk._worker
    assert worker is not None
    assert worker.pipe.poll(10)
    pid = worker.process.pid
    assert pid is not None
    os.kill(pid, signal.SIGSTOP)
    Timer(0.2, os.kill, (pid, signal.SIGKILL)).start()
    desk.read(TEXT, Given())


def test_a_reader_that_dies_is_replaced(desk: Desk) -> None:
    desk.read(TEXT, Given())
    worker = desk._worker
    assert worker is not None
    worker.process.kill()
    worker.process.join()
    assert desk.read(TEXT, Given()).events
    with pytest.raises(DragomanError, match="stopped"):
        read_while_it_dies(desk)
    assert desk.read(TEXT, Given()).events


def test_too_many_at_once_are_told_to_wait(desk: Desk) -> None:
    for _ in range(MOST_WAITING):
        desk._places.acquire()
    try:
        with pytest.raises(Busy):
            desk.read(TEXT, Given())
    finally:
        for _ in range(MOST_WAITING):
            desk._places.release()


def test_the_tray_holds_the_last_few(desk: Desk) -> None:
    tray, reading = Tray(), desk.read("Nothing.", Given())
    names = [tray.put(reading) for _ in range(MOST_KEPT + 1)]
    assert tray.get(names[0]) is None
    assert tray.get(names[-1]) == reading
    assert len(set(names)) == len(names)
