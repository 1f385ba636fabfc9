"""The whole reading holds for any text: no exception, no span that lies, no record that points at nothing."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

import dragoman
from dragoman.reading.reader import Reader, load_reader, parted
from dragoman.records import Reading
from dragoman.sources import Given, make_report

_SPEC = importlib.util.spec_from_file_location("checks", Path(__file__).with_name("checks.py"))
assert _SPEC is not None
assert _SPEC.loader is not None
checks = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(checks)

SAMPLE = (Path(dragoman.__file__).parent / "data" / "sample" / "report.txt").read_text(encoding="utf-8")
NAMES = yaml.safe_load(Path(__file__).with_name("people.yaml").read_text(encoding="utf-8"))
PEOPLE = [f"{first} {last}" for first in NAMES["first"] for last in NAMES["last"]] + [
    f"Ada {last}" for last in NAMES["last"]
]

HARD = {
    "empty": "",
    "space": " \n\t\r\n ",
    "nul": "\0" * 300,
    "nul between": "Chile\0attacked\0Peru on Monday.\0 " * 5,
    "signs": ".,;:!?()[]{}\"'—–…" * 40,
    "stops": "." * 20_000,
    "one word": "a" * 100_000,
    "quotation marks": '"' * 3_000,
    "opening marks": "“" * 3_000,
    "quoted words": '"word" ' * 500,
    "long sentence": "Chile " + "the minister met the president in Oslo while the army said that " * 100 + "it rained.",
    "list": ", ".join(["Chile", "Peru", "Egypt"] * 400) + " signed a pact.",
    "brackets": "(" * 1_500 + "Chile" + ")" * 1_500,
    "words in brackets": "Chile [ attacked " * 300 + "]" * 300,
    "said that": "Carter said that " * 300 + "Chile attacked Peru.",
    "nested quotations": 'Carter said, "' * 100 + "Chile attacked Peru." + '"' * 100,
    "of": "the minister of the ally of " * 100 + "Chile met Carter.",
    "possessives": "Chile's " * 200 + "army attacked Peru.",
    "clauses": "Chile attacked Peru; " * 200,
    "emoji": "👩‍👩‍👧🇨🇱 Chile 🚀 attacked 💥 Peru 😢 on Monday 🎉. " * 20,
    "right to left": "قال الرئيس إن الجيش هاجم المدينة. שלום, אמר ראש הממשלה. Chile قال attacked שלום Peru. " * 20,
    "combining marks": "Chi\u0301le\u0308 a\u0300ttacked\u0301 Pe\u0327ru\u0302. " * 30
    + ("a" + "\u0301" * 300 + " ") * 10,
    "lone surrogates": "\ud800 Chile attacked \udfff Peru." * 5,
    "odd spaces": "\ufeff\u200b\u200e Chile\u00ad attacked\u2028Peru\u2029now.\x0b\x0c" * 10,
    "carriage returns": SAMPLE.replace("\n", "\r\n"),
    "capitals": SAMPLE.upper(),
    "small letters": SAMPLE.lower(),
    "one line": SAMPLE.replace("\n", " "),
    "a word a line": SAMPLE.replace(" ", "\n"),
    "one quotation": "“" + SAMPLE.replace('"', "").replace("“", "").replace("”", "") + "”",
    "repeated": (SAMPLE + "\n\n") * 8,
    "datelines": "OSLO, Sept 6 (Reuters) - Chile attacked Peru.\n" * 30,
    "dates": "On Monday, 3 March 1987, " * 200,
    "sums": "$400 million " * 200,
    "addresses": "https://a.b/c?d=e&f=g " * 100,
    "table": "Chile\t12\t14\tPeru\n" * 100,
    "four hundred people": "\n\n".join(f"{name} met reporters on Monday." for name in PEOPLE[:400]),
}
PIECES = st.sampled_from(
    [
        "OSLO, May 3 (Reuters) - ", "Chile's defence minister ", "Gen. José Ibáñez ", "He ", "they ", "who ", "the two sides ", "Peru ",
        "told Reuters that ", "said ", ", adding that ", "according to ", "denied having ", "may ", "did not ", "attack", "attacked ", "met ",
        "signed a ten-year pact with ", "sold 12 Mirage jets to ", "killed 14 people in ", "the U.N. ", "on Monday", "last year", "in Cairo ",
        '"', "“", "”", "'", "(", ")", ", ", ". ", "; ", ": ", " - ", "\n", "\n\n", "\r\n", "and ", "worth $40 mln ", "Advertisement\n", "By Ann Lee\n",
    ]
)  # fmt: skip
NEWS = st.lists(PIECES, max_size=40).map("".join)
DATES = st.sampled_from([None, "1987-03-02", "2019-10-09", "2024-02-29"])


@pytest.fixture(scope="module")
def reader() -> Reader:
    return load_reader(threads=1)


def read(reader: Reader, text: str, published: str | None = "2015-03-12") -> Reading:
    """The reading of a text, through the sources room as a user's text goes, with all checks made."""
    report = make_report(text, Given(published=published))
    document = reader.parser.parse(parted(report))
    reading = reader.read_parsed(report, document)
    assert checks.tree_faults(document) == []
    assert checks.faults(reading) == []
    return reading


