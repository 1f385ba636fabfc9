"""Through the whole reading: every span's words are the report's, for any text."""

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import dragoman
from dragoman.records import Reading

SAMPLE = (Path(dragoman.__file__).parent / "data" / "sample" / "report.txt").read_text(encoding="utf-8")
PIECES = st.sampled_from(
    [
        "Norway's foreign minister visited Chile on Monday. ", "“We will not yield,” said Gen. José Ibáñez.", "\r\n", "\n\n",
        "MOSCOW, Sept 6 (Reuters) - ", "He ", "sold 12 Mirage jets to Egypt, ", "e\u0301", "👩‍👩‍👧 ", "שלום ", "\x00", "\u2028", "\ud800",
        '"', "(", "signed a ten-year pact ", "and ", "the U.S. ", ", ", "not ", "\u200b", "\ufeff", "x" * 300, "ﬁ", "ı", "ẞ",
    ]
)  # fmt: skip


def spans(record: object) -> Iterator[dict[str, object]]:
    """Every span in a reading, however deep."""
    if isinstance(record, dict):
        if record.get("start") is not None and "end" in record and "text" in record:
            yield record
        for value in record.values():
            yield from spans(value)
    elif isinstance(record, list | tuple):
        for value in record:
            yield from spans(value)


def check(reading: Reading) -> int:
    """All spans hold; their number."""
    text = reading.report.text
    found = list(spans(msgspec.to_builtins(reading)))
    for span in found:
        start, end = span["start"], span["end"]
        assert isinstance(start, int)
        assert isinstance(end, int)
        assert 0 <= start < end <= len(text), span
        assert text[start:end] == span["text"]
    assert Reading.from_json(reading.to_json()) == reading
    return len(found)


def test_the_sample() -> None:
    assert check(dragoman.read(SAMPLE)) > 50
    assert dragoman.read(SAMPLE).to_json() == dragoman.read(SAMPLE).to_json()


@given(st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=25).map("".join)))
@settings(max_examples=60, deadline=None)
def test_any_text(text: str) -> None:
    check(dragoman.read(text, published="2015-03-12"))


@pytest.mark.parametrize("unit", ["a", "\u0301", "\n"])
def test_a_megabyte_of_one_word(unit: str) -> None:
    check(dragoman.read(unit * 1_000_000))


@pytest.mark.parametrize("unit", ['"', "👩‍👩‍👧"])
def test_thousands_of_one_sign(unit: str) -> None:
    check(dragoman.read(unit * 5_000))
