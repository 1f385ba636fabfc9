"""Visits of a feed: what is new, what is not, what goes wrong."""

import gzip
import itertools
from collections.abc import Callable

import pytest

from dragoman.errors import Forbidden, NotText, SourceError, TooLarge
from dragoman.settings import Settings
from dragoman.sources import url as url_module
from dragoman.sources.feeds import visit
from dragoman.sources.feeds.courtesy import Courtesy
from dragoman.sources.feeds.entries import read_feed
from dragoman.sources.feeds.state import FeedState

from .conftest import ARTICLE, Answer, Bench, Site, rss

Make = Callable[..., Bench]


def test_new_entries_become_reports(site: Site, bench: Make) -> None:
    site.feed("two", "one")
    site.article("one")
    site.article("two")
    b = bench()
    visited = b.visit()
    assert (visited.added, visited.known, visited.problems) == (2, 0, ())
    first = b.added[0]
    assert (first.title, first.publisher, first.url) == ("one", "The Paper", f"{site.url}/one")
    assert first.published == "2010-09-07"
    assert "met in Arica on Tuesday" in first.text
    assert b.added[0].id != b.added[1].id
    assert len(b.state.seen) == 2


def test_what_was_seen_is_not_fetched_again(site: Site, bench: Make) -> None:
    for name in ("one", "two"):
        site.article(name)
    site.feed("one")
    b = bench()
    b.visit()
    site.feed("two", "one")
    visited = b.visit()
    assert (visited.added, visited.known) == (1, 1)
    assert [report.title for report in b.added] == ["one", "two"]
    assert site.paths.count("/one") == 1


def test_the_text_of_the_feed_itself(site: Site, bench: Make) -> None:
    site.feed("one")
    b = bench(full_text=False)
    b.visit()
    assert b.added[0].text == "one met."
    assert site.paths == ["/robots.txt", "/feed"]


def test_atom_with_relative_links_and_content(site: Site, bench: Make) -> None:
    site.put(
        "/feed",
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>T</title><entry><id>urn:1</id><title>A</title>'
        '<link href="story"/><updated>2010-09-06T10:00:00Z</updated><author><name>Ana</name></author>'
        '<summary>Short.</summary><content type="html">&lt;p&gt;First.&lt;/p&gt;&lt;p&gt;Second &amp;amp; last.&lt;/p&gt;'
        "&lt;script&gt;x()&lt;/script&gt;</content></entry></feed>",
        "application/atom+xml",
    )
    b = bench(full_text=False)
    b.visit()
    (report,) = b.added
    assert (report.url, report.byline, report.published) == (f"{site.url}/story", "Ana", "2010-09-06")
    assert report.text == "First.\n\nSecond & last."


def test_an_unchanged_feed_is_not_sent_again(site: Site, bench: Make) -> None:
    def page(headers: dict[str, str]) -> Answer:
        if (
            headers.get("if-none-match") == '"v1"'
            and headers.get("if-modified-since") == "Mon, 06 Sep 2010 10:00:00 GMT"
        ):
            return Answer(status=304)
        marks = {"ETag": '"v1"', "Last-Modified": "Mon, 06 Sep 2010 10:00:00 GMT"}
        return Answer(rss(site.url, "one").encode(), headers={"Content-Type": "application/rss+xml", **marks})

    site.pages["/feed"] = page
    site.article("one")
    b = bench()
    assert b.visit().added == 1
    assert b.visit().added == 0
    assert b.state.etag == '"v1"'
    assert site.paths.count("/feed") == 2


def test_a_mark_that_no_header_can_hold_is_dropped(site: Site, bench: Make) -> None:
    site.feed("one", ETag='"' + "x" * 5000 + '"')
    b = bench(full_text=False)
    b.visit()
    assert b.state.etag is None
    assert b.visit().problems == ()


