"""What is furniture is marked; what tells the story is not."""

from pathlib import Path

import pytest

from dragoman.errors import DataError
from dragoman.records import Report
from dragoman.sources import Given, make_report
from dragoman.sources.cues import load_cues

STORY = (
    "The presidents of Chile and Peru met on Tuesday in Arica and agreed to reopen the railway between the two ports.\n\n"
    '"We have waited long for this day," the Chilean president said. "Our neighbours are welcome."\n'
)


def kinds(report: Report) -> list[tuple[str, str]]:
    return [(span.kind, span.text) for span in report.furniture]


def test_a_story_alone_has_no_furniture() -> None:
    assert make_report(STORY).furniture == ()


def test_headline() -> None:
    report = make_report("Chile, Peru reopen railway\n\n" + STORY)
    assert kinds(report) == [("headline", "Chile, Peru reopen railway")]
    assert report.title == "Chile, Peru reopen railway"


@pytest.mark.parametrize(
    "first",
    [
        "The presidents met.\n\n",
        "The presidents of the two countries, who had not met for years, sat down on\nTuesday to talk.\n\n",
        "They agreed on three points:\n\n",
    ],
)
def test_no_headline(first: str) -> None:
    assert make_report(first + STORY).furniture == ()


def test_a_lone_line_is_no_headline() -> None:
    assert make_report("Chile and Peru agree to reopen railway").furniture == ()


def test_a_headline_that_ends_in_an_abbreviation_or_asks() -> None:
    assert make_report("Peru signs pact with U.S.\n\n" + STORY).title == "Peru signs pact with U.S."
    assert make_report("Will Peru sign?\n\n" + STORY).title == "Will Peru sign?"


def test_caption_and_credit() -> None:
    report = make_report("A train waits in Arica, Chile, May 4, 2015. Photo by AP\nText size\n\n" + STORY)
    assert kinds(report) == [
        ("caption", "A train waits in Arica, Chile, May 4, 2015."),
        ("credit", "Photo by AP"),
        ("navigation", "Text size"),
    ]
    assert report.published == "2015-05-04"
    assert report.flags == ("date-from-caption",)


@pytest.mark.parametrize(
    "line",
    [
        "A train waits in Arica. (Reuters)",
        "A train waits in Arica. (AP Photo/Jane Doe)",
        "A train waits in Arica. REUTERS/Jane Doe",
        "A train waits in Arica. Jane Doe/AFP via Getty Images",
        "A train waits in Arica (Image: J. Doe)",
        "FILE PHOTO: A train waits in Arica, Chile.",
        "FILE - In this May 4, 2015, photo, a train waits in Arica.",
    ],
)
def test_captions(line: str) -> None:
    report = make_report(line + "\n\n" + STORY)
    assert report.furniture
    assert all(span.kind in ("caption", "credit") for span in report.furniture)
    assert "".join(span.text for span in report.furniture).replace(" ", "") == line.replace(" ", "")


@pytest.mark.parametrize(
    "line",
    [
        "The minister was seen in a photo by Reuters that was taken before the crash.",
        "The ministry spoke of a credit: five banks would share it, it told AP.",
        "Reporting by state media suggests that the railway is far from ready.",
        "Share prices fell in Lima after the news, and the currency lost ground.",
        "By Tuesday evening the presidents had agreed on all points but one.",
        "Video of the talks was shown on state television on Tuesday night.",
        "Related talks on fishing will be held in June, the foreign ministry said.",
        "He told the agency (Reuters) that the trains would run in June.",
        "Advertisement of arms is forbidden under the law, the court said on Monday.",
        "Copyright disputes between the two countries were not discussed.",
    ],
)
def test_sentences_of_the_story_are_left_alone(line: str) -> None:
    assert make_report(STORY + "\n" + line + "\n\n" + STORY).furniture == ()


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Share", "navigation"),
        ("SHARE | TWEET | EMAIL", "navigation"),
        ("12 Comments", "navigation"),
        ("Read more: Peru buys new locomotives", "navigation"),
        ("Sign up for our daily newsletter", "navigation"),
        ("Advertisement", "advert"),
        ("Story continues below advertisement", "advert"),
        ("© 2015 The Daily Courier", "boilerplate"),
        ("Copyright 2015 The Daily Courier. All rights reserved.", "boilerplate"),
        ("Have an opinion on this story? Share it!", "boilerplate"),
        ("REUTER", "boilerplate"),
        ("* * *", "boilerplate"),
        ("(Reporting by Jane Doe; Editing by John Roe)", "byline"),
        ("Additional reporting by Jane Doe in Lima", "byline"),
        ("Tuesday, May 5, 2015", "dateline"),
    ],
)
def test_lines_of_the_page(line: str, kind: str) -> None:
    assert kinds(make_report(STORY + "\n" + line + "\n")) == [(kind, line)]


