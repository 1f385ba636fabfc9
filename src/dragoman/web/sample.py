"""The sample register: the invented reports of data/sample, read by the real reader at first use."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path

from dragoman.knowledge.load import DATA, read_csv
from dragoman.records import Report
from dragoman.sources import Given, make_report
from dragoman.version import __version__

FOLDER = DATA / "sample"
COLUMNS = ("file", "publisher", "published", "url")


def sample_reports() -> Iterator[Report]:
    """The reports that sources.csv names, in its order."""
    for row in read_csv(FOLDER / "sources.csv", COLUMNS):
        text = (FOLDER / f"{row['file']}.txt").read_text(encoding="utf-8")
        given = Given(id=row["file"], publisher=row["publisher"], url=row["url"], published=row["published"])
        yield make_report(text, given)


def sample_register(say: Callable[[str], None], folder: Path | None = None) -> Path:
    """The file of the sample register, made in `folder` (by default the user's cache) if this version has none there.

    `say` is told what goes on. Raises RegisterError where neither cache nor temporary folder can be written.
    """
    path = (folder or _cache()) / f"sample-{_digest()}.sqlite"
    if not path.is_file():
        _make(path, say)
    return path


def _make(path: Path, say: Callable[[str], None]) -> None:
    import dragoman
    from dragoman.register import open_register

    half = path.with_name(f"{path.stem}-{os.getpid()}.part.sqlite")
    half.unlink(missing_ok=True)
    say("reading the sample reports …")
    reports = list(sample_reports())
    with open_register(half) as register:
        for number, added in enumerate(register.add(dragoman.load().read_many(reports)), 1):
            say(f"reading the sample reports: {number} of {len(reports)}, {added.report}")
    half.replace(path)
    for rest in path.parent.glob(f"{half.name}-*"):  # SQLite's journal files of the name it had
        rest.unlink(missing_ok=True)


def _cache() -> Path:
    """The first folder that can be written: the user's cache, else one among the temporary files."""
    base = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    for folder in (base / "dragoman", Path(tempfile.gettempdir()) / f"dragoman-{os.getuid()}"):
        try:
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        except OSError:
            continue
        if os.access(folder, os.W_OK) and folder.stat().st_uid == os.getuid():
            return folder
    return Path(tempfile.mkdtemp(prefix="dragoman-"))


def _digest() -> str:
    """Changes with the version, the data and the code that reads: no stale sample is shown."""
    from dragoman.knowledge.digest import lexicon_hash

    parts = [
        __version__,
        lexicon_hash(None),
        *(f"{p.name}{p.read_text(encoding='utf-8')}" for p in sorted(FOLDER.iterdir())),
    ]
    return sha256("\0".join(parts).encode()).hexdigest()[:12]
