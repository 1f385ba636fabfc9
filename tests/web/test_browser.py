"""The page in a real browser: every page opened, clicked through, by mouse and by keyboard; axe-core looks on."""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("playwright.sync_api")
import uvicorn
from playwright.sync_api import Browser, BrowserContext, Page, Request, expect, sync_playwright

from dragoman.register import open_register
from dragoman.web.app import create_app
from dragoman.web.site import Site

from . import routes

CHROMIUM = Path("/usr/bin/chromium")
ARGS = (
    "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip
AXE = Path(__file__).parent / "vendor" / "axe.min.js"
FAULTS = """async (rules) => (await axe.run(document, {resultTypes: ["violations"], runOnly: rules})).violations
    .filter(v => v.impact === "serious" || v.impact === "critical")
    .map(v => `${v.id}: ${v.nodes.slice(0, 3).map(n => n.html.slice(0, 160)).join(" | ")}`)"""
CHARTS = {"/timeline": "#timeline", "/network": "#network", "/map": "#map"}
pytestmark = pytest.mark.skipif(not CHROMIUM.exists(), reason="no Chromium here")


@contextmanager
def served(path: Path, **settings: Any) -> Iterator[str]:
    with open_register(path, create=False, readonly=True) as register:
        app = create_app(Site(register=path, **settings), register)
        server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="error", ws="none"))
        thread = threading.Thread(target=server.run, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.02)
        yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
        server.should_exit = True
        thread.join(10)


@pytest.fixture(scope="module")
def sample_site(sample_path: Path) -> Iterator[str]:
    with served(sample_path, sample=True) as address:
        yield address


@pytest.fixture(scope="module")
def empty_site(empty_path: Path) -> Iterator[str]:
    with served(empty_path) as address:
        yield address


@pytest.fixture(scope="module")
def evil_site(hostile_path: Path) -> Iterator[str]:
    with served(hostile_path) as address:
        yield address


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=list(ARGS))
        yield browser
        browser.close()


class Watch:
    """What went wrong in a page: console errors, exceptions, requests that failed or went elsewhere."""

    def __init__(self, page: Page) -> None:
        self.wrong: list[str] = []
        page.on("console", lambda m: self.wrong.append(m.text) if m.type in ("error", "warning") else None)
        page.on("pageerror", lambda e: self.wrong.append(str(e)))
        page.on(
            "requestfailed",
            lambda r: self.wrong.append(f"failed: {r.url}") if "ERR_ABORTED" not in (r.failure or "") else None,
        )
        page.on("request", self._elsewhere)
        page.on("dialog", lambda d: (self.wrong.append(f"dialog: {d.message}"), d.dismiss()))

    def _elsewhere(self, request: Request) -> None:
        if not request.url.startswith(("http://127.0.0.1:", "data:")):
            self.wrong.append(f"elsewhere: {request.url}")


NewPage = Callable[..., Page]


@pytest.fixture
def new_page(browser: Browser) -> Iterator[NewPage]:
    contexts: list[BrowserContext] = []
    watches: list[Watch] = []

    def make(width: int = 1280, scheme: str = "light") -> Page:
        context = browser.new_context(viewport={"width": width, "height": 860}, color_scheme=scheme)  # type: ignore[arg-type]
        context.set_default_timeout(8000)
        contexts.append(context)
        page = context.new_page()
        watches.append(Watch(page))
        return page

    yield make
    for context in contexts:
        context.close()
    assert [wrong for watch in watches for wrong in watch.wrong] == []


def look(page: Page, address: str, path: str) -> None:
    page.goto(address + path)
    chart = CHARTS.get(path.partition("?")[0])
    if chart and page.locator(chart).count():
        page.wait_for_selector(f"{chart}[data-drawn], {chart} .waits:not(:has-text('Drawing'))")
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 0, f"{path} scrolls sideways by {wide} px"


ALL_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
BY_SIZE_AND_COLOUR = ["color-contrast", "scrollable-region-focusable", "target-size", "region"]


def faults(page: Page, rules: Sequence[str] = ALL_RULES) -> list[str]:
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found: list[str] = page.evaluate(FAULTS, list(rules))
    return found


def all_paths(path: Path) -> list[str]:
    with open_register(path, create=False, readonly=True) as register:
        single = {p.split("/")[1].partition("?")[0]: p for p in routes.of_records(register)}
    return [*routes.LISTS, *single.values()]


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (360, "dark")])
def test_every_page_of_the_sample(
    new_page: NewPage, sample_site: str, sample_path: Path, width: int, scheme: str
) -> None:
    page = new_page(width, scheme)
    for path in all_paths(sample_path):
        look(page, sample_site, path)
        assert faults(page, ALL_RULES if scheme == "light" else BY_SIZE_AND_COLOUR) == [], path


@pytest.mark.parametrize(("width", "scheme"), [(1280, "dark"), (360, "light")])
def test_every_page_of_an_empty_register(
    new_page: NewPage, empty_site: str, empty_path: Path, width: int, scheme: str
) -> None:
    page = new_page(width, scheme)
    for path in all_paths(empty_path):
        look(page, empty_site, path)
        assert width > 360 or faults(page) == [], path


def test_a_hostile_register_does_nothing(new_page: NewPage, evil_site: str, hostile_path: Path) -> None:
    page = new_page()
    with open_register(hostile_path, create=False, readonly=True) as register:
        paths = routes.of_records(register)
    for path in (*routes.LISTS, *paths):
        look(page, evil_site, path)
        assert page.evaluate("document.querySelectorAll('img, script:not([src])').length") == 0
    page.goto(evil_site + next(path for path in paths if "%3Cb%3E" in path))
    page.locator(".r").first.hover()
    expect(page.locator(".tip")).to_contain_text("<script>")


