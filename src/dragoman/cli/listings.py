"""`dragoman transfers`, `agreements`, `quotes`: one kind of record out of many reports, as a table or for a program."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli.batch import Batch, date_or_none, settings_in_force
from dragoman.cli.options import Private, Published, Sources

if TYPE_CHECKING:
    from dragoman.records import Reading, Record, Statement


SHOWN_OF_TRANSFERS = ("report", "supplier", "recipient", "number", "item", "status", "date", "condition")
SHOWN_OF_QUOTES = ("report", "speaker", "kind", "cue", "quotation", "date")
SHOWN_OF_AGREEMENTS = ("report", "parties", "kind", "status", "date", "place", "provisions", "term")


class ListFormat(StrEnum):
    """How a list of records is printed."""

    TABLE = "table"
    JSONL = "jsonl"
    CSV = "csv"


class TransferFormat(StrEnum):
    """How transfers are printed."""

    TABLE = "table"
    JSONL = "jsonl"
    CSV = "csv"
    SIPRI = "sipri"


class QuoteFormat(StrEnum):
    """How quotations are printed."""

    TABLE = "table"
    JSONL = "jsonl"
    CSV = "csv"
    SCHEMA = "schema.org"


def transfers(
    sources: Sources,
    published: Published = None,
    form: Annotated[TransferFormat, typer.Option("--format", help="How to print them.")] = TransferFormat.TABLE,
    allow_private: Private = False,
) -> None:
    """List the arms transfers of reports, done or not, with their status."""
    from dragoman.exports.rows import TRANSFER_COLUMNS, transfer_rows
    from dragoman.exports.sipri import sipri_csv

    batch = Batch(sources, settings_in_force(allow_private), date_or_none(published))
    if form is TransferFormat.SIPRI:
        _print_in_turn(sipri_csv([]), batch, lambda reading: sipri_csv([reading], heading=False))
    else:
        listing = Listing(transfer_rows, lambda reading: reading.transfers, TRANSFER_COLUMNS, SHOWN_OF_TRANSFERS)
        listing.print(batch, ListFormat(form.value))
    batch.finish()


def agreements(
    sources: Sources,
    published: Published = None,
    form: Annotated[ListFormat, typer.Option("--format", help="How to print them.")] = ListFormat.TABLE,
    allow_private: Private = False,
) -> None:
    """List the agreements of reports: parties, kind, status, what they provide for."""
    from dragoman.exports.rows import AGREEMENT_COLUMNS, agreement_rows

    batch = Batch(sources, settings_in_force(allow_private), date_or_none(published))
    listing = Listing(agreement_rows, lambda reading: reading.agreements, AGREEMENT_COLUMNS, SHOWN_OF_AGREEMENTS)
    listing.print(batch, form)
    batch.finish()


def quotes(
    sources: Sources,
    speaker: Annotated[
        str | None, typer.Option("--speaker", metavar="NAME", help="Only speakers whose name has these words in it.")
    ] = None,
    published: Published = None,
    form: Annotated[QuoteFormat, typer.Option("--format", help="How to print them.")] = QuoteFormat.TABLE,
    allow_private: Private = False,
) -> None:
    """List who said what in reports."""
    from dragoman.exports.quotations import COLUMNS, quotation_rows, schema_org

    batch = Batch(sources, settings_in_force(allow_private), date_or_none(published))

    def spoken(reading: Reading) -> Reading:
        return said_by(reading, speaker) if speaker else reading

    if form is QuoteFormat.SCHEMA:
        _print_in_turn("", batch, lambda reading: _json_lines(schema_org(spoken(reading))))
    else:
        listing = Listing(lambda r: quotation_rows(spoken(r)), lambda r: spoken(r).statements, COLUMNS, SHOWN_OF_QUOTES)
        listing.print(batch, ListFormat(form.value))
    batch.finish()


def said_by(reading: Reading, name: str) -> Reading:
    """The reading with only the statements of speakers whose name, or the words for them, contain `name`."""
    import msgspec

    names = {actor.id: actor.name for actor in reading.actors}
    wanted = name.casefold()

    def spoke(statement: Statement) -> bool:
        party = statement.speaker
        return party is not None and wanted in f"{names.get(party.actor or '', '')}\n{party.text}".casefold()

    return msgspec.structs.replace(reading, statements=tuple(filter(spoke, reading.statements)))


def _json_lines(objects: Iterable[Mapping[str, object]]) -> str:
    import msgspec

    return "".join(msgspec.json.encode(one).decode() + "\n" for one in objects)


@dataclass(frozen=True)
class Listing:
    """One kind of record: its rows, the records themselves, the columns of its CSV and those of its table."""

    rows: Callable[[Reading], Iterable[Mapping[str, object]]]
    records: Callable[[Reading], Sequence[Record]]
    columns: Sequence[str]
    shown: Sequence[str]

    def print(self, batch: Batch, form: ListFormat) -> None:
        """Print the records of all readings, as they are read."""
        from dragoman.exports.rows import records_jsonl, to_csv

        if form is ListFormat.JSONL:
            _print_in_turn("", batch, lambda r: "".join(line + "\n" for line in records_jsonl(r, self.records(r))))
        elif form is ListFormat.CSV:
            _print_in_turn(to_csv((), self.columns), batch, lambda r: to_csv(self.rows(r), self.columns, heading=False))
        else:
            print_table([row for reading in batch.readings() for row in self.rows(reading)], self.shown)


def _print_in_turn(heading: str, batch: Batch, text: Callable[[Reading], str]) -> None:
    sys.stdout.write(heading)
    for reading in batch.readings():
        sys.stdout.write(text(reading))


def print_table(rows: Sequence[Mapping[str, object]], columns: Sequence[str]) -> None:
    """A table for a terminal; in a pipe, the same with tabs."""
    if not sys.stdout.isatty():
        sys.stdout.write("\t".join(columns) + "\n")
        sys.stdout.writelines("\t".join(_cell(row, key) for key in columns) + "\n" for row in rows)
        return
    from rich.console import Console
    from rich.table import Table

    table = Table(*(column.replace("_", " ") for column in columns), box=None, header_style="bold cyan")
    for row in rows:
        table.add_row(*(_cell(row, key).replace("[", r"\[") for key in columns))
    Console(highlight=False).print(table)


def _cell(row: Mapping[str, object], key: str) -> str:
    from dragoman.exports.cells import one_line

    value = row.get(key)
    return "" if value is None else one_line(str(value))
