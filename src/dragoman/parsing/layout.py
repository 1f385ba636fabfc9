"""Lays out words without a text as a text."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.parsing.tokens import Token


def laid_out(sentences: Sequence[Sequence[str]]) -> tuple[str, list[list[Token]]]:
    """A text of the words with one space between them, and the words with their offsets in it."""
    laid: list[list[Token]] = []
    at = 0
    for sentence in sentences:
        tokens = []
        for form in sentence:
            tokens.append(Token(form, at, at + len(form)))
            at += len(form) + 1
        laid.append(tokens)
    return " ".join(form for sentence in sentences for form in sentence), laid
