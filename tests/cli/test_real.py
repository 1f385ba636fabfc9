"""The commands with the parsing model and the books that are shipped."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

import dragoman

SAMPLE = Path(dragoman.__file__).parent / "data" / "sample" / "report.txt"


def run(*words: str, stdin: str | None = None) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "dragoman", *words]
    return subprocess.run(command, input=stdin, capture_output=True, text=True, check=False, timeout=120)


def test_parse_and_parse_again() -> None:
    first = run("parse", "-", stdin="The ministers met in Oslo. They signed a pact (in English).")
    assert first.returncode == 0
    assert "SpaceAfter=No" in first.stdout
    again = run("parse", "--pretokenized", "-", stdin=first.stdout)
    words = [line.split("\t")[:2] for line in first.stdout.splitlines() if "\t" in line]
    assert [line.split("\t")[:2] for line in again.stdout.splitlines() if "\t" in line] == words


def test_parse_names_the_report_whose_conllu_is_broken(tmp_path: Path) -> None:
    path = tmp_path / "broken.conllu"
    path.write_text("1\tword\n")
    done = run("parse", "--pretokenized", str(path))
    assert done.returncode == 1
    assert "broken" in done.stderr


def test_the_sample_is_read() -> None:
    done = run("read", str(SAMPLE), "--format", "json")
    assert (done.returncode, done.stderr) == (0, "")
    reading = json.loads(done.stdout)
    assert reading["report"]["published"] == "2015-03-12"
    assert all(reading[kind] for kind in ("actors", "events", "statements", "transfers", "agreements"))


def test_the_library_reads_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    reading = dragoman.read(SAMPLE.read_text(encoding="utf-8"), id="report")
    assert reading.to_json() + "\n" == run("read", str(SAMPLE), "--format", "jsonl").stdout


def test_explain() -> None:
    done = run("explain", "Norway's foreign minister visited Chile on Monday.")
    assert (done.returncode, done.stderr) == (0, "")
    assert all(heading in done.stdout for heading in ("TREE", "NAMES", "RULES THAT FIRED", "WHAT HAPPENED"))
    assert "visited" in done.stdout


def test_doctor() -> None:
    done = run("doctor")
    assert done.returncode == 0, done.stdout
    assert "works" in done.stdout
