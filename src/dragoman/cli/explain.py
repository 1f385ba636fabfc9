"""`dragoman explain`: why a sentence gives the records it gives."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli.batch import date_or_none, settings_in_force
from dragoman.cli.options import Published

if TYPE_CHECKING:
    from dragoman.exports.brief import Line
    from dragoman.reading.explain import Explanation, Trial


def explain(
    sentence: Annotated[str, typer.Argument(help="A sentence or a few.", show_default=False)],
    published: Published = None,
) -> None:
    """Show a sentence's tree and names, the rules that fired, and those that nearly did and why not."""
    import dragoman
    from dragoman.cli.show import show
    from dragoman.reading.explain import explain as explained

    show(list(_lines(explained(sentence, dragoman.load(settings_in_force()), date_or_none(published)))))


def _lines(explanation: Explanation) -> Iterator[Line]:
    from dragoman.exports.brief import brief

    fired = [trial for trial in explanation.trials if trial.outcome == "fired"]
    others = [trial for trial in explanation.trials if trial.outcome != "fired"]
    yield from _section("TREE", explanation.tree)
    yield from _section("NAMES", (f"{words}  {label}" for words, label in explanation.names))
    yield from _section("RULES THAT FIRED", map(_fired, fired))
    yield from _section("RULES THAT DID NOT", map(_not_fired, others))
    yield from brief(explanation.reading)[2:]  # without title and date


def _section(title: str, words: Iterable[str]) -> Iterator[Line]:
    from dragoman.exports.brief import Line, Piece

    yield Line((Piece(title, "title"),))
    yield from (Line((Piece(text),)) for text in [*words] or ["none"])
    yield Line(())


def _fired(trial: Trial) -> str:
    sides = f"{', '.join(trial.actor) or '?'} → {', '.join(trial.recipient) or '?'}"
    return f"{trial.word}: {trial.frame} ({trial.where})  {sides}"


def _not_fired(trial: Trial) -> str:
    return f"{trial.word}: {trial.frame} ({trial.where})  {trial.outcome}"
