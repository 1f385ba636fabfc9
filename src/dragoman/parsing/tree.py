"""The parsed document: what the parsing room hands to the reading room.

Plain Python objects and Universal Dependencies names (form, lemma, upos, xpos, head, deprel), so that the rules
neither know nor import the library behind the parser. Offsets are code points of the report's text.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field


@dataclass(slots=True, eq=False)
class Word:
    """One syntactic word. `head` is None for the root of its sentence; `children` are in text order."""

    index: int  # position in its sentence, from 0
    start: int
    end: int
    text: str
    lemma: str  # lower-cased but for proper nouns
    upos: str
    xpos: str  # Penn Treebank tag
    deprel: str = "root"
    head: Word | None = None
    children: list[Word] = field(default_factory=list)
    name: Name | None = None  # the named entity that covers this word
    sentence: Sentence | None = None
    space_after: bool = True

    def __repr__(self) -> str:
        return f"<{self.text} {self.deprel}>"

    def ancestors(self) -> Iterator[Word]:
        """The head, its head, … up to the root."""
        word = self.head
        while word is not None:
            yield word
            word = word.head

    def subtree(self) -> list[Word]:
        """This word and all below it, in text order."""
        found, waiting = [], [self]
        while waiting:
            word = waiting.pop()
            found.append(word)
            waiting.extend(word.children)
        return sorted(found, key=lambda w: w.index)

    def child(self, *deprels: str) -> Word | None:
        """The first child with one of these relations (exact, subtype included)."""
        for child in self.children:  # a plain loop: asked some twenty times a word
            if child.deprel in deprels:
                return child
        return None

    def all(self, *deprels: str) -> list[Word]:
        """All children with one of these relations."""
        return [c for c in self.children if c.deprel in deprels] if self.children else []


@dataclass(slots=True, eq=False)
class Name:
    """A named entity of the parser: `label` is PER, ORG, LOC or (other) MISC."""

    label: str
    words: list[Word]

    @property
    def start(self) -> int:
        return self.words[0].start

    @property
    def end(self) -> int:
        return self.words[-1].end


@dataclass(slots=True, eq=False)
class Sentence:
    """A sentence: words, names, the number of its paragraph (from 0) and its own number in the report (from 0)."""

    number: int
    paragraph: int
    words: list[Word]
    names: list[Name] = field(default_factory=list)

    @property
    def start(self) -> int:
        return self.words[0].start

    @property
    def end(self) -> int:
        return self.words[-1].end

    @property
    def root(self) -> Word:
        return next(w for w in self.words if w.head is None)


@dataclass(slots=True, eq=False)
class Document:
    """A report's sentences in order. `text` is the report's text that all offsets point into."""

    text: str
    sentences: list[Sentence]

    def words(self) -> Iterator[Word]:
        for sentence in self.sentences:
            yield from sentence.words
