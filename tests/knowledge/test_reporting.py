"""The cue table is complete and a malformed one is refused with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.errors import DataError
from dragoman.knowledge.load import DATA
from dragoman.knowledge.reporting import read_reporting, reporting_book

SHIPPED = DATA / "language" / "reporting.yaml"


def test_some_three_hundred_verbs() -> None:
    book = reporting_book()
    reporting = {verb for verb, uses in book.verbs.items() if any(u.group not in {"direct", "react"} for u in uses)}
    assert len(reporting) >= 250
    assert {"say", "tell", "believe", "claim", "tweet"} <= reporting


def test_parts_of_a_cue() -> None:
    point = reporting_book().verbs["point"]
    assert [use.parts for use in point] == [("out",)]


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("takes: [clause, quote]", "takes: [claws]", "claws"),
        ("group: tell", "group: tell\n    colour: red", "colour"),
        ("relays: [quote,", "relays: [quote, quote,", "twice"),
        ("\nattitudes: [concern,", "\nattitudes: concern\nmore: [concern,", "list of words"),
        ("\nlight:", "\nheavy:", "light"),
    ],
)
def test_a_malformed_table_is_refused(tmp_path: Path, old: str, new: str, complaint: str) -> None:
    raw = SHIPPED.read_text(encoding="utf-8")
    assert old in raw
    path = tmp_path / "reporting.yaml"
    path.write_text(raw.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(DataError, match=complaint) as caught:
        read_reporting(path)
    assert caught.value.where.startswith("reporting.yaml:")