@pytest.mark.parametrize("published", [None, "2015-03-12"])
@pytest.mark.parametrize("name", HARD)
def test_hard_texts(reader: Reader, name: str, published: str | None) -> None:
    if published is None and len(HARD[name]) > 5_000:
        pytest.skip("once is enough")
    read(reader, HARD[name], published)


@given(text=st.text(max_size=200), published=DATES)
@settings(max_examples=80, deadline=None)
def test_any_unicode(reader: Reader, text: str, published: str | None) -> None:
    read(reader, text, published)


@given(text=NEWS, published=DATES)
@settings(max_examples=150, deadline=None)
def test_anything_like_news(reader: Reader, text: str, published: str | None) -> None:
    read(reader, text, published)


@given(cuts=st.lists(st.integers(0, len(SAMPLE)), min_size=2, max_size=6), published=DATES)
@settings(max_examples=40, deadline=None)
def test_scraps_of_a_report(reader: Reader, cuts: list[int], published: str | None) -> None:
    text = " ".join(SAMPLE[min(a, b) : max(a, b)] for a, b in pairwise(cuts))
    read(reader, text[:6_000], published)


@given(text=NEWS)
@settings(max_examples=30, deadline=None)
def test_the_same_text_gives_the_same_bytes(reader: Reader, text: str) -> None:
    assert read(reader, text).to_json() == read(reader, text).to_json()


def test_together_or_alone_makes_no_difference(reader: Reader) -> None:
    reports = [
        make_report(text, Given(published="2015-03-12")) for text in (SAMPLE, "", HARD["said that"], SAMPLE.upper())
    ]
    together = [reading.to_json() for reading in reader.read_many(reports)]
    assert together == [reader.read(report).to_json() for report in reports]


def test_another_process_gives_the_same_bytes(reader: Reader) -> None:
    code = "import dragoman, sys; sys.stdout.write(dragoman.read(sys.stdin.read(), published='2015-03-12').to_json())"
    own = dragoman.read(SAMPLE, published="2015-03-12").to_json()
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", code], input=SAMPLE, capture_output=True, check=True, encoding="utf-8"
    )
    assert done.stdout == own


def test_hundreds_of_people_stay_apart(reader: Reader) -> None:
    names = {actor.name for actor in read(reader, HARD["four hundred people"]).actors}
    actors = names & set(PEOPLE)
    assert len(actors) >= 350


def test_four_times_the_text_takes_no_sixteen_times_the_work(reader: Reader) -> None:
    """Work counted in calls of Python functions: the same on every machine."""

    def calls(times: int) -> int:
        report = make_report((SAMPLE + "\n\n") * times, Given(published="2015-03-12"))
        document = reader.parser.parse(parted(report))
        with counted_calls() as count:
            reader.read_parsed(report, document)
        return count[0]

    calls(1)
    assert calls(16) < 7 * calls(4)


@contextmanager
def counted_calls() -> Iterator[list[int]]:
    count = [0]

    def note(frame: object, event: str, argument: object) -> None:
        count[0] += event == "call"

    before = sys.getprofile()
    sys.setprofile(note)
    try:
        yield count
    finally:
        sys.setprofile(before)
