"""`dragoman validate`: right lines, wrong lines, and files that are no JSON at all."""

import io
import json

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.exports.plover import plover_lines
from dragoman.exports.validate import Line, validate
from dragoman.records import Reading

SIMPLEST = {
    "id": "p1",
    "date": "2016-07-24",
    "actor": [{"code": "USA"}],
    "recipient": [{"code": "CAN"}],
    "event": ["CONSULT"],
}


def checked(*records: object) -> list[Line]:
    text = "".join(json.dumps(record) + "\n" for record in records)
    return list(validate(io.BytesIO(text.encode())))


def changed(**fields: object) -> dict[str, object]:
    return {**SIMPLEST, **fields}


def test_the_manuals_simplest_record_is_right() -> None:
    assert checked(SIMPLEST) == [Line(1, ())]


def test_all_fields_may_be_there() -> None:
    record = changed(
        has_event=True,
        time="16:45:00Z",
        enddate="2016-07-25",
        actor=[{"code": "USA", "sector": "GOVMIL", "entity_text": "he", "age": 52, "identifier_id": "Q1"}],
        recipient=[{"code": None, "entity_text": "rebels"}],
        event_loc={"resolved_place": "Ottawa", "lat": 45.4, "lon": -75.7, "geonameid": 1, "resolution": 4},
        event_text=["met"],
        quad_code=1,
        event_scale=2.5,
        mode=["visit"],
        context=["military", "human_rights"],
        text_info={"sequence": 1, "start": 0, "end": 9, "text_story": ["He met them."]},
        cite_info={"url": "https://news.example/1", "language": "en"},
        size={"dead": 3, "injured": "10-20"},
        auxiliary=["future"],
        cameo="042",
        our_own_field={"anything": 1},
    )
    assert checked(record) == [Line(1, ())]


def test_what_dragoman_writes_is_right(reading: Reading) -> None:
    text = "".join(line + "\n" for line in plover_lines(reading))
    lines = list(validate(io.BytesIO(text.encode())))
    assert len(lines) == len(reading.events)
    assert all(line.good for line in lines)


def test_an_event_of_nobody_is_written_right(reading: Reading) -> None:
    nobodys = tuple(msgspec.structs.replace(event, actor=()) for event in reading.events)
    records = [json.loads(line) for line in plover_lines(msgspec.structs.replace(reading, events=nobodys))]
    assert [record["actor"] for record in records] == [[]] * len(reading.events)
    assert all(line.good for line in checked(*records))


@pytest.mark.parametrize(
    ("record", "field", "words"),
    [
        ([1], "", "expected an object, not a list"),
        ({k: v for k, v in SIMPLEST.items() if k != "date"}, "date", "required and missing"),
        ({k: v for k, v in SIMPLEST.items() if k != "id"}, "id", "required and missing"),
        (changed(id=""), "id", "a text or number"),
        (changed(date="24.7.2016"), "date", "2016-07-24"),
        (changed(date="2016-02-30"), "date", "no such day"),
        (changed(date=20160724), "date", "20160724"),
        (changed(time="25:00"), "time", "ISO 8601"),
        (changed(enddate="2016-07-01"), "enddate", "before it begins"),
        (changed(actor={"code": "USA"}), "actor", "list of entities"),
        (changed(actor=["USA"]), "actor[0]", "expected an object"),
        (changed(actor=[{"code": "usa"}]), "actor[0].code", "three capitals"),
        (changed(actor=[{}]), "actor[0]", "needs a code"),
        (changed(recipient=[{"code": "CAN", "sector": "GOVT"}]), "recipient[0].sector", "three or six"),
        (changed(recipient=[{"code": "CAN", "sector": "GOVXYZ"}]), "recipient[0].sector", "no such sector: XYZ"),
        (changed(actor=[{"code": "USA", "age": -1}]), "actor[0].age", "whole number"),
        (changed(event="CONSULT"), "event", "expected a list"),
        (changed(event=["CONSLT"]), "event[0]", "is CONSULT meant"),
        (changed(event=["consult"]), "event[0]", "is CONSULT meant"),
        (changed(event=[]), "event", "at least one type"),
        (changed(mode=["strike"]), "mode[0]", "no mode of CONSULT"),
        (changed(mode=["third party"]), "mode[0]", "is third-party meant"),
        (changed(context=["militry"]), "context[0]", "is military meant"),
        (changed(auxiliary=["past"]), "auxiliary[0]", "no such auxiliary mode"),
        (changed(quad_code="1"), "quad_code", "1, 2, 3 or 4"),
        (changed(quad_code=True), "quad_code", "1, 2, 3 or 4"),
        (changed(event_scale="high"), "event_scale", "a number"),
        (changed(event_loc={"lat": 91}), "event_loc.lat", "degrees"),
        (changed(event_loc=[{"lat": 9}]), "event_loc", "expected an object"),
        (changed(event_text="met"), "event_text", "list of texts"),
        (changed(text_info={"start": 9, "end": 3}), "text_info.end", "before it starts"),
        (changed(cite_info={"language": "english"}), "cite_info.language", "two small letters"),
        (changed(cite_info={"url": "news.example"}), "cite_info.url", "an address"),
        (changed(size={"dead": -1}), "size.dead", "from 0 on"),
        (changed(has_event="yes"), "has_event", "true or false"),
        (changed(coded_date="today"), "coded_date", "expected a date"),
        (changed(cameo=42), "cameo", "leading zeros"),
    ],
)
def test_what_is_wrong(record: object, field: str, words: str) -> None:
    (line,) = checked(record)
    assert not line.good
    assert [flaw.field for flaw in line.flaws if not flaw.note] == [field]
    assert words in line.flaws[0].problem


