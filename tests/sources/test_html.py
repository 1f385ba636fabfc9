import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.errors import SourceError
from dragoman.sources.assemble import Given
from dragoman.sources.decode import Decoded
from dragoman.sources.html import decode_page, looks_like_html, page_report

PAGE = """<!doctype html><html lang="en"><head><title>Ministers sign pact | Daily Post</title>
<meta property="og:site_name" content="Daily Post"><meta property="article:published_time" content="2015-05-04T10:00:00Z">
<meta name="author" content="Jane Doe"><link rel="canonical" href="https://dailypost.example/a/1"></head>
<body><nav><a href="/">Home</a> <a href="/w">World</a></nav><article><h1>Ministers sign pact</h1>
<p>LISBON, May 4 (Reuters) - The defence ministers of Iceland and Malta signed a pact on Monday, officials said, after two years of
talks in which both sides had to give way.</p>
<p>“This is a good day,” said Anna Berg, the minister, “for both of our islands and for all who sail between them.”</p>
<p>The pact runs for <b>ten years</b> and provides for joint exercises in the Atlantic and in the Mediterranean.</p></article>
<footer>Copyright 2015</footer></body></html>"""


def test_a_page_becomes_a_report() -> None:
    report = page_report(Decoded(PAGE), "a.html", Given(id="a"))
    assert (report.id, report.title, report.publisher, report.byline) == (
        "a",
        "Ministers sign pact",
        "Daily Post",
        "Jane Doe",
    )
    assert (report.published, report.url) == ("2015-05-04", "https://dailypost.example/a/1")
    assert "ten years" in report.text
    assert "Copyright" not in report.text
    assert report.dateline is not None
    assert (report.dateline.place, report.dateline.date) == ("LISBON", "2015-05-04")
    assert [span.kind for span in report.furniture] == ["headline", "dateline"]
    assert all(report.text[span.start : span.end] == span.text for span in report.furniture)


def test_paragraphs_stay_apart() -> None:
    assert page_report(Decoded(PAGE), "a.html", Given()).text.count("\n\n") == 3


def test_what_is_given_goes_before_the_page() -> None:
    given = Given(title="T", published="2014-01-01", url="https://example.org/", publisher="P")
    report = page_report(Decoded(PAGE), "a.html", given)
    assert (report.title, report.published, report.url, report.publisher) == (
        "T",
        "2014-01-01",
        "https://example.org/",
        "P",
    )


@pytest.mark.parametrize(
    "page",
    [
        "<html><body></body></html>",
        "<html><body><nav><a href='/'>Home</a><a href='/news'>News</a></nav></body></html>",
        "<!doctype html><html><head><title>Nothing</title></head>",
    ],
)
def test_a_page_without_an_article(page: str) -> None:
    with pytest.raises(SourceError, match=r"^a\.html: this page holds no article"):
        page_report(Decoded(page), "a.html", Given())


def test_a_page_at_which_the_libraries_fail() -> None:
    page = f"<svg><title>A</title><article><p>{'The talks went on in Oslo. ' * 20}"  # no page around the picture
    with pytest.raises(SourceError, match=r"^a\.html: the HTML libraries fail at this page \(AssertionError\); save"):
        page_report(Decoded(page), "a.html", Given())


def test_the_encoding_that_a_page_names() -> None:
    raw = '<html><head><meta charset="windows-1252"></head><body>caf\xe9'.encode("latin-1")
    assert decode_page(raw, "a.html").text.endswith("café")


def test_what_looks_like_a_page() -> None:
    assert looks_like_html("\n <!DOCTYPE html><html>")
    assert looks_like_html('<?xml version="1.0"?><html xmlns="x">')
    assert not looks_like_html("<AVMD.PA> has suspended deliveries.")
    assert not looks_like_html("The <html> tag is old.")


@given(st.text(max_size=300))
@settings(max_examples=60, deadline=None)
def test_any_page_is_a_report_or_an_error(words: str) -> None:
    for page in (
        f"<html><body>{words}</body></html>",
        f"<html><p>{words}</p><p>{'The talks went on. ' * 20}</p>{words}",
    ):
        try:
            report = page_report(Decoded(page), "a.html", Given())
        except SourceError:
            continue
        assert all(report.text[span.start : span.end] == span.text for span in report.furniture)


def test_a_page_nested_without_end() -> None:
    with pytest.raises(SourceError):
        page_report(Decoded("<html><body>" + "<div>" * 20_000), "a.html", Given())
