"""Reads the tables of data/ and keeps their line numbers, so that every complaint names file:line:key."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, ClassVar, NoReturn

import yaml

from dragoman.errors import DataError

DATA = Path(__file__).resolve().parent.parent / "data"

Key = str | int


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a CSV table. `line` counts from 1, comments and the heading included."""

    file: str
    line: int
    values: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        """The cell, stripped; empty where the table has no such column."""
        return self.values.get(column, "")

    def parts(self, column: str) -> tuple[str, ...]:
        """The cell's alternatives, which `|` separates."""
        cell = self.values.get(column)
        return tuple(part for raw in cell.split("|") if (part := raw.strip())) if cell else ()

    def where(self, column: str) -> str:
        """file:line:column, for DataError."""
        return f"{self.file}:{self.line}:{column}"

    def fail(self, column: str, problem: str) -> NoReturn:
        """Raise DataError about one cell."""
        raise DataError(self.where(column), problem)


def read_csv(path: Path, columns: tuple[str, ...] = ()) -> list[Row]:
    """The rows of a CSV table with a heading; blank lines and lines that begin with `#` are comments.

    Raises DataError where the file cannot be read, lacks one of `columns`, or a row has too many cells.
    """
    lines = _text(path).splitlines()
    kept = [number for number, line in enumerate(lines, 1) if line.strip() and not line.startswith("#")]
    cells = csv.reader(lines[number - 1] for number in kept)
    table = list(zip(kept, cells, strict=False))
    if not table:
        raise DataError(f"{path.name}:1", "the table has no heading")
    heading = [name.strip() for name in table[0][1]]
    for missing in (name for name in columns if name not in heading):
        raise DataError(f"{path.name}:{table[0][0]}:{missing}", "the table lacks this column")
    return [_row(path.name, number, heading, values) for number, values in table[1:]]


def _row(file: str, number: int, heading: list[str], values: list[str]) -> Row:
    if len(values) > len(heading):
        problem = f"{len(values)} cells under {len(heading)} columns (quote cells with commas)"
        raise DataError(f"{file}:{number}", problem)
    return Row(file, number, {key: value.strip() for key, value in zip(heading, values, strict=False)})


class Yaml:
    """A YAML file: `.value` is its plain content, `.where("a", 0, "b")` tells where a part of it stands."""

    def __init__(self, path: Path) -> None:
        """Raises DataError where the file is no YAML, gives a key twice or holds itself."""
        self.file = path.name
        loader = _Loader(_text(path))
        try:
            self._node = loader.get_single_node()
            self.value: Any = None if self._node is None else self._construct(loader)
        except yaml.MarkedYAMLError as problem:
            mark = problem.problem_mark
            line = f":{mark.line + 1}" if mark else ""
            raise DataError(self.file + line, problem.problem or "this is no YAML") from problem
        except (yaml.YAMLError, RecursionError) as problem:
            raise DataError(self.file, str(problem)) from problem
        finally:
            loader.dispose()

    def _construct(self, loader: _Loader) -> Any:
        for line, key, problem in _flaws(self._node, frozenset(), set()):
            raise DataError(f"{self.file}:{line}:{key}", problem)
        return loader.construct_document(self._node)

    @cached_property
    def _lines(self) -> dict[tuple[str, ...], int]:
        return dict(_key_lines(self._node, ()))

    def line(self, *keys: Key) -> int:
        """The line (from 1) of the value under these keys, or of the nearest key above it."""
        path = tuple(str(key) for key in keys)
        while path and path not in self._lines:
            path = path[:-1]
        return self._lines.get(path, 1)

    def where(self, *keys: Key) -> str:
        """file:line:last key, for DataError."""
        return ":".join([self.file, str(self.line(*keys)), *(str(key) for key in keys[-1:])])

    def fail(self, problem: str, *keys: Key) -> NoReturn:
        """Raise DataError about the value under these keys."""
        raise DataError(self.where(*keys), problem)


def read_yaml(path: Path) -> Yaml:
    """The content of a YAML file with its line numbers.

    As in YAML 1.2 only `true` and `false` are booleans: `on`, `no` and `yes` stay words, and dates stay text.
    """
    return Yaml(path)


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as problem:
        raise DataError(str(path), problem.strerror or "the file cannot be read") from problem
    except UnicodeDecodeError as problem:
        raise DataError(str(path), "the file is not UTF-8") from problem


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """The safe loader with the scalars of YAML 1.2: English words are data here, not switches."""

    yaml_implicit_resolvers: ClassVar[dict[str, list[tuple[str, re.Pattern[str]]]]] = {}


_Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"(?:true|false)\Z"), list("tf"))
_Loader.add_implicit_resolver("tag:yaml.org,2002:null", re.compile(r"(?:~|null|)\Z"), ["~", "n", ""])
_Loader.add_implicit_resolver("tag:yaml.org,2002:int", re.compile(r"[-+]?(?:0|[1-9][0-9]*)\Z"), list("-+0123456789"))
_Loader.add_implicit_resolver(
    "tag:yaml.org,2002:float", re.compile(r"[-+]?(?:[0-9]+\.[0-9]*|\.[0-9]+)(?:e[-+]?[0-9]+)?\Z"), list("-+.0123456789")
)


def _children(node: yaml.Node) -> Iterator[tuple[str, int, yaml.Node]]:
    """Key, line and value of each part of a mapping or a list."""
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield str(key.value), key.start_mark.line + 1, value
    elif isinstance(node, yaml.SequenceNode):
        for number, value in enumerate(node.value):
            yield str(number), value.start_mark.line + 1, value


def _key_lines(node: yaml.Node, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], int]]:
    for key, line, value in _children(node):
        yield (*path, key), line
        yield from _key_lines(value, (*path, key))


def _flaws(node: yaml.Node, above: frozenset[int], seen: set[int]) -> Iterator[tuple[int, str, str]]:
    """Keys given twice, and aliases of what they stand in, which would never end."""
    above |= {id(node)}
    keys = set()
    for key, line, value in _children(node):
        if key in keys:
            yield line, key, "this key is given twice"
        keys.add(key)
        if id(value) in above:
            yield line, key, "an alias of what it stands in"
        elif id(value) not in seen:
            seen.add(id(value))
            yield from _flaws(value, above, seen)