@pytest.mark.parametrize(
    ("record", "field", "words"),
    [
        (changed(quad=1, recipients=[]), "recipients", "is recipient meant"),
        (changed(quad_code=4), "quad_code", "quad class 1"),
        (changed(event_scale=11), "event_scale", "-10 to 10"),
        (changed(actor=[{"code": "XYZ"}]), "actor[0].code", "XYZ"),
    ],
)
def test_what_is_odd_but_allowed(record: object, field: str, words: str) -> None:
    (line,) = checked(record)
    assert line.good
    assert [flaw.field for flaw in line.flaws] == [field]
    assert words in line.flaws[0].problem


def test_an_id_may_come_once() -> None:
    first, second, third = checked(SIMPLEST, changed(id="p2"), SIMPLEST)
    assert first.good
    assert second.good
    assert third.flaws[0].problem == "'p1' is the id of line 1 too"


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (b"\xff\xfe\x00", "no UTF-8 (byte 1"),
        (b"{'id': 1}", "no JSON: Expecting property name"),
        (b'{"id": NaN}', "NaN is no number"),
        (b'{"id": 1, "id": 2}', "'id' is given twice"),
        (b'{"id": ' + b"9" * 5000 + b"}", "no JSON that can be read"),
        (b"[" * 100_000, "no JSON that can be read"),
        (b"x" * 2000, "longer than 1000 bytes"),
    ],
)
def test_lines_that_are_no_records(raw: bytes, words: str) -> None:
    longest = 1000 if raw.startswith(b"x") else 1_000_000
    wrong, right = validate(io.BytesIO(raw + b"\n\n" + json.dumps(SIMPLEST).encode()), longest)
    assert (wrong.number, wrong.good, right.number, right.good) == (1, False, 3, True)
    assert words in wrong.flaws[0].problem


def test_a_byte_order_mark_is_passed_over() -> None:
    (line,) = validate(io.BytesIO(b"\xef\xbb\xbf" + json.dumps(SIMPLEST).encode()))
    assert line.good


@given(st.binary(max_size=300))
def test_no_bytes_make_it_fail(raw: bytes) -> None:
    assert all(not line.good for line in validate(io.BytesIO(raw)))


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=12),
    lambda parts: st.lists(parts, max_size=3) | st.dictionaries(st.text(max_size=6), parts, max_size=3),
    max_leaves=6,
)


@given(
    st.sampled_from(["id", "date", "time", "actor", "event", "mode", "quad_code", "event_loc", "size", "cameo"]), JSON
)
def test_no_value_makes_it_fail(field: str, value: object) -> None:
    assert len(checked(changed(**{field: value}))) == 1
