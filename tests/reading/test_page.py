"""The page: which sentences tell the story, and which sentences words belong to."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dragoman.parsing.tree import Document, Sentence, Word
from dragoman.reading.page import Page
from dragoman.records import Furniture, Report

Lengths = list[tuple[int, int]]  # characters of each sentence, and of the gap behind it
LENGTHS = st.lists(st.tuples(st.integers(1, 8), st.integers(0, 3)), max_size=8)
PIECES = st.lists(st.tuples(st.integers(0, 60), st.integers(1, 20)), max_size=5)


def page_of(lengths: Lengths, pieces: list[tuple[int, int]]) -> Page:
    """A page of one-word sentences, with furniture at (start, length)."""
    sentences, at = [], 0
    for number, (length, gap) in enumerate(lengths):
        form = "x" * length
        sentences.append(Sentence(number, 0, [Word(0, at, at + length, form, form, "NOUN", "NN")]))
        at += length + gap
    text = "x" * max(at, 90)
    spans = tuple(Furniture(s, s + n, text[s : s + n], "advert") for s, n in pieces)
    return Page(Report(id="r", text=text, furniture=spans), Document(text, sentences))


@given(LENGTHS, st.integers(0, 60), st.integers(1, 30))
def test_numbers_are_those_of_the_sentences_that_overlap(lengths: Lengths, start: int, length: int) -> None:
    page = page_of(lengths, [])
    wanted = [s.number for s in page.document.sentences if s.start < start + length and start < s.end]
    assert list(page.numbers(start, start + length)) == wanted


@given(LENGTHS, PIECES)
def test_the_story_leaves_out_what_is_mostly_furniture(lengths: Lengths, pieces: list[tuple[int, int]]) -> None:
    page = page_of(lengths, pieces)
    body = {s.number for s in page.body}
    for sentence in page.document.sentences:
        inside = sum(max(0, min(sentence.end, s + n) - max(sentence.start, s)) for s, n in pieces)
        assert (sentence.number in body) == (2 * inside <= sentence.end - sentence.start)
