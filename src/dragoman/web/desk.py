"""Pasted reports are read in a process of their own, one at a time: bad text costs that process, not the server."""

from __future__ import annotations

import multiprocessing
import secrets
from collections import OrderedDict
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from threading import BoundedSemaphore, Lock

from dragoman.errors import Busy, DragomanError, TookTooLong
from dragoman.records import Reading
from dragoman.sources import Given

START_SECONDS = 60.0  # until model and books are loaded
MOST_WAITING = 4  # visitors whose reports wait for one another
MOST_KEPT = 32  # readings that a visitor may still look at


@dataclass(frozen=True)
class _Worker:
    process: BaseProcess
    pipe: Connection


class Desk:
    """Reads texts with a bound on time. Safe to call from several threads."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._turn = Lock()
        self._places = BoundedSemaphore(MOST_WAITING)
        self._worker: _Worker | None = None

    def warm(self) -> None:
        """Start the process before it is needed; returns at once."""
        if self._turn.acquire(blocking=False):
            try:
                self._started()
            finally:
                self._turn.release()

    def read(self, text: str, given: Given) -> Reading:
        """The reading of a text. Raises Busy where others wait already, TookTooLong, or what the reading raised."""
        if not self._places.acquire(blocking=False):
            raise Busy("Other reports are being read. Try again in a moment.")
        try:
            with self._turn:
                return self._read(text, given)
        finally:
            self._places.release()

    def close(self) -> None:
        """End the process."""
        with self._turn:
            self._end()

    def _read(self, text: str, given: Given) -> Reading:
        worker = self._started()
        try:
            if not worker.pipe.poll(START_SECONDS):
                raise TookTooLong("The reader did not start. See what `dragoman doctor` says.")
            worker.pipe.recv()
            worker.pipe.send((text, given))
            if not worker.pipe.poll(self._seconds):
                raise TookTooLong(
                    f"Reading this took longer than {self._seconds:g} seconds and was stopped. Try a part of it."
                )
            answer = worker.pipe.recv()
        except TookTooLong:
            self._end()
            raise
        except (EOFError, OSError) as problem:
            self._end()
            raise DragomanError("The reader stopped. Try a part of the text, or `dragoman doctor`.") from problem
        if isinstance(answer, Reading):
            return answer
        raise DragomanError(str(answer))

    def _started(self) -> _Worker:
        if self._worker is None or not self._worker.process.is_alive():
            self._end()
            context = multiprocessing.get_context("spawn")
            here, there = context.Pipe()
            process = context.Process(target=_serve, args=(there,), daemon=True, name="dragoman reader")
            process.start()
            there.close()
            self._worker = _Worker(process, here)
        return self._worker

    def _end(self) -> None:
        if self._worker is not None:
            self._worker.pipe.close()
            self._worker.process.kill()
            self._worker.process.join()
            self._worker.process.close()
            self._worker = None


def _serve(pipe: Connection) -> None:
    """The process: says that it is ready, takes a text, hands back a reading or the words of an error."""
    import dragoman
    from dragoman.sources import make_report

    try:
        reader = dragoman.load()
        while True:
            pipe.send("ready")
            text, given = pipe.recv()
            pipe.send(next(iter(reader.read_many([make_report(text, given)]))))
    except DragomanError as problem:
        pipe.send("ready")
        pipe.send(str(problem))
    except (EOFError, KeyboardInterrupt, BrokenPipeError):
        pipe.close()


class Tray:
    """The last readings of pasted reports, by a name nobody can guess; the oldest goes when it is full."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._readings: OrderedDict[str, Reading] = OrderedDict()

    def put(self, reading: Reading) -> str:
        """The name under which the reading lies."""
        name = secrets.token_urlsafe(9)
        with self._lock:
            self._readings[name] = reading
            while len(self._readings) > MOST_KEPT:
                self._readings.popitem(last=False)
        return name

    def get(self, name: str) -> Reading | None:
        """The reading of that name, if it still lies there."""
        with self._lock:
            return self._readings.get(name)
