"""SIPRI's columns, and transfers and agreements as rows."""

import csv
import io
import json

import msgspec
import pytest

from dragoman.exports.rows import (
    AGREEMENT_COLUMNS,
    TRANSFER_COLUMNS,
    agreement_rows,
    records_jsonl,
    to_csv,
    transfer_rows,
)
from dragoman.exports.sipri import COLUMNS, sipri_csv
from dragoman.records import EventDate, Reading


def test_sipri(reading: Reading) -> None:
    rows = list(csv.DictReader(io.StringIO(sipri_csv([reading]))))
    assert tuple(rows[0]) == COLUMNS
    first, second = rows
    assert (first["Supplier"], first["Recipient"], first["Weapon designation"]) == ("Portugal", "Mali", "Alouette")
    assert (first["Number delivered"], first["Year(s) of delivery"], first["Number ordered"]) == ("(6)", "(2015)", "")
    assert first["Comments"] == "according to diplomats; report r1 of 2015-05-05"
    assert (second["Supplier"], second["Recipient"], second["Status"]) == ("Mali", "rebels", "possible")
    assert all(row[column] == "" for row in rows for column in COLUMNS if "TIV" in column)


@pytest.mark.parametrize(
    ("ordered", "delivered", "status", "years"),
    [
        (EventDate("2010-05", 0, 4), EventDate("2012/2015", 0, 4), "delivered", ("2010", "2012-2015")),
        (EventDate("2010", 0, 4), EventDate("2012-03", 0, 4), "ordered", ("2010", "")),
        (EventDate("2010"), None, "ordered", ("(2010)", "")),
        (None, EventDate("2012-01/2012-05", 0, 4), "delivered", ("", "2012")),
    ],
)
def test_years(
    reading: Reading, ordered: EventDate | None, delivered: EventDate | None, status: str, years: tuple[str, str]
) -> None:
    transfer = msgspec.structs.replace(reading.transfers[0], ordered=ordered, delivered=delivered, status=status)
    (row,) = csv.DictReader(io.StringIO(sipri_csv([msgspec.structs.replace(reading, transfers=(transfer,))])))
    assert (row["Year of order"], row["Year(s) of delivery"]) == years
    assert ("delivery 2012" in row["Comments"]) == (status == "ordered" and delivered is not None)


def test_sipri_without_transfers() -> None:
    assert sipri_csv([]).strip() == ",".join(COLUMNS)
    assert sipri_csv([], heading=False) == ""


def test_transfers_as_rows(reading: Reading) -> None:
    rows = list(transfer_rows(reading))
    assert set(rows[0]) == set(TRANSFER_COLUMNS)
    assert (rows[0]["supplier_country"], rows[0]["number"], rows[0]["category"]) == ("PRT", 6, "V")
    table = list(csv.DictReader(io.StringIO(to_csv(rows, TRANSFER_COLUMNS))))
    assert table[1]["recipient"] == "rebels"
    assert table[1]["recipient_country"] == ""


def test_agreements_as_rows(reading: Reading) -> None:
    (row,) = agreement_rows(reading)
    assert set(row) == set(AGREEMENT_COLUMNS)
    assert (row["parties"], row["countries"], row["place"]) == ("Portugal; MLI", "PRT; MLI", "Lisbon")
    assert row["provisions"] == "training of pilots"


def test_records_as_json_lines(reading: Reading) -> None:
    records = [json.loads(line) for line in records_jsonl(reading, reading.transfers)]
    assert [record["id"] for record in records] == ["t1", "t2"]
    assert records[0]["report"] == "r1"
    assert records[0]["quantity"]["number"] == 6
