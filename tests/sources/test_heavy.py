"""Adversarial nesting and size: an answer for every page, and none that takes for ever."""

import pytest

from dragoman.errors import TooLarge
from dragoman.records import Report
from dragoman.sources.assemble import make_report
from dragoman.sources.heavy import MOST_ATTRIBUTES, MOST_TAGS, refuse_heavy
from dragoman.sources.inputs import report_or_error
from dragoman.sources.raw import Raw

STORY = "<p>The talks in Lima went on for a third day, a spokesman said, and the ministers stayed.</p>" * 3
PAGES = {
    "divs": "<div>" * 100_000 + STORY,
    "closed divs": "<div>" * 4_000 + STORY + "</div>" * 4_000,
    "inline tags": STORY + "<b>" * 9_000 + "x",
    "tables": "<table><tr><td>" * 3_000 + STORY,
    "lists": "<ul><li>" * 4_000 + STORY,
    "quotations": "<blockquote>" * 5_000 + STORY,
    "comments": "<!--" * 100_000 + STORY,
    "attributes": "<div " + " ".join(f"a{n}='x'" for n in range(100_000)) + ">" + STORY,
    "hidden attributes": "<div x' y='>' " + " ".join(f"a{n}" for n in range(100_000)) + ">" + STORY,
    "open quotes": "<a b='" + '<a b="' * 5_000 + STORY,
    "signs": "<" * 500_000 + STORY,
    "entities": "&amp;" * 200_000 + STORY,
    "data": '<script type="application/ld+json">' + "[" * 200_000 + "</script>" + STORY,
    "one word": "<p>" + "x" * 1_000_000 + "</p>",
}


@pytest.mark.parametrize("name", PAGES)
def test_every_page_is_a_report_or_an_error(name: str) -> None:
    result = report_or_error(Raw("a.html", f"<html><body><article>{PAGES[name]}".encode(), "page"))
    if isinstance(result, Report):
        assert all(result.text[span.start : span.end] == span.text for span in result.furniture)
    else:
        assert result.where == "a.html"


def test_heavy_pages_are_refused() -> None:
    refuse_heavy("<p>" * (MOST_TAGS - 1) + "<div " + "a='>' " * MOST_ATTRIBUTES + ">", "a")
    for page in ("<p>" * (MOST_TAGS + 1), "<div " + "a='>' " * (MOST_ATTRIBUTES + 1) + ">", PAGES["hidden attributes"]):
        with pytest.raises(TooLarge, match="this page"):
            refuse_heavy(page, "a")


def test_one_attribute_may_be_long() -> None:
    refuse_heavy(f"<svg d='{'M 1 2 ' * 50_000}'><img src=data:{'x' * 100_000}>", "a")


@pytest.mark.parametrize("unit", ["(", "“", '"', "[[", "«", "- ", "Mr. ", "said ", "“(", "1 May 2015 "])
def test_signs_without_end(unit: str) -> None:
    report = make_report("The ministers met. " + unit * 50_000 + " They left.")
    assert all(report.text[span.start : span.end] == span.text for span in report.furniture)


def test_a_report_of_a_hundred_thousand_words() -> None:
    paragraph = "The committee met again on the second day and heard what the farmers of the valley had to say. " * 5
    report = make_report("\n\n".join([paragraph] * 1_100))
    assert len(report.text.split()) > 99_000
    assert report.language == "en"
