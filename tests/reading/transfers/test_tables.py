"""The tables of sentences and the examples of supply.yaml, read with the real parser."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from dragoman.knowledge.arms import arms_book
from dragoman.reading.actors import Cast
from dragoman.records import Party, Transfer

HERE = Path(__file__).parent
STATUSES = yaml.safe_load((HERE / "statuses.yaml").read_text())
NON_ARMS = yaml.safe_load((HERE / "nonarms.yaml").read_text())
STORIES = yaml.safe_load((HERE / "stories.yaml").read_text())
ACTS = arms_book().supply.acts


def told(cast: Cast, transfer: Transfer) -> str:
    """ "SUP>REC status", "?" where a side is open."""

    def code(party: Party | None) -> str:
        return (party is not None and cast.country(party)) or "?"

    return f"{code(transfer.supplier)}>{code(transfer.recipient)} {transfer.status}"


def status_rows() -> Iterator[tuple[str, list[str]]]:
    for status, rows in STATUSES.items():
        for text, wanted in rows:
            yield text, wanted if status == "traps" else [f"{wanted.split()[0]} {status}"]


@pytest.mark.parametrize(("text", "wanted"), list(status_rows()))
def test_status(read, text: str, wanted: list[str]) -> None:
    cast, found = read(text)
    assert sorted(told(cast, t) for t in found) == sorted(wanted)


@pytest.mark.parametrize(("text", "wanted"), [r for s, rows in STATUSES.items() if s != "traps" for r in rows])
def test_item(read, text: str, wanted: str) -> None:
    _, found = read(text)
    assert [t.item.text for t in found] == [wanted.partition(" ")[2]]


def details(transfer: Transfer) -> dict[str, object]:
    """What a row of stories.yaml may tell besides."""
    found = {
        "number": transfer.quantity.number if transfer.quantity else None,
        "ordered": transfer.ordered.value if transfer.ordered else None,
        "delivered": transfer.delivered.value if transfer.delivered else None,
        "value": transfer.value.text if transfer.value else None,
        "condition": transfer.condition.text if transfer.condition else None,
    }
    return {key: value for key, value in found.items() if value is not None}


@pytest.mark.parametrize("story", STORIES, ids=[s["text"][:60] for s in STORIES])
def test_story(read, story: dict[str, object]) -> None:
    cast, transfers = read(story["text"])
    found = sorted(([f"{told(cast, t)} {t.item.text}", details(t)] for t in transfers), key=str)
    wanted = [
        [row, {k: str(v) if k in {"ordered", "delivered"} else v for k, v in more.items()}] for row, more in story["is"]
    ]
    assert found == sorted(wanted, key=str)


@pytest.mark.parametrize("text", NON_ARMS)
def test_no_arms(read, text: str) -> None:
    assert read(text)[1] == ()


@pytest.mark.parametrize(
    ("act", "text", "wanted"), [(a.id, e.text, w) for a in ACTS for e in a.examples for w in e.transfers]
)
def test_example(read, act: str, text: str, wanted: str) -> None:
    cast, found = read(text)
    assert wanted in [f"{told(cast, t)} {t.item.text}" for t in found]


@pytest.mark.parametrize("text", [e.text for a in ACTS for e in a.examples if not e.transfers])
def test_counter_example(read, text: str) -> None:
    assert read(text)[1] == ()


def test_every_act_has_examples() -> None:
    assert not [a.where for a in ACTS if {bool(e.transfers) for e in a.examples} != {True, False}]


def test_table_sizes() -> None:
    assert len(list(status_rows())) >= 150
    assert len(NON_ARMS) >= 80
