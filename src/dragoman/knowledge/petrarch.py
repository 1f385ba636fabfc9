"""Reads PETRARCH's dictionaries (CAMEO.2.0 blocks, the older flat verbs, actors) into a folder of the user's own.

What has no counterpart here is left out and named, line by line.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from dragoman.errors import DataError
from dragoman.knowledge.load import DATA, read_yaml

CODES = re.compile(r"\[([^\]]*)\]")
_COMMENT = re.compile(r"\s*(?:[#;]|<!--).*")
_VERB_CODE = re.compile(r"\[[^\]A-Za-z]*\d{2,4}[^\]A-Za-z]*\]")
_ACTOR_CODE = re.compile(r"\[~?[A-Z]{3}[^\]]*\]")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a dictionary without its comment; `number` counts from 1."""

    file: str
    number: int
    text: str

    @property
    def where(self) -> str:
        """file:line."""
        return f"{self.file}:{self.number}"


@dataclass(frozen=True, slots=True)
class Left:
    """Something that was not carried over."""

    where: str
    reason: str
    text: str


@dataclass(frozen=True, slots=True)
class Carried:
    """What an import wrote, how much, and what it left out."""

    files: tuple[Path, ...]
    frames: int
    actors: int
    left: tuple[Left, ...]


@dataclass(frozen=True, slots=True)
class Rules:
    """data/actors/petrarch.yaml."""

    prepositions: frozenset[str]
    particles: frozenset[str]
    skipped: frozenset[str]
    countries: Mapping[str, str]
    sectors: Mapping[str, str]
    persons_of: frozenset[str]
    bodies: frozenset[str]
    small: frozenset[str]


@cache
def rules() -> Rules:
    """The correspondences of codes and words. Raises DataError."""
    source = read_yaml(DATA / "actors" / "petrarch.yaml")
    value = source.value
    for key in Rules.__dataclass_fields__.keys() ^ value.keys():
        source.fail("this key is missing or not known", key)
    lists: dict[str, Any] = {k: words if isinstance(words, dict) else frozenset(words) for k, words in value.items()}
    return Rules(**lists)


def import_petrarch(sources: Iterable[Path], folder: Path) -> Carried:
    """Write the verbs of the dictionaries to `folder`/frames and the actors to `folder`/actors.

    Which of the two a file holds is told from its codes. Raises DataError where a file cannot be read or is neither.
    """
    from dragoman.knowledge.petrarch_actors import import_actor_lines
    from dragoman.knowledge.petrarch_verbs import import_verb_lines

    verbs: list[Line] = []
    actors: list[Line] = []
    for source in sources:
        lines = list(read_lines(source))
        (verbs if _holds_verbs(source, lines) else actors).extend(lines)
    return _together([import_verb_lines(verbs, folder), import_actor_lines(actors, folder)])


def read_lines(source: Path) -> Iterator[Line]:
    """The lines of a dictionary that say something; its end is kept for blanks that open a line."""
    try:
        text = source.read_text(encoding="utf-8-sig", errors="replace")
    except OSError as problem:
        raise DataError(str(source), problem.strerror or "the file cannot be read") from problem
    for number, raw in enumerate(re.sub(r"<!--.*?-->", _blank, text, flags=re.DOTALL).split("\n"), 1):
        kept = _COMMENT.sub("", raw, count=1).strip()
        if kept:
            yield Line(source.name, number, kept)


def _blank(comment: re.Match[str]) -> str:
    return "\n" * comment[0].count("\n")


def _holds_verbs(source: Path, lines: list[Line]) -> bool:
    verbs = sum(bool(_VERB_CODE.search(line.text)) for line in lines)
    actors = sum(bool(_ACTOR_CODE.search(line.text)) for line in lines)
    if not verbs and not actors:
        raise DataError(str(source), "neither a verb dictionary (VERB [081]) nor an actor dictionary (NAME [USAGOV])")
    return verbs > actors


def _together(parts: Iterable[Carried]) -> Carried:
    found = list(parts)
    return Carried(
        files=tuple(file for part in found for file in part.files),
        frames=sum(part.frames for part in found),
        actors=sum(part.actors for part in found),
        left=tuple(one for part in found for one in part.left),
    )
