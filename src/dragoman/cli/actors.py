"""`dragoman actors`: actors of the user's own."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(help="Actors of your own.", no_args_is_help=True)


@app.callback()
def _root() -> None:
    """Actors of your own."""


@app.command("import")
def import_(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="CSV with a heading, FollowTheMoney, OpenSanctions or Wikidata JSON.")
    ],
    folder: Annotated[
        Path, typer.Option("-o", "--output", metavar="FOLDER", help="Your data folder (setting `lexicon`).")
    ],
) -> None:
    """Add the persons and organisations of a list to your data folder; exit code 1 where some were left out."""
    from dragoman.cli.batch import PARTIAL, complain
    from dragoman.knowledge.actors_import import import_actors

    done = import_actors(file, folder)
    typer.echo(f"{done.rows} rows, {done.skipped} left out")
    sys.stdout.writelines(f"wrote {path}\n" for path in done.files)
    for reason in done.reasons:
        complain(reason)
    if done.skipped:
        raise typer.Exit(PARTIAL)
