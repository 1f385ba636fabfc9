"""Parsers by name: dragoman's own, or one of spaCy's or Stanza's with Universal Dependencies labels."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Any, Protocol

from dragoman.errors import ParserError
from dragoman.parsing.tokens import Token
from dragoman.parsing.tree import Document

OWN = "dragoman"


class Parser(Protocol):
    """What the other rooms may ask of a parser."""

    def parse(self, text: str) -> Document:
        """The document of one text."""

    def parse_many(self, texts: Iterable[str]) -> Iterator[Document]:
        """The documents of many texts, in their order."""

    def parse_tokens(self, sentences: Sequence[Sequence[str]]) -> Document:
        """The document of sentences already cut into words, with spaces between them."""

    def parse_given(self, text: str, sentences: Sequence[Sequence[Token]]) -> Document:
        """The document of sentences already cut into words with their offsets in the text."""


@cache
def load_parser(name: str = OWN, threads: int | None = None) -> Parser:
    """The parser of this name: "dragoman", "spacy:PIPELINE" or "stanza:LANG". `threads` is for dragoman's own."""
    kind, _, detail = name.partition(":")
    if kind == OWN and not detail:
        return _own(threads)
    if kind == "spacy" and detail:
        from dragoman.parsing.spacy_parser import SpacyParser

        return SpacyParser.load(detail)
    if kind == "stanza" and detail:
        from dragoman.parsing.stanza_parser import StanzaParser

        return StanzaParser.load(detail)
    raise ParserError(f'no parser is called "{name}"; there are "dragoman", "spacy:PIPELINE" and "stanza:LANG"')


def _own(threads: int | None) -> Parser:
    # The model's library is imported when a parser is asked for, not when the package is.
    from dragoman.parsing.lemmas import Lemmas
    from dragoman.parsing.model import Model
    from dragoman.parsing.parser import DragomanParser

    return DragomanParser(Model(threads=threads), Lemmas.load())


def model_info() -> dict[str, Any]:
    """Name, version, checksum and measured figures of the shipped model; needs no model library."""
    from dragoman.parsing.model_info import read_info

    return {key: value for key, value in read_info().items() if key not in ("relations", "xpos", "upos", "names")}


def model_version() -> str:
    """The shipped model's version and the beginning of its checksum."""
    info = model_info()
    return f"{info['version']} (sha256 {info['sha256'][:12]})"
