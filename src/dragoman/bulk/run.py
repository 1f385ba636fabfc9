"""A bulk run: all sources in slices, through the workers, into a folder of shards, from where it was left."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from dragoman.bulk.coder import Job
from dragoman.bulk.crew import Crew
from dragoman.bulk.folder import locked
from dragoman.bulk.manifest import Entry, Manifest, Run
from dragoman.bulk.meter import Meter
from dragoman.bulk.slices import Slice, slices
from dragoman.bulk.tables import SCHEMA
from dragoman.bulk.workers import LocalWorker
from dragoman.errors import BulkError, SourceError
from dragoman.settings import Settings
from dragoman.sources.inputs import STDIN, raw_source
from dragoman.sources.raw import Raw
from dragoman.version import __version__

RECORDS = 500  # in a shard


@dataclass(frozen=True)
class Order:
    """What is to be coded, how, and where to."""

    sources: tuple[str, ...]
    folder: Path
    settings: Settings
    published: str | None = None
    thorough: bool = False
    records: int = RECORDS
    workers: int | None = None
    ray: str | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """A shard is done. `fresh`: it was coded now; `share`: how much of the input lies behind, if known."""

    entry: Entry
    fresh: bool
    share: float | None


def code(order: Order, measured: bool = False) -> Iterator[Step]:
    """Code all sources, a step for each shard, in the order of the input; what was done before is not done again.

    measured: find out the size of the input first, so that each step tells its share of it
    Raises BulkError where the folder holds another run, is being written, or cannot be.
    """
    if STDIN in order.sources:
        raise BulkError("standard input cannot be read again where a run goes on; give a file")
    with locked(order.folder):
        manifest = Manifest.started(order.folder, _run(order))
        meter = Meter(order.sources, measured)
        parts = slices(_found(order, meter), order.records)
        for part in parts:
            entry = manifest.done(part)
            if entry is None:
                yield from _coded(order, chain((part,), parts), manifest, meter)
                break
            yield Step(entry, False, meter.share)
        manifest.finish(meter.records)


def _coded(order: Order, parts: Iterable[Slice], manifest: Manifest, meter: Meter) -> Iterator[Step]:
    under_way: deque[tuple[Slice, float | None]] = deque()

    def noted() -> Iterator[Slice]:
        for part in parts:
            under_way.append((part, meter.share))
            yield part

    for shard in _crew(order).code(noted()):
        part, share = under_way.popleft()
        yield Step(manifest.store(part, shard), True, share)


def _found(order: Order, meter: Meter) -> Iterator[Raw | SourceError]:
    for source in order.sources:
        for raw in raw_source(source, order.settings, order.published, stores=True, through=meter.watch):
            meter.records += 1
            yield raw


def _crew(order: Order) -> Crew:
    settings = order.settings
    job = Job(settings.parser, settings.threads or 1, settings.lexicon, order.thorough, settings.max_words)
    if order.ray is not None:
        from dragoman.bulk.ray_workers import RayCluster

        cluster = RayCluster(order.ray)
        return Crew(lambda: cluster.worker(job), order.workers or cluster.size)
    return Crew(lambda: LocalWorker(job), order.workers or _cores())


def _cores() -> int:
    """The cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _run(order: Order) -> Run:
    from dragoman.knowledge.digest import lexicon_hash
    from dragoman.parsing import model_version

    settings = order.settings
    return Run(
        dragoman=__version__,
        schema=SCHEMA,
        model=model_version(),
        sources=order.sources,
        published=order.published,
        records_per_shard=order.records,
        max_bytes=settings.max_bytes,
        parser=settings.parser,
        lexicon=lexicon_hash(settings.lexicon),
        thorough=order.thorough,
        max_words=settings.max_words,
    )
