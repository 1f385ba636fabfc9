"""`dragoman add`, `recode`, `remove`, `split` and `register info`, with a reader that finds one event a report."""

import json
import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

import dragoman
from dragoman.records import NOT_READ, Actor, Event, Mention, Party, Reading, Report, Size, Span
from dragoman.register import open_register
from dragoman.version import __version__

STORY = "Chile met Peru in Arica on Tuesday and they spoke of the fishing of anchovies there.\n"


class Reader:
    """Finds that Chile met Peru, as often as the text says so; remembers what it was given."""

    def __init__(self) -> None:
        self.read: list[str] = []
        self.type = "CONSULT"
        self.fails = False

    def read_many(self, reports: Iterable[Report]) -> Iterator[Reading]:
        for report in reports:
            self.read.append(report.id)
            if "interrupt" in report.text:
                raise KeyboardInterrupt
            if self.fails:
                flags = (*report.flags, f"{NOT_READ}: ValueError: no")
                yield Reading(Report(report.id, report.text, flags=flags), version=__version__)
            else:
                actors = tuple(
                    Actor(f"a{n}", "state", name, code, mentions=(Mention(at, at + len(name), name, "name"),))
                    for n, (name, code) in enumerate((("Chile", "CHL"), ("Peru", "PER")))
                    if (at := report.text.find(name)) >= 0
                )
                events = (self.meeting(report.text),) if len(actors) == 2 else ()
                yield Reading(report, actors, events=events, version=__version__)

    def meeting(self, text: str) -> Event:
        def party(name: str, actor: str) -> Party:
            at = text.index(name)
            return Party(at, at + len(name), name, actor)

        at = text.index("met")
        spans = Span(at, at + 3, "met"), Span(0, len(text), text)
        who, whom = (party("Chile", "a0"),), (party("Peru", "a1"),)
        coded = ("e1", self.type, (), (), (), "040", who, whom, None, None, None, Size(), *spans, (), 1, 1.0, "meet")
        return Event(*coded)


@pytest.fixture
def reader(run, monkeypatch: pytest.MonkeyPatch) -> Reader:
    made = Reader()
    monkeypatch.setattr(dragoman, "load", lambda settings=None: made)
    return made


@pytest.fixture
def stories(tmp_path: Path) -> Path:
    folder = tmp_path / "stories"
    folder.mkdir()
    for number in range(3):
        (folder / f"story{number}.txt").write_text(STORY + f"Part {number}. " * 9)
    return folder


def counts(text: str) -> dict[str, int]:
    """The last line of `dragoman add`."""
    words = text.strip().splitlines()[-1].partition(" in ")[0]
    return {name: int(count) for count, name in (part.split() for part in words.split(", "))}


def test_add_and_add_again(run, reader: Reader, stories: Path) -> None:
    outcome = run("add", stories)
    assert (outcome.code, outcome.err) == (0, "")
    assert counts(outcome.out)["added"] == 3
    assert outcome.out.strip().endswith("in dragoman.sqlite")
    again = run("add", stories)
    assert (again.code, counts(again.out)) == (0, {"added": 0, "known": 3, "revised": 0, "flagged": 0, "copies": 0})
    assert reader.read == ["story0", "story1", "story2"]  # the known ones were not read again


def test_the_register_of_option_settings_and_environment(run, reader, stories: Path, monkeypatch) -> None:
    run("add", "--register", "own.sqlite", stories)
    monkeypatch.setenv("DRAGOMAN_REGISTER", "set.sqlite")
    run("add", stories)
    assert [path.name for path in sorted(Path().glob("*.sqlite"))] == ["own.sqlite", "set.sqlite"]


def test_what_cannot_be_read_is_named_and_the_rest_is_kept(run, reader, stories: Path) -> None:
    outcome = run("add", "missing.txt", stories)
    assert outcome.code == 1
    assert "missing.txt" in outcome.err
    assert counts(outcome.out)["added"] == 3


def test_a_reading_that_failed_is_flagged_once(run, reader: Reader, stories: Path) -> None:
    reader.fails = True
    outcome = run("add", stories / "story0.txt")
    assert (outcome.code, counts(outcome.out)["flagged"]) == (1, 1)
    assert "story0: not read: ValueError: no" in outcome.err


