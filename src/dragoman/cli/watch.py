"""`dragoman watch`: what feeds bring is read and added to the register, for ever or once."""

from __future__ import annotations

import signal
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli.batch import PARTIAL, complain, settings_in_force
from dragoman.cli.options import Private
from dragoman.cli.register_options import Where

if TYPE_CHECKING:
    from dragoman.records import Report
    from dragoman.register import Register
    from dragoman.settings import Settings
    from dragoman.sources.feeds.visit import Visited


def watch(
    feeds: Annotated[Path, typer.Argument(metavar="FEEDS.TOML", help="The feeds to watch (docs/feeds.md).")],
    register: Where = None,
    once: Annotated[bool, typer.Option("--once", help="Visit the feeds that are due, and leave.")] = False,
    allow_private: Private = False,
) -> None:
    """Watch RSS and Atom feeds: new reports are read and added to the register. Ctrl-C stops; a new run goes on."""
    from dragoman.register import open_register
    from dragoman.sources.feeds import Watch, read_feed_list
    from dragoman.sources.feeds.courtesy import Courtesy
    from dragoman.sources.feeds.visit import Visitor

    settings = settings_in_force(allow_private)
    listed = read_feed_list(feeds)
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with open_register(register or settings.register, lexicon=settings.lexicon) as kept:
        visitor = Visitor(settings, Courtesy(settings, listed.delay), kept.feeds, _adder(kept, settings))
        rounds = Watch(listed.feeds, visitor)
        clean = True
        for visited in rounds.once() if once else rounds.forever():
            clean = _told(visited) and clean
    if not clean:
        raise typer.Exit(PARTIAL)


def _adder(register: Register, settings: Settings) -> Callable[[Sequence[Report]], None]:
    """Reads reports that the register does not know yet, and adds them."""
    import dragoman

    def add(reports: Sequence[Report]) -> None:
        fresh = [report for report in reports if not register.known(report)]
        for added in register.add(dragoman.load(settings).read_many(fresh) if fresh else ()):
            if added.outcome == "flagged":
                complain(f"{added.report}: {added.why}")

    return add


def _told(visited: Visited) -> bool:
    """Print what a visit brought; true where nothing went wrong."""
    for problem in visited.problems:
        complain(str(problem))
    name = visited.feed.publisher or visited.feed.url
    following = visited.next_visit.strftime("%Y-%m-%d %H:%M UTC")
    typer.echo(f"{name}: {visited.added} added, {visited.known} known; next {following}")
    return not visited.problems
