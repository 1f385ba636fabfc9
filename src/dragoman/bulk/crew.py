"""The workers together: slices out, shards back in the order of the input, and what happens where a worker dies.

A thread stands beside each worker and waits for it, so that a worker's death is that thread's matter alone: the slice
is tried once more with a new worker; if that dies too, the records that end a worker are searched by halves, reported
and left out.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from queue import SimpleQueue
from threading import Event, Lock

from dragoman.bulk.coder import Shard
from dragoman.bulk.slices import Fault, Piece, Slice
from dragoman.bulk.workers import Worker, WorkerDied

WAITING = (
    3  # slices under way for each worker: one being coded, the others ready or waiting for their turn to be stored
)
REASON = "reading this record ends the worker (out of memory, a crash, or no end of it); twice tried"


class Crew:
    """Some workers, made by `hire` when there is work, and replaced when they die."""

    def __init__(self, hire: Callable[[], Worker], size: int) -> None:
        self._size = size
        self._idle: SimpleQueue[Post] = SimpleQueue()
        self._posts = [Post(hire) for _ in range(size)]
        for post in self._posts:
            self._idle.put(post)

    def code(self, parts: Iterable[Slice]) -> Iterator[Shard]:
        """The shards of all slices, in order. Few slices are held at a time, whatever the length of the input."""
        under_way: deque[Future[Shard]] = deque()
        with ThreadPoolExecutor(self._size) as threads:
            try:
                for part in parts:
                    under_way.append(threads.submit(self._code, part))
                    if len(under_way) >= WAITING * self._size:
                        yield under_way.popleft().result()
                while under_way:
                    yield under_way.popleft().result()
            finally:
                threads.shutdown(wait=False, cancel_futures=True)
                self.close()

    def close(self) -> None:
        """Send all workers home at once."""
        for post in self._posts:
            post.close()

    def _code(self, part: Slice) -> Shard:
        post = self._idle.get()
        try:
            return post.code(part)
        finally:
            self._idle.put(post)


class Post:
    """The place of one worker, which another takes when it dies."""

    def __init__(self, hire: Callable[[], Worker]) -> None:
        self._hire = hire
        self._worker: Worker | None = None
        self._closed = Event()
        self._hiring = Lock()

    def code(self, part: Slice) -> Shard:
        """The shard of a slice, whatever becomes of the workers on the way. Raises what a worker complains of."""
        for _ in range(2):
            try:
                return self._try(part)
            except WorkerDied:
                if self._closed.is_set():
                    raise
        deadly = set(self._deadly(part, range(len(part.pieces))))
        return self._try(replace(part, pieces=tuple(_marked(p, n in deadly) for n, p in enumerate(part.pieces))))

    def close(self) -> None:
        """End the worker; no other comes."""
        with self._hiring:
            self._closed.set()
            if self._worker:
                self._worker.close()

    def _try(self, part: Slice) -> Shard:
        worker = self._present()
        try:
            return worker.code(part)
        except WorkerDied:
            with self._hiring:
                worker.close()
                self._worker = None
            raise

    def _present(self) -> Worker:
        with self._hiring:
            if self._closed.is_set():
                raise WorkerDied("the run is being ended")
            if self._worker is None:
                self._worker = self._hire()
            return self._worker

    def _deadly(self, part: Slice, numbers: range) -> Iterator[int]:
        """Which records of a part that ends a worker do so."""
        if len(numbers) == 1:
            yield numbers[0]
            return
        half = len(numbers) // 2
        for some in (numbers[:half], numbers[half:]):
            try:
                self._try(replace(part, pieces=part.pieces[some.start : some.stop]))
            except WorkerDied:
                if self._closed.is_set():
                    raise
                yield from self._deadly(part, some)


def _marked(piece: Piece, deadly: bool) -> Piece:
    return Fault(piece.where, "worker", REASON) if deadly else piece
