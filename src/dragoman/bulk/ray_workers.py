"""A worker in an actor of a Ray cluster (the extra `ray`), doing what a process of this machine does."""

from __future__ import annotations

import logging
from typing import Any

from dragoman.bulk.coder import Job, Shard
from dragoman.bulk.slices import Slice
from dragoman.bulk.workers import Worker, WorkerDied, answered, taken, watched
from dragoman.errors import BulkError

LOCAL = "local"  # a cluster of this machine alone, begun with the run and ended with it


class RayCluster:
    """The cluster at an address: "auto", "local", "HOST:6379" or "ray://HOST:10001". Raises BulkError."""

    def __init__(self, address: str) -> None:
        try:
            import ray
        except ImportError as problem:
            raise BulkError("Ray is not installed; `pip install 'dragoman[ray]'` installs it") from problem
        self._ray = ray
        try:
            ray.init(
                address=address,
                log_to_driver=False,
                logging_level=logging.ERROR,
                include_dashboard=False if address == LOCAL else None,
            )
        except (ConnectionError, RuntimeError, ValueError, OSError) as problem:
            raise BulkError(f"no Ray cluster can be reached at {address}: {problem}") from problem

    @property
    def size(self) -> int:
        """A worker for each processor of the cluster."""
        resources: dict[str, float] = self._ray.cluster_resources()  # type: ignore[no-untyped-call]
        return max(1, int(resources.get("CPU", 1)))

    def worker(self, job: Job) -> Worker:
        """A new actor."""
        return RayWorker(self._ray, job)


class RayWorker:
    """An actor that codes slices."""

    def __init__(self, ray: Any, job: Job) -> None:
        self._ray = ray
        self._actor = ray.remote(num_cpus=1, max_restarts=0, max_task_retries=0)(Actor).remote(job)

    def code(self, part: Slice) -> Shard:
        """The shard of a slice."""
        try:
            answer: Shard | str = self._ray.get(self._actor.code.remote(part))
        except self._ray.exceptions.RayTaskError:
            raise
        except self._ray.exceptions.RayError as problem:
            raise WorkerDied(str(problem)) from problem
        return taken(answer)

    def close(self) -> None:
        """End the actor at once."""
        self._ray.kill(self._actor)


class Actor:
    """What runs on the cluster."""

    def __init__(self, job: Job) -> None:
        self._coder = watched(job)

    def code(self, part: Slice) -> Shard | str:
        """The shard of a slice, or a complaint."""
        return answered(self._coder, part)