def test_interrupted_and_gone_on(run, reader: Reader, stories: Path) -> None:
    (stories / "story1.txt").write_text("interrupt here\n")
    outcome = run("add", stories)
    assert outcome.code == 130
    assert "the same command goes on from there" in outcome.err
    (stories / "story1.txt").write_text(STORY)
    assert counts(run("add", stories).out)["known"] == 1


def test_nothing_to_add_is_wrong_usage(run) -> None:
    assert run("add").code == 2


def test_coded_shards(run, reader: Reader, stories: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    coded = list(reader.read_many([Report("one", STORY), Report("two", STORY + "More.")]))
    monkeypatch.setattr("dragoman.bulk.read_coded", lambda folder: iter(coded))
    outcome = run("add", "--coded", "shards")
    assert (outcome.code, counts(outcome.out)["added"]) == (0, 2)


def test_a_folder_without_shards(run, tmp_path: Path) -> None:
    outcome = run("add", "--coded", tmp_path)
    assert outcome.code == 1
    assert "dragoman code" in outcome.err


@pytest.mark.parametrize("content", [b"not a database", b""])
def test_a_file_that_is_no_register(run, reader, stories: Path, content: bytes) -> None:
    Path("r.sqlite").write_bytes(content)
    outcome = run("register", "info", "--register", "r.sqlite")
    assert outcome.code == 2
    assert outcome.err.startswith("dragoman: r.sqlite: ")
    assert Path("r.sqlite").read_bytes() == content


def test_a_locked_register_says_so(run, reader, stories: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run("add", stories / "story0.txt")
    monkeypatch.setattr(open_register, "__kwdefaults__", {"lexicon": None, "patience": 0.1, "limit": None})
    holder = sqlite3.connect("dragoman.sqlite", isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    outcome = run("add", stories)
    holder.close()
    assert outcome.code == 1
    assert "others write to it" in outcome.err


def test_info(run, reader, stories: Path) -> None:
    run("add", stories)
    told = json.loads(run("register", "info").out)
    assert (told["counts"]["reports"], told["database"], told["flagged"]) == (3, "sqlite", 0)
    table = run("register", "info", "--format", "table").out
    assert "reports     3" in table
    assert f"dragoman {__version__}" in table


def test_info_where_there_is_none(run) -> None:
    outcome = run("register", "info")
    assert outcome.code == 2
    assert "`dragoman add` makes one" in outcome.err
    assert not Path("dragoman.sqlite").exists()


def test_recode_shows_what_changed(run, reader: Reader, stories: Path, tmp_path: Path, monkeypatch) -> None:
    run("add", stories)
    assert run("recode").out == ""
    lexicon = tmp_path / "lexicon"
    (lexicon / "frames").mkdir(parents=True)
    (lexicon / "frames" / "own.yaml").write_text("{}\n")
    monkeypatch.setenv("DRAGOMAN_LEXICON", str(lexicon))
    reader.type = "AGREE"
    outcome = run("recode", "--format", "table", "story1")
    assert outcome.code == 0
    first, gone, came = outcome.out.splitlines()
    assert first == "story1: 1 gone, 1 new"
    assert gone.startswith("  - event CONSULT: Chile → Peru: Chile met Peru")
    assert came.startswith("  + event AGREE: Chile → Peru: Chile met Peru")
    lines = [json.loads(line) for line in run("recode").out.splitlines()]
    assert [line["report"] for line in lines] == ["story0", "story2"]
    reader.fails = True
    monkeypatch.delenv("DRAGOMAN_LEXICON")
    failed = run("recode", "story2")
    assert failed.code == 1
    assert "story2: not read" in failed.err


def test_remove(run, reader, stories: Path) -> None:
    run("add", stories)
    outcome = run("remove", "story1", "nothing")
    assert (outcome.code, outcome.out) == (1, "1 removed\n")
    assert "nothing: the register has no report of this id" in outcome.err
    assert json.loads(run("register", "info").out)["counts"]["reports"] == 2


def test_split_and_unsplit(run, reader, stories: Path) -> None:
    run("add", stories)
    with open_register("dragoman.sqlite") as register:
        (event,) = register.events()
    outcome = run("split", event.id, "story1", "--why", "another meeting")
    assert outcome.code == 0
    with open_register("dragoman.sqlite") as register:
        assert len(list(register.events())) == 2
    apart = outcome.out.split()[-1]
    assert run("unsplit", apart, "story1").code == 0
    with open_register("dragoman.sqlite") as register:
        assert [known.id for known in register.events()] == [event.id]
    assert run("split", event.id, "story9").code == 2
