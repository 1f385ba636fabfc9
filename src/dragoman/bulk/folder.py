"""The folder that a run writes: files that are whole or not there, and one run at a time."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from dragoman.errors import BulkError

LOCK = ".lock"
NEW = ".new"  # the end of a name that is not yet whole


def write_whole(path: Path, raw: bytes) -> None:
    """Write a file so that, whatever happens, it is there whole or not at all. Raises BulkError."""
    new = path.with_name(path.name + NEW)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with new.open("wb") as file:
            file.write(raw)
            file.flush()
            os.fsync(file.fileno())
        new.replace(path)
    except OSError as problem:
        raise BulkError(f"{path}: cannot be written: {problem.strerror or problem}") from problem


def sync_folder(folder: Path) -> None:
    """Make renames in a folder last through a power cut, where the system can."""
    if sys.platform == "win32":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Keep other runs out of the folder; BulkError where one is at work. The system frees it with the process."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        file = (folder / LOCK).open("wb")
    except OSError as problem:
        raise BulkError(f"{folder}: cannot be written: {problem.strerror or problem}") from problem
    with file:
        if sys.platform != "win32":
            import fcntl

            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError as problem:
                raise BulkError(
                    f"{folder}: another run is writing here; let it finish, or take another folder"
                ) from problem
        yield
