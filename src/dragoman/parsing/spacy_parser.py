"""A spaCy pipeline with Universal Dependencies labels, plugged in as the parser."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from dragoman.errors import ParserError
from dragoman.parsing.layout import laid_out
from dragoman.parsing.spacy_doc import from_spacy, spacy_module
from dragoman.parsing.tokens import Token
from dragoman.parsing.tree import Document

BATCH = 32


class SpacyParser:
    """Reads texts with a spaCy pipeline."""

    def __init__(self, pipeline: Any) -> None:
        self.pipeline = pipeline

    @classmethod
    def load(cls, name: str) -> SpacyParser:
        """The installed pipeline of this name, or the one in this folder."""
        spacy = spacy_module()
        try:
            return cls(spacy.load(name))
        except OSError as error:
            raise ParserError(f'spaCy has no pipeline "{name}": {error}') from error

    def parse(self, text: str) -> Document:
        """The document of one text."""
        return from_spacy(self.pipeline(text), text)

    def parse_many(self, texts: Iterable[str]) -> Iterator[Document]:
        """The documents of many texts, in their order."""
        for doc, text in self.pipeline.pipe(((text, text) for text in texts), as_tuples=True, batch_size=BATCH):
            yield from_spacy(doc, text)

    def parse_tokens(self, sentences: Sequence[Sequence[str]]) -> Document:
        """The document of sentences already cut into words, with spaces between them."""
        return self.parse_given(*laid_out(sentences))

    def parse_given(self, text: str, sentences: Sequence[Sequence[Token]]) -> Document:
        """The document of sentences already cut into words with their offsets in the text."""
        tokens = [token for sentence in sentences for token in sentence]
        ends = [following.start for following in tokens[1:]] + [len(text)]
        spaces = [token.end < end for token, end in zip(tokens, ends, strict=True)]
        starts = [index == 0 for sentence in sentences for index in range(len(sentence))]
        doc = spacy_module().tokens.Doc(
            self.pipeline.vocab, words=[token.text for token in tokens], spaces=spaces, sent_starts=starts
        )
        return from_spacy(self.pipeline(doc), doc.text)
