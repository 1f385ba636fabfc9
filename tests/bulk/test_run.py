import json
import signal
import subprocess
import sys
import time
from pathlib import Path

import msgspec
import pyarrow.parquet as pq
import pytest

from dragoman.bulk import code, read_coded
from dragoman.bulk.folder import locked, write_whole
from dragoman.bulk.manifest import FILE, SUMMARY, read_manifest
from dragoman.errors import BulkError
from dragoman.settings import Settings

from .conftest import StubWorker, order, tree

pytestmark = pytest.mark.usefixtures("stubbed")


def test_the_same_bytes_whatever_the_number_of_workers(lines: Path, tmp_path: Path) -> None:
    trees = []
    for workers in (1, 2, 3):
        folder = tmp_path / str(workers)
        steps = list(code(order(folder, lines, workers=workers)))
        assert [step.entry.records for step in steps] == [3, 3, 3, 1]
        trees.append(tree(folder))
    assert trees[0] == trees[1] == trees[2]
    assert len(trees[0]) == 4 * 7 + 3  # a file a table and shard; manifest, summary, lock
    assert json.loads(trees[0][SUMMARY])["rows"]["reports"] == 10


def test_what_is_done_is_not_done_again(lines: Path, tmp_path: Path, stubbed: type[StubWorker]) -> None:
    whole, folder = tmp_path / "whole", tmp_path / "out"
    list(code(order(whole, lines)))
    run = code(order(folder, lines))
    next(run)
    next(run)
    run.close()  # type: ignore[attr-defined]
    assert not (folder / SUMMARY).exists()
    steps = list(code(order(folder, lines)))
    assert [step.fresh for step in steps] == [False, False, True, True]
    assert tree(folder) == tree(whole)
    hired = stubbed.hired
    assert not any(step.fresh for step in code(order(folder, lines)))
    assert stubbed.hired == hired
    assert tree(folder) == tree(whole)


