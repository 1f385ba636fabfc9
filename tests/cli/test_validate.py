"""`dragoman validate` from the shell."""

import json
from pathlib import Path

SIMPLEST = {"id": "p1", "date": "2016-07-24", "actor": [{"code": "USA"}], "event": ["CONSULT"]}


def changed(**fields: object) -> dict[str, object]:
    return {**SIMPLEST, **fields}


def test_the_command(run, tmp_path: Path) -> None:
    (tmp_path / "good.jsonl").write_text(json.dumps(SIMPLEST) + "\n")
    (tmp_path / "bad.jsonl").write_text(json.dumps(changed(date="soon")) + "\n" + json.dumps(changed(id=3)) + "\n")
    outcome = run("validate", "good.jsonl")
    assert (outcome.code, outcome.out) == (0, "good.jsonl: 1 events, 0 wrong\n")
    outcome = run("validate", "good.jsonl", "bad.jsonl", "missing.jsonl")
    assert outcome.code == 1
    assert "bad.jsonl:1:date: expected a date as 2016-07-24, not 'soon'" in outcome.out
    assert "bad.jsonl: 2 events, 1 wrong" in outcome.out
    assert "missing.jsonl: No such file" in outcome.err


def test_the_command_counts_what_it_does_not_print(run, tmp_path: Path) -> None:
    (tmp_path / "bad.jsonl").write_bytes(bytes(range(256)) * 50)
    outcome = run("validate", "bad.jsonl", "--limit", "2")
    assert outcome.code == 1
    assert "more lines with problems" in outcome.out
