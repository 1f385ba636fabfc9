"""Designations, goods, sums and the checks of the tables."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.errors import DataError
from dragoman.knowledge.arms import arms_book
from dragoman.knowledge.load import DATA, read_csv, read_yaml
from dragoman.parsing.tree import Document
from dragoman.reading.page import Page
from dragoman.reading.transfers.amounts import sums
from dragoman.records import Report

BOOK = arms_book()


@pytest.mark.parametrize(
    ("text", "words", "system"),
    [
        ("two S-300s for Iran", "S-300s", "S-300"),
        ('P-800 "Yakhont" missiles', 'P-800 "Yakhont', "P-800 Yakhont"),
        ("40 F-16C/D jets", "F-16C/D", "F-16 Fighting Falcon"),
        ("Silkworms were fired", "Silkworms", "HY-2 Silkworm"),
        ("the M-1A tank", "M-1A", "M1 Abrams"),
        ("four Type 054A/P frigates", "Type 054A/P", "Type 054"),
        ("Bayraktar TB2 drones", "Bayraktar TB2", "Bayraktar TB2"),
        ("a MiG-41 fighter", "MiG-41", None),
    ],
)
def test_designation(text: str, words: str, system: str | None) -> None:
    (found,) = BOOK.designations(text)
    assert text[found.start : found.end] == words
    assert (found.system.designation if found.system else None) == system


@pytest.mark.parametrize(
    "text", ["a hot day", "they tow cars", "the stinger of a bee", "COVID-19 spread", "page S-3000x"]
)
def test_no_designation(text: str) -> None:
    assert not [f for f in BOOK.designations(text) if f.system is not None]


@given(st.text(max_size=200))
def test_offsets_hold(text: str) -> None:
    for found in BOOK.designations(text, 7):
        assert 7 <= found.start < found.end <= len(text) + 7


@pytest.mark.parametrize(
    ("phrase", "category"),
    [
        ("surface-to-air missile", "VII"),
        ("armored vehicle", "II"),
        ("patrol boat", "VI"),
        ("fish tank", None),
        ("rifle", "small arms"),
    ],
)
def test_good(phrase: str, category: str | None) -> None:
    good = BOOK.good(BOOK.fold([phrase]))
    assert (good.category if good else None) == category


@pytest.mark.parametrize(
    ("text", "amount", "currency"),
    [
        ("worth 910 mln dlrs in all", 910e6, "USD"),
        ("a $2.5 billion deal", 2.5e9, "USD"),
        ("a 150 mln stg contract", 150e6, "GBP"),
        ("1,200 euros", 1200, "EUR"),
        ("€300 million", 300e6, "EUR"),
    ],
)
def test_sum(text: str, amount: float, currency: str) -> None:
    (found,) = sums(Page(Report(id="t", text=text), Document(text, [])), 0, len(text))
    assert (found.amount, found.currency) == (amount, currency)
    assert text[found.start : found.end] == found.text


def test_enough_systems() -> None:
    assert len(read_csv(DATA / "arms" / "systems.csv")) >= 600


def test_patterns_keep_their_promise() -> None:
    raw = read_yaml(DATA / "arms" / "goods.yaml").value["patterns"]
    for rule, pattern in zip(raw, BOOK.patterns, strict=True):
        assert not [e for e in rule["examples"] if not pattern.fullmatch(str(e))]
        assert not [e for e in rule["not"] if pattern.fullmatch(str(e))]


@pytest.mark.parametrize(
    ("file", "old", "new", "problem"),
    [
        ("systems.csv", "T-34,T-34/85,medium tank,RUS,I", "T-34,T-34/85,medium tank,RUS,X", "is no category"),
        ("systems.csv", "T-34,T-34/85,medium tank,RUS,I", "T-34,T-34/85,medium tank,Russia,I", "alpha-3"),
        ("goods.yaml", "scenes:", "scenery:", "no such key|missing"),
        ("supply.yaml", "movable: true", "moveable: true", "no such key"),
        ("status.yaml", "fails: [fail,", "flails: [fail,", "no such key|missing"),
    ],
)
def test_malformed_table(tmp_path: Path, file: str, old: str, new: str, problem: str) -> None:
    folder = tmp_path / "arms"
    shutil.copytree(DATA / "arms", folder)
    path = folder / file
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))
    with pytest.raises(DataError, match=problem) as caught:
        arms_book(folder)
    assert caught.value.where.startswith(file)
