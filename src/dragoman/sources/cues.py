"""The cue words of page furniture (data/language/furniture.yaml), loaded and checked once."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from dragoman.knowledge.load import DATA, Yaml, read_yaml
from dragoman.records import FurnitureKind
from dragoman.sources.lines import Line

FILE = DATA / "language" / "furniture.yaml"
KINDS: tuple[FurnitureKind, ...] = ("navigation", "advert", "boilerplate", "byline", "caption", "credit")
PARTS = frozenset({"lines", "openings", "endings"})
LONGEST_OPENING = 300  # characters of a line that its opening words may mark
# After the cue a name: few words, capitals but for "of", "via" and the like, whatever in brackets.
NAME = (
    r"(?:\s*(?:[^\Wa-z_]\S*|(?:the|of|for|via|and|by|with|in|de|van|von|al|el)\b|\([^()\n]*\)|[/|,&]\S*)){0,8}[.)\]\s]*"
)
COUNT = re.compile(r"^\d+\W*|\W*\d+$")


@dataclass(frozen=True)
class Cues:
    """What marks a line of each kind: whole lines, openings, and the endings that credit a picture."""

    lines: dict[str, FurnitureKind]
    openings: tuple[tuple[FurnitureKind, re.Pattern[str]], ...]
    lists: frozenset[str]
    credit: re.Pattern[str]
    agencies: frozenset[str]
    not_places: frozenset[str]

    def kind(self, line: Line) -> FurnitureKind | None:
        """The kind of furniture that a line is by its words alone."""
        if len(line.text) > LONGEST_OPENING:
            return None
        plain = line.plain
        if not plain:
            return "boilerplate"  # a rule of signs
        return self._button(plain) or self._bar(line) or self._opening(line)

    def _button(self, plain: str) -> FurnitureKind | None:
        """A whole line that is known, whatever number stands with it: "12 Comments"."""
        return self.lines.get(plain) or self.lines.get(COUNT.sub("", plain))

    def _opening(self, line: Line) -> FurnitureKind | None:
        found = next((kind for kind, pattern in self.openings if pattern.match(line.text)), None)
        # "Reporting by state media suggests …" is a sentence, "Reporting by Jane Doe; Editing by …" is none.
        if found == "byline" and line.text.endswith(".") and ";" not in line.text:
            return None
        return found

    def _bar(self, line: Line) -> FurnitureKind | None:
        """A row of buttons: "Share | Print | Email"."""
        parts = [part for part in re.split(r"\s*[|·•/]\s*|\s{2,}|\t", line.plain) if part]
        kinds = {self._button(part) for part in parts}
        return "navigation" if len(parts) > 1 and None not in kinds else None


@cache
def load_cues(path: Path = FILE) -> Cues:
    """The cues of a file. Raises DataError (file:line:key) where it is malformed."""
    yaml = read_yaml(path)
    _check(yaml)
    parts = yaml.value
    return Cues(
        lines={
            plain: kind for kind in KINDS for words in parts.get(kind, {}).get("lines", ()) if (plain := _plain(words))
        },
        openings=tuple((kind, _any(words)) for kind in KINDS if (words := parts.get(kind, {}).get("openings"))),
        lists=frozenset(map(_plain, parts["lists"]["lines"])),
        credit=_credit(parts["credit"]["endings"]),
        agencies=frozenset(parts["agencies"]),
        not_places=frozenset(parts["not_places"]),
    )


def _plain(words: str) -> str:
    return Line(0, len(words), words, True).plain


def _words(cue: str) -> str:
    return r"\s+".join(re.escape(word) for word in cue.split())


def _any(cues: Iterable[str]) -> re.Pattern[str]:
    """A pattern for any of the cues at the head of a line; a cue that ends in a letter ends a word there."""
    whole = (_words(cue) + (r"\b" if cue[-1].isalpha() else "") for cue in cues)
    return re.compile(f"(?:{'|'.join(whole)})", re.IGNORECASE)


def _credit(cues: Iterable[str]) -> re.Pattern[str]:
    """A cue with a capital at its head (or a sign before), a name, and the end of the line."""
    found = []
    for cue in sorted(cues, key=len, reverse=True):
        if cue[0].isalnum():
            found.append(rf"(?<!\w)[(\[]?(?=[^\Wa-z_])(?i:{_words(cue)})")
        else:
            found.append(rf"[^\s.]*(?i:{_words(cue)})\b")
    return re.compile(f"(?:{'|'.join(found)}){NAME}$")


def _check(yaml: Yaml) -> None:
    if not isinstance(yaml.value, dict):
        yaml.fail("this file holds kinds of furniture with their cue words")
    known = {*KINDS, "lists", "agencies", "not_places"}
    for key, part in yaml.value.items():
        if key not in known:
            yaml.fail(f"unknown kind; there are {', '.join(sorted(known))}", key)
        for inner, cues in part.items() if isinstance(part, dict) else [("", part)]:
            _check_cues(yaml, cues, *((key, inner) if inner else (key,)))
    for key in ("lists", "credit", "agencies", "not_places"):
        if key not in yaml.value:
            yaml.fail(f"{key} is missing")


def _check_cues(yaml: Yaml, cues: Any, *path: str) -> None:
    if len(path) > 1 and path[1] not in PARTS:
        yaml.fail(f"only {', '.join(sorted(PARTS))} stand here", *path)
    if not isinstance(cues, list) or not cues:
        yaml.fail("a list of words is wanted here", *path)
    for number, cue in enumerate(cues):
        if not isinstance(cue, str) or not cue.strip():
            yaml.fail("a cue is some words; quote it", *path, number)
