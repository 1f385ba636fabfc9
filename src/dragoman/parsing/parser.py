"""dragoman's own parser: text to words, words to windows, windows through the model, and its scores to a Document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np

from dragoman.parsing.build import Builder, Decided, document_of, joined
from dragoman.parsing.layout import laid_out
from dragoman.parsing.lemmas import Lemmas
from dragoman.parsing.model import Floats, Ints, Model, Row
from dragoman.parsing.paragraphs import segments
from dragoman.parsing.segment import starts
from dragoman.parsing.tokens import Token, tokenize
from dragoman.parsing.tree import Document, Word
from dragoman.parsing.trees import heads_of

MOST_WORDS = 160  # of a window
MOST_PIECES = 480  # of a window; the encoder has 512 positions


@dataclass(slots=True)
class Stretch:
    """A segment's words on their way through the model, and the sentences found so far."""

    tokens: list[Token]
    paragraph: int = 0
    given: bool = False  # the sentence is given: not to be split
    done: int = 0
    sentences: list[list[Word]] = field(default_factory=list)

    def spaced(self, start: int, end: int) -> list[bool]:
        """Which of these words have a space before them."""
        tokens = self.tokens
        return [at == 0 or tokens[at - 1].end < tokens[at].start for at in range(start, end)]


class DragomanParser:
    """Reads texts with the shipped model."""

    def __init__(self, model: Model, lemmas: Lemmas) -> None:
        self.model = model
        self.builder = Builder(model.labels, lemmas)

    def parse(self, text: str) -> Document:
        """The document of one text."""
        cut = [Stretch(tokenize(text, s.start, s.end), s.paragraph) for s in segments(text)]
        stretches = [stretch for stretch in cut if stretch.tokens]
        self._run(stretches)
        return document_of(text, ((s.paragraph, words) for s in stretches for words in s.sentences))

    def parse_many(self, texts: Iterable[str]) -> Iterator[Document]:
        """The documents of many texts, in their order."""
        return map(self.parse, texts)

    def parse_tokens(self, sentences: Sequence[Sequence[str]]) -> Document:
        """The document of sentences that are cut into words already; its text is the words with spaces between."""
        return self.parse_given(*laid_out(sentences))

    def parse_given(self, text: str, sentences: Sequence[Sequence[Token]]) -> Document:
        """The document of given sentences of words with their offsets in the text."""
        stretches = [Stretch(list(tokens), given=True) for tokens in sentences if tokens]
        self._run(stretches)
        return document_of(text, [(0, joined(stretch.sentences)) for stretch in stretches])

    def _run(self, stretches: list[Stretch]) -> None:
        """Fill in the sentences of all stretches; a long one takes several windows, each begun at a sentence.

        One window at a time: the model's eight-bit scales are those of the batch, so that a window read beside others
        would come out otherwise than alone. Larger batches gain nothing on a core: they spill out of the cache.
        """
        for stretch in stretches:
            while stretch.done < len(stretch.tokens):
                self._read([(stretch, self._row(stretch))])

    def _row(self, stretch: Stretch) -> Row:
        """The model's input for the next window of a stretch."""
        end = min(len(stretch.tokens), stretch.done + MOST_WORDS)
        while True:
            forms = [token.text for token in stretch.tokens[stretch.done : end]]
            row = self.model.row(forms, stretch.spaced(stretch.done, end))
            if len(row.pieces) <= MOST_PIECES:
                return row
            end = stretch.done + len(forms) * 2 // 3

    def _read(self, batch: list[tuple[Stretch, Row]]) -> None:
        """Run the model over a batch of windows and add the sentences that it finds to their stretches."""
        scores = self.model.score([row for _, row in batch])
        bounds = [_bounds(stretch, len(row.first), scores.starts[i]) for i, (stretch, row) in enumerate(batch)]
        heads = heads_of(scores.arcs, _numbered(bounds, scores.starts.shape[1]))
        relations, names = self.model.relations_of(scores, heads), self.model.names_of(scores)
        numbers = (array.tolist() for array in (heads, relations, scores.xpos, scores.upos, names))
        for (stretch, _), own, rows in zip(batch, bounds, zip(*numbers, strict=True), strict=True):
            decided = Decided(*rows)
            for start, end in pairwise(own):
                tokens = stretch.tokens[stretch.done + start : stretch.done + end]
                stretch.sentences.append(self.builder.words(tokens, decided.part(start, end)))
            stretch.done += own[-1]


def _bounds(stretch: Stretch, words: int, scores: Floats) -> list[int]:
    """Where the window's sentences begin, and where the last complete one ends."""
    if stretch.given:
        return [0, words]
    found = starts(scores[:words], stretch.tokens[stretch.done : stretch.done + words])
    if stretch.done + words < len(stretch.tokens) and len(found) > 1:
        return found
    return [*found, words]


def _numbered(bounds: list[list[int]], width: int) -> Ints:
    """The sentence number of every word of every row; -1 beyond the last sentence."""
    numbers = np.full((len(bounds), width), -1, dtype=np.int64)
    for row, found in enumerate(bounds):
        for number, (start, end) in enumerate(pairwise(found)):
            numbers[row, start:end] = number
    return numbers
