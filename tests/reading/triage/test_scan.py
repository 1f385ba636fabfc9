"""The scanner finds whole words in one go."""

from __future__ import annotations

from collections.abc import Hashable
from typing import TypeVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.parsing.forms import forms_of
from dragoman.reading.triage.scan import WORD, Scanner, padded

T = TypeVar("T", bound=Hashable)


@pytest.fixture(scope="module")
def scanner() -> Scanner[str]:
    return Scanner({"peace": ["cease-fire", "ceasefire", "fire"], "state": ["United States"], "nothing": ["-"]})


def found(scanner: Scanner[T], text: str) -> set[tuple[T, int, int]]:
    """What is found in a text, and at which of its words."""
    hits = scanner.found_at(WORD.findall(text))
    return {(meaning, hit.start, hit.end) for hit in hits for meaning in hit.meanings}


def test_marks_between_words_make_no_difference(scanner: Scanner[str]) -> None:
    assert found(scanner, "A cease-fire, please.") == {("peace", 1, 3), ("peace", 2, 3)}
    assert found(scanner, "United\nStates") == {("state", 0, 2)}


def test_parts_of_words_are_not_found(scanner: Scanner[str]) -> None:
    assert found(scanner, "The ceasefires of the united states misfired") == set()


def test_phrases_side_by_side_and_inside_one_another_are_found() -> None:
    nested = Scanner({1: ["prime minister"], 2: ["minister"], 3: ["minister of war"]})
    assert found(nested, "prime minister of war") == {(1, 0, 2), (2, 1, 2), (3, 1, 4)}


@given(st.text(max_size=40))
def test_every_word_of_a_text_is_found_where_it_stands(text: str) -> None:
    words = WORD.findall(text)
    scanner = Scanner({word: [word] for word in words})
    assert found(scanner, text) == {(word, at, at + 1) for at, word in enumerate(words)}


def test_words_are_parted_by_one_blank() -> None:
    assert padded(["cease", "fire"]) == " cease fire "


def test_the_forms_of_a_lemma() -> None:
    assert {"fight", "fights", "fought", "fighting"} <= forms_of("fight", "VERB")
    assert "fought" not in forms_of("fight", "NOUN")
    assert {"zorbed", "zorbing", "zorbs"} <= forms_of("zorb", "VERB")
