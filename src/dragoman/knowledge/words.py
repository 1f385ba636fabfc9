"""Files of word lists (YAML, name: [word, …]), checked against what the program knows of them."""

from __future__ import annotations

from dataclasses import Field, fields
from pathlib import Path
from typing import Any, ClassVar, Protocol, TypeVar

from dragoman.knowledge.load import Yaml, read_yaml


class WordLists(Protocol):
    """A dataclass whose fields are word lists: frozensets of words."""

    __dataclass_fields__: ClassVar[dict[str, Field[Any]]]


T = TypeVar("T", bound=WordLists)


def read_word_lists(path: Path) -> dict[str, frozenset[str]]:
    """The lists of a file by name. Raises DataError with file:line:key."""
    return _lists(read_yaml(path))


def load_word_lists(path: Path, kind: type[T]) -> T:
    """The lists of a file as a `kind`, one for each of its fields. Raises DataError where one is missing or unknown."""
    page = read_yaml(path)
    lists = _lists(page)
    known = {field.name for field in fields(kind)}
    for name in sorted(known ^ lists.keys()):
        page.fail("this list is missing" if name in known else "no such list", name)
    return kind(**lists)


def _lists(page: Yaml) -> dict[str, frozenset[str]]:
    if not isinstance(page.value, dict):
        page.fail("expected name: [word, …]")
    for name, words in page.value.items():
        if not isinstance(words, list) or not all(isinstance(w, str) for w in words):
            page.fail("expected a list of words", name)
    return {str(name): frozenset(words) for name, words in page.value.items()}
