"""`dragoman split` and `unsplit`: a person rules that two reports do not tell the same."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli.register_options import Where, the_register

if TYPE_CHECKING:
    from dragoman.register.store import MergeKind

PUBLIC_ID = re.compile(r"[aestg][0-9a-f]{10}\Z")
KINDS: dict[str, MergeKind] = {"a": "actor", "e": "event", "s": "statement", "t": "transfer", "g": "agreement"}

Ref = Annotated[str, typer.Argument(metavar="ID", help="What was merged: e…, a…, s…, t…, g…, or a report's id.")]
Report = Annotated[str, typer.Argument(metavar="REPORT", help="The id of the report that does not belong to it.")]


def split(
    ref: Ref,
    report: Report,
    why: Annotated[str, typer.Option("--why", metavar="TEXT", help="Your reason; it is kept.")] = "",
    register: Where = None,
) -> None:
    """Take what a report tells out of what it was merged into. The ruling is kept when reports are read again."""
    with the_register(register) as known:
        left, out = known.split(_kind(ref), ref, report, why)
    typer.echo(f"{left} without {report}, which now tells {out}")


def unsplit(ref: Ref, report: Report, register: Where = None) -> None:
    """Take a ruling of `dragoman split` back: the rules decide again whether the two are one."""
    with the_register(register) as known:
        typer.echo(known.unsplit(_kind(ref), ref, report))


def _kind(ref: str) -> MergeKind:
    return KINDS[ref[0]] if PUBLIC_ID.match(ref) else "report"
