"""`dragoman validate`: is this PLOVER's JSON?"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli.batch import PARTIAL, complain

if TYPE_CHECKING:
    from dragoman.exports.validate import Line

STDIN = Path("-")


def validate(
    files: Annotated[
        list[Path], typer.Argument(metavar="FILE...", help="PLOVER's JSON lines, or - for standard input.")
    ],
    limit: Annotated[int, typer.Option(min=1, metavar="N", help="Lines with problems to print of each file.")] = 100,
) -> None:
    """Check PLOVER's JSON lines of any maker, field by field; exit code 1 where something is wrong."""
    failed = [file for file in files if not _valid(file, limit)]
    if failed:
        raise typer.Exit(PARTIAL)


def _valid(path: Path, limit: int) -> bool:
    import sys

    from dragoman.exports.validate import validate as check

    try:
        if path == STDIN:
            return _report(path, check(sys.stdin.buffer), limit)
        with path.open("rb") as file:
            return _report(path, check(file), limit)
    except OSError as problem:
        complain(f"{path}: {problem.strerror or problem}")
        return False


def _report(path: Path, lines: Iterable[Line], limit: int) -> bool:
    """Print what is wrong or odd, and a line on the whole; true where nothing is wrong."""
    total = wrong = told = 0
    for line in lines:
        total += 1
        wrong += not line.good
        told += bool(line.flaws)
        if told <= limit:
            for flaw in line.flaws:
                place = ":".join(part for part in (str(path), str(line.number), flaw.field) if part)
                typer.echo(f"{place}: {'note: ' if flaw.note else ''}{flaw.problem}")
    if told > limit:
        typer.echo(f"{path}: {told - limit} more lines with problems or notes")
    typer.echo(f"{path}: {total} events, {wrong} wrong" if total else f"{path}: no events")
    return wrong == 0
