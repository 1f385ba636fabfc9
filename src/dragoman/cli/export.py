"""`dragoman export`: the register in the formats of others."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli.batch import complain
from dragoman.cli.register_options import Where, filtered, the_register

if TYPE_CHECKING:
    from dragoman.exports.formats import Format
    from dragoman.exports.holdings import RegisterHoldings, Tally
    from dragoman.register import Filters

NAMES = (
    "jsonl, csv, plover, polecat, icews, gdelt, gdelt-mentions, sipri, ftm, jsonld, graphml, gexf, "
    "parquet, datasette, frictionless"
)


@filtered
def export(
    filters: Filters,
    name: Annotated[str, typer.Argument(metavar="FORMAT", help=f"{NAMES} (docs/exports.md).")],
    out: Annotated[
        Path | None,
        typer.Option("-o", "--output", metavar="PATH", help="The file or folder, else the terminal."),
    ] = None,
    register: Where = None,
) -> None:
    """Write what the register holds, or what of it fits the filters, in a format of others."""
    from dragoman.exports.holdings import RegisterHoldings

    form = _format(name, out)
    with the_register(register) as kept:
        holdings = RegisterHoldings(kept, filters)
        if out is not None:
            tally = form.write(holdings, out)
            typer.echo(f"{out}: {tally.rows} rows")
        else:
            tally = _print(form, holdings)
    if tally.left_out:
        complain(f"{tally.left_out} events left out, which {name} cannot hold (docs/exports.md)")


def _print(form: Format, holdings: RegisterHoldings) -> Tally:
    from dragoman.exports.holdings import Tally

    tally = Tally()
    sys.stdout.writelines(f"{line}\n" for line in form.lines(holdings, tally))
    return tally


def _format(name: str, out: Path | None) -> Format:
    from dragoman.exports.formats import FORMATS

    if name not in FORMATS:
        raise typer.BadParameter(f"there is no format {name!r}; there are {NAMES}", param_hint="FORMAT")
    form = FORMATS[name]
    if form.kind == "folder" and out is None:
        raise typer.BadParameter(f"{name} is a folder of files: say where with -o FOLDER", param_hint="-o")
    return form
