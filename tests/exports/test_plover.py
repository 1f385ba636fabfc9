import json

import msgspec
import pytest

from dragoman.exports.plover import _days, plover_lines
from dragoman.records import Reading

# Tables 6.1 to 6.6 of the manual, and the fields that dragoman adds.
EVENT_FIELDS = {
    "id", "has_event", "date", "time", "enddate", "endtime", "actor", "recipient", "event", "event_loc", "event_text",
    "quad_code", "event_scale", "mode", "context", "link", "text", "text_info", "cite_info", "coder", "coded_date",
    "coded_time", "comment", "size",
}  # fmt: skip
ADDED = {"auxiliary", "cameo"}
ENTITY_FIELDS = {
    "code", "sector", "entity_text", "identifier_id", "identifier_text", "religion", "ethnicity", "office", "gender", "age",
}  # fmt: skip
CITATION_FIELDS = {
    "corpus", "citation", "url", "title", "language", "publication", "license", "copyright", "coder", "codebook", "version",
}  # fmt: skip


def test_fields_are_the_manuals(reading: Reading) -> None:
    for line in plover_lines(reading):
        record = json.loads(line)
        assert set(record) <= EVENT_FIELDS | ADDED
        assert {"id", "date", "actor", "event"} <= set(record)
        assert all(set(entity) <= ENTITY_FIELDS for entity in record["actor"] + record["recipient"])
        assert set(record["cite_info"]) <= CITATION_FIELDS
        assert set(record["text_info"]) == {"sequence", "start", "end"}


def test_an_event(reading: Reading) -> None:
    first, second = map(json.loads, plover_lines(reading))
    assert (first["id"], first["date"], first["event"], first["mode"]) == (
        "r1-e1",
        "2015-05-04",
        ["CONSULT"],
        ["visit"],
    )
    assert first["actor"] == [
        {"code": "MLI", "sector": "MIL", "entity_text": "Omar Keita", "identifier_text": "Omar Keita"}
    ]
    assert first["recipient"][0]["office"] == "Defence Minister"
    assert first["event_loc"] == {
        "extracted_place": "LISBON",
        "resolved_place": "Lisbon",
        "geonameid": 2267057,
        "lat": 38.72,
        "lon": -9.13,
        "country_code": "PRT",
    }
    assert second["date"] == "2015-05-05"
    assert second["recipient"] == [{"code": None, "entity_text": "rebels"}]
    assert second["size"] == {"dead": 3}
    assert second["auxiliary"] == ["hypothetical"]
    assert "date of publication" in second["comment"]


@pytest.mark.parametrize(
    ("value", "days"),
    [
        ("2015-05-04", ("2015-05-04", None)),
        ("2015-02", ("2015-02-01", "2015-02-28")),
        ("2016", ("2016-01-01", "2016-12-31")),
        ("2010-W36", ("2010-09-06", "2010-09-12")),
        ("2010-09-06/2010-09-09", ("2010-09-06", "2010-09-09")),
        ("2010-09/2010-11", ("2010-09-01", "2010-11-30")),
        (None, (None, None)),
    ],
)
def test_dates_that_are_no_single_day(value: str | None, days: tuple[str | None, str | None]) -> None:
    assert _days(value) == days


def test_the_same_reading_gives_the_same_bytes(reading: Reading) -> None:
    again = msgspec.json.decode(msgspec.json.encode(reading), type=Reading)
    assert list(plover_lines(again)) == list(plover_lines(reading))
