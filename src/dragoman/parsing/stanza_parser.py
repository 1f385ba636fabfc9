"""A Stanza pipeline, plugged in as the parser; its models must be on this machine already."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from importlib import import_module
from typing import Any

from dragoman.errors import ParserError
from dragoman.parsing.layout import laid_out
from dragoman.parsing.tokens import Token
from dragoman.parsing.tree import Document, Name, Sentence, Word

_PROCESSORS = "tokenize,mwt,pos,lemma,depparse,ner"
_LABELS = {"PERSON": "PER", "PER": "PER", "ORG": "ORG", "GPE": "LOC", "LOC": "LOC", "FAC": "LOC"}


class StanzaParser:
    """Reads texts with a Stanza pipeline."""

    def __init__(self, load: Any) -> None:
        self._load = load
        self.pipeline = load(pretokenized=False)

    @classmethod
    def load(cls, language: str) -> StanzaParser:
        """The pipeline of a language, from models on this machine; nothing is downloaded."""
        try:
            stanza = import_module("stanza")
        except ImportError as error:
            raise ParserError("Stanza is not installed: pip install stanza") from error

        def load(pretokenized: bool) -> Any:
            options = {"tokenize_pretokenized": pretokenized, "download_method": None, "verbose": False}
            return stanza.Pipeline(language, processors=_PROCESSORS, **options)

        try:
            return cls(load)
        except Exception as error:  # Stanza raises its own kinds and torch's
            raise ParserError(f'Stanza cannot load a pipeline for "{language}": {error}') from error

    def parse(self, text: str) -> Document:
        """The document of one text."""
        return from_stanza(self.pipeline(text), text)

    def parse_many(self, texts: Iterable[str]) -> Iterator[Document]:
        """The documents of many texts, in their order."""
        return (self.parse(text) for text in texts)

    def parse_tokens(self, sentences: Sequence[Sequence[str]]) -> Document:
        """The document of sentences already cut into words, with spaces between them."""
        return self.parse_given(*laid_out(sentences))

    def parse_given(self, text: str, sentences: Sequence[Sequence[Token]]) -> Document:
        """The document of sentences already cut into words with their offsets in the text."""
        done = self._load(pretokenized=True)([[token.text for token in sentence] for sentence in sentences])
        return from_stanza(done, text, [token for sentence in sentences for token in sentence])


def from_stanza(done: Any, text: str, given: Sequence[Token] | None = None) -> Document:
    """The document of Stanza's result; words of a contraction share its offsets. `given`: words with offsets."""
    document = Document(text, [])
    place = iter(given or ())
    for found in done.sentences:
        words = [_word(word, next(place, None)) for word in found.words]
        sentence = Sentence(len(document.sentences), text.count("\n\n", 0, words[0].start), words)
        for word, source in zip(words, found.words, strict=True):
            word.sentence = sentence
            if source.head:
                word.head = words[source.head - 1]
                word.head.children.append(word)
        for entity in found.ents:
            _add_name(entity, sentence)
        document.sentences.append(sentence)
    return document


def _word(source: Any, given: Token | None) -> Word:
    holder = source if source.start_char is not None else source.parent
    start, end = (given.start, given.end) if given else (holder.start_char, holder.end_char)
    lemma = source.text if source.upos == "PROPN" else (source.lemma or source.text).lower()
    return Word(source.id - 1, start, end, source.text, lemma, source.upos, source.xpos or "_", source.deprel)


def _add_name(entity: Any, sentence: Sentence) -> None:
    numbers = [word.id - 1 for token in entity.tokens for word in token.words]
    name = Name(_LABELS.get(entity.type, "MISC"), [sentence.words[number] for number in numbers])
    sentence.names.append(name)
    for word in name.words:
        word.name = name
