"""robots.txt and pauses."""

from collections.abc import Callable

import pytest

from dragoman.errors import Forbidden

from .conftest import Answer, Bench, Site

Make = Callable[..., Bench]


@pytest.mark.parametrize(
    "robots",
    [
        "User-agent: *\nDisallow: /\n",
        "\ufeffUser-agent: *\nDisallow: /\n",
        "User-agent: dragoman\nDisallow: /feed\n",
        "User-agent: *\nAllow: /\n\nUser-agent: dragoman\nDisallow: /\n",
    ],
)
def test_robots_may_bar_the_feed(site: Site, bench: Make, robots: str) -> None:
    site.feed("one")
    site.put("/robots.txt", robots, "text/plain")
    (problem,) = bench().visit().problems
    assert isinstance(problem, Forbidden)
    assert "robots.txt asks programs not to fetch this" in str(problem)
    assert site.paths == ["/robots.txt"]


def test_robots_may_bar_articles(site: Site, bench: Make) -> None:
    site.feed("one", "two")
    site.article("one")
    site.article("two")
    site.put("/robots.txt", "User-agent: *\nDisallow: /two\n", "text/plain")
    visited = bench().visit()
    assert (visited.added, len(visited.problems)) == (1, 1)
    assert "/two" not in site.paths


@pytest.mark.parametrize(
    "answer",
    [
        Answer(status=404),
        Answer(b"<html><body>not found</body></html>", headers={"Content-Type": "text/html"}),
        Answer(b"\x89PNG", headers={"Content-Type": "image/png"}),
        Answer(b"User-agent: other\nDisallow: /\n", headers={"Content-Type": "text/plain"}),
        Answer(b"\xff\xfe nonsense\n\n: : :\n", headers={"Content-Type": "text/plain"}),
    ],
)
def test_no_rules_bar_nothing(site: Site, bench: Make, answer: Answer) -> None:
    site.feed("one")
    site.article("one")
    site.pages["/robots.txt"] = answer
    assert bench().visit().added == 1


@pytest.mark.parametrize(
    "answer",
    [
        Answer(status=500),
        Answer(status=302, headers={"Location": "/robots.txt"}),
        Answer(b"x" * 600_000, headers={"Content-Type": "text/plain"}),
    ],
)
def test_a_robots_txt_that_cannot_be_had_bars_all_for_now(site: Site, bench: Make, answer: Answer) -> None:
    site.feed("one")
    site.article("one")
    site.pages["/robots.txt"] = answer
    b = bench()
    assert b.visit().added == 0
    del site.pages["/robots.txt"]
    assert b.visit().added == 1


def test_robots_txt_is_asked_once(site: Site, bench: Make) -> None:
    site.feed("one", "two")
    site.article("one")
    site.article("two")
    b = bench()
    b.visit()
    b.visit()
    assert site.paths.count("/robots.txt") == 1


@pytest.mark.parametrize(("robots", "pause"), [("", 2.0), ("User-agent: *\nCrawl-delay: 7\n", 7.0)])
def test_a_host_gets_its_pause(site: Site, bench: Make, robots: str, pause: float) -> None:
    site.feed("one", "two")
    site.article("one")
    site.article("two")
    site.put("/robots.txt", robots, "text/plain")
    b = bench(delay=2.0)
    b.visit()
    assert b.clock.slept == [pause, pause, pause]


def test_a_crawl_delay_has_an_end(site: Site, bench: Make) -> None:
    site.feed()
    site.put("/robots.txt", "User-agent: *\nCrawl-delay: 99999\n", "text/plain")
    b = bench()
    b.visit()
    assert b.clock.slept == [60.0]