def test_a_torn_manifest_and_a_lost_shard_are_mended(lines: Path, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    list(code(order(folder, lines)))
    whole = tree(folder)
    manifest = folder / FILE
    manifest.write_bytes(manifest.read_bytes()[:-20])
    assert [step.fresh for step in code(order(folder, lines))] == [False, False, False, True]
    assert tree(folder) == whole
    (folder / "events" / "000001.parquet").unlink()
    assert [step.fresh for step in code(order(folder, lines))] == [False, True, True, True]
    assert tree(folder) == whole


def test_another_run_or_input_is_refused(lines: Path, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    list(code(order(folder, lines)))
    whole = tree(folder)
    with pytest.raises(BulkError, match=r"another run \(its records_per_shard, thorough differ\)"):
        list(code(order(folder, lines, records=4, thorough=True)))
    with pytest.raises(BulkError, match="its max_words differ"):
        list(code(order(folder, lines, settings=Settings(max_words=5))))
    text = lines.read_text()
    lines.write_text(text.replace("place 4", "place 5"))
    with pytest.raises(BulkError, match="changed since shard 1"):
        list(code(order(folder, lines)))
    lines.write_text("".join(text.splitlines(keepends=True)[:6]))
    with pytest.raises(BulkError, match="shorter"):
        list(code(order(folder, lines)))
    lines.write_text(text)
    list(code(order(folder, lines)))
    assert tree(folder) == whole


def test_one_run_at_a_time(lines: Path, tmp_path: Path) -> None:
    with locked(tmp_path / "out"), pytest.raises(BulkError, match="another run is writing here"):
        list(code(order(tmp_path / "out", lines)))


def test_a_folder_that_cannot_be_written(lines: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(BulkError, match="cannot be written"):
        list(code(order(tmp_path / "file", lines)))
    with pytest.raises(BulkError, match="cannot be written"):
        write_whole(tmp_path / "file" / "a", b"")
    with pytest.raises(BulkError, match="standard input cannot be read again"):
        list(code(order(tmp_path / "out", "-")))


def test_bad_records_go_to_the_errors(tmp_path: Path) -> None:
    source = tmp_path / "in.jsonl"
    source.write_text('{"text": "Good."}\n{oops\n{"text": "break it"}\n{"text": "die"}\n{"text": "Good too."}\n')
    steps = list(code(order(tmp_path / "out", source, tmp_path / "missing.txt", records=9)))
    assert [step.entry.failed for step in steps] == [4]
    errors = pq.read_table(tmp_path / "out" / "errors").to_pylist()
    assert [(e["number"], Path(e["source"]).name, e["kind"]) for e in errors] == [
        (1, "in.jsonl:2", "source"),
        (2, "in.jsonl:3", "reading"),
        (3, "in.jsonl:4", "worker"),
        (5, "missing.txt", "source"),
    ]
    assert "ZeroDivisionError: broken" in errors[1]["reason"]
    assert [reading.report.text for reading in read_coded(tmp_path / "out")] == ["Good.", "Good too."]


def test_the_share_of_the_input_is_told(lines: Path, tmp_path: Path) -> None:
    other = tmp_path / "b.txt"
    other.write_text("Norway and Chile met. " * 20)
    shares = [step.share for step in code(order(tmp_path / "out", lines, other, records=1), measured=True)]
    known = [share for share in shares if share is not None]
    assert len(known) == 11
    assert known == sorted(known)
    assert known[-1] == 1
    assert all(step.share is None for step in code(order(tmp_path / "out2", lines)))


def test_what_is_no_run_cannot_be_read_back(lines: Path, tmp_path: Path) -> None:
    with pytest.raises(BulkError, match="no coded reports here"):
        list(read_coded(tmp_path))
    folder = tmp_path / "out"
    list(code(order(folder, lines)))
    shard = folder / "reports" / "000001.parquet"
    shard.write_bytes(shard.read_bytes()[:100])
    with pytest.raises(BulkError, match="damaged"):
        list(read_coded(folder))
    (folder / FILE).write_text("{}\n")
    with pytest.raises(BulkError, match="no manifest of a bulk run"):
        read_manifest(folder)
    with pytest.raises(BulkError, match="no manifest of a bulk run"):
        list(code(order(folder, lines)))


STORY = (
    "The presidents of Chile and Peru met in Lima on Monday. “We will sign the pact,” said Ana Rojas, the minister. "
)


def run(source: Path, folder: Path, *words: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "dragoman", "code", str(source), "-o", str(folder), "--shard", "4", *words]
    return subprocess.Popen(command, stderr=subprocess.PIPE)


@pytest.fixture
def stories(tmp_path: Path) -> Path:
    path = tmp_path / "stories.jsonl"
    with path.open("wb") as file:
        for number in range(24):
            file.write(
                msgspec.json.encode({"id": f"s{number}", "text": STORY * (1 + number % 5), "published": "2015-03-12"})
                + b"\n"
            )
    return path


def said(process: subprocess.Popen[bytes]) -> str:
    """What it wrote to standard error, when it is done."""
    with process:
        return process.communicate()[1].decode()


def await_file(path: Path, process: subprocess.Popen[bytes]) -> None:
    while not path.exists():
        assert process.poll() is None
        time.sleep(0.01)


def test_killed_and_begun_again_with_real_workers(stories: Path, tmp_path: Path) -> None:
    whole, folder = tmp_path / "whole", tmp_path / "out"
    done = run(stories, whole, "--workers", "2")
    assert "24 records, 24 reports" in said(done)
    assert done.returncode == 0
    killed = run(stories, folder, "--workers", "1")
    await_file(folder / "events" / "000001.parquet", killed)
    killed.kill()
    said(killed)
    stopped = run(stories, folder, "--workers", "1")
    await_file(folder / "events" / "000002.parquet", stopped)
    stopped.send_signal(signal.SIGINT)
    assert "the same command goes on from there" in said(stopped)
    assert stopped.returncode == 130
    finished = run(stories, folder, "--workers", "1")
    assert "of them before" in said(finished)
    assert finished.returncode == 0
    assert tree(folder) == tree(whole)
    assert sum(len(reading.events) for reading in read_coded(folder)) >= 24


@pytest.mark.slow
def test_ray_gives_the_same_bytes(stories: Path, tmp_path: Path) -> None:
    pytest.importorskip("ray")
    said(run(stories, tmp_path / "whole", "--workers", "1"))
    done = run(stories, tmp_path / "out", "--ray", "local", "--workers", "1")
    assert "24 records, 24 reports" in said(done)
    assert done.returncode == 0
    assert tree(tmp_path / "out") == tree(tmp_path / "whole")
