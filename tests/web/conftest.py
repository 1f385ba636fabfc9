"""Three registers to look at: the sample, an empty one, and one of hostile reports; a client for each."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from dragoman.records import (
    Actor,
    Event,
    EventDate,
    Item,
    Mention,
    Party,
    Place,
    Reading,
    Report,
    Size,
    Span,
    Statement,
    Transfer,
)
from dragoman.register import Register, open_register
from dragoman.version import __version__
from dragoman.web.app import create_app
from dragoman.web.sample import sample_register
from dragoman.web.site import Site

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # starlette would like httpx2, which is not locked yet
    from starlette.testclient import TestClient

HERE = "http://127.0.0.1"
SCRIPT = "<script>alert(1)</script>"
ONERROR = '"><img src=x onerror=alert(1)>'
BIG = 5_000_000

Client = TestClient
ClientOf = Callable[..., TestClient]


@pytest.fixture(scope="session")
def sample_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample register, read by the real reader."""
    said: list[str] = []
    path = sample_register(said.append, tmp_path_factory.mktemp("sample"))
    assert said[-1].startswith("reading the sample reports: 12 of 12")
    return path


@pytest.fixture(scope="session")
def empty_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("empty") / "empty.sqlite"
    open_register(path).close()
    return path


@pytest.fixture(scope="session")
def hostile_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("hostile") / "hostile.sqlite"
    with open_register(path) as register:
        outcomes = [added.outcome for added in register.add([hostile(), big()])]
    assert outcomes == ["added", "added"]
    return path


@pytest.fixture(scope="session")
def sample_register_(sample_path: Path) -> Iterator[Register]:
    with open_register(sample_path, create=False, readonly=True) as register:
        yield register


def client_of(path: Path, **settings: object) -> Iterator[TestClient]:
    with open_register(path, create=False, readonly=True) as register:
        site = Site(**{"register": path, **settings})  # type: ignore[arg-type]
        with TestClient(create_app(site, register), base_url=HERE, raise_server_exceptions=False) as client:
            yield client


@pytest.fixture(scope="session")
def sample(sample_path: Path) -> Iterator[TestClient]:
    yield from client_of(sample_path, sample=True)


@pytest.fixture(scope="session")
def empty(empty_path: Path) -> Iterator[TestClient]:
    yield from client_of(empty_path)


@pytest.fixture(scope="session")
def evil(hostile_path: Path) -> Iterator[TestClient]:
    yield from client_of(hostile_path)


def spanned(text: str, words: str) -> tuple[int, int, str]:
    start = text.index(words)
    return start, start + len(words), words


def hostile() -> Reading:
    """A report all of whose words would be code if anybody let them."""
    text = f"{SCRIPT} attacked {ONERROR} near {{{{7*7}}}} on Monday.\n\n{ONERROR} said {SCRIPT}{SCRIPT}\nand sold 3 {SCRIPT} jets."
    evidence = Span(*spanned(text, text.split("\n")[0]))
    left, right = Party(*spanned(text, SCRIPT), actor="a1"), Party(*spanned(text, ONERROR), actor="a2")
    said = Span(*spanned(text, f"{SCRIPT}{SCRIPT}"))
    arms = spanned(text, f"3 {SCRIPT} jets")
    return Reading(
        report=Report(
            id="../<b>'\"&?#%00",
            text=text,
            title=SCRIPT,
            byline=ONERROR,
            publisher=ONERROR,
            url="javascript:alert(1)",
            published="2020-02-03",
            flags=(SCRIPT,),
        ),
        actors=(
            Actor("a1", "state", SCRIPT, "RUS", mentions=(Mention(*spanned(text, SCRIPT), form="name", why=SCRIPT),)),
            Actor(
                "a2", "person", ONERROR, None, mentions=(Mention(*spanned(text, ONERROR), form="name", why=ONERROR),)
            ),
        ),
        places=(Place("p1", ONERROR, "RUS", 55.0, 37.0, 1, (Span(*spanned(text, "{{7*7}}")),)),),
        events=(
            Event(
                id="e1",
                type="ASSAULT",
                modes=("aerial",),
                contexts=("military",),
                aux=(),
                cameo="190",
                actor=(left,),
                recipient=(right,),
                place="p1",
                date=EventDate("2020-02-03", *spanned(text, "Monday")),
                attributed_to=None,
                size=Size(dead=3),
                trigger=Span(*spanned(text, "attacked")),
                evidence=evidence,
                also=(),
                quad=4,
                score=-10.0,
                rule="assault.attack",
            ),
        ),
        statements=(
            Statement(
                id="s1",
                kind="direct",
                speaker=right,
                via=None,
                addressee=None,
                cue=Span(*spanned(text, "said")),
                content=said,
                date="2020-02-03",
            ),
        ),
        transfers=(
            Transfer(
                id="t1",
                supplier=left,
                recipient=right,
                item=Item(*arms, designation=ONERROR, category="IV"),
                quantity=None,
                status="delivered",
                condition=None,
                value=None,
                date=None,
                attributed_to=None,
                evidence=Span(*arms),
            ),
        ),
        version=__version__,
    )


def big() -> Reading:
    """Five megabytes of text without a blank line."""
    return Reading(
        report=Report(id="big", text=(SCRIPT + " and on. ") * (BIG // 33), title="x" * 20_000), version=__version__
    )
