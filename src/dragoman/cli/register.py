"""`dragoman register`: what the register is, and the lists of what it holds."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import typer

from dragoman.cli import questions
from dragoman.cli.register_options import As, Form, Where, form_of, the_register

if TYPE_CHECKING:
    from dragoman.register.records import Info

MEGABYTE = 1e6

app = typer.Typer(help="What the register is and what it holds.", no_args_is_help=True)
app.command("statements")(questions.statements)
app.command("transfers")(questions.transfers)
app.command("agreements")(questions.agreements)
app.command("actors")(questions.actors)
app.command("reports")(questions.reports)


@app.command("info")
def info(form: As = None, register: Where = None) -> None:
    """Tell where the register is, how much it holds, and which versions have read it."""
    with the_register(register) as known:
        found = known.info()
    if form_of(form) is Form.JSONL:
        import msgspec

        sys.stdout.write(msgspec.json.encode(found).decode() + "\n")
    else:
        sys.stdout.writelines(f"{name:<12}{value}\n" for name, value in _lines(found))


def _lines(found: Info) -> list[tuple[str, object]]:
    held = found.counts
    lines: list[tuple[str, object]] = [
        ("register", found.name),
        ("database", f"{found.database}, revision {found.revision}, {found.size / MEGABYTE:.1f} MB"),
        ("reports", f"{held.reports}, {held.copies} of them copies, {found.flagged} flagged"),
        ("published", f"{held.first or '?'} to {held.last or '?'}"),
        ("events", f"{held.events} in {held.mentions} mentions"),
        *((name, getattr(held, name)) for name in ("actors", "statements", "transfers", "agreements")),
        ("revisions", found.revisions),
    ]
    return lines + [("read by", f"dragoman {m.version}, lexicon {m.lexicon}: {m.reports}") for m in found.makers]
