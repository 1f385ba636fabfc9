"""`dragoman code`: many reports in, Parquet shards out."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli.batch import PARTIAL, complain, date_or_none, settings_in_force
from dragoman.cli.options import Private, Published

if TYPE_CHECKING:
    from rich.progress import Progress

    from dragoman.bulk import Step

INTERRUPTED = 130


def code(
    sources: Annotated[
        list[str],
        typer.Argument(
            metavar="PATH|PATTERN|URL...",
            help="Parquet, JSONL, CSV, WARC, ninjs, text or HTML files, folders, patterns, addresses such as s3://…",
            show_default=False,
        ),
    ],
    out: Annotated[Path, typer.Option("-o", "--output", metavar="DIR", help="Write the shards here; or go on there.")],
    workers: Annotated[
        int | None, typer.Option("--workers", min=1, help="How many; by default one for each core.", show_default=False)
    ] = None,
    ray: Annotated[
        str | None, typer.Option("--ray", metavar="ADDRESS", help='Use a Ray cluster: "auto", "local", HOST:PORT.')
    ] = None,
    thorough: Annotated[bool, typer.Option("--thorough", help="Parse every sentence, promising or not.")] = False,
    published: Published = None,
    records: Annotated[int, typer.Option("--shard", min=1, metavar="N", help="Reports in a shard.")] = 500,
    allow_private: Private = False,
) -> None:
    """Code many reports into Parquet shards. Stopped at any time, the same command goes on where it was left."""
    from dragoman.bulk import Order
    from dragoman.bulk import code as run

    settings = settings_in_force(allow_private)
    order = Order(tuple(sources), out, settings, date_or_none(published), thorough, records, workers, ray)
    tally = Tally()
    try:
        with _shown(tally) as measured:
            for step in run(order, measured):
                tally.add(step)
    except KeyboardInterrupt:
        complain(f"stopped; {tally.shards} shards are done, and the same command goes on from there")
        raise typer.Exit(INTERRUPTED) from None
    print(tally.line(out), file=sys.stderr)
    if tally.failed:
        complain(f"{tally.failed} records could not be read; why stands in {out / 'errors'}")
        raise typer.Exit(PARTIAL)


class Tally:
    """What a run has done so far."""

    def __init__(self) -> None:
        self.shards = self.records = self.failed = self.fresh = 0
        self.rows = {"reports": 0, "events": 0}
        self.progress: Progress | None = None

    def add(self, step: Step) -> None:
        """One more shard."""
        self.shards += 1
        self.records += step.entry.records
        self.failed += step.entry.failed
        self.fresh += step.entry.records if step.fresh else 0
        for table in self.rows:
            self.rows[table] += step.entry.rows[table]
        if self.progress:
            done = None if step.share is None else 100 * step.share
            self.progress.update(self.progress.task_ids[0], completed=done, records=self.records, rate=self._rate())

    def line(self, out: Path) -> str:
        """The end of it, in words."""
        left = self.records - self.fresh
        before = f" ({left} of them before)" if left else ""
        return f"{self.records} records{before}, {self.rows['reports']} reports, {self.rows['events']} events in {out}"

    def _rate(self) -> str:
        spent = self.progress.tasks[0].elapsed if self.progress else None
        return f"{self.fresh / spent:.1f}" if spent and self.fresh else "–"


@contextmanager
def _shown(tally: Tally) -> Iterator[bool]:
    """Progress with rate and time left, on a terminal; tells whether there is one."""
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

    console = Console(stderr=True)
    if not console.is_terminal:
        yield False
        return
    columns = (
        TextColumn("{task.fields[records]:,} records"),
        BarColumn(),
        TextColumn("{task.fields[rate]}/s"),
        TimeElapsedColumn(),
        TextColumn("left"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=console, transient=True, speed_estimate_period=600) as progress:
        progress.add_task("coding", total=100, records=0, rate="–")
        tally.progress = progress
        yield True
