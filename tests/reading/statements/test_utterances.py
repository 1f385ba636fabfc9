"""The table utterances.yaml, read with the shipped parser, and the properties that hold for every text."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.errors import ParserError
from dragoman.knowledge.reporting import reporting_book
from dragoman.parsing import Parser, load_parser
from dragoman.reading.page import Page
from dragoman.reading.utterances import Utterance, attribution, find_utterances
from dragoman.records import Report

ROWS: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "utterances.yaml").read_text(encoding="utf-8"))


@cache
def parser() -> Parser:
    try:
        return load_parser()
    except ParserError:
        pytest.skip("the parsing model is not here")


def read(text: str) -> tuple[Utterance, ...]:
    page = Page(Report("t", text), parser().parse(text))
    return find_utterances(page, reporting_book())


def words(text: str, span: tuple[int, int] | None) -> str | None:
    return None if span is None else text[span[0] : span[1]]


@pytest.mark.parametrize("row", ROWS, ids=[row["text"][:60] for row in ROWS])
def test_table(row: dict[str, Any]) -> None:
    text = row["text"].replace("¶", "\n\n")
    found = [u for u in read(text) if not u.directive]
    told = [
        [u.kind, words(text, u.speaker_span), words(text, u.cue_span), *(words(text, c) for c in u.content)]
        for u in found
    ]
    assert told == row["says"]
    if "via" in row:
        assert words(text, found[0].via_span) == row["via"]
    if "to" in row:
        assert words(text, found[0].addressee_span) == row["to"]


def test_directives_are_kept_apart() -> None:
    text = "Norway asked Denmark to send ships."
    (said,) = read(text)
    assert said.directive
    assert text[slice(*said.content[0])] == "Denmark to send ships"


def test_attribution_is_the_innermost() -> None:
    text = "The minister said the rebels claimed that the bridge was destroyed."
    found = read(text)
    inner = attribution(found, text.index("destroyed"))
    outer = attribution(found, text.index("claimed"))
    assert inner is not None
    assert outer is not None
    assert inner.speaker is not None
    assert outer.speaker is not None
    assert (inner.speaker.text, outer.speaker.text) == ("rebels", "minister")
    assert attribution(found, 0) is None


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ['"', "“", "”", "'", "said", "The minister", "left", ",", ".", ":", "\n\n", "that", "we", "lost"]
        ),
        max_size=40,
    )
)
def test_spans_lie_in_the_text(parts: list[str]) -> None:
    text = " ".join(parts)
    for said in read(text):
        assert all(0 <= start < end <= len(text) for start, end in [*said.content, said.cue_span])
        assert 1 <= len(said.content) <= 2


@pytest.mark.parametrize("mark", ['"', "“", "'", "«", '""'])
def test_ten_thousand_marks_say_nothing(mark: str) -> None:
    text = f"He left {mark}" * 10_000
    page = Page(Report("t", text), parser().parse(f"He left {mark}" * 500))
    assert find_utterances(page, reporting_book()) == ()


def test_no_statement_swallows_the_report() -> None:
    first = 'The minister said "we go' + " and the road is long" * 40 + "."
    text = "\n\n".join([first, "The king fled.", "The queen stayed at home."])
    assert all(end <= len(first) for said in read(text) for _, end in said.content)


@pytest.mark.parametrize(
    "text",
    [
        '"We go home. The war is over."',
        '"We go home.\n\n"The war is over.\n\n"Peace has come."',
        "“We go home. The war is over.",
        "'We go home. The rebels' war is over.'",
    ],
)
def test_a_report_that_is_one_quotation_has_no_speaker(text: str) -> None:
    assert read(text) == ()


def test_apostrophes_that_quote() -> None:
    text = "'We don't want the rebels' money,' the king said. The soldiers' pay was late, and the '80s were over."
    assert [text[slice(*said.content[0])] for said in read(text)] == ["We don't want the rebels' money"]


def test_an_unclosed_quotation_ends_with_its_paragraph() -> None:
    text = 'The minister said: "We have lost the war.\n\nThe army went home. The king fled.'
    assert [text[slice(*said.content[0])] for said in read(text)] == ["We have lost the war."]