def test_from_the_timeline_to_the_event_to_the_sentence(new_page: NewPage, sample_site: str) -> None:
    page = new_page()
    look(page, sample_site, "/timeline?quad=4")
    assert int(page.locator("#timeline").get_attribute("data-drawn") or 0) > 0
    page.locator(".records .who a").first.click()
    page.wait_for_url("**/events/e*")
    page.locator(".records .who a").first.click()
    page.wait_for_url("**/report?id=*")
    record = page.url.partition("#")[2]
    expect(page.locator(f"#{record}")).to_have_class(re.compile("lit"))
    lit = page.locator(".text .r.lit")
    assert lit.count() > 0
    expect(lit.first).to_be_in_viewport()


def test_a_stretch_of_the_timeline_is_chosen_by_dragging(new_page: NewPage, sample_site: str) -> None:
    page = new_page()
    look(page, sample_site, "/timeline?since=2021-09&until=2021-12")
    box = page.locator("#timeline").bounding_box()
    assert box is not None
    y = box["y"] + 60
    page.mouse.move(box["x"] + box["width"] * 0.2, y)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.5, y, steps=6)
    page.mouse.up()
    page.wait_for_url(re.compile(r"since=2021-\d\d-\d\d&until=2021-\d\d-\d\d"))
    expect(page.locator(".chips")).to_contain_text("since 2021-")
    page.wait_for_selector("#timeline[data-drawn]")


def test_filters_change_list_and_address(new_page: NewPage, sample_site: str) -> None:
    page = new_page()
    look(page, sample_site, "/events")
    every = page.locator("#results .bar p").first.inner_text()
    page.get_by_label("Who", exact=True).fill("FRA")
    page.get_by_label("Who", exact=True).press("Enter")
    page.wait_for_url("**/events?actor=FRA")
    expect(page.locator("#results .bar p").first).not_to_have_text(every)
    page.get_by_label("verbal conflict").check()
    page.wait_for_url("**/events?actor=FRA&quad=3")
    page.locator(".chips a", has_text="FRA").click()
    page.wait_for_url("**/events?quad=3")
    page.go_back()
    page.wait_for_url("**/events?actor=FRA&quad=3")
    expect(page.get_by_label("Who", exact=True)).to_have_value("FRA")


def test_the_network_and_the_map_lead_on(new_page: NewPage, sample_site: str) -> None:
    page = new_page()
    look(page, sample_site, "/network")
    assert int(page.locator("#network").get_attribute("data-drawn") or 0) > 5
    page.locator("table a").first.click()
    page.wait_for_url("**/actors/a*")
    look(page, sample_site, "/map")
    assert page.locator("#map a").count() > 5
    assert page.locator("#map .hatch").count() == 7, "six disputed countries of world-atlas, and Crimea"
    spot = page.locator("#map a:has(.spot)").first
    spot.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/events?*country=*")


def test_a_report_by_mouse_and_keyboard(new_page: NewPage, sample_site: str) -> None:
    page = new_page()
    look(page, sample_site, "/report?id=geneva-talks")
    page.locator(".text a.tr").first.hover()
    expect(page.locator(".tip")).to_be_visible()
    expect(page.locator(".tip")).to_contain_text("rule ")
    expect(page.locator(".card.lit").first).to_be_visible()
    page.locator(".text a[data-to]").first.focus()
    expect(page.locator(".tip")).to_contain_text("of")
    assert page.locator(".lines path").count() >= 2
    page.keyboard.press("Escape")
    expect(page.locator(".tip")).to_be_hidden()
    page.get_by_label("pronouns tied to names").check()
    assert page.locator(".lines path").count() >= 4
    page.get_by_label("actors").uncheck()
    expect(page.locator("#text")).not_to_have_class(re.compile("show-ac"))
    page.locator(".card").first.hover()
    assert page.locator(".text .r.lit").count() > 0


def test_by_keyboard_alone(new_page: NewPage, sample_site: str) -> None:
    page = new_page()
    look(page, sample_site, "/")
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")
    page.keyboard.press("Enter")
    page.wait_for_url("**/reports")
    page.locator("#q").focus()
    page.keyboard.type("frigates")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=frigates")
    assert page.locator("mark").count() > 0


def test_paste_box(new_page: NewPage, sample_site: str) -> None:
    page = new_page(360)
    look(page, sample_site, "/read")
    page.get_by_label("Text").fill(
        "LIMA, May 4, 2016 - Peru expelled two Chilean diplomats on Tuesday. Chile denied that they spied."
    )
    page.get_by_role("button", name="Read it").click()
    page.wait_for_url("**/read/*")
    expect(page.locator(".text .tr").first).to_be_visible()
    expect(page.locator(".card").first).to_be_visible()
    assert faults(page) == []


def test_light_and_dark_are_remembered(new_page: NewPage, sample_site: str) -> None:
    page = new_page(scheme="light")
    look(page, sample_site, "/timeline")
    paper = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    page.get_by_role("button", name="Light or dark").click()
    dark = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    assert dark != paper
    page.goto(f"{sample_site}/events")
    assert page.evaluate("getComputedStyle(document.documentElement).backgroundColor") == dark


def test_filters_fold_on_a_small_screen(new_page: NewPage, sample_site: str) -> None:
    page = new_page(360)
    look(page, sample_site, "/events")
    expect(page.locator("#filters")).to_be_hidden()
    page.get_by_role("button", name="Filters").click()
    expect(page.locator("#filters")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_wordings_unfold_in_the_list(new_page: NewPage, sample_site: str) -> None:
    page = new_page()
    look(page, sample_site, "/statements")
    page.locator("summary", has_text="compare the wordings").first.click()
    expect(page.locator(".fetched .words").first).to_be_visible()
