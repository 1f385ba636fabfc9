"""Files come whole or not at all: written beside their place and moved there at the end."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from dragoman.errors import ExportError

EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest that ZIP can say; the same bytes every time


@contextmanager
def beside(path: Path) -> Iterator[Path]:
    """A path beside `path` to write a file or folder at; it takes its place at the end, and goes if anything fails.

    A folder replaces only files of the same names in a folder that is there. Raises ExportError where the place
    cannot be written.
    """
    try:
        room = Path(mkdtemp(dir=path.parent, prefix=f".{path.name}."))
    except OSError as problem:
        raise ExportError(str(path), problem.strerror or "cannot be written") from problem
    try:
        yield room / path.name
        _settle(room / path.name, path)
    except OSError as problem:
        raise ExportError(str(path), problem.strerror or "cannot be written") from problem
    finally:
        shutil.rmtree(room, ignore_errors=True)


def _settle(made: Path, path: Path) -> None:
    if not made.is_dir():
        made.chmod(0o644)
        made.replace(path)
        return
    path.mkdir(exist_ok=True)
    for file in sorted(made.iterdir()):
        file.replace(path / file.name)


def write_lines(path: Path, lines: Iterable[str]) -> None:
    """Lines as UTF-8 with "\\n" after each. Raises ExportError where the place cannot be written."""
    with beside(path) as place, place.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(f"{line}\n" for line in lines)


def zipped(folder: Path, path: Path) -> None:
    """The files of a folder as a ZIP file, the same bytes for the same files."""
    with beside(path) as place, ZipFile(place, "w") as archive:
        for file in sorted(folder.iterdir()):
            entry = ZipInfo(file.name, EPOCH)
            entry.compress_type = ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, file.read_bytes())
