"""Files of word lists: what is missing, unknown or no list is named with its line."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from dragoman.errors import DataError
from dragoman.knowledge.words import load_word_lists, read_word_lists

WHOLE = "saying: [say, tell]\ngiving: [give]\n"


@dataclass(frozen=True)
class Verbs:
    """The lists of WHOLE."""

    saying: frozenset[str]
    giving: frozenset[str]


def written(folder: Path, text: str) -> Path:
    path = folder / "own.yaml"
    path.write_text(text)
    return path


def test_a_whole_file_is_read(tmp_path: Path) -> None:
    words = load_word_lists(written(tmp_path, WHOLE), Verbs)
    assert words == Verbs(frozenset({"say", "tell"}), frozenset({"give"}))


@pytest.mark.parametrize(
    ("text", "where"),
    [
        (f"{WHOLE}verbs: [go]\n", "own.yaml:3:verbs"),
        ("giving: [give]\n", "own.yaml:1:saying"),
        ("saying: say\n", "own.yaml:1:saying"),
        ("saying: [1]\n", "own.yaml:1:saying"),
        ("- say\n", "own.yaml:1"),
    ],
)
def test_a_malformed_file_names_its_place(tmp_path: Path, text: str, where: str) -> None:
    with pytest.raises(DataError) as caught:
        load_word_lists(written(tmp_path, text), Verbs)
    assert caught.value.where == where


def test_lists_of_any_name(tmp_path: Path) -> None:
    assert read_word_lists(written(tmp_path, "a: [b, c]\n")) == {"a": frozenset({"b", "c"})}
