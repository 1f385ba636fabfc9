"""Settings: defaults, then a TOML file, then the environment (DRAGOMAN_PARSER, DRAGOMAN_MAX_BYTES, …)."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dragoman.errors import SettingsError

ENVIRONMENT = "DRAGOMAN_"
FILE = "dragoman.toml"
TRUE, FALSE = ("true", "1", "yes", "on"), ("false", "0", "no", "off")


@dataclass(frozen=True)
class Settings:
    """What a user may set.

    parser: "dragoman", or the name of another parser with UD labels ("spacy:NAME", …)
    threads: threads of the parser; None leaves it to the machine
    max_bytes: the largest report read, in bytes
    max_words: the longest report read, in words and signs that are parsed; a longer one is flagged
    lexicon: a folder with the user's own frames and gazetteers
    allow_private: fetch loopback, private and link-local addresses too
    timeout: seconds that one address may take in all
    thorough: parse every paragraph; false: only those whose words may bear a record
    register: the register's SQLite file, or its address at a PostgreSQL server
    question_seconds: seconds that the database may spend on one question of a visitor of `dragoman serve`
    """

    parser: str = "dragoman"
    threads: int | None = None
    max_bytes: int = 10_000_000
    max_words: int = 150_000
    lexicon: Path | None = None
    allow_private: bool = False
    timeout: float = 20.0
    thorough: bool = True
    register: str = "dragoman.sqlite"
    question_seconds: float = 30.0


def load_settings(path: Path | None = None, environment: Mapping[str, str] | None = None) -> Settings:
    """The settings in force. `path` defaults to $DRAGOMAN_CONFIG, then dragoman.toml in the working folder, if there.

    Raises SettingsError where a file is named and missing, is no TOML, or gives an unknown key or a wrong value.
    """
    environment = os.environ if environment is None else environment
    values = _from_file(path, environment)
    for key in READ:
        if text := environment.get(ENVIRONMENT + key.upper()):
            values[key] = _read(key, text, ENVIRONMENT + key.upper())
    return Settings(**values)


def _from_file(path: Path | None, environment: Mapping[str, str]) -> dict[str, Any]:
    named = path or (Path(configured) if (configured := environment.get(ENVIRONMENT + "CONFIG")) else None)
    file = named or Path(FILE)
    if named is None and not file.is_file():
        return {}
    try:
        table = tomllib.loads(file.read_text(encoding="utf-8"))
    except OSError as problem:
        raise SettingsError(f"{file}: {problem.strerror or 'cannot be read'}") from problem
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as problem:
        raise SettingsError(f"{file}: {problem}") from problem
    return {key: _read(key, value, f"{file}:{key}") for key, value in table.items()}


def _read(key: str, value: object, where: str) -> object:
    if key not in READ:
        raise SettingsError(f"{where}: no such setting; there are {', '.join(READ)}")
    try:
        return READ[key](value)
    except (TypeError, ValueError) as problem:
        raise SettingsError(f"{where}: {value!r} will not do: {problem}") from problem


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError("a text is wanted")
    return value


def _positive(value: Any) -> int:
    if isinstance(value, bool) or (number := int(value)) < 1:
        raise ValueError("a whole number above 0 is wanted")
    return number


def _seconds(value: Any) -> float:
    if isinstance(value, bool) or not 0 < (number := float(value)) < 86_400:
        raise ValueError("a number of seconds is wanted")
    return number


def _switch(value: Any) -> bool:
    word = str(value).lower()
    if word not in TRUE + FALSE:
        raise ValueError("true or false is wanted")
    return word in TRUE


def _folder(value: Any) -> Path:
    folder = Path(_text(value)).expanduser()
    if not folder.is_dir():
        raise ValueError("there is no such folder")
    return folder


READ: Mapping[str, Callable[[Any], object]] = {
    "parser": _text,
    "threads": _positive,
    "max_bytes": _positive,
    "max_words": _positive,
    "lexicon": _folder,
    "allow_private": _switch,
    "timeout": _seconds,
    "thorough": _switch,
    "register": _text,
    "question_seconds": _seconds,
}
