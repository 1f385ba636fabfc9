"""Places: the gazetteer, a table with the real parser, and what must hold for any text."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.errors import DataError, ParserError
from dragoman.knowledge.load import DATA
from dragoman.knowledge.places import gazetteer
from dragoman.parsing import load_parser
from dragoman.parsing.conllu import from_conllu
from dragoman.reading.page import Page
from dragoman.reading.places import find_places
from dragoman.records import Dateline, Report

TABLE = [
    line.split("\t")
    for line in (Path(__file__).parent / "places.tsv").read_text().splitlines()
    if not line.startswith("#")
]


def parsed(text: str, dateline: str | None = None) -> Page:
    try:
        document = load_parser().parse(text)
    except ParserError:
        pytest.skip("the parsing model is not here")
    return Page(Report("r", text, dateline=Dateline(dateline) if dateline else None), document)


@pytest.mark.parametrize(("text", "expected", "word", "governing"), TABLE, ids=[row[0][:60] for row in TABLE])
def test_sentence(text: str, expected: str, word: str, governing: str) -> None:
    page = parsed(text)
    atlas = find_places(page)
    named = " + ".join(f"{p.name}={p.country or '-'}" for p in atlas.places)
    assert (named or "-") == expected
    act = next(w for w in page.document.words() if w.text == word)
    found = atlas.governing(act)
    assert (found.name if found else "-") == governing


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Sochi", "RUS"),
        ("SOCHI", "RUS"),
        ("Kiev", "UKR"),
        ("Soviet Union", "RUS"),
        ("Burma", "MMR"),
        ("Côte d'Ivoire", "CIV"),
        ("N'Djamena", "TCD"),
        ("Raqqa", "SYR"),
        ("Port-au-Prince", "HTI"),
        ("Guinea-Bissau", "GNB"),
        ("sao paulo", "BRA"),
        ("Nagorno-Karabakh", "AZE"),
    ],
)
def test_name_is_found(name: str, code: str) -> None:
    assert code in {site.code for site in gazetteer().find(name)}


def test_sites_lie_on_the_globe_and_states_have_numbers() -> None:
    book = gazetteer()
    for sites in book.sites.values():
        for site in sites:
            assert -90 <= site.latitude <= 90
            assert -180 <= site.longitude <= 180
    assert book.find("Russia")[0].geonames == 2017370


def test_repeated_place_is_one_record() -> None:
    page = parsed("The envoys met in Vienna. They left Vienna on Friday. Vienna welcomed the pact.")
    atlas = find_places(page)
    assert [(p.id, p.name) for p in atlas.places] == [("p1", "Vienna")]
    assert [m.start for m in atlas.places[0].mentions] == [18, 36]
    vienna = [w for w in page.document.words() if w.text == "Vienna"]
    assert atlas.at(vienna[0]) == atlas.places[0]
    assert atlas.at(vienna[2]) is None


def test_dateline() -> None:
    atlas = find_places(parsed("TRIPOLI, Lebanon, Sept 6 - Gunmen shot a judge.", "TRIPOLI, Lebanon"))
    assert atlas.dateline is not None
    assert (atlas.dateline.country, atlas.dateline.mentions[0].text) == ("LBN", "TRIPOLI")


BASE = """1\tThey\tthey\tPRON\tPRP\t_\t2\tnsubj\t_\t_
2\tmet\tmeet\tVERB\tVBD\t_\t0\troot\t_\t_
3\tat\tat\tADP\tIN\t_\t5\tcase\t_\t_
4\this\this\tPRON\tPRP$\t_\t5\tnmod:poss\t_\t_
5\thome\thome\tNOUN\tNN\t_\t2\tobl\t_\t_
6\tin\tin\tADP\tIN\t_\t7\tcase\t_\t_
7\tSochi\tSochi\tPROPN\tNNP\t_\t5\tnmod\t_\tNER=B-LOC
"""


def test_place_inside_a_locative_phrase_governs_the_verb() -> None:
    document = from_conllu(BASE)
    atlas = find_places(Page(Report("r", document.text), document))
    found = atlas.governing(document.sentences[0].words[1])
    assert found is not None
    assert (found.name, found.geonames) == ("Sochi", 491422)


def test_person_is_no_place() -> None:
    document = from_conllu(BASE.replace("B-LOC", "B-PER"))
    assert find_places(Page(Report("r", document.text), document)).places == ()


@pytest.mark.parametrize(
    "text", ["", "\n\n", "....", "IN PARIS", "In", "in in in", "The Of And, Lebanon", "é" * 500, "Paris " * 400]
)
def test_odd_text_does_not_crash(text: str) -> None:
    find_places(parsed(text))


WORDS = [
    "in",
    "at",
    "to",
    "Paris",
    "Texas",
    ",",
    "Tripoli",
    "Lebanon",
    "the",
    "city",
    "of",
    "Gulf",
    "Strait",
    "Hormuz",
    "met",
    "N'Djamena",
    ".",
    "bombed",
    "airport",
]


@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=20).map(" ".join))
@settings(max_examples=40, deadline=None)
def test_offsets_never_lie(text: str) -> None:
    for place in find_places(parsed(text)).places:
        for mention in place.mentions:
            assert mention.text == text[mention.start : mention.end]


def test_malformed_table_is_refused_with_its_place(tmp_path: Path) -> None:
    for path in (DATA / "places").iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    table = (tmp_path / "regions.csv").read_text().splitlines()
    table[5] = "Atlantis,,,,99.0,0.0,sea"
    (tmp_path / "regions.csv").write_text("\n".join(table))
    with pytest.raises(DataError, match=r"regions\.csv:6:latitude"):
        gazetteer(tmp_path)
