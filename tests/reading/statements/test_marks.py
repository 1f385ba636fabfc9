"""The scanner of quotation marks: styles, nesting, slips, paragraphs, bounds."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.reading.utterances.marks import Quotation, find_quotations


def paragraphs(text: str) -> list[tuple[int, int]]:
    return [(m.start(), m.end()) for m in re.finditer(r"\S(?:.|\n(?!\n))*", text)]


def quoted(text: str) -> list[str]:
    return [text[q.start : q.end] for q in find_quotations(text, paragraphs(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('He said "no" and left.', ["no"]),
        ("He said “no” and left.", ["no"]),
        ("Er sagte „nein“ und ging.", ["nein"]),
        ("Il a dit « non » et partit.", ["non"]),
        ("Er sagte »nein« und ging.", ["nein"]),
        ("Han sa ”nej” och gick.", ["nej"]),
        ("He said ``no'' and left.", ["no"]),
        ("He said 'no' and left.", ["no"]),
        ("He said ‘no’ and left.", ["no"]),
        ('He said: ""It\'s no," and left.', ["It's no,"]),
        ('"The "old" guard is gone," he said.', ['The "old" guard is gone,']),
        ("“The ‘old’ guard is gone,” he said.", ["The ‘old’ guard is gone,"]),
        ("'We don't want the rebels' money,' he said.", ["We don't want the rebels' money,"]),
        ('"no , " he said', ["no ,"]),
        ('He said:"No."Then he left.', ["No."]),
        ("The soldiers' pay and the officers' cars", []),
        ("It was the '80s and it's over.", []),
        ('the army"s truck is 12" long', []),
        ('One.\n\n"Two.\n\n"Three." Four.', ['Two.\n\n"Three.']),
        ('One "two.\n\nThree "four".', ["two.", "four"]),
        ('""', []),
        ("", []),
    ],
)
def test_styles(text: str, expected: list[str]) -> None:
    assert quoted(text) == expected


def test_an_unclosed_quotation_is_marked() -> None:
    text = 'He said "no and left.'
    assert find_quotations(text, paragraphs(text)) == [Quotation(9, 21, 8, 21, closed=False)]


@given(st.text(alphabet="\"“”«»'‘’ ab.,\n", max_size=80))
def test_quotations_are_apart_and_in_order(text: str) -> None:
    found = find_quotations(text, paragraphs(text))
    for q in found:
        assert 0 <= q.left <= q.start < q.end <= q.right <= len(text)
    for one, other in pairwise(found):
        assert one.right <= other.left


@pytest.mark.parametrize("unit", ['"', '" ', "' ", 'a "b ', "a 'b ", "“", 'a "b" ', "s' 'a "])
def test_ten_thousand_marks_end_with_bounded_quotations(unit: str) -> None:
    text = unit * 10_000
    found = find_quotations(text, [(0, len(text))])
    assert sum(q.right - q.left for q in found) <= len(text)
