"""Marks lose no letter, whatever overlaps; differences give both wordings back; addresses give the filters back."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.errors import SettingsError
from dragoman.records import Actor, Mention, Reading, Report
from dragoman.register.filters import Filters
from dragoman.register.records import Day
from dragoman.web import query
from dragoman.web.answers import MOST, Answers
from dragoman.web.differences import differences
from dragoman.web.look import snippet, web_address
from dragoman.web.marks import PART, Layer, layers, marked_page, part_of, parts, runs
from dragoman.web.strip import strip

from .conftest import hostile

TEXTS = st.text(st.sampled_from("ab \n.é👩"), max_size=60)


@st.composite
def layered(draw: st.DrawFn) -> tuple[str, list[Layer]]:
    text = draw(TEXTS)
    found = []
    for number in range(draw(st.integers(0, 8))):
        start = draw(st.integers(0, len(text)))
        end = draw(st.integers(start, len(text)))
        found.append(Layer(start, end, f"look{number % 3}", f"e{number}", mark=draw(st.booleans())))
    return text, found


@given(layered())
def test_runs_lose_no_letter_and_know_all_that_covers_them(case: tuple[str, list[Layer]]) -> None:
    text, found = case
    cut = list(runs(text, 0, len(text), found))
    assert "".join(run.text for run in cut) == text
    for run in cut:
        assert text[run.start : run.start + len(run.text)] == run.text
        covering = {la.ref for la in found if la.start <= run.start and la.end >= run.start + len(run.text) > la.start}
        assert set(run.refs) == (covering if run.text else set())


@given(layered())
def test_every_mark_opens_once(case: tuple[str, list[Layer]]) -> None:
    text, found = case
    opened = [run.opens for run in runs(text, 0, len(text), found) if run.opens]
    starts = {la.start for la in found if la.mark and la.end > la.start}
    assert len(opened) == len(starts)


def test_nested_and_overlapping_marks() -> None:
    found = [Layer(0, 10, "st", "s1"), Layer(4, 14, "ev", "e1", mark=False), Layer(4, 7, "ac", "a1")]
    cut = list(runs("abcdefghijklmnop", 0, 16, found))
    assert [(run.text, run.refs, run.opens) for run in cut] == [
        ("abcd", ("s1",), "s1"),
        ("efg", ("s1", "e1", "a1"), "a1"),
        ("hij", ("s1", "e1"), None),
        ("klmn", ("e1",), None),
        ("op", (), None),
    ]


@given(TEXTS.map(lambda text: text * 3000))
def test_parts_of_a_long_text_join_to_the_text(text: str) -> None:
    starts = parts(text)
    ends = [*starts[1:], len(text)]
    assert "".join(text[a:b] for a, b in zip(starts, ends, strict=True)) == text
    assert all(b - a <= PART for a, b in zip(starts, ends, strict=True))
    for number, start in enumerate(starts, 1):
        assert part_of(text, start) == number


def test_a_page_shows_all_but_the_blank_lines() -> None:
    reading = hostile()
    page = marked_page(reading)
    shown = "".join(run.text for paragraph in page.paragraphs for run in paragraph)
    assert shown == reading.report.text.replace("\n\n", "")
    assert {"e1", "s1", "t1", "a1", "a2", "p1"} <= page.refs


def test_a_pronoun_points_at_the_name_before_it() -> None:
    text = "Berg met him. She left. Berg ate."
    mentions = (
        Mention(0, 4, "Berg", form="name"),
        Mention(14, 17, "She", form="pronoun"),
        Mention(24, 28, "Berg", form="name"),
    )
    reading = Reading(report=Report("r", text), actors=(Actor("a1", "person", "Berg", mentions=mentions),))
    assert [(layer.start, layer.to) for layer in layers(reading)] == [(0, None), (14, 0), (24, None)]


@given(TEXTS, TEXTS)
def test_differences_give_the_second_wording_back(first: str, second: str) -> None:
    found = differences(first, second)
    assert "".join(words for change, words in found if change != "gone") == second
    assert "".join(words for change, words in found if change != "new").lower() == first.lower()


def test_differing_words_stand_apart() -> None:
    found = differences("This contract ties our two navies together.", "This contract binds our two navies together")
    assert found == (
        ("same", "This contract "),
        ("gone", "ties"),
        ("new", "binds"),
        ("same", " our two navies together"),
        ("gone", "."),
    )


VALUES = st.text(min_size=1, max_size=20).map(str.strip).filter(lambda v: v and "\0" not in v)


@given(st.lists(VALUES, max_size=3, unique=True), st.none() | VALUES, st.sets(st.integers(1, 4)), st.integers(1, 1000))
def test_an_address_gives_the_filters_back(actors: list[str], words: str | None, quads: set[int], sources: int) -> None:
    filters = Filters(actor=tuple(actors), words=words, quad=tuple(sorted(quads)), sources=sources)
    assert query.asked(query.pairs_of(filters)).filters == filters
    for name, value in query.pairs_of(filters):
        fewer = query.without(filters, name, value)
        assert len(query.pairs_of(fewer)) == len(query.pairs_of(filters)) - 1


@pytest.mark.parametrize("pair", [("quad", "5"), ("quad", "²"), ("sources", "-1"), ("page", "1e9"), ("actor", "a\0b")])
def test_values_that_cannot_be_meant(pair: tuple[str, str]) -> None:
    with pytest.raises(SettingsError):
        query.asked([pair])


def test_only_web_addresses_become_links() -> None:
    assert web_address("https://news.example/a?b=c") == "https://news.example/a?b=c"
    for bad in (
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "data:text/html,x",
        " javascript:x",
        "file:///etc",
        "//x",
        "http://",
        "http://[",
        None,
        "",
    ):
        assert web_address(bad) is None


def test_snippets_mark_what_was_sought() -> None:
    assert list(snippet("a [b] c [d")) == [("a ", False), ("b", True), (" c ", False), ("[d", False)]


def test_the_strip_has_a_bar_for_each_class_of_each_month() -> None:
    days = [Day("2020-01", "AGREE", 1, 4), Day("2020-03", "ASSAULT", 4, 2), Day("2020-03", "statement", None, 9)]
    drawn = strip(days)
    assert drawn is not None
    assert (drawn.first, drawn.last) == ("2020-01", "2020-03")
    assert [(bar.quad, bar.count, bar.height) for bar in drawn.bars] == [(1, 4, 56.0), (4, 2, 28.0)]
    assert strip([]) is None
    years = strip([Day("1990-05", "AGREE", 1, 1), Day("2020-01", "AGREE", 2, 1)])
    assert years is not None
    assert (years.first, years.last) == ("1990", "2020")


def test_answers_are_held_until_the_register_changes(tmp_path: Path) -> None:
    path = tmp_path / "some.sqlite"
    path.write_bytes(b"one")
    answers, asked = Answers(path), []

    def ask() -> int:
        asked.append(1)
        return len(asked)

    assert [answers.of("how many", ask), answers.of("how many", ask)] == [1, 1]
    assert answers.of("another", ask) == 2
    path.write_bytes(b"three")
    assert answers.of("how many", ask) == 3
    path.with_name("some.sqlite-wal").write_bytes(b"more")
    assert answers.of("how many", ask) == 4
    for number in range(MOST + 5):
        answers.of(number, ask)
    assert len(answers._held) == MOST
