"""Transfers in the columns of SIPRI's trade register, as CSV. SIPRI's own values (TIV) are left empty."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator

from dragoman.exports.cells import cell
from dragoman.exports.holdings import Holdings, Tally
from dragoman.records import Actor, EventDate, Party, Reading, Transfer

COLUMNS = (
    "Recipient",
    "Supplier",
    "Year of order",
    "Number ordered",
    "Weapon designation",
    "Weapon description",
    "Number delivered",
    "Year(s) of delivery",
    "Status",
    "Comments",
    "SIPRI TIV per unit",
    "SIPRI TIV for total order",
    "SIPRI TIV of delivered weapons",
)
ORDERED = ("ordered", "agreed")
OF_STATE = ("GOV", "MIL")  # sectors of groups that stand for their state ("his Russian hosts")


def sipri_csv(readings: Iterable[Reading], heading: bool = True) -> str:
    """The transfers of readings as CSV; uncertain numbers and years stand in brackets, as SIPRI's do."""
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, restval="", lineterminator="\n")
    if heading:
        writer.writeheader()
    for reading in readings:
        actors = {actor.id: actor for actor in reading.actors}
        writer.writerows(_guarded(_row(transfer, reading, actors)) for transfer in reading.transfers)
    return out.getvalue()


def lines(holdings: Holdings, tally: Tally) -> Iterator[str]:
    """The transfers of a register as CSV with a heading, each in the words of its first source."""
    yield ",".join(COLUMNS)
    for known in holdings.transfers():
        reading = holdings.reading(known.source.report)
        row = _row(known.record, reading, {actor.id: actor for actor in reading.actors})
        if known.reports > 1:
            row["Comments"] += f"; told by {known.reports} reports, {known.sources} independent"
        out = io.StringIO()
        csv.DictWriter(out, COLUMNS, restval="", lineterminator="").writerow(_guarded(row))
        tally.rows += 1
        yield out.getvalue()


def _guarded(row: dict[str, str]) -> dict[str, str]:
    return {name: cell(value) for name, value in row.items()}


def _row(transfer: Transfer, reading: Reading, actors: dict[str, Actor]) -> dict[str, str]:
    delivered = transfer.status == "delivered"
    number = _number(transfer)
    return {
        "Recipient": _party(transfer.recipient, reading, actors),
        "Supplier": _party(transfer.supplier, reading, actors),
        "Year of order": _years(transfer.ordered),
        "Number ordered": "" if delivered else number,
        "Weapon designation": transfer.item.designation or "",
        "Weapon description": " ".join(transfer.item.text.split()),
        "Number delivered": number if delivered else "",
        "Year(s) of delivery": _years(transfer.delivered or transfer.date) if delivered else "",
        "Status": transfer.status,
        "Comments": _comments(transfer, reading, actors),
    }


def _number(transfer: Transfer) -> str:
    """How many; in brackets unless the report tells of a transfer done or ordered, on its own word."""
    if transfer.quantity is None or transfer.quantity.number is None:
        return ""
    sure = transfer.status in (*ORDERED, "delivered") and transfer.attributed_to is None
    return str(transfer.quantity.number) if sure else f"({transfer.quantity.number})"


def _years(date: EventDate | None) -> str:
    """The year, or the first and the last of a range; in brackets where it is inferred."""
    if date is None:
        return ""
    first, _, last = date.value.partition("/")
    years = "-".join(dict.fromkeys((first[:4], last[:4]) if last else (first[:4],)))
    return years if date.start is not None else f"({years})"


def _party(party: Party | None, reading: Reading, actors: dict[str, Actor]) -> str:
    """A state by its name; an arms maker or a ministry by the state it belongs to, if the report names that."""
    if party is None:
        return "Unknown"
    actor = actors.get(party.actor or "")
    if actor is None:
        return party.text
    state = next((a.name for a in reading.actors if a.kind == "state" and a.country == actor.country), None)
    for_state = actor.kind != "group" or actor.sector in OF_STATE
    return state if state and for_state else actor.name


def _comments(transfer: Transfer, reading: Reading, actors: dict[str, Actor]) -> str:
    parties = (transfer.supplier, transfer.recipient)
    words = [party.text for party in parties if party and _party(party, reading, actors) != party.text]
    if transfer.quantity and transfer.quantity.number is None:
        words.append(f"number: {transfer.quantity.text}")
    words += [f"value: {transfer.value.text}"] if transfer.value else []
    if transfer.delivered and transfer.status != "delivered":
        words.append(f"delivery {_years(transfer.delivered)}")
    words += [f"condition: {transfer.condition.text}"] if transfer.condition else []
    words += [f"according to {transfer.attributed_to.text}"] if transfer.attributed_to else []
    words.append(
        f"report {reading.report.id}" + (f" of {reading.report.published}" if reading.report.published else "")
    )
    return "; ".join(" ".join(word.split()) for word in words)
