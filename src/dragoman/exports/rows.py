"""Transfers and agreements as flat rows: for tables, CSV and JSON lines of one record each."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from dragoman.exports.cells import cell
from dragoman.records import Agreement, Party, Reading, Record, Transfer

TRANSFER_COLUMNS = (
    "report", "published", "supplier", "supplier_country", "recipient", "recipient_country", "item", "designation",
    "category", "number", "status", "date", "ordered", "delivered", "condition", "value", "currency", "attributed_to",
    "evidence", "start", "end",
)  # fmt: skip
AGREEMENT_COLUMNS = (
    "report", "published", "parties", "countries", "kind", "name", "status", "date", "place", "provisions", "term",
    "evidence", "start", "end",
)  # fmt: skip
Row = Mapping[str, object]


def transfer_rows(reading: Reading) -> Iterator[Row]:
    """The transfers of a reading, in the order of the text."""
    names, countries = _names(reading), {actor.id: actor.country for actor in reading.actors}
    for transfer in reading.transfers:
        yield {**_source(reading), **_transfer(transfer, names, countries), **_evidence(transfer)}


def agreement_rows(reading: Reading) -> Iterator[Row]:
    """The agreements of a reading, in the order of the text."""
    names, places = _names(reading), {place.id: place.name for place in reading.places}
    for agreement in reading.agreements:
        yield {**_source(reading), **_agreement(agreement, names, places), **_evidence(agreement)}


def records_jsonl(reading: Reading, records: Iterable[Record]) -> Iterator[str]:
    """Records as they are in docs/records.md, one a line, each with the report it comes from."""
    source = {"report": reading.report.id, "published": reading.report.published, "url": reading.report.url}
    for record in records:
        yield msgspec.json.encode({**source, **msgspec.to_builtins(record)}).decode()


def to_csv(rows: Iterable[Row], columns: Sequence[str], heading: bool = True) -> str:
    """Rows as CSV; an empty cell where there is nothing, none that a spreadsheet would calculate."""
    out = io.StringIO()
    writer = csv.DictWriter(out, columns, lineterminator="\n")
    if heading:
        writer.writeheader()
    writer.writerows({key: cell(row[key]) for key in columns} for row in rows)
    return out.getvalue()


def _source(reading: Reading) -> Row:
    return {"report": reading.report.id, "published": reading.report.published}


def _evidence(record: Transfer | Agreement) -> Row:
    span = record.evidence
    return {"evidence": " ".join(span.text.split()), "start": span.start, "end": span.end}


def _names(reading: Reading) -> dict[str, str]:
    return {actor.id: actor.name for actor in reading.actors}


def _named(party: Party | None, names: Mapping[str, str]) -> str | None:
    return names.get(party.actor or "", party.text) if party else None


def _transfer(transfer: Transfer, names: Mapping[str, str], countries: Mapping[str, str | None]) -> Row:
    supplier, recipient, value = transfer.supplier, transfer.recipient, transfer.value
    return {
        "supplier": _named(supplier, names),
        "supplier_country": countries.get(supplier.actor or "") if supplier else None,
        "recipient": _named(recipient, names),
        "recipient_country": countries.get(recipient.actor or "") if recipient else None,
        "item": " ".join(transfer.item.text.split()),
        "designation": transfer.item.designation,
        "category": transfer.item.category,
        "number": transfer.quantity.number if transfer.quantity else None,
        "status": transfer.status,
        "date": transfer.date.value if transfer.date else None,
        "ordered": transfer.ordered.value if transfer.ordered else None,
        "delivered": transfer.delivered.value if transfer.delivered else None,
        "condition": transfer.condition.text if transfer.condition else None,
        "value": value.amount if value else None,
        "currency": value.currency if value else None,
        "attributed_to": _named(transfer.attributed_to, names),
    }


def _agreement(agreement: Agreement, names: Mapping[str, str], places: Mapping[str, str]) -> Row:
    parties = agreement.parties
    return {
        "parties": "; ".join(names.get(p.actor or "", p.country or "?") for p in parties),
        "countries": "; ".join(dict.fromkeys(p.country for p in parties if p.country)),
        "kind": agreement.kind,
        "name": agreement.name,
        "status": agreement.status,
        "date": agreement.date,
        "place": places.get(agreement.place or ""),
        "provisions": "; ".join(span.text for span in agreement.provisions),
        "term": agreement.term.text if agreement.term else None,
    }
