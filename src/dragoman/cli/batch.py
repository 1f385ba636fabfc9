"""Runs a reading over many sources: errors to standard error, the batch goes on, the exit code remembers."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dragoman.records import Reading, Report
    from dragoman.settings import Settings

PARTIAL = 1  # exit code: something could not be read
USAGE = 2  # exit code: the command itself is wrong


class Batch:
    """Sources being read. `failed` counts those that could not be."""

    def __init__(self, sources: Iterable[str], settings: Settings, published: str | None) -> None:
        self._sources = list(sources)
        self._settings = settings
        self._published = published
        self.failed = 0

    def reports(self) -> Iterator[Report]:
        """The reports that can be read; for each that cannot, a line on standard error."""
        from dragoman.records import Report
        from dragoman.sources import read_sources

        for result in read_sources(self._sources, self._settings, self._published):
            if isinstance(result, Report):
                yield result
            else:
                self.fail(str(result))

    def fail(self, message: str) -> None:
        """Note that something could not be read, on standard error and for the exit code."""
        self.failed += 1
        complain(message)

    def readings(self) -> Iterator[Reading]:
        """The readings in the order given, with a progress line on a terminal where there are many."""
        import dragoman
        from dragoman.records import NOT_READ

        with _progress(self._sources) as advance:
            for reading in dragoman.load(self._settings).read_many(self.reports()):
                advance(reading.report.id)
                for flag in reading.report.flags:
                    if flag.startswith(NOT_READ):
                        self.fail(f"{reading.report.id}: {flag}")
                yield reading

    def finish(self) -> None:
        """Leave with exit code 1 if anything failed."""
        if self.failed:
            import typer

            raise typer.Exit(PARTIAL)


def complain(message: str) -> None:
    """A line on standard error."""
    print(f"dragoman: {message}", file=sys.stderr)


class Counter:
    """Counts reports on a terminal's standard error."""

    def __init__(self, many: bool) -> None:
        from rich.console import Console

        console = Console(stderr=True)
        shown = many and console.is_terminal and not sys.stdout.isatty()
        self.status = console.status("reading …") if shown else None
        self._count = 0

    def __call__(self, name: str) -> None:
        """One more report."""
        self._count += 1
        if self.status:
            self.status.update(f"{self._count} read, {name}")


@contextmanager
def _progress(sources: list[str]) -> Iterator[Counter]:
    from pathlib import Path

    counter = Counter(many=len(sources) > 1 or any(Path(s).is_dir() or "jsonl" in s for s in sources))
    if counter.status is None:
        yield counter
        return
    with counter.status:
        yield counter


def settings_in_force(allow_private: bool = False, **given: object) -> Settings:
    """The settings of file and environment, with what the command line gives over them."""
    from dataclasses import replace

    from dragoman.settings import load_settings

    settings = load_settings()
    changes = {key: value for key, value in given.items() if value is not None}
    if allow_private:
        changes["allow_private"] = True
    return replace(settings, **changes)  # type: ignore[arg-type]


def date_or_none(text: str | None) -> str | None:
    """A --published date as ISO 8601; SettingsError for an unknown format."""
    from dragoman.sources.dates import given_date

    return given_date(text) if text else None
