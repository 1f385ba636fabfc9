"""Whatever a reading holds, every export writes it, and what is written can be read."""

import csv
import io
import json

import pyarrow.parquet as pq
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dragoman.bulk.rows import Rows
from dragoman.bulk.tables import TABLES, to_parquet
from dragoman.exports.brief import brief, to_text
from dragoman.exports.plover import plover_lines
from dragoman.exports.quotations import quotation_rows, schema_org
from dragoman.exports.rows import (
    AGREEMENT_COLUMNS,
    TRANSFER_COLUMNS,
    agreement_rows,
    records_jsonl,
    to_csv,
    transfer_rows,
)
from dragoman.exports.sipri import sipri_csv
from dragoman.records import (
    Actor,
    Agreement,
    AgreementParty,
    Event,
    EventDate,
    Item,
    Mention,
    Party,
    Place,
    Quantity,
    Reading,
    Report,
    Size,
    Span,
    Statement,
    Transfer,
)

WORDS = st.lists(
    st.sampled_from(["Norway ", "“No,” ", '"', ",", ";", "\t", "\n", "=1+1", "<b>", "&amp;", "\x00", "\u2028", "é", "👩‍👩‍👧", "שלום ", "x" * 50]),
    min_size=1,
    max_size=12,
).map("".join)  # fmt: skip
DATES = st.sampled_from([None, "2015", "2015-05", "2015-W19", "2015-05-04", "2015-05-04/2015-05-09"])
IDS = st.sampled_from([None, "a1", "a2", "a9"])  # a9 is nobody's


@st.composite
def readings(draw: st.DrawFn) -> Reading:
    """Readings whose spans are true and whose words are anything."""
    text = draw(WORDS)

    def span(kind: type = Span, **more: object) -> object:
        start = draw(st.integers(0, len(text) - 1))
        end = draw(st.integers(start + 1, len(text)))
        return kind(start=start, end=end, text=text[start:end], **more)

    def party() -> object:
        return span(Party, actor=draw(IDS))

    def some(make: object, most: int = 2) -> tuple[object, ...]:
        return tuple(make() for _ in range(draw(st.integers(0, most))))  # type: ignore[operator]

    def maybe(make: object) -> object:
        return make() if draw(st.booleans()) else None  # type: ignore[operator]

    def date() -> EventDate | None:
        value = draw(DATES)
        return EventDate(value) if value else None

    actors = tuple(
        Actor(
            f"a{n}",
            "person",
            draw(WORDS),
            draw(st.sampled_from([None, "NOR", "IGO"])),
            mentions=some(lambda: span(Mention, form="name")),
        )
        for n in (1, 2)
    )
    event = lambda: Event(  # noqa: E731
        "e1", draw(st.sampled_from(["CONSULT", "ASSAULT"])), ("visit",), ("military",), ("negation",), "042", some(party), some(party),
        draw(st.sampled_from([None, "p1", "p9"])), date(), maybe(party), Size(dead=draw(st.none() | st.integers(0, 10**9))), span(), span(), some(span), 1, 1.0, "r",
    )  # fmt: skip
    said = lambda: Statement(  # noqa: E731
        "s1", "direct", maybe(party), maybe(party), maybe(party), span(), span(), maybe(span), draw(DATES), None, ((span(), span()),),
    )  # fmt: skip
    transfer = lambda: Transfer(  # noqa: E731
        "t1", maybe(party), maybe(party), span(Item), maybe(lambda: span(Quantity, number=3)), "ordered", maybe(span), None, date(), maybe(party), span(),
    )  # fmt: skip
    agreed = lambda: Agreement(  # noqa: E731
        "g1", (AgreementParty(draw(IDS), draw(st.sampled_from([None, "NOR"]))),), draw(WORDS), None, "signed", draw(DATES), "p1", some(span), maybe(span), span(),
    )  # fmt: skip
    return Reading(
        Report("r", text, title=draw(st.none() | WORDS), published=draw(st.sampled_from([None, "2015-05-04"]))), actors,
        places=(Place("p1", draw(WORDS), "NOR", 1.0, 2.0),), events=some(event), statements=some(said), transfers=some(transfer), agreements=some(agreed),
    )  # fmt: skip


@given(readings())
@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
def test_every_export_writes_it(reading: Reading) -> None:
    assert Reading.from_json(reading.to_json()) == reading
    to_text(brief(reading))
    records = (*reading.events, *reading.statements, *reading.transfers, *reading.agreements)
    for line in (*plover_lines(reading), *records_jsonl(reading, records)):
        assert "\n" not in line
        json.loads(line)
    json.dumps([*quotation_rows(reading), *schema_org(reading)])
    for columns, rows in (
        (TRANSFER_COLUMNS, list(transfer_rows(reading))),
        (AGREEMENT_COLUMNS, list(agreement_rows(reading))),
    ):
        read = list(csv.reader(io.StringIO(to_csv(rows, columns), newline="")))
        assert [len(row) for row in read] == [len(columns)] * (1 + len(rows))
    assert len(list(csv.reader(io.StringIO(sipri_csv([reading]), newline="")))) == 1 + len(reading.transfers)


@given(readings())
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
def test_shards_give_the_rows_back(reading: Reading) -> None:
    rows: dict[str, list[dict[str, object]]] = {table: [] for table in TABLES}
    for table, row in Rows(reading, 3, "a.txt").all():
        rows[table].append(dict(row))
    for table, found in rows.items():
        assert pq.read_table(io.BytesIO(to_parquet(table, found))).to_pylist() == found
    assert Reading.from_json(str(rows["reports"][0]["reading"])) == reading
