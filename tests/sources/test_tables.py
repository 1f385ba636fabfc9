"""Tables and news items: CSV, Parquet, ninjs."""

import gzip
import json
from datetime import UTC, date, datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from dragoman.errors import SourceError, TooLarge
from dragoman.records import Report
from dragoman.settings import Settings
from dragoman.sources import read_sources

PAGE = "<html><body><article>" + "<p>The talks in Lima went on for a third day, a spokesman said.</p>" * 4


def read(path: Path, max_bytes: int = 10_000) -> list[Report | SourceError]:
    return list(read_sources([path], Settings(max_bytes=max_bytes)))


def shown(results: list[Report | SourceError], path: Path) -> list[str]:
    return [r.text if isinstance(r, Report) else str(r).removeprefix(str(path)) for r in results]


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_csv_separators(tmp_path: Path, separator: str) -> None:
    path = tmp_path / "a.csv"
    rows = [
        ["ID", "Title", "more", "Text", "published"],
        ["x1", "T", "-", '"One, two;\n three|\tfour."', "4 May 2015"],
        ["x2", "", "", "Two.", ""],
    ]
    path.write_text("\ufeff" + "".join(separator.join(row) + "\r\n" for row in rows))
    one, two = read(path)
    assert isinstance(one, Report)
    assert isinstance(two, Report)
    assert (one.id, one.title, one.text, one.published) == ("x1", "T", "One, two;\n three|\tfour.", "2015-05-04")
    assert (two.id, two.text) == ("x2", "Two.")


def test_csv_bad_rows_are_named_and_the_next_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"id,text\na,One.\nb,Two, three.\n\nc\nd," + b"x" * 20_000 + b"\ne,caf\xe9\nf,Six.\n")
    assert shown(read(path), path) == [
        "One.",
        ":3: this row has 3 cells, the heading 2; put texts in quotes",
        ":5: there is neither `text` nor `html` here",
        ":6: the line is longer than 10000 bytes (setting max_bytes)",
        "café",
        "Six.",
    ]


def test_csv_quotes_that_do_not_end(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text('text\nOne.\n"' + "Two is long.\n" * 2000)
    results = read(path)
    assert isinstance(results[0], Report)
    assert [type(r) for r in results[1:]] == [TooLarge]


def test_csv_without_a_heading(tmp_path: Path) -> None:
    for name, raw in (("a.csv", b"One,Two\n"), ("b.tsv", b""), ("c.csv", b"\x00\xff\n")):
        (tmp_path / name).write_bytes(raw)
        (error,) = read(tmp_path / name)
        assert "the first line must name the columns" in str(error)


def test_parquet(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    table = {
        "id": [1, 2, 3, 4],
        "text": ["One.", None, None, "x" * 20_000],
        "html": [None, PAGE, None, None],
        "published": [date(2015, 5, 4), None, None, None],
        "crawled": [datetime(2015, 5, 5, tzinfo=UTC)] * 4,
    }
    pq.write_table(pa.table(table), path)
    one, two, three, four = read(path)
    assert isinstance(one, Report)
    assert isinstance(two, Report)
    assert (one.id, one.text, one.published) == ("1", "One.", "2015-05-04")
    assert "third day" in two.text
    assert str(three) == f"{path}:3: there is neither `text` nor `html` here"
    assert isinstance(four, TooLarge)


def test_parquet_types(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    stamps = pa.array([datetime(2015, 5, 4, 3, 2, 1, 7)], pa.timestamp("ns"))
    words = pa.array([b"caf\xc3\xa9 \xff"], pa.binary())
    pq.write_table(
        pa.table(
            {"id": pa.array([2.5]), "text": words, "published": stamps, "title": pa.array(["T"]).dictionary_encode()}
        ),
        path,
    )
    (report,) = read(path)
    assert isinstance(report, Report)
    assert (report.id, report.text, report.published, report.title) == ("2.5", "café \ufffd", "2015-05-04", "T")


def test_broken_parquet(tmp_path: Path) -> None:
    path, other = tmp_path / "a.parquet", tmp_path / "b.parquet"
    pq.write_table(pa.table({"text": ["One."] * 500}), path)
    raw = path.read_bytes()
    for broken in (b"", b"PAR1", raw[:-10], raw[:60] + b"\xff" * 40 + raw[100:]):
        path.write_bytes(broken)
        assert "this is no whole Parquet file" in str(read(path)[-1])
    pq.write_table(pa.table({"words": ["One."]}), other)
    (error,) = read(other)
    assert "no column `text` or `html`; there are words" in str(error)


def test_ninjs_of_all_versions(tmp_path: Path) -> None:
    first = {
        "uri": "https://news.example/1", "headline": "Pact signed", "byline": "Ana Rojas", "body_text": "Chile signed the pact.",
        "body_html": "<p>Chile</p>", "versioncreated": "2015-05-04T10:00:00Z", "infosource": [{"name": "Example News"}],
    }  # fmt: skip
    second = {
        "uri": "urn:2", "headlines": [{"role": "short", "value": "Pact"}, {"role": "main", "value": "Pact signed"}],
        "bodies": [{"contenttype": "text/html", "value": PAGE}], "firstCreated": "x", "versionCreated": "2015-05-05T10:00:00Z",
    }  # fmt: skip
    path = tmp_path / "a.json"
    path.write_text(json.dumps([first, second, {"no": "uri"}, {"uri": "urn:4", "bodies": [{"value": "Peru left."}]}]))
    one, two, three, four = read(path)
    assert isinstance(one, Report)
    assert isinstance(two, Report)
    assert (one.text, one.title, one.byline, one.published) == (
        "Chile signed the pact.",
        "Pact signed",
        "Ana Rojas",
        "2015-05-04",
    )
    assert (one.publisher, one.url) == ("Example News", "https://news.example/1")
    assert (two.title, two.published, two.url) == ("Pact signed", "2015-05-05", None)
    assert "third day" in two.text
    assert str(three).startswith(f"{path}:3: this is no ninjs news item")
    assert isinstance(four, Report)
    (tmp_path / "b.ninjs").write_text(json.dumps(first))
    assert shown(read(tmp_path / "b.ninjs"), path) == ["Chile signed the pact."]


@pytest.mark.parametrize("raw", [b"", b"[" * 100_000, b"{", b'"text"', b"[1]", b"\xff\xfe"])
def test_what_is_no_ninjs(tmp_path: Path, raw: bytes) -> None:
    path = tmp_path / "a.ninjs"
    path.write_bytes(raw)
    (error,) = read(path, 200_000)
    assert "this is no ninjs news item" in str(error)


def test_tables_in_a_folder_and_packed(tmp_path: Path) -> None:
    (tmp_path / "a.csv.gz").write_bytes(gzip.compress(b"text\nOne.\n"))
    (tmp_path / "b.ninjs").write_text('{"uri": "urn:1", "body_text": "Two."}')
    (tmp_path / "package.json").write_text("{}")
    pq.write_table(pa.table({"text": ["Three."]}), tmp_path / "c.pq")
    assert shown(read(tmp_path), tmp_path) == ["One.", "Two.", "Three."]
