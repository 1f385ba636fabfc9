"""A worker in a process of this machine.

It is started anew (spawned), not forked: the model's threads do not survive a fork.
"""

from __future__ import annotations

import multiprocessing
import signal
import sys
from functools import partial
from multiprocessing.connection import Connection
from typing import Protocol

from dragoman.bulk.coder import Coder, Job, Shard
from dragoman.bulk.slices import Slice
from dragoman.errors import BulkError, DragomanError

HANGS = 600.0  # seconds of the processor after which a record hangs; 100,000 words of news take half a minute


class WorkerDied(Exception):
    """A worker ended while it was at a slice: killed for memory, its code crashed, or a record took without end."""


class Worker(Protocol):
    """Somebody who codes slices, one after the other."""

    def code(self, part: Slice) -> Shard:
        """The shard of a slice. Raises WorkerDied, or the DragomanError that the worker met."""

    def close(self) -> None:
        """End it at once."""


class LocalWorker:
    """A process that codes slices until its pipe closes."""

    def __init__(self, job: Job) -> None:
        context = multiprocessing.get_context("spawn")
        self._pipe, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(theirs, job), daemon=True)
        self._process.start()
        theirs.close()  # so that the pipe breaks when the process ends

    def code(self, part: Slice) -> Shard:
        """The shard of a slice."""
        try:
            self._pipe.send(part)
            answer = self._pipe.recv()
        except (EOFError, OSError) as problem:
            self._process.join(1)
            raise WorkerDied(f"the worker ended with code {self._process.exitcode}") from problem
        return taken(answer)

    def close(self) -> None:
        """End the process at once."""
        self._process.kill()
        self._process.join()
        self._pipe.close()


def taken(answer: Shard | str) -> Shard:
    """What a worker gave; BulkError where it gave a complaint."""
    if isinstance(answer, str):
        raise BulkError(answer)
    return answer


def answered(coder: Coder, part: Slice) -> Shard | str:
    """The shard of a slice, or why the worker cannot work at all, in words: errors do not travel well."""
    try:
        return coder.code(part)
    except DragomanError as problem:
        return str(problem)


def watched(job: Job) -> Coder:
    """A coder that ends its process where a record hangs. The processor's time is counted, not the clock's."""
    return Coder(job, partial(_beat, HANGS * job.threads))


def _beat(seconds: float) -> None:
    """End this process after so much more work, even if it is stuck in a library: nobody catches the signal."""
    if sys.platform != "win32":
        signal.setitimer(signal.ITIMER_PROF, seconds)


def _serve(pipe: Connection, job: Job) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process that started this one
    coder = watched(job)
    while True:
        try:
            part = pipe.recv()
        except EOFError:
            return
        pipe.send(answered(coder, part))
