"""Dates: every example of dates.yaml on flat parses, a table with the real parser, and what must hold for any text."""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.errors import DataError, ParserError
from dragoman.knowledge.dates import Example, date_book
from dragoman.knowledge.load import DATA
from dragoman.parsing import load_parser
from dragoman.parsing.conllu import from_conllu
from dragoman.parsing.tree import Document, Sentence, Word
from dragoman.reading.dates import find_dates, is_historical
from dragoman.reading.dates.periods import parse, week
from dragoman.reading.dates.resolve import OPERATIONS, easter_sunday
from dragoman.reading.page import Page
from dragoman.records import Furniture, Report

ISO = re.compile(r"\d{4}(-\d\d(-\d\d)?|-W\d\d)?")
RULES = date_book().rules
EXAMPLES = [(rule.name, example) for rule in RULES for example in rule.examples]
TABLE = [
    line.split("\t")
    for line in (Path(__file__).parent / "dates.tsv").read_text().splitlines()
    if not line.startswith("#")
]


def flat_page(text: str) -> Page:
    """A page of sentences whose first word is a past-tense root; an auxiliary of the text makes it the future."""
    found = re.finditer(r"\S.*?(?:(?<=\w)\.(?= [A-Z])|$)", text, re.S)
    sentences = [_flat(match, number) for number, match in enumerate(found)]
    return Page(Report("r", text), Document(text, sentences))


def _flat(found: re.Match[str], number: int) -> Sentence:
    words = [
        Word(i, found.start() + m.start(), found.start() + m.end(), m.group(), m.group().lower(), "NOUN", "NN", "dep")
        for i, m in enumerate(re.finditer(r"\w+|[^\w\s]", found.group()))
    ]
    sentence, root = Sentence(number, 0, words), words[0]
    future = any(w.text in {"will", "would"} for w in words)
    root.upos, root.xpos, root.deprel = "VERB", "VB" if future else "VBD", "root"
    for word in words:
        word.sentence = sentence
        if word is not root:
            word.head = root
            word.deprel = "aux" if word.text in {"will", "would"} else "dep"
            root.children.append(word)
    return sentence


def values(text: str, published: str | None) -> tuple[str, ...]:
    return tuple(m.value for m in find_dates(flat_page(text), published).mentions)


def parsed(text: str) -> Page:
    try:
        return Page(Report("r", text), load_parser().parse(text))
    except ParserError:
        pytest.skip("the parsing model is not here")


@pytest.mark.parametrize(("name", "example"), EXAMPLES, ids=[f"{n}-{e.text[:40]}" for n, e in EXAMPLES])
def test_example_of_rule(name: str, example: Example) -> None:
    assert values(example.text, example.published) == example.values


@pytest.mark.parametrize("rule", RULES, ids=[r.name for r in RULES])
def test_rule_has_examples_and_a_known_operation(rule) -> None:
    assert rule.means in OPERATIONS
    assert any(e.values for e in rule.examples)
    assert len(rule.examples) >= 2


@pytest.mark.parametrize(
    ("published", "text", "expected", "word", "governing"), TABLE, ids=[f"{r[3]}: {r[1][:50]}" for r in TABLE]
)
def test_sentence(published: str, text: str, expected: str, word: str, governing: str) -> None:
    page = parsed(text)
    calendar = find_dates(page, published)
    assert " ".join(m.value for m in calendar.mentions) == expected
    named = next(w for w in page.document.words() if w.text == word)
    found = calendar.governing(named)
    assert (found.value if found else "-") == governing


def test_without_publication_only_dates_with_their_year_are_found() -> None:
    text = (
        "On Monday they left. They came yesterday, in March, last year, on May 4 and two days ago. It was 4 May 2016."
    )
    assert values(text, None) == ("2016-05-04",)


@pytest.mark.parametrize("published", ["2010", "2010-09", "soon", "", "2010-02-31"])
def test_publication_that_is_no_day_anchors_nothing(published: str) -> None:
    assert values("They came yesterday.", published) == ()


def test_time_of_publication_is_cut_off() -> None:
    assert values("They came yesterday.", "2010-09-06T12:00:00Z") == ("2010-09-05",)


def test_week_of_an_event_is_the_month_that_holds_most_of_it() -> None:
    assert week(date(2020, 1, 1)).value == "2020-W01"
    assert week(date(2020, 1, 1)).event_value == "2020-01"


