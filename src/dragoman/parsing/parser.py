"""dragoman's own parser: text to words, words to windows, windows through the model, and its scores to a Document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np

from dragoman.parsing.layout import laid_out
from dragoman.parsing.lemmas import Lemmas
from dragoman.parsing.model import Floats, Ints, Model, Row, Scores
from dragoman.parsing.names import spans_of
from dragoman.parsing.paragraphs import segments
from dragoman.parsing.segment import starts
from dragoman.parsing.tokens import Token, tokenize
from dragoman.parsing.tree import Document, Name, Sentence, Word
from dragoman.parsing.trees import heads_of

MOST_WORDS = 160  # of a window
MOST_PIECES = 480  # of a window; the encoder has 512 positions
PIECES_PER_BATCH = 3000
CHARACTERS_PER_GROUP = 100_000  # texts read together, so that batches are of like length


@dataclass(slots=True)
class Stretch:
    """A segment's words on their way through the model, and the sentences found so far."""

    tokens: list[Token]
    paragraph: int
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
        self.model, self.lemmas = model, lemmas

    def parse(self, text: str) -> Document:
        """The document of one text."""
        return next(self.parse_many([text]))

    def parse_many(self, texts: Iterable[str]) -> Iterator[Document]:
        """The documents of many texts, in their order; texts are batched together."""
        group: list[str] = []
        for text in texts:
            group.append(text)
            if sum(map(len, group)) >= CHARACTERS_PER_GROUP:
                yield from self._parse_group(group)
                group = []
        yield from self._parse_group(group)

    def parse_tokens(self, sentences: Sequence[Sequence[str]]) -> Document:
        """The document of sentences that are cut into words already; its text is the words with spaces between."""
        return self.parse_given(*laid_out(sentences))

    def parse_given(self, text: str, sentences: Sequence[Sequence[Token]]) -> Document:
        """The document of given sentences of words with their offsets in the text."""
        stretches = [Stretch(list(tokens), 0, given=True) for tokens in sentences if tokens]
        self._run(stretches)
        return _document(text, [_rejoined(stretch) for stretch in stretches])

    def _parse_group(self, texts: list[str]) -> Iterator[Document]:
        cut = [[Stretch(tokenize(text, s.start, s.end), s.paragraph) for s in segments(text)] for text in texts]
        cut = [[stretch for stretch in stretches if stretch.tokens] for stretches in cut]
        self._run([stretch for stretches in cut for stretch in stretches])
        for text, stretches in zip(texts, cut, strict=True):
            yield _document(text, stretches)

    def _run(self, stretches: list[Stretch]) -> None:
        """Fill in the sentences of all stretches; a long one takes several windows, each begun at a sentence."""
        waiting = stretches
        while waiting:
            for batch in _batches([(stretch, self._row(stretch)) for stretch in waiting]):
                self._read(batch)
            waiting = [stretch for stretch in waiting if stretch.done < len(stretch.tokens)]

    def _row(self, stretch: Stretch) -> Row:
        end = min(len(stretch.tokens), stretch.done + MOST_WORDS)
        forms = [token.text for token in stretch.tokens[stretch.done : end]]
        row = self.model.row(forms, stretch.spaced(stretch.done, end))
        while len(row.pieces) > MOST_PIECES:
            forms = forms[: len(forms) * 2 // 3]
            row = self.model.row(forms, stretch.spaced(stretch.done, stretch.done + len(forms)))
        return row

    def _read(self, batch: list[tuple[Stretch, Row]]) -> None:
        scores = self.model.score([row for _, row in batch])
        bounds = [_bounds(stretch, len(row.first), scores.starts[i]) for i, (stretch, row) in enumerate(batch)]
        heads = heads_of(scores.arcs, _numbered(bounds, scores.starts.shape[1]))
        relations = self.model.relations_of(scores, heads)
        for number, (stretch, _) in enumerate(batch):
            for start, end in pairwise(bounds[number]):
                tokens = stretch.tokens[stretch.done + start : stretch.done + end]
                stretch.sentences.append(self._words(tokens, _Part(scores, heads, relations, number, start, end)))
            stretch.done += bounds[number][-1]

    def _words(self, tokens: list[Token], part: _Part) -> list[Word]:
        labels, words = self.model.labels, []
        for index, (token, xpos, upos) in enumerate(zip(tokens, part.of("xpos"), part.of("upos"), strict=True)):
            tags = labels.upos[upos], labels.xpos[xpos]
            words.append(Word(index, token.start, token.end, token.text, self.lemmas.of(token.text, *tags), *tags))
        for word, head, relation in zip(words, part.heads(), part.relation_numbers(), strict=True):
            word.deprel = labels.relations[relation]
            if head:
                word.head = words[head - 1 - part.start]
                word.head.children.append(word)
        for start, end, label in spans_of([labels.names[n] for n in part.of("names")]):
            name = Name(label, words[start:end])
            for word in name.words:
                word.name = name
        return words


@dataclass(frozen=True, slots=True)
class _Part:
    """One sentence's share of a batch's scores."""

    scores: Scores
    all_heads: Ints
    all_relations: Ints
    row: int
    start: int
    end: int

    def of(self, kind: str) -> list[int]:
        return self._listed(getattr(self.scores, kind))

    def heads(self) -> list[int]:
        return self._listed(self.all_heads)

    def relation_numbers(self) -> list[int]:
        return self._listed(self.all_relations)

    def _listed(self, array: Ints) -> list[int]:
        found: list[int] = array[self.row, self.start : self.end].tolist()
        return found


def _bounds(stretch: Stretch, words: int, scores: Floats) -> list[int]:
    """Where the window's sentences begin, and where the last complete one ends."""
    if stretch.given:
        return [0, words]
    window = stretch.tokens[stretch.done : stretch.done + words]
    found = starts(scores[:words], window)
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


def _batches(rows: list[tuple[Stretch, Row]]) -> Iterator[list[tuple[Stretch, Row]]]:
    """Rows of like length together, each batch of at most PIECES_PER_BATCH with its padding."""
    batch: list[tuple[Stretch, Row]] = []
    for pair in sorted(rows, key=lambda pair: len(pair[1].pieces)):
        if batch and len(pair[1].pieces) * (len(batch) + 1) > PIECES_PER_BATCH:
            yield batch
            batch = []
        batch.append(pair)
    if batch:
        yield batch


def _rejoined(stretch: Stretch) -> Stretch:
    """A given sentence that took several windows made one again: the later roots hang on the first."""
    first, *later = stretch.sentences
    root = next(word for word in first if word.head is None)
    for words in later:
        shift = len(first)
        for word in words:
            word.index += shift
            if word.head is None:
                word.head, word.deprel = root, "parataxis"
                root.children.append(word)
        first.extend(words)
    stretch.sentences = [first]
    return stretch


def _document(text: str, stretches: list[Stretch]) -> Document:
    document = Document(text, [])
    for stretch in stretches:
        for words in stretch.sentences:
            sentence = Sentence(len(document.sentences), stretch.paragraph, words)
            for word in words:
                word.sentence = sentence
                if word.name and (not sentence.names or sentence.names[-1] is not word.name):
                    sentence.names.append(word.name)
            document.sentences.append(sentence)
    _set_spaces(document)
    return document


def _set_spaces(document: Document) -> None:
    words = list(document.words())
    for word, following in pairwise(words):
        word.space_after = following.start > word.end
