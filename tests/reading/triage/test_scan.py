"""The scanner finds whole words in one go."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.parsing.forms import forms_of
from dragoman.reading.triage.scan import Scanner, padded


@pytest.fixture(scope="module")
def scanner() -> Scanner[str]:
    return Scanner({"peace": ["cease-fire", "ceasefire", "fire"], "state": ["United States"], "nothing": ["-"]})


def test_marks_between_words_make_no_difference(scanner: Scanner[str]) -> None:
    assert scanner.found_in("A cease-fire, please.") == {"peace"}
    assert scanner.found_in("United\nStates") == {"state"}


def test_parts_of_words_are_not_found(scanner: Scanner[str]) -> None:
    assert scanner.found_in("The ceasefires of the united states misfired") == set()


def test_phrases_side_by_side_and_inside_one_another_are_found() -> None:
    nested = Scanner({1: ["prime minister"], 2: ["minister"], 3: ["minister of war"]})
    assert nested.found_in("prime minister of war") == {1, 2, 3}


@given(st.text(max_size=40))
def test_every_word_of_a_text_is_found_in_it(text: str) -> None:
    words = padded(text).split()
    assert Scanner({word: [word] for word in words}).found_in(text) == set(words)


def test_the_forms_of_a_lemma() -> None:
    assert {"fight", "fights", "fought", "fighting"} <= forms_of("fight", "VERB")
    assert "fought" not in forms_of("fight", "NOUN")
    assert {"zorbed", "zorbing", "zorbs"} <= forms_of("zorb", "VERB")
