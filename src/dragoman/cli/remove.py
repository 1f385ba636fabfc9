"""`dragoman remove`: reports out of the register."""

from __future__ import annotations

from typing import Annotated

import typer

from dragoman.cli.batch import PARTIAL, complain
from dragoman.cli.register_options import Where, the_register


def remove(
    reports: Annotated[list[str], typer.Argument(metavar="ID...", help="Ids of reports.", show_default=False)],
    register: Where = None,
) -> None:
    """Take reports out of the register with all that they tell; what other reports tell stays."""
    from dragoman.errors import NotFound

    missing = 0
    with the_register(register) as known:
        for report in reports:
            try:
                known.remove(report)
            except NotFound as problem:
                missing += 1
                complain(str(problem))
    typer.echo(f"{len(reports) - missing} removed")
    if missing:
        raise typer.Exit(PARTIAL)
