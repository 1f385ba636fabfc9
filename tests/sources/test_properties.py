"""For any text: every span's words are the report's, nothing is cut, nothing crashes, the same goes in and out."""

from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.errors import NotText
from dragoman.records import Report
from dragoman.sources import make_report
from dragoman.sources.decode import clean, decode

PIECES = st.sampled_from(
    [
        "MOSCOW, Sept 6 (Reuters) - ", "By Jane Doe", "Photo by AP", "Share | Print", "Related news", "Text size",
        "The ministers met on Monday.", "\r\n", "\n", "\n\n", "\x00", "e\u0301", "👩‍👩‍👧", "שלום", "\u2028", "\ud800", "© 2015",
        "(Reuters)", "Tuesday, May 5, 2015", ".", '"', " ", "\ufeff",
    ]
)  # fmt: skip
TEXTS = st.one_of(st.text(), st.lists(PIECES, max_size=30).map("".join))


def check(report: Report) -> None:
    for span in report.furniture:
        assert 0 <= span.start < span.end <= len(report.text)
        assert report.text[span.start : span.end] == span.text
    ends = [span.end for span in report.furniture]
    assert all(span.start >= end for span, end in zip(report.furniture[1:], ends, strict=False))


@given(TEXTS)
@settings(max_examples=300, deadline=None)
def test_spans_never_lie(text: str) -> None:
    report = make_report(text)
    assert report.text == clean(text)
    check(report)
    assert make_report(text) == report


@given(st.binary())
@settings(max_examples=300, deadline=None)
def test_any_bytes_are_decoded_or_refused(raw: bytes) -> None:
    try:
        text = decode(raw, "a").text
    except NotText:
        return
    check(make_report(text))


def test_a_megabyte_of_one_word() -> None:
    for unit in ("a", ".", "-", " ", "\n", "By ", "( ", "1 May "):
        check(make_report(unit * (1_000_000 // len(unit))))
