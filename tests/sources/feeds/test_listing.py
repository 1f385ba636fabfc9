"""feeds.toml, the state file, the watch's round, and HTML fragments."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.errors import DataError, SourceError
from dragoman.sources.feeds import Feed, FeedFile, FeedState, read_feed_list
from dragoman.sources.feeds.fragment import fragment_text

from .conftest import Bench, Site

GOOD = """
delay = "5s"

[[feed]]
url = "https://news.example/rss"
publisher = "News"
every = "2h"
full_text = false

[[feed]]
url = "http://wire.example/atom.xml"
"""


def write(folder: Path, text: str) -> Path:
    path = folder / "feeds.toml"
    path.write_text(text)
    return path


def test_a_list(tmp_path: Path) -> None:
    found = read_feed_list(write(tmp_path, GOOD))
    assert found.delay == 5
    assert found.feeds == (
        Feed("https://news.example/rss", "News", 7200, False),
        Feed("http://wire.example/atom.xml", None, 1800, True),
    )


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        ("", "feed", "at least one [[feed]]"),
        ("feed = 3", "feed", "at least one [[feed]]"),
        ("feed = [3]", "feed", "at least one [[feed]]"),
        ("[[feed]\n", "", "no TOML"),
        ("color = 1\n[[feed]]\nurl='http://a.example'", "color", "no such key"),
        ("[[feed]]\npublisher = 'x'", "feed[1]:url", "needs its address"),
        ("[[feed]]\nurl = 'news.example'", "feed[1]:url", "http://"),
        ("[[feed]]\nurl = 'http://['", "feed[1]:url", "http://"),
        ("[[feed]]\nurl = 'file:///etc/passwd'", "feed[1]:url", "http://"),
        ("[[feed]]\nurl = 7", "feed[1]:url", "a text"),
        ("[[feed]]\nurl = 'http://a.example'\nevry = '2h'", "feed[1]:evry", "no such key"),
        ("[[feed]]\nurl = 'http://a.example'\nevery = 30", "feed[1]:every", '"30m"'),
        ("[[feed]]\nurl = 'http://a.example'\nevery = '5s'", "feed[1]:every", "60 to"),
        ("[[feed]]\nurl = 'http://a.example'\nfull_text = 'yes'", "feed[1]:full_text", "true or false"),
        ("[[feed]]\nurl = 'http://a.example'\n[[feed]]\nurl = 'http://a.example'", "feed[2]:url", "feed[1] too"),
        ("delay = 'long'\n[[feed]]\nurl = 'http://a.example'", "delay", "a time"),
    ],
)
def test_what_will_not_do(tmp_path: Path, text: str, place: str, words: str) -> None:
    path = write(tmp_path, text)
    with pytest.raises(DataError) as raised:
        read_feed_list(path)
    assert raised.value.where == (f"{path}:{place}" if place else str(path))
    assert words in raised.value.problem


def test_no_list(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="No such file"):
        read_feed_list(tmp_path / "none.toml")
    (tmp_path / "binary.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(DataError, match="no TOML"):
        read_feed_list(tmp_path / "binary.toml")


def test_states_are_kept(tmp_path: Path) -> None:
    store = FeedFile(tmp_path / "s.json")
    assert store.get("u") == FeedState("u")
    states = [FeedState("u", etag="e", seen=("a", "b")), FeedState("v", failures=2)]
    for state in states:
        store.put(state)
    assert [FeedFile(tmp_path / "s.json").get(url) for url in ("u", "v")] == states
    assert [path.name for path in tmp_path.iterdir()] == ["s.json"]


def test_a_file_that_holds_no_states(tmp_path: Path) -> None:
    (tmp_path / "s.json").write_text("[1]")
    with pytest.raises(SourceError, match="no states of feeds"):
        FeedFile(tmp_path / "s.json").get("u")
    with pytest.raises(SourceError, match="No such file"):
        FeedFile(tmp_path / "none" / "s.json").put(FeedState("u"))


def test_a_feed_is_visited_when_it_is_due(site: Site, bench: Callable[..., Bench]) -> None:
    site.feed("one")
    site.article("one")
    b = bench()
    assert len(list(b.watch.once())) == 1
    assert list(b.watch.once()) == []
    rounds = b.watch.forever()
    assert next(rounds).added == 0
    assert sum(b.clock.slept) == 1800
    assert max(b.clock.slept) <= 300


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>One.</p><p>Two <b>three</b>.</p>", "One.\n\nTwo three."),
        ("a &amp; b<br>c", "a & b\n\nc"),
        ("plain  text", "plain text"),
        ("<style>p{}</style><p>x", "x"),
        ("<![if IE]><p>a", "a"),
    ],
)
def test_fragments(html: str, text: str) -> None:
    assert fragment_text(html) == text


@given(st.text(alphabet="<>![]-/&;pscript \"'a=", max_size=60))
def test_any_fragment_can_be_read(html: str) -> None:
    assert "<script>" not in fragment_text(f"<p>{html}")
