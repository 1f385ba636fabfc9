import json
import subprocess
import sys
from pathlib import Path

import pytest

from dragoman.cli import listings
from dragoman.exports import quotations, rows
from dragoman.version import __version__

STORY = "The presidents of Chile and Peru met on Tuesday in Arica.\n"


@pytest.fixture
def story(tmp_path: Path) -> Path:
    path = tmp_path / "story.txt"
    path.write_text(STORY)
    return path


def test_version(run) -> None:
    outcome = run("--version")
    assert (outcome.code, outcome.out) == (0, f"dragoman {__version__}\n")


def test_help_imports_nothing_heavy() -> None:
    code = (
        "import sys\nsys.argv = ['dragoman', '--help']\nfrom dragoman.cli.app import main\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        "print([m for m in ('onnxruntime', 'numpy', 'trafilatura', 'dateparser', 'lemminflect', 'yaml',"
        " 'sqlalchemy', 'fastapi', 'pyarrow', 'networkx', 'feedparser') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert done.stdout.splitlines()[-1] == "[]"


def test_all_read(run, story: Path) -> None:
    outcome = run("read", story)
    assert outcome.code == 0
    assert "Nothing in this report" in outcome.out
    assert outcome.err == ""


def test_a_missing_file_among_many_is_partial(run, story: Path, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_text("")
    (tmp_path / "binary.txt").write_bytes(bytes(range(32)) * 9)
    (tmp_path / "page.html").write_text("<html><body>nothing</body></html>")
    names = ["missing.txt", "empty.txt", "binary.txt", "page.html"]
    outcome = run("read", "--format", "jsonl", *names[:2], story, *names[2:])
    assert outcome.code == 1
    assert [json.loads(line)["report"]["id"] for line in outcome.out.splitlines()] == ["story"]
    assert [line.split(": ")[1] for line in outcome.err.splitlines()] == names


def test_a_large_text_is_refused_and_the_others_read(run, story: Path, tmp_path: Path) -> None:
    with (tmp_path / "large.txt").open("wb") as file:
        file.truncate(50_000_000)
    outcome = run("read", "large.txt", story, "--format", "jsonl")
    assert outcome.code == 1
    assert "large.txt: larger than the limit of 10000000 bytes" in outcome.err
    assert outcome.out.count("\n") == 1


@pytest.mark.parametrize(
    "words",
    [
        ("read",),
        ("read", "story.txt", "--format", "xml"),
        ("read", "story.txt", "--published", "someday"),
        ("read", "story.txt", "-o", "story.txt"),
        ("reed", "story.txt"),
        ("transfers", "story.txt", "--format", "brief"),
        ("parse", "--no-such-option", "story.txt"),
    ],
)
def test_wrong_usage(run, story: Path, words: tuple[str, ...]) -> None:
    outcome = run(*words)
    assert outcome.code == 2
    assert outcome.out == ""
    assert outcome.err


def test_a_wrong_setting_is_wrong_usage(run, story: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DRAGOMAN_MAX_BYTES", "many")
    outcome = run("read", story)
    assert outcome.code == 2
    assert "DRAGOMAN_MAX_BYTES" in outcome.err


def test_formats(run, story: Path) -> None:
    pretty = run("read", story, "--format", "json", "--published", "Sept. 6, 2010").out
    line = run("read", story, "--format", "jsonl", "--published", "2010-09-06").out
    assert json.loads(pretty) == json.loads(line)
    assert json.loads(line)["report"]["published"] == "2010-09-06"
    assert pretty.count("\n") > 10
    assert run("read", story, "--format", "plover").out == ""


def test_a_folder_of_outputs(run, tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_text('{"id": "a/../b c", "text": "One."}\n{"id": "x", "text": "Two."}\n')
    outcome = run("read", "in.jsonl", "-o", "out", "--format", "json")
    assert (outcome.code, outcome.out) == (0, "")
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["a_.._b_c.json", "x.json"]


def test_tables_show_columns_that_there_are() -> None:
    assert set(listings.SHOWN_OF_TRANSFERS) <= set(rows.TRANSFER_COLUMNS)
    assert set(listings.SHOWN_OF_AGREEMENTS) <= set(rows.AGREEMENT_COLUMNS)
    assert set(listings.SHOWN_OF_QUOTES) <= set(quotations.COLUMNS)


@pytest.mark.parametrize("command", ["transfers", "agreements", "quotes"])
@pytest.mark.parametrize("form", ["table", "csv", "jsonl"])
def test_listings_of_nothing(run, story: Path, command: str, form: str) -> None:
    outcome = run(command, story, "--format", form)
    assert outcome.code == 0
    assert outcome.out.count("\n") == (0 if form == "jsonl" else 1)


def test_sipri_of_nothing(run, story: Path) -> None:
    assert run("transfers", story, "--format", "sipri").out.startswith("Recipient,Supplier,Year of order,")


def test_a_closed_pipe_is_no_crash(story: Path) -> None:
    code = f"{sys.executable} -m dragoman --help | true"
    done = subprocess.run(["bash", "-c", code], capture_output=True, text=True, check=False)
    assert "Traceback" not in done.stderr
