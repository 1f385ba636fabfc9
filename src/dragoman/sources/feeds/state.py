"""What is remembered of a feed from one visit to the next, and where: in the register, or in a file."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Protocol

import msgspec

from dragoman.errors import SourceError


class FeedState(msgspec.Struct, frozen=True):
    """A feed as it was left.

    etag, modified: the server's marks of the version whose entries were all added
    next_visit: UTC, ISO 8601 to the second; null where it was never visited
    failures: visits in a row that failed
    seen: ids of the entries that were added, newest first
    """

    url: str
    etag: str | None = None
    modified: str | None = None
    next_visit: str | None = None
    failures: int = 0
    seen: tuple[str, ...] = ()


class FeedStore(Protocol):
    """Keeps the states of feeds. Each `put` is there for good when it returns."""

    def get(self, url: str) -> FeedState:
        """The state of a feed; a fresh one where the feed is not known."""

    def put(self, state: FeedState) -> None:
        """Keep a state in place of the feed's former one."""


@dataclass(frozen=True)
class FeedFile:
    """A JSON file as a FeedStore, for use without a register. Raises SourceError where it cannot be read or written."""

    path: Path

    def get(self, url: str) -> FeedState:
        """The state of a feed; a fresh one where the feed is not known."""
        return self._states().get(url) or FeedState(url)

    def put(self, state: FeedState) -> None:
        """Write the file anew and put it in place of the old one at once."""
        states = self._states() | {state.url: state}
        try:
            with NamedTemporaryFile(dir=self.path.parent, prefix=f".{self.path.name}.", delete=False) as file:
                file.write(msgspec.json.encode(sorted(states.values(), key=lambda s: s.url)))
            Path(file.name).replace(self.path)
        except OSError as problem:
            raise SourceError(str(self.path), problem.strerror or "cannot be written") from problem

    def _states(self) -> dict[str, FeedState]:
        try:
            states = msgspec.json.decode(self.path.read_bytes(), type=list[FeedState])
        except FileNotFoundError:
            return {}
        except OSError as problem:
            raise SourceError(str(self.path), problem.strerror or "cannot be read") from problem
        except msgspec.DecodeError as problem:
            raise SourceError(str(self.path), f"this holds no states of feeds: {problem}") from problem
        return {state.url: state for state in states}