def test_an_article_that_fails_for_now_is_tried_again(site: Site, bench: Make) -> None:
    site.feed("one", ETag='"v1"')
    site.pages["/one"] = Answer(status=500)
    b = bench()
    visited = b.visit()
    assert visited.added == 0
    assert "500" in str(visited.problems[0])
    assert (b.state.seen, b.state.etag) == ((), None)
    site.article("one")
    assert b.visit().added == 1
    assert b.state.etag == '"v1"'


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (Answer(status=404), SourceError),
        (Answer(status=403), SourceError),
        (Answer(b"\x89PNG", headers={"Content-Type": "image/png"}), NotText),
        (Answer(b"<html><body>nothing</body></html>", headers={"Content-Type": "text/html"}), SourceError),
        (Answer(headers={"Content-Type": "text/html"}, chunks=itertools.repeat(b"x" * 9999)), TooLarge),
    ],
)
def test_an_article_that_cannot_be_had_is_told_once(
    site: Site, bench: Make, answer: Answer, error: type[SourceError]
) -> None:
    site.feed("two", "one")
    site.article("two")
    site.pages["/one"] = answer
    b = bench()
    visited = b.visit()
    assert visited.added == 1
    (problem,) = visited.problems
    assert isinstance(problem, error)
    assert problem.where == f"{site.url}/one"
    assert b.visit().problems == ()


def test_links_that_are_no_pages(site: Site, bench: Make) -> None:
    items = "".join(
        f"<item><title>t{n}</title><link>{link}</link></item>"
        for n, link in enumerate(["file:///etc/passwd", "javascript:alert(1)", "http://[", "ftp://x.example/a"])
    )
    site.put("/feed", f'<rss version="2.0"><channel>{items}</channel></rss>', "text/xml")
    b = bench()
    visited = b.visit()
    assert visited.added == 0
    assert all(isinstance(problem, SourceError) for problem in visited.problems)
    assert len(visited.problems) >= 3
    assert site.paths == ["/robots.txt", "/feed"]


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (Answer(b"hello", headers={"Content-Type": "text/plain"}), "this is no feed"),
        (Answer(b"", headers={"Content-Type": "text/xml"}), "this is no feed"),
        (Answer(bytes(range(256)) * 9, headers={"Content-Type": "text/xml"}), "no feed"),
        (Answer(b"<a>" * 20_000, headers={"Content-Type": "text/xml"}), "no feed"),
        (Answer(b"%PDF", headers={"Content-Type": "application/pdf"}), "application/pdf"),
        (Answer(status=500), "500"),
        (Answer(status=302, headers={"Location": "/feed"}), "redirects"),
        (Answer(status=302, headers={"Location": "file:///etc/passwd"}), "only http and https"),
        (Answer(headers={"Content-Type": "text/xml"}, chunks=itertools.repeat(b"x" * 9999)), "larger than"),
        (
            Answer(gzip.compress(b"\0" * 50_000_000), headers={"Content-Type": "text/xml", "Content-Encoding": "gzip"}),
            "larger than",
        ),
        (Answer(b"\x1f\x8b\x08", headers={"Content-Type": "text/xml", "Content-Encoding": "gzip"}), "broken"),
        (Answer(b"abc", headers={"Content-Type": "text/xml", "Content-Encoding": "gzip"}), "broken"),
        (Answer(b"abc", headers={"Content-Type": "text/xml", "Content-Encoding": "br"}), "sends br"),
    ],
)
def test_a_feed_that_fails_is_told_and_left_alone_for_longer(
    site: Site, bench: Make, answer: Answer, words: str
) -> None:
    site.pages["/feed"] = answer
    b = bench()
    visited = b.visit()
    assert visited.added == 0
    assert words in str(visited.problems[0])
    assert visited.problems[0].where == b.feed.url
    assert (visited.next_visit - b.clock.now).total_seconds() == 3600
    assert b.state.failures == 1


def test_a_page_that_names_its_feed(site: Site, bench: Make) -> None:
    site.put("/feed", '<html><head><link rel="alternate" type="application/rss+xml" href="/real.xml"></head></html>')
    assert f"the page names this one: {site.url}/real.xml" in str(bench().visit().problems[0])


def test_a_packed_feed(site: Site, bench: Make) -> None:
    headers = {"Content-Type": "application/rss+xml", "Content-Encoding": "gzip"}
    site.pages["/feed"] = Answer(gzip.compress(rss(site.url, "one").encode()), headers=headers)
    b = bench(full_text=False)
    assert b.visit().added == 1


def test_entities_fetch_and_swell_nothing(site: Site, bench: Make) -> None:
    bomb = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 9))
    site.put(
        "/feed",
        f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY l0 "lol">{bomb}<!ENTITY f SYSTEM "{site.url}/secret">]>'
        '<rss version="2.0"><channel><item><title>t</title><description>&l8; &f; said.</description></item></channel></rss>',
        "text/xml",
    )
    b = bench(full_text=False)
    b.visit()
    assert "/secret" not in site.paths
    assert all(len(report.text) < 1000 for report in b.added)