@pytest.mark.parametrize(
    ("value", "published", "expected"),
    [
        ("2018", "2019-01-23", True),
        ("2019", "2019-11-23", False),
        ("2018-12-28", "2019-01-23", False),
        ("2018-05", "2019-01-23", True),
        ("1990/1999", "2019-01-23", True),
        ("2019-W02", "2019-01-23", False),
        ("2020-03", "2019-01-23", False),
        ("2011", None, False),
        ("nonsense", "2019-01-23", False),
    ],
)
def test_history(value: str, published: str | None, expected: bool) -> None:
    assert is_historical(value, published) is expected


@pytest.mark.parametrize(
    ("year", "day"), [(1987, (4, 19)), (2000, (4, 23)), (2016, (3, 27)), (2019, (4, 21)), (2024, (3, 31))]
)
def test_easter(year: int, day: tuple[int, int]) -> None:
    assert easter_sunday(year) == date(year, *day)


ATTACK = """1\tRebels\trebel\tNOUN\tNNS\t_\t2\tnsubj\t_\t_
2\tattacked\tattack\tVERB\tVBD\t_\t0\troot\t_\t_
3\tthe\tthe\tDET\tDT\t_\t4\tdet\t_\t_
4\tport\tport\tNOUN\tNN\t_\t2\tobj\t_\t_
5\ton\ton\tADP\tIN\t_\t6\tcase\t_\t_
6\tMonday\tMonday\tPROPN\tNNP\t_\t2\tobl\t_\t_
7\tand\tand\tCCONJ\tCC\t_\t9\tcc\t_\t_
8\tpolice\tpolice\tNOUN\tNN\t_\t9\tnsubj\t_\t_
9\tfled\tflee\tVERB\tVBD\t_\t2\tconj\t_\t_
"""


def test_conjunct_with_its_own_subject_does_not_take_a_date_in_the_middle() -> None:
    document = from_conllu(ATTACK)
    words = document.sentences[0].words
    calendar = find_dates(Page(Report("r", document.text), document), "2010-09-08")
    found = calendar.governing(words[1])
    assert found is not None
    assert (found.value, found.text) == ("2010-09-06", "Monday")
    assert calendar.governing(words[8]) is None
    assert calendar.sentence_date(document.sentences[0]) == found


def test_dateline_governs_nothing_but_is_kept() -> None:
    document = from_conllu(ATTACK)
    text = document.text
    start = text.index("Monday")
    furniture = (Furniture(start, start + 6, "Monday", "dateline"),)
    calendar = find_dates(Page(Report("r", text, furniture=furniture), document), "2010-09-08")
    assert calendar.governing(document.sentences[0].words[1]) is None
    assert calendar.dateline is not None
    assert calendar.dateline.value == "2010-09-06"


PIECES = ["Monday", "last", "next", "the", "March", "May", "4", "5th", "2016", "week", "of", "from", "to", "between", "and", "-",
          "two", "days", "later", "ago", "in", "early", "1990s", "that", "day", "9/11", "'80s", "99", "9999", "0000", "year", ".", "\n", "é"]  # fmt: skip


@given(
    st.lists(st.sampled_from(PIECES), min_size=1, max_size=25).map(" ".join),
    st.sampled_from(["2016-02-29", "0001-01-01", "9999-12-31", None]),
)
@settings(max_examples=150, deadline=None)
def test_any_text(text: str, published: str | None) -> None:
    """Offsets never lie, values are ISO 8601, mentions do not overlap, nothing crashes."""
    if not text.strip():
        return
    mentions = find_dates(flat_page(text), published).mentions
    for mention in mentions:
        assert mention.text == text[mention.start : mention.end]
        assert all(ISO.fullmatch(part) for part in mention.value.split("/"))
        assert parse(mention.value) is not None
    assert all(a.end <= b.start for a, b in pairwise(mentions))


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("means: iso_week", "mean: iso_week", "no such key"),
        ("(?P<year>[12]\\d{3})-W", "(?P<year>[12]\\d{3}-W", "no regular expression"),
        ("{weekday}(?!s", "{weekdays}(?!s", "no table is called"),
        ("direction:", "directions:", "'direction' is missing"),
    ],
)
def test_malformed_book_is_refused_with_its_place(tmp_path: Path, old: str, new: str, problem: str) -> None:
    text = (DATA / "language" / "dates.yaml").read_text()
    assert old in text
    path = tmp_path / "dates.yaml"
    path.write_text(text.replace(old, new, 1))
    with pytest.raises(DataError, match=r"dates\.yaml:\d+.*" + problem):
        date_book(path)


def test_very_long_sentence_ends_in_bounded_time() -> None:
    text = "they met on Monday in May and left on 4 June 2016 , " * 400
    page = flat_page(text)
    calendar = find_dates(page, "2016-07-01")
    assert len(calendar.mentions) == 1200
    assert all(calendar.governing(word) is None or word.index == 0 for word in page.document.words())
