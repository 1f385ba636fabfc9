"""`dragoman recode`: stored reports read again with a newer dragoman or lexicon."""

from __future__ import annotations

import sys
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli.batch import PARTIAL, complain, settings_in_force
from dragoman.cli.register_options import As, Form, Where, form_of

if TYPE_CHECKING:
    from dragoman.register.records import Recoded


def recode(
    reports: Annotated[
        list[str] | None, typer.Argument(metavar="[ID...]", help="Only these reports.", show_default=False)
    ] = None,
    publisher: Annotated[list[str] | None, typer.Option("--publisher", metavar="NAME", help="Of this one.")] = None,
    since: Annotated[str | None, typer.Option("--since", metavar="DATE", help="Published from then on.")] = None,
    until: Annotated[str | None, typer.Option("--until", metavar="DATE", help="Published up to then.")] = None,
    form: As = None,
    register: Where = None,
) -> None:
    """Read stored reports again that another version or lexicon has read, and show what changed in each.

    Stopped at any time, the same command goes on from there. The former readings are kept.
    """
    import dragoman
    from dragoman.register import Filters, open_register

    settings = settings_in_force()
    asked = Filters(publisher=tuple(publisher or ()), since=since, until=until)
    write = _jsonl if form_of(form) is Form.JSONL else _lines
    done = changed = failed = 0
    with open_register(register or settings.register, create=False, lexicon=settings.lexicon) as known:
        reader = dragoman.load(settings)
        for one_of in [replace(asked, report=report) for report in reports] if reports else [asked]:
            for one in known.recode(lambda report: next(reader.read_many([report])), one_of):
                done += 1
                changed += bool(one.gone or one.came)
                if one.why:
                    failed += 1
                    complain(f"{one.report}: {one.why}")
                write(one)
    print(f"{done} read again, {changed} of them changed", file=sys.stderr)
    if failed:
        raise typer.Exit(PARTIAL)


def _lines(one: Recoded) -> None:
    if one.gone or one.came:
        typer.echo(f"{one.report}: {len(one.gone)} gone, {len(one.came)} new")
        for mark, records in (("-", one.gone), ("+", one.came)):
            sys.stdout.writelines(f"  {mark} {' '.join(record.split())}\n" for record in records)


def _jsonl(one: Recoded) -> None:
    import msgspec

    sys.stdout.write(msgspec.json.encode(one).decode() + "\n")
