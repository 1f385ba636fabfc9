"""`dragoman explain`: why a sentence gives the records it gives."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli.batch import date_or_none, settings_in_force
from dragoman.cli.options import Published

if TYPE_CHECKING:
    from rich.console import Console

    from dragoman.reading.explain import Explanation, Trial


def explain(
    sentence: Annotated[str, typer.Argument(help="A sentence or a few.", show_default=False)],
    published: Published = None,
) -> None:
    """Show a sentence's tree and names, the rules that fired, and those that nearly did and why not."""
    import dragoman
    from dragoman.reading.explain import explain as explained

    settings = settings_in_force()
    _show(explained(sentence, dragoman.load(settings), date_or_none(published)))


def _show(explanation: Explanation) -> None:
    from rich.console import Console

    console = Console(highlight=False)
    _heading(console, "TREE")
    for line in explanation.tree:
        console.print(line, markup=False)
    _heading(console, "NAMES")
    for words, label in explanation.names:
        console.print(f"{words}  {label}", markup=False)
    fired = [trial for trial in explanation.trials if trial.outcome == "fired"]
    _trials(console, "RULES THAT FIRED", fired)
    _trials(console, "RULES THAT DID NOT", [trial for trial in explanation.trials if trial.outcome != "fired"])
    _records(console, explanation)


def _heading(console: Console, title: str) -> None:
    console.print(f"\n{title}", style="bold cyan")


def _trials(console: Console, title: str, trials: list[Trial]) -> None:
    _heading(console, title)
    for trial in trials:
        parties = f"  {', '.join(trial.actor) or '?'} → {', '.join(trial.recipient) or '?'}"
        told = parties if trial.outcome == "fired" else f"  {trial.outcome}"
        console.print(f"{trial.word}: {trial.frame} ({trial.where}){told}", markup=False)
    if not trials:
        console.print("none", style="dim")


def _records(console: Console, explanation: Explanation) -> None:
    from dragoman.exports.brief import brief, to_rich

    _heading(console, "RECORDS")
    console.print(to_rich(brief(explanation.reading)[2:]))
