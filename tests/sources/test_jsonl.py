from io import BytesIO

from dragoman.errors import SourceError, TooLarge
from dragoman.records import Report
from dragoman.sources.inputs import report_or_error
from dragoman.sources.jsonl import split_jsonl

MOST = 10_000


def read(*lines: str, most: int = MOST) -> list[Report | SourceError]:
    return read_bytes("\n".join(lines).encode(), most)


def read_bytes(raw: bytes, most: int = MOST) -> list[Report | SourceError]:
    found = split_jsonl(BytesIO(raw), "in.jsonl", most)
    return [raw if isinstance(raw, SourceError) else report_or_error(raw) for raw in found]


def test_fields() -> None:
    (report,) = read(
        '{"id": "x1", "text": "Peru protests.", "title": "T", "published": "May 4, 2015", "url": "https://example.org/",'
        ' "publisher": "P", "more": [1]}'
    )
    assert isinstance(report, Report)
    assert (report.id, report.text, report.title, report.published) == ("x1", "Peru protests.", "T", "2015-05-04")
    assert (report.url, report.publisher) == ("https://example.org/", "P")


def test_a_bad_line_is_named_and_the_next_is_read() -> None:
    results = read('{"text": "One."}', "{oops", "", '{"id": 3, "text": "Two."}', '{"title": "no text"}', '["text"]')
    assert [r.text if isinstance(r, Report) else r.where for r in results] == [
        "One.",
        "in.jsonl:2",
        "Two.",
        "in.jsonl:5",
        "in.jsonl:6",
    ]
    assert isinstance(results[2], Report)
    assert results[2].id == "3"


def test_html_and_its_absence() -> None:
    page = "<html><body><article>" + "<p>The talks in Lima went on for a third day, a spokesman said.</p>" * 4
    good, bad = read(f'{{"id": "a", "html": "{page}"}}', '{"id": "b", "html": "<html></html>"}')
    assert isinstance(good, Report)
    assert "third day" in good.text
    assert str(bad).startswith("in.jsonl:2: this page holds no article")


def test_an_unknown_date_is_an_error() -> None:
    (error,) = read('{"text": "One.", "published": "some day"}')
    assert str(error).startswith("in.jsonl:1: 'some day' is no date")


def test_a_long_line_is_skipped_whole() -> None:
    long, after = read('{"text": "' + "a" * 200 + '"}', '{"text": "Short."}', most=100)
    assert isinstance(long, TooLarge)
    assert isinstance(after, Report)


def test_half_a_surrogate_pair() -> None:
    lone, pair, escaped = read('{"text": "a\\ud800b"}', '{"text": "\\ud83d\\ude00"}', '{"text": "a\\\\ud800b"}')
    assert isinstance(lone, Report)
    assert isinstance(pair, Report)
    assert isinstance(escaped, Report)
    assert (lone.text, pair.text, escaped.text) == ("a�b", "😀", "a\\ud800b")


def test_bytes_that_are_no_utf8() -> None:
    results = read_bytes(b'{"text": "caf\xe9"}\n{"text": "ok"}')
    assert [type(r) for r in results] == [SourceError, Report]
