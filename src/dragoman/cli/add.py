"""`dragoman add`: reports into the register."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli.batch import PARTIAL, Batch, complain, date_or_none, settings_in_force
from dragoman.cli.options import Private, Published
from dragoman.cli.register_options import Where

if TYPE_CHECKING:
    from dragoman.records import Reading, Report
    from dragoman.register import Register
    from dragoman.register.records import Added
    from dragoman.settings import Settings

INTERRUPTED = 130
COUNTED = ("added", "known", "revised", "flagged", "copies")


def add(
    sources: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="PATH|URL|-...",
            help="Files, folders or addresses of reports, as for `dragoman read`.",
            show_default=False,
        ),
    ] = None,
    published: Published = None,
    coded: Annotated[
        Path | None, typer.Option("--coded", metavar="DIR", help="Add what `dragoman code` has made in this folder.")
    ] = None,
    allow_private: Private = False,
    register: Where = None,
) -> None:
    """Read reports and keep them in the register. Known reports are passed over, so that a run can be repeated."""
    from dragoman.errors import DragomanError
    from dragoman.register import open_register

    if not sources and coded is None:
        raise typer.BadParameter("give reports to add, or --coded DIR")
    settings = settings_in_force(allow_private)
    batch, tally = Batch(sources or [], settings, date_or_none(published)), Tally()
    with open_register(register or settings.register, lexicon=settings.lexicon) as known:
        try:
            with _shown() as show:
                for added in known.add(_readings(batch, known, settings, coded, tally)):
                    tally.note(added)
                    if added.outcome == "flagged":
                        batch.fail(f"{added.report}: {added.why}")
                    show(f"{tally.line()}: {added.report}")
        except KeyboardInterrupt:
            complain(f"stopped ({tally.line()}); the same command goes on from there")
            raise typer.Exit(INTERRUPTED) from None
        except DragomanError as problem:
            complain(str(problem))
            typer.echo(tally.line())
            raise typer.Exit(PARTIAL) from problem
        typer.echo(f"{tally.line()} in {known.name}")
    batch.finish()


class Tally:
    """What has become of the reports so far."""

    def __init__(self) -> None:
        self._counts: Counter[str] = Counter()

    def note(self, added: Added) -> None:
        """One more report."""
        self._counts[added.outcome] += 1
        self._counts["copies"] += added.copy_of is not None

    def known(self) -> None:
        """A report that was not even read."""
        self._counts["known"] += 1

    def line(self) -> str:
        """The counts in words."""
        return ", ".join(f"{self._counts[name]} {name}" for name in COUNTED)


def _readings(
    batch: Batch, register: Register, settings: Settings, coded: Path | None, tally: Tally
) -> Iterator[Reading]:
    """The readings of what is not known yet. The parser is loaded only where there is something to read."""
    import dragoman

    if coded is not None:
        from dragoman.bulk import read_coded

        yield from read_coded(coded)
    new = _unknown(batch.reports(), register, tally)
    for first in new:
        yield from dragoman.load(settings).read_many(chain([first], new))


def _unknown(reports: Iterable[Report], register: Register, tally: Tally) -> Iterator[Report]:
    for report in reports:
        if register.known(report):
            tally.known()
        else:
            yield report


@contextmanager
def _shown() -> Iterator[Callable[[str], None]]:
    """A line of progress on a terminal."""
    from rich.console import Console
    from rich.markup import escape

    console = Console(stderr=True)
    if not console.is_terminal:
        yield lambda line: None
        return
    with console.status("reading …") as status:
        yield lambda line: status.update(escape(line))
