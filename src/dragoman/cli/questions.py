"""`dragoman events`, `search`, `actor`, `timeline`, `show`, and the lists under `dragoman register`."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli.register_options import As, Form, Limit, Where, filtered, form_of, the_register

if TYPE_CHECKING:
    from dragoman.records import Record
    from dragoman.register import Filters

EVENTS = ("id", "date", "type", "modes", "actor", "recipient", "aux", "place", "sources", "evidence")
STATEMENTS = ("id", "date", "speaker", "addressee", "content", "sources")
TRANSFERS = ("id", "supplier", "recipient", "number", "designation", "description", "status", "date", "sources")
AGREEMENTS = ("id", "date", "parties", "kind", "name", "status", "place", "sources")
ACTORS = ("id", "name", "kind", "country", "sector", "reports", "events", "statements")
REPORTS = ("report", "published", "publisher", "title", "copy_of")
HITS = ("kind", "ref", "published", "title", "snippet")
EVIDENCE_SHOWN = 160  # characters of a cell in a table


class Order(StrEnum):
    """How events are ordered."""

    DATE = "date"
    NEWEST = "-date"
    SOURCES = "sources"


class Found(StrEnum):
    """Where words are looked for."""

    REPORT = "report"
    STATEMENT = "statement"
    EVENT = "event"


@filtered
def events(
    filters: Filters,
    order: Annotated[Order, typer.Option("--order", help="By date, newest first, or most sources first.")] = Order.DATE,
    limit: Limit = None,
    form: As = None,
    register: Where = None,
) -> None:
    """List the events of the register, each act once, however many reports tell it."""
    with the_register(register) as known:
        put(known.events(filters, order=order.value, limit=limit), EVENTS, form)


@filtered
def statements(filters: Filters, limit: Limit = None, form: As = None, register: Where = None) -> None:
    """List who said what: --actor is the speaker, --recipient the addressee."""
    with the_register(register) as known:
        put(known.statements(filters, limit=limit), STATEMENTS, form)


@filtered
def transfers(filters: Filters, limit: Limit = None, form: As = None, register: Where = None) -> None:
    """List arms transfers: --actor is the supplier."""
    with the_register(register) as known:
        put(known.transfers(filters, limit=limit), TRANSFERS, form)


@filtered
def agreements(filters: Filters, limit: Limit = None, form: As = None, register: Where = None) -> None:
    """List agreements: --actor, --recipient and --party are parties to it."""
    with the_register(register) as known:
        put(known.agreements(filters, limit=limit), AGREEMENTS, form)


@filtered
def actors(filters: Filters, limit: Limit = None, form: As = None, register: Where = None) -> None:
    """List the actors, the busiest first; --words are words of a name."""
    with the_register(register) as known:
        put(known.actors(filters, limit=limit), ACTORS, form)


@filtered
def reports(filters: Filters, limit: Limit = None, form: As = None, register: Where = None) -> None:
    """List the reports, the newest first."""
    with the_register(register) as known:
        put(known.reports(filters, limit=limit), REPORTS, form)


@filtered
def timeline(
    left: Annotated[str, typer.Argument(metavar="WHO", help="A state's code, a name or an id.")],
    right: Annotated[str, typer.Argument(metavar="WHOM", help="The other one.")],
    filters: Filters,
    form: As = None,
    register: Where = None,
) -> None:
    """List what two parties did to one another, by date."""
    with the_register(register) as known:
        put(known.timeline(left, right, filters), EVENTS, form)


def search(
    words: Annotated[list[str], typer.Argument(help='Words that must all be there; "a phrase" and begin* work.')],
    kind: Annotated[Found | None, typer.Option("--kind", help="Look only there.")] = None,
    limit: Annotated[int, typer.Option("--limit", min=1, metavar="N", help="No more than so many.")] = 20,
    form: As = None,
    register: Where = None,
) -> None:
    """Search the words of reports, statements and evidence."""
    with the_register(register) as known:
        put(known.search(" ".join(words), kind=kind.value if kind else None, limit=limit), HITS, form)


def actor(
    name: Annotated[str, typer.Argument(metavar="WHO", help="A name in any spelling the register knows, or an id.")],
    limit: Annotated[int, typer.Option("--limit", min=1, metavar="N", help="Dealings and statements shown.")] = 10,
    form: As = None,
    register: Where = None,
) -> None:
    """Show an actor: names, offices, dealings, statements."""
    from dragoman.cli.stories import actor_story
    from dragoman.exports.brief import Line

    with the_register(register) as known:
        found = known.actor(name)
        if form_of(form) is not Form.TABLE:
            put([found], ACTORS, form)
            return
        lines: list[Line] = actor_story(known, found, limit)
    tell(lines)


def show(
    ref: Annotated[str, typer.Argument(metavar="ID", help="The id of an event (e…), actor, statement, transfer, …")],
    form: As = None,
    register: Where = None,
) -> None:
    """Show a record: its words in their sentence, every source, the rule that fired, the reason of each merge."""
    from dragoman.cli.stories import record_of, story

    with the_register(register) as known:
        if form_of(form) is Form.JSONL:
            _jsonl([record_of(known, ref)])
            return
        lines = story(known, ref)
    tell(lines)


def tell(lines: Sequence[object]) -> None:
    """Print the lines of a story."""
    from dragoman.cli.show import show as print_lines

    print_lines(lines)  # type: ignore[arg-type]


def put(records: Iterable[Record], columns: Sequence[str], form: Form | None) -> None:
    """Print records: the columns named in a table, all of them in CSV, the records themselves as JSON lines."""
    chosen = form_of(form)
    if chosen is Form.JSONL:
        _jsonl(records)
    elif chosen is Form.CSV:
        _csv(records)
    else:
        _table(records, columns)


def _jsonl(records: Iterable[object]) -> None:
    import msgspec

    for record in records:
        sys.stdout.write(msgspec.json.encode(record).decode() + "\n")


def _csv(records: Iterable[Record]) -> None:
    from dragoman.exports.rows import to_csv
    from dragoman.register.frames import flat_rows

    rows = flat_rows(records)
    if rows:
        sys.stdout.write(to_csv(rows, list(rows[0])))


def _table(records: Iterable[Record], columns: Sequence[str]) -> None:
    from dragoman.cli.listings import print_table
    from dragoman.register.frames import flat

    rows = [{name: _cell(value) for name, value in flat(record).items()} for record in records]
    if rows:
        print_table(rows, columns)
    else:
        print("Nothing fits. `dragoman register info` tells what the register holds.", file=sys.stderr)


def _cell(value: object) -> object:
    text = str(value)
    return text[: EVIDENCE_SHOWN - 1] + "…" if isinstance(value, str) and len(text) > EVIDENCE_SHOWN else value
