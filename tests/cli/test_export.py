"""`dragoman export` from the shell."""

from pathlib import Path

import msgspec
import pytest

from dragoman.cli import export
from dragoman.exports.formats import FORMATS
from dragoman.records import Actor, Event, EventDate, Party, Reading, Report, Size, Span
from dragoman.register import open_register

TEXT = "Chile's president met the president of Peru on Monday."


def reading() -> Reading:
    def party(actor: str, words: str) -> Party:
        start = TEXT.index(words)
        return Party(start, start + len(words), words, actor)

    event = Event(
        id="e1",
        type="CONSULT",
        modes=("visit",),
        contexts=(),
        aux=(),
        cameo="042",
        actor=(party("a1", "Chile"),),
        recipient=(party("a2", "Peru"),),
        place=None,
        date=EventDate("2010-09-06"),
        attributed_to=None,
        size=Size(),
        trigger=Span(18, 21, "met"),
        evidence=Span(0, len(TEXT), TEXT),
        also=(),
        quad=1,
        score=4.0,
        rule="consult.meet",
    )
    planned = msgspec.structs.replace(event, id="e2", aux=("future",), trigger=Span(6, 7, TEXT[6:7]), type="AGREE")
    actors = (Actor("a1", "state", "Chile", "CHL"), Actor("a2", "state", "Peru", "PER"))
    return Reading(Report("r1", TEXT, published="2010-09-07"), actors, events=(event, planned), sentences=(0,))


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    path = tmp_path / "r.sqlite"
    with open_register(path) as register:
        list(register.add([reading()]))
    return path


def test_the_help_names_all_formats() -> None:
    assert export.NAMES.split(", ") == list(FORMATS)


def test_to_the_terminal(run, kept: Path) -> None:
    outcome = run("export", "polecat", "--register", kept)
    assert outcome.code == 0
    heading, line = outcome.out.splitlines()
    assert heading.startswith("Event ID\tEvent Date")
    assert "\t2010-09-06\tCONSULT\tvisit\t" in line
    assert outcome.err == "dragoman: 1 events left out, which polecat cannot hold (docs/exports.md)\n"


@pytest.mark.parametrize("name", list(FORMATS))
def test_to_a_file_or_folder(run, kept: Path, tmp_path: Path, name: str) -> None:
    out = tmp_path / "out"
    outcome = run("export", name, "--register", kept, "-o", out)
    assert outcome.code == 0
    assert outcome.out.startswith(f"{out}: ")
    assert out.is_dir() == (FORMATS[name].kind == "folder")


def test_filters(run, kept: Path) -> None:
    outcome = run("export", "csv", "--register", kept, "--type", "AGREE")
    assert outcome.out.count("\n") == 2
    assert "AGREE" in outcome.out
    assert run("export", "csv", "--register", kept, "--actor", "BRA").out.count("\n") == 1


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("export", "xml"), "there is no format"),
        (("export", "parquet"), "-o FOLDER"),
        (("export", "csv", "--register", "none.sqlite"), "none.sqlite"),
        (("export", "csv", "-o", "none/out.csv"), "none/out.csv"),
    ],
)
def test_wrong_usage(run, kept: Path, words: tuple[str, ...], message: str) -> None:
    given = words if "--register" in words else (*words, "--register", str(kept))
    outcome = run(*given)
    assert outcome.code == 2
    assert message in " ".join(outcome.err.replace("│", " ").split())


@pytest.mark.parametrize(
    ("name", "lines"), [("polecat", 1), ("icews", 1), ("csv", 1), ("sipri", 1), ("gdelt", 0), ("ftm", 2)]
)
def test_read_gives_tables_with_one_heading(run, tmp_path: Path, name: str, lines: int) -> None:
    for number in range(2):
        (tmp_path / f"{number}.txt").write_text(f"{TEXT} {number}\n")
    outcome = run("read", "0.txt", "1.txt", "--format", name)
    assert (outcome.code, outcome.err) == (0, "")
    assert outcome.out.count("\n") == lines


def test_read_gives_a_file_a_report(run, tmp_path: Path) -> None:
    (tmp_path / "0.txt").write_text(TEXT)
    assert run("read", "0.txt", "--format", "icews", "-o", "out").code == 0
    assert (tmp_path / "out" / "0.tsv").read_text().startswith("Event ID\tEvent Date\t")
