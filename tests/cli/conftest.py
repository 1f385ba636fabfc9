"""The command line run in this process, with a reader that finds nothing: what the rooms below do is tested there."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

import dragoman
from dragoman.cli.app import main
from dragoman.records import Reading, Report


class Stub:
    """A reader without a parser."""

    def read_many(self, reports: Iterable[Report]) -> Iterator[Reading]:
        for report in reports:
            yield Reading(report, version="0")


@dataclass
class Outcome:
    code: int
    out: str
    err: str


Run = Callable[..., Outcome]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Run:
    monkeypatch.setattr(dragoman, "load", lambda settings=None: Stub())
    monkeypatch.chdir(tmp_path)

    def run(*words: str | Path) -> Outcome:
        monkeypatch.setattr("sys.argv", ["dragoman", *map(str, words)])
        with pytest.raises(SystemExit) as left:
            main()
        captured = capsys.readouterr()
        return Outcome(int(left.value.code or 0), captured.out, captured.err)

    return run
