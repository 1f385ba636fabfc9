"""The command `dragoman` and its exit codes: 0 all read, 1 something could not be read, 2 wrong usage."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from dragoman.cli import (
    actors,
    add,
    code,
    doctor,
    explain,
    export,
    lexicon,
    listings,
    parse,
    questions,
    read,
    recode,
    register,
    remove,
    serve,
    split,
    validate,
    watch,
)
from dragoman.version import __version__

INTERRUPTED = 130

app = typer.Typer(
    name="dragoman",
    help=(
        "Reads news reports offline and keeps the register: who did what to whom, who said what, what was agreed, "
        "what arms move. Each record points at the words that bear it.\n\n"
        "Exit codes: 0 all read, 1 something could not be read, 2 wrong usage."
    ),
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.command("read")(read.read)
app.command("parse")(parse.parse)
app.command("explain")(explain.explain)
app.command("quotes")(listings.quotes)
app.command("transfers")(listings.transfers)
app.command("agreements")(listings.agreements)
app.command("code")(code.code)
app.command("export")(export.export)
app.command("watch")(watch.watch)
app.command("validate")(validate.validate)
app.command("add")(add.add)
app.command("recode")(recode.recode)
app.command("remove")(remove.remove)
app.command("split")(split.split)
app.command("unsplit")(split.unsplit)
app.command("search")(questions.search)
app.command("events")(questions.events)
app.command("actor")(questions.actor)
app.command("timeline")(questions.timeline)
app.command("show")(questions.show)
app.command("serve")(serve.serve)
app.command("doctor")(doctor.doctor)
app.add_typer(register.app, name="register")
app.add_typer(lexicon.app, name="lexicon")
app.add_typer(actors.app, name="actors")


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"dragoman {__version__}")
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and leave.")
    ] = False,
) -> None:
    """The options that stand before a command."""


def main() -> None:
    """Run the command line and leave with its exit code."""
    from dragoman.errors import DragomanError

    try:
        app()
    except DragomanError as problem:
        print(f"dragoman: {problem}", file=sys.stderr)
        sys.exit(2)
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
