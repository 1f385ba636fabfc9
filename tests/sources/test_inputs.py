import gzip
from io import BytesIO
from pathlib import Path

import pytest

from dragoman.errors import NotText, SourceError, TooLarge
from dragoman.records import Report
from dragoman.settings import Settings
from dragoman.sources import read_sources

STORY = "The presidents of Chile and Peru met on Tuesday in Arica.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "b.txt").write_text(STORY)
    (tmp_path / "a.jsonl").write_text('{"id": "j1", "text": "One."}\n{"id": "j2", "text": "Two."}\n')
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "b.txt").write_text(STORY)
    (tmp_path / "picture.png").write_bytes(b"\x89PNG")
    (tmp_path / ".hidden.txt").write_text(STORY)
    return tmp_path


def names(results: list[Report | SourceError]) -> list[str]:
    return [r.id if isinstance(r, Report) else type(r).__name__ for r in results]


def test_a_folder_is_read_in_order_with_ids_of_its_own(folder: Path) -> None:
    results = list(read_sources([folder]))
    assert names(results)[:3] == ["j1", "j2", "b"]
    assert names(results)[3].startswith("b-")
    assert names(list(read_sources([folder]))) == names(results)


def test_one_bad_file_does_not_end_the_batch(folder: Path) -> None:
    (folder / "empty.txt").write_text(" \n")
    (folder / "page.html").write_text("<html><body>no</body></html>")
    paths = ["missing.txt", "empty.txt", "picture.png", "page.html", "b.txt"]
    results = list(read_sources([folder / path for path in paths]))
    assert names(results) == ["SourceError", "SourceError", "NotText", "SourceError", "b"]
    assert [str(error).split(": ")[0] for error in results[:4]] == [str(folder / path) for path in paths[:4]]


def test_a_large_text_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "large.txt"
    with path.open("wb") as file:
        file.truncate(50_000_000)
    (result,) = read_sources([path])
    assert isinstance(result, TooLarge)
    assert "10000000 bytes (setting max_bytes)" in str(result)
    (small,) = read_sources([tmp_path / "large.txt"], Settings(max_bytes=10))
    assert "limit of 10 bytes" in str(small)


def test_an_empty_folder_is_an_error(tmp_path: Path) -> None:
    (result,) = read_sources([tmp_path])
    assert "no report in this folder" in str(result)


def test_compressed_files(tmp_path: Path) -> None:
    (tmp_path / "c.txt.gz").write_bytes(gzip.compress(STORY.encode()))
    (tmp_path / "d.jsonl.gz").write_bytes(gzip.compress(b'{"text": "One."}'))
    (tmp_path / "e.txt.gz").write_bytes(b"no gzip at all")
    (tmp_path / "f.txt.gz").write_bytes(gzip.compress(STORY.encode())[:-9])
    results = list(read_sources([tmp_path]))
    assert [type(r) for r in results] == [Report, Report, SourceError, SourceError]
    assert names(results)[0] == "c"


@pytest.mark.parametrize(
    ("raw", "texts"),
    [
        (STORY.encode(), [STORY]),
        (b'{"id": "x", "text": "One."}\n{"text": "Two."}\n', ["One.", "Two."]),
        (b"<html><body><article>" + b"<p>The talks in Lima went on for a third day, he said.</p>" * 5, None),
    ],
)
def test_standard_input(raw: bytes, texts: list[str] | None) -> None:
    results = list(read_sources(["-"], stdin=BytesIO(raw)))
    assert all(isinstance(result, Report) for result in results)
    if texts:
        assert [r.text for r in results if isinstance(r, Report)] == texts


def test_a_given_date_goes_before_all_others(folder: Path) -> None:
    results = list(read_sources([folder], published="2015-05-04"))
    assert {r.published for r in results if isinstance(r, Report)} == {"2015-05-04"}


def test_bad_addresses() -> None:
    for address in ("ftp://example.org/a", "file:///etc/passwd", "http://", "http://[::1", "http://127.0.0.1/x"):
        (result,) = read_sources([address])
        assert isinstance(result, SourceError)
        assert not isinstance(result, NotText)
        assert str(result).startswith(f"{address}: ")