@pytest.mark.parametrize("line", ["By Jane Doe", "By JANE DOE and John Roe, Staff Writers", "Jane Doe, Reuters"])
def test_bylines(line: str) -> None:
    report = make_report("Railway reopens\n" + line + "\n\n" + STORY)
    assert kinds(report) == [("headline", "Railway reopens"), ("byline", line)]
    assert (report.byline or "").upper().startswith("JANE DOE")


def test_a_list_of_links_ends_where_the_story_goes_on() -> None:
    links = "Related articles\n\nPeru buys locomotives\n\nPorts of the Pacific\n\n"
    report = make_report(STORY + "\n" + links + STORY)
    assert kinds(report) == [
        ("navigation", "Related articles"),
        ("navigation", "Peru buys locomotives"),
        ("navigation", "Ports of the Pacific"),
    ]


def test_a_given_title_is_found_in_the_text() -> None:
    report = make_report("The railway is back.\n\n" + STORY, Given(title="The railway is  back."))
    assert kinds(report) == [("headline", "The railway is back.")]


def test_date_of_publication_goes_by_the_surest_source() -> None:
    text = "Railway reopens - Agusut 4, 2014\nArica on May 1, 2013. Photo by AP\n\n"
    assert make_report(text + STORY, Given(published="2015-01-01")).published == "2015-01-01"
    assert make_report(text + "Tuesday, May 5, 2015\n\n" + STORY).published == "2015-05-05"
    assert make_report(text + "LIMA, May 6, 2015 (AP) — " + STORY).published == "2015-05-06"
    assert make_report(text + STORY).published == "2014-08-04"
    assert make_report(STORY).flags == ("no-date",)


def test_a_dateline_takes_its_year_from_the_date_of_publication() -> None:
    report = make_report("LIMA, Dec 31 (Reuters) - " + STORY, Given(published="2015-01-01"))
    assert report.dateline is not None
    assert (report.dateline.place, report.dateline.date) == ("LIMA", "2014-12-31")


def test_other_languages_are_flagged() -> None:
    german = (
        "Der Präsident ist mit dem Minister nach Berlin gereist und hat sich dort mit der Kanzlerin getroffen. " * 4
    )
    assert make_report(german).language == "de"
    assert "not-english" in make_report(german).flags
    assert make_report("Президент встретился с министром обороны. " * 12).language == "und"


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("navigation: {lines: [share, 3]}", r"f\.yaml:1:1: a cue is some words"),
        ("navigation: {words: [share]}", r"f\.yaml:1:words: only endings, lines, openings"),
        ("buttons: {lines: [share]}", r"f\.yaml:1:buttons: unknown kind"),
        ("navigation: {lines: share}", r"f\.yaml:1:lines: a list of words"),
        ("navigation: {lines: [share]}", r"lists is missing"),
        ("- share", "this file holds kinds"),
    ],
)
def test_a_malformed_table_names_its_line(tmp_path: Path, text: str, where: str) -> None:
    path = tmp_path / "f.yaml"
    path.write_text(text)
    with pytest.raises(DataError, match=where):
        load_cues(path)


def test_lines_broken_at_the_margin_are_no_buttons() -> None:
    wrapped = (
        "The president of Chile told the congress that the war would soon\nend.\n\n"
        "The treaty with Peru on the railway and the two ports was signed on\nMay 4, 2015.\n\n"
        "Viewers could see the talks on the evening news, which had never been\nlive\n"
    )
    assert make_report(wrapped).furniture == ()


def test_a_headline_of_two_lines() -> None:
    report = make_report("Chile and Peru agree\nto reopen railway\n\nARICA, May 5 (AP) - " + STORY)
    assert kinds(report) == [
        ("headline", "Chile and Peru agree"),
        ("headline", "to reopen railway"),
        ("dateline", "ARICA, May 5 (AP) -"),
    ]
    assert report.title == "Chile and Peru agree to reopen railway"
