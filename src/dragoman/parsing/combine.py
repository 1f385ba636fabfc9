"""Joins documents of different paragraphs of one text."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise

from dragoman.parsing.paragraphs import segments
from dragoman.parsing.tree import Document


def combined(text: str, documents: Sequence[Document]) -> Document:
    """One document of the sentences of all, in the order of the text; they stand in different segments of `text`.

    The sentences become the new document's: the old ones are used up.
    """
    cut = segments(text)
    starts = [segment.start for segment in cut]
    found = sorted((s for document in documents for s in document.sentences), key=lambda s: s.start)
    for number, sentence in enumerate(found):
        sentence.number = number
        sentence.paragraph = cut[bisect_right(starts, sentence.start) - 1].paragraph
    for before, after in pairwise(found):
        before.words[-1].space_after = after.start > before.end
    return Document(text, found)
