"""Every page, with the sample, with nothing, and with reports that mean harm."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from dragoman.register import open_register

from . import routes
from .conftest import BIG, Client

ALLOWED_SCRIPTS = re.compile(r"/static/[\w./-]+\.js\?v=[0-9a-f]{10}\Z")


class Found(HTMLParser):
    """What a page would run or load."""

    def __init__(self) -> None:
        super().__init__()
        self.bad: list[str] = []
        self.headings = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.headings += tag == "h1"
        if tag == "script" and not ALLOWED_SCRIPTS.match(given.get("src") or ""):
            self.bad.append(f"script {given}")
        if tag in ("style", "iframe", "object", "embed", "img", "base"):
            self.bad.append(tag)
        for name, value in attrs:
            if name.startswith("on") or name == "style" or (value or "").strip().lower().startswith("javascript:"):
                self.bad.append(f"{tag} {name}={value}")
            if name in ("src", "href", "action") and value and value.startswith(("http:", "//", "data:")):
                self.bad.append(f"{tag} {name}={value}")


def harmless(html: str) -> None:
    found = Found()
    found.feed(html)
    assert found.bad == []
    assert found.headings <= 1
    assert "49" not in re.findall(r"near (\d+)", html), "a template ran over a report's words"


@pytest.mark.parametrize("path", routes.LISTS)
def test_pages_of_the_sample(sample: Client, path: str) -> None:
    answer = sample.get(path)
    assert answer.status_code == 200
    assert "Sample register" in answer.text
    harmless(answer.text)


@pytest.mark.parametrize("path", routes.LISTS)
def test_pages_of_an_empty_register(empty: Client, path: str) -> None:
    answer = empty.get(path)
    assert answer.status_code == 200
    harmless(answer.text)
    if path in ("/events", "/statements", "/transfers", "/agreements", "/actors", "/reports"):
        assert "The register holds no" in answer.text


@pytest.mark.parametrize("path", routes.LISTS)
def test_pages_of_a_hostile_register(evil: Client, path: str) -> None:
    answer = evil.get(path)
    assert answer.status_code == 200
    harmless(answer.text)


def test_the_page_of_each_record(sample: Client, sample_path: Path) -> None:
    with open_register(sample_path, create=False, readonly=True) as register:
        paths = routes.of_records(register)
    assert len(paths) > 20
    for path in paths:
        answer = sample.get(path)
        assert answer.status_code == 200, path
        harmless(answer.text)


def test_the_pages_of_hostile_records(evil: Client, hostile_path: Path) -> None:
    with open_register(hostile_path, create=False, readonly=True) as register:
        paths = routes.of_records(register)
    assert len(paths) >= 6
    for path in paths:
        answer = evil.get(path)
        assert answer.status_code == 200, path
        harmless(answer.text)
        assert len(answer.content) < 1_500_000
    assert "&lt;script&gt;alert(1)" in evil.get(paths[0]).text


def test_a_report_of_five_megabytes_comes_in_parts(evil: Client) -> None:
    first, last = evil.get("/report?id=big").text, evil.get("/report?id=big&part=99999").text
    parts = int(re.findall(r"part 1 of (\d+)", first)[0])
    assert BIG // 40_000 <= parts < 200
    assert f"part {parts} of {parts}" in last
    assert 'rel="next"' in first
    assert 'rel="next"' not in last


@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        ("/nowhere", 404, "no such page"),
        ("/events/e0000000000", 404, "no event"),
        ("/actors/Atlantis", 404, "no actor"),
        ("/report?id=nothing", 404, "no report"),
        ("/events?quad=9", 422, "quad"),
        ("/events?quad=x", 422, "quad"),
        ("/events?since=yesterday", 422, "since"),
        ("/events?page=0", 422, "page"),
        ("/events?order=fame", 422, "no order"),
        ("/events?words=" + "x" * 300, 422, "at most"),
        ("/read/unknown", 410, "no longer here"),
    ],
)
def test_what_cannot_be_asked_is_told_in_words(sample: Client, path: str, status: int, words: str) -> None:
    answer = sample.get(path)
    assert answer.status_code == status
    assert words in answer.text
    assert "Traceback" not in answer.text
    harmless(answer.text)


def test_filters_live_in_the_address(sample: Client) -> None:
    every = int(re.findall(r"of (\d+) events", sample.get("/events").text)[0])
    html = sample.get("/events?actor=FRA&quad=3&since=2021&until=2021-12").text
    assert 'value="FRA"' in html
    assert re.search(r'value="3" checked', html)
    fewer = int(re.findall(r"(\d+) events?</p>", html)[0])
    assert 0 < fewer < every
    assert 'href="/events?quad=3&amp;since=2021&amp;until=2021-12"' in html, "a chip leads to the list without it"


def test_a_list_of_nothing_says_what_to_do(sample: Client) -> None:
    html = sample.get("/events?actor=ATA").text
    assert "No events fit these filters" in html


def test_pages_of_a_list_hold_each_record_once(sample: Client) -> None:
    seen: list[str] = []
    path: str | None = "/events"
    while path:
        html = sample.get(path).text
        seen += re.findall(r'<p class="who"><a href="/events/(e[0-9a-f]+)"', html)
        after = re.findall(r'rel="next" href="([^"]+)"', html)
        path = after[0].replace("&amp;", "&") if after else None
    assert len(seen) == len(set(seen)) > 50


def test_a_merged_event_shows_its_sources_side_by_side(sample: Client, sample_path: Path) -> None:
    with open_register(sample_path, create=False, readonly=True) as register:
        told = [event for event in register.events(order="sources") if event.sources > 1]
    assert told, "the sample has acts that several sources tell"
    html = sample.get(f"/events/{told[0].id}").text
    assert html.count("/report?id=") >= told[0].reports
    contested = [event for event in told if event.contradictions]
    assert contested, "the sample has sources that contradict one another"
    html = sample.get(f"/events/{contested[0].id}").text
    assert "Where the sources differ" in html
    for alternative in contested[0].contradictions[0].values:
        assert f"<strong>{alternative.value}</strong>" in html


def test_wordings_are_compared_word_by_word(sample: Client, sample_path: Path) -> None:
    with open_register(sample_path, create=False, readonly=True) as register:
        varied = [said for said in register.statements() if said.sources > 1]
    assert varied, "the sample has quotations in variants"
    pages = [sample.get(f"/statements/{said.id}").text for said in varied]
    assert any("<del>" in page and "<ins>" in page for page in pages)


def test_a_report_leads_to_the_words_of_a_record(sample: Client) -> None:
    html = sample.get("/report?id=gao-wire&at=e1").text
    assert 'id="e1"' in html
    assert re.search(r'<a class="r [^"]*tr q4[^"]*" href="#e\d+"', html)
    assert "data-to=" in html, "pronouns point back at names"


def test_the_first_view_is_small(sample: Client) -> None:
    html = sample.get("/").text
    loaded = [
        html,
        *(sample.get(path).text for path in re.findall(r'(?:src|href)="(/static/[^"]+\.(?:js|css|svg)\?[^"]+)"', html)),
    ]
    static = Path(__file__).parents[2] / "src" / "dragoman" / "web" / "static"
    fonts = sum((static / "vendor" / f"source-{name}-latin.woff2").stat().st_size for name in ("sans-3", "serif-4"))
    assert sum(len(text.encode()) for text in loaded) + fonts < 300_000


def test_static_files_asked_for_by_content_may_be_kept(sample: Client) -> None:
    path = re.findall(r'href="(/static/page.css\?v=[^"]+)"', sample.get("/").text)[0]
    assert "immutable" in sample.get(path).headers["cache-control"]
    assert sample.get("/static/page.css").headers["cache-control"] == "no-cache"
    assert sample.get("/static/../app.py").status_code == 404
    assert sample.get("/static/%2e%2e/app.py").status_code == 404
