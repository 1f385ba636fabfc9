"""Paths, patterns and object stores."""

import gzip
import tarfile
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import fsspec
import pytest

from dragoman.errors import SourceError
from dragoman.settings import Settings
from dragoman.sources import read_sources
from dragoman.sources.files import StoredFile, suffix
from dragoman.sources.inputs import raw_source
from dragoman.sources.raw import Raw


def places(source: str, stores: bool = True) -> list[str]:
    return [
        r.where if isinstance(r, Raw) else f"{type(r).__name__}: {r.problem}"
        for r in raw_source(source, Settings(), stores=stores)
    ]


@pytest.fixture
def memory() -> Iterator[fsspec.AbstractFileSystem]:
    store = fsspec.filesystem("memory")
    store.pipe("/news/2020/a.jsonl", b'{"text": "One."}\n{"text": "Two."}\n')
    store.pipe("/news/2021/b.jsonl.gz", gzip.compress(b'{"text": "Three."}\n'))
    store.pipe("/news/2021/picture.png", b"\x89PNG")
    yield store
    store.rm("/news", recursive=True)


@pytest.mark.usefixtures("memory")
def test_object_stores() -> None:
    assert places("memory://news/2020/a.jsonl") == ["memory://news/2020/a.jsonl:1", "memory://news/2020/a.jsonl:2"]
    assert places("memory://news/*/*.jsonl*") == [
        "memory://news/2020/a.jsonl:1",
        "memory://news/2020/a.jsonl:2",
        "memory://news/2021/b.jsonl.gz:1",
    ]
    assert places("memory://news") == places("memory://news/*/*.jsonl*")
    assert (
        "No such file" in places("memory://news/none.jsonl")[0] or "none.jsonl" in places("memory://news/none.jsonl")[0]
    )
    assert "no report here" in places("memory://news/*.warc")[0]


def test_files_by_address(tmp_path: Path) -> None:
    (tmp_path / "a b.txt").write_text("Text.")
    assert places(f"file://{tmp_path}/a b.txt") == [f"file://{tmp_path}/a b.txt"]


@pytest.mark.parametrize(
    "source",
    [
        "simplecache::memory://a",
        "http+x://a",
        "filecache://a",
        "nothing://a",
        "zip://a.txt::file:///b.zip",
        "reference://a",
    ],
)
def test_addresses_that_are_no_store(source: str) -> None:
    (said,) = places(source)
    assert "Error: " in said or "Forbidden: " in said


def test_stores_only_where_they_are_wanted() -> None:
    (said,) = places("memory://news/a.jsonl", stores=False)
    assert "only http and https are fetched" in said


def test_a_store_that_breaks_is_an_error(monkeypatch: pytest.MonkeyPatch, memory: fsspec.AbstractFileSystem) -> None:
    class Broken(Exception):
        pass

    def fail(*_: object) -> BytesIO:
        raise Broken("no such key")

    monkeypatch.setattr(StoredFile, "open", fail)
    assert places("memory://news/2020/a.jsonl") == ["SourceError: no such key"]


def test_patterns(tmp_path: Path) -> None:
    for name in ("b/1.txt", "a/2.txt", "a/c/3.txt", "a/4.png"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("Text.")
    (tmp_path / "odd[1].txt").write_text("Text.")
    assert [Path(p).name for p in places(f"{tmp_path}/*/*.txt")] == ["2.txt", "1.txt"]
    assert [Path(p).name for p in places(f"{tmp_path}/**/*.txt")] == ["2.txt", "3.txt", "1.txt", "odd[1].txt"]
    assert [Path(p).name for p in places(f"{tmp_path}/odd[1].txt")] == ["odd[1].txt"]
    assert "no report in this pattern" in places(f"{tmp_path}/*.warc")[0]


def test_suffixes() -> None:
    assert [suffix(n) for n in ("a.JSONL.GZ", "a.warc.zst", "b/a.txt", ".gz", "a", "a.tar.gz")] == [
        ".jsonl",
        ".warc",
        ".txt",
        "",
        "",
        ".tar",
    ]


def test_archives_in_archives_are_named(tmp_path: Path) -> None:
    text = tmp_path / "a.txt"
    text.write_text("The ministers met.")
    with tarfile.open(tmp_path / "a.tar.gz", "w:gz") as tar:
        tar.add(text)
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as zipped:
        zipped.write(text)
    (tmp_path / "a.txt.gz").write_bytes(gzip.compress(gzip.compress(text.read_bytes())))
    (tmp_path / "a.jsonl.gz.gz").write_bytes(gzip.compress(gzip.compress(b'{"text": "One."}')))
    names = ("a.tar.gz", "a.zip", "a.txt.gz", "a.jsonl.gz.gz")
    results = list(read_sources([tmp_path / name for name in names]))
    assert all(isinstance(r, SourceError) for r in results)
    assert "zip archive" in str(results[1])
    assert "gzip archive" in str(results[2])


@pytest.mark.parametrize("name", ["a.txt.gz", "a.html.gz", "a.jsonl.gz", "a.csv.gz", "a.ninjs.gz", "a.warc.gz"])
def test_bombs(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    with gzip.open(path, "wb", compresslevel=1) as file:
        file.write(
            {
                "csv": b"text\n",
                "warc": b"WARC/1.0\r\nContent-Length: 900000000\r\nWARC-Type: response\r\nContent-Type: application/http\r\n\r\nHTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n",
            }.get(name.split(".")[1], b"")
        )
        for _ in range(40):
            file.write(b"x" * 1_000_000)
    results = list(read_sources([path], Settings(max_bytes=100_000)))
    assert results
    assert all(isinstance(r, SourceError) for r in results)
    assert any("100000 bytes" in str(r) for r in results)
