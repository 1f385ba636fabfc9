"""Builds the words of a sentence from what was decided about them, and documents from sentences."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from dragoman.parsing.lemmas import Lemmas
from dragoman.parsing.model import Labels
from dragoman.parsing.names import spans_of
from dragoman.parsing.repairs import repair
from dragoman.parsing.tokens import Token
from dragoman.parsing.tree import Document, Name, Sentence, Word

ADDRESS = "ADD"  # the tag of addresses of mail and pages, which are no names


@dataclass(frozen=True, slots=True)
class Decided:
    """The numbers decided for the words of a row: heads count from 1 in the row, 0 is the root."""

    heads: list[int]
    relations: list[int]
    xpos: list[int]
    upos: list[int]
    names: list[int]

    def part(self, start: int, end: int) -> Decided:
        """Those of the words from `start` to `end`, heads counted from there."""
        heads = [head and head - start for head in self.heads[start:end]]
        rest = (numbers[start:end] for numbers in (self.relations, self.xpos, self.upos, self.names))
        return Decided(heads, *rest)


class Builder:
    """Turns numbers into words."""

    def __init__(self, labels: Labels, lemmas: Lemmas) -> None:
        self.labels, self.lemmas = labels, lemmas

    def words(self, tokens: list[Token], decided: Decided) -> list[Word]:
        """The linked words of one sentence."""
        words = [self._word(*each) for each in zip(range(len(tokens)), tokens, decided.upos, decided.xpos, strict=True)]
        for word, head, relation in zip(words, decided.heads, decided.relations, strict=True):
            word.deprel = self.labels.relations[relation]
            if head:
                word.head = words[head - 1]
                word.head.children.append(word)
        self._name(words, decided.names)
        return words

    def _word(self, index: int, token: Token, upos: int, xpos: int) -> Word:
        coarse, fine = self.labels.upos[upos], self.labels.xpos[xpos]
        lemma = self.lemmas.of(token.text, coarse, fine)
        return Word(index, token.start, token.end, token.text, lemma, coarse, fine)

    def _name(self, words: list[Word], numbers: list[int]) -> None:
        if not any(numbers):
            return
        kinds = self.labels.names
        labels = ["O" if word.xpos == ADDRESS else kinds[number] for word, number in zip(words, numbers, strict=True)]
        for start, end, label in spans_of(labels):
            name = Name(label, words[start:end])
            for word in name.words:
                word.name = name


def document_of(text: str, sentences: Iterable[tuple[int, list[Word]]]) -> Document:
    """The document of sentences, each given as the number of its paragraph and its words."""
    document = Document(text, [])
    for paragraph, words in sentences:
        repair(words)
        sentence = Sentence(len(document.sentences), paragraph, words)
        for word in words:
            word.sentence = sentence
            if word.name and (not sentence.names or sentence.names[-1] is not word.name):
                sentence.names.append(word.name)
        document.sentences.append(sentence)
    for word, following in pairwise(document.words()):
        word.space_after = following.start > word.end
    return document


def joined(parts: list[list[Word]]) -> list[Word]:
    """One sentence of several: the roots of the later ones hang on the first's."""
    first, *later = parts
    root = next(word for word in first if word.head is None)
    for words in later:
        shift = len(first)
        for word in words:
            word.index += shift
            if word.head is None:
                word.head, word.deprel = root, "parataxis"
                root.children.append(word)
        first.extend(words)
    return first