def test_back_off_doubles_and_ends(site: Site, bench: Make) -> None:
    site.pages["/feed"] = Answer(status=500)
    b = bench()
    waits = [(b.visit().next_visit - b.clock.now).total_seconds() for _ in range(8)]
    assert waits == [3600, 7200, 14400, 28800, 57600, 86400, 86400, 86400]
    site.feed("one")
    site.article("one")
    assert (b.visit().next_visit - b.clock.now).total_seconds() == 1800
    assert b.state.failures == 0


@pytest.mark.parametrize(
    ("said", "seconds"),
    [
        ("7200", 7200),
        ("Tue, 07 Sep 2010 15:00:00 GMT", 3 * 3600),
        ("99999999999999", 7 * 86400),
        ("soon", 3600),
        ("-5", 3600),
        ("Tue, 07 Sep 1999 15:00:00 GMT", 3600),
    ],
)
def test_a_server_says_when_to_come_again(site: Site, bench: Make, said: str, seconds: int) -> None:
    site.pages["/feed"] = Answer(status=503, headers={"Retry-After": said})
    b = bench()
    assert (b.visit().next_visit - b.clock.now).total_seconds() == seconds


def test_a_busy_server_is_not_asked_for_the_other_articles(site: Site, bench: Make) -> None:
    site.feed("three", "two", "one")
    site.article("one")
    site.pages["/two"] = Answer(status=429, headers={"Retry-After": "5400"})
    b = bench()
    visited = b.visit()
    assert (visited.added, len(visited.problems)) == (1, 1)
    assert "/three" not in site.paths
    assert (visited.next_visit - b.clock.now).total_seconds() == 5400
    site.article("two")
    site.article("three")
    assert b.visit().added == 2


def test_a_stop_while_adding_loses_nothing(site: Site, bench: Make) -> None:
    names = [f"n{number}" for number in range(20)]
    site.feed(*names)
    for name in names:
        site.article(name)
    kept: list[str] = []

    def add(reports) -> None:
        if kept:
            raise KeyboardInterrupt
        kept.extend(report.title for report in reports)

    b = bench(add=add)
    with pytest.raises(KeyboardInterrupt):
        b.visit()
    assert len(kept) == len(b.state.seen) == 16
    again = bench()
    assert again.visit().added == 4
    assert sorted(kept + [report.title for report in again.added]) == sorted(names)


def test_a_long_feed_comes_in_parts(site: Site, bench: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(visit, "MOST", 3)
    names = [f"n{number}" for number in range(8)]
    site.feed(*names, ETag='"v1"')
    b = bench(full_text=False)
    assert [b.visit().added for _ in range(4)] == [3, 3, 2, 0]
    assert [report.title for report in b.added[:3]] == ["n2", "n1", "n0"]
    assert b.state.etag == '"v1"'


def test_private_addresses_are_refused(site: Site, bench: Make) -> None:
    site.feed("one")
    b = bench(settings=Settings(timeout=5))
    (problem,) = b.visit().problems
    assert isinstance(problem, Forbidden)
    assert "private address 127.0.0.1" in str(problem)
    assert site.asked == []


def test_a_redirect_into_a_private_network_is_refused(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    site.pages["/feed"] = Answer(status=302, headers={"Location": "http://inside.example/feed"})
    real = url_module.is_public
    monkeypatch.setattr(url_module, "is_public", lambda address: address == "127.0.0.1" or real(address))
    settings = Settings(timeout=5)
    port = site.url.rsplit(":", 1)[1]

    def resolve(host: str, port: int) -> list[str]:
        return ["10.0.0.8"] if host == "inside.example" else ["127.0.0.1"]

    courtesy = Courtesy(settings, 0, resolve=resolve)
    with pytest.raises(Forbidden, match=r"inside\.example is the private address 10\.0\.0\.8"):
        read_feed(FeedState(f"http://news.example:{port}/feed"), settings, courtesy)


def test_a_report_has_the_id_that_its_address_gives(site: Site, bench: Make) -> None:
    from dragoman.sources import read_sources

    site.feed("one")
    site.article("one")
    b = bench()
    b.visit()
    (alone,) = read_sources([f"{site.url}/one"], Settings(allow_private=True))
    assert alone.id == b.added[0].id
    assert ARTICLE.count("<p>") == 2
