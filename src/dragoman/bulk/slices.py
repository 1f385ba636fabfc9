"""The input, cut into slices: what one worker reads at a time and one shard holds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import blake2b

from dragoman.errors import Foreign, SourceError
from dragoman.sources.raw import Raw

MOST_BYTES = 1 << 24  # of reports in one slice, so that few large reports take no more memory than many small ones


@dataclass(frozen=True, slots=True)
class Fault:
    """A record that was not read. `kind`: "source", "language" (not English), "reading" or "worker" (it ended one)."""

    where: str
    kind: str
    reason: str

    @staticmethod
    def of(problem: SourceError) -> Fault:
        """The fault that an error of the sources tells of."""
        return Fault(problem.where, "language" if isinstance(problem, Foreign) else "source", problem.problem)


Piece = Raw | Fault


@dataclass(frozen=True, slots=True)
class Slice:
    """A piece of the input. `number` counts slices, `first` is the number of its first record; both from 0."""

    number: int
    first: int
    pieces: tuple[Piece, ...]

    @property
    def fingerprint(self) -> str:
        """The same for the same input, so that a run that goes on can tell."""
        digest = blake2b(digest_size=16)
        for piece in self.pieces:
            body = piece.body if isinstance(piece, Raw) else piece.reason.encode()
            digest.update(f"{piece.where}\0{len(body)}\0".encode("utf-8", "surrogatepass"))
            digest.update(body)
        return digest.hexdigest()


def slices(found: Iterable[Raw | SourceError], size: int, most_bytes: int = MOST_BYTES) -> Iterator[Slice]:
    """The input in slices of `size` records, fewer where they are large."""
    number = first = 0
    pieces: list[Piece] = []
    weight = 0
    for item in found:
        piece = item if isinstance(item, Raw) else Fault.of(item)
        added = len(piece.body) if isinstance(piece, Raw) else 0
        if pieces and (len(pieces) >= size or weight + added > most_bytes):
            yield Slice(number, first, tuple(pieces))
            number, first, pieces, weight = number + 1, first + len(pieces), [], 0
        pieces.append(piece)
        weight += added
    if pieces:
        yield Slice(number, first, tuple(pieces))
