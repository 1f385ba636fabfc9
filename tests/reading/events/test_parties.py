"""Who did it to whom where the act's own clause does not say: a table of short reports (parties.yaml)."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from dragoman.reading.reader import load_reader
from dragoman.records import Party, Reading, Report

TABLE: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "parties.yaml").read_text(encoding="utf-8"))


@cache
def readings() -> dict[str, Reading]:
    """The reports of the table, read together."""
    texts = list(dict.fromkeys(c["text"] for c in TABLE["cases"]))
    reports = [Report(id=str(i), text=t, published=TABLE["published"]) for i, t in enumerate(texts)]
    return dict(zip(texts, load_reader().read_many(reports), strict=True))


def codes(parties: tuple[Party, ...], reading: Reading) -> list[str]:
    """The countries of some parties, "-" where a party has none."""
    by_id = {a.id: a.country for a in reading.actors}
    return sorted(by_id.get(p.actor or "") or "-" for p in parties)


@pytest.mark.parametrize("case", TABLE["cases"], ids=lambda c: f"{c['word']}: {c['text'][-60:]}")
def test_parties(case: dict[str, Any]) -> None:
    reading = readings()[case["text"]]
    found = [e for e in reading.events if case["word"] in e.trigger.text]
    assert found, [(e.rule, e.trigger.text) for e in reading.events]
    assert codes(found[0].actor, reading) == sorted(case["actor"]), found[0].rule
    assert codes(found[0].recipient, reading) == sorted(case["recipient"]), found[0].rule
