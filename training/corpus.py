"""Reads the treebanks: documents of sentences of words, with what each word is annotated with."""

from __future__ import annotations

import gzip
from dataclasses import dataclass, field, replace
from pathlib import Path


@dataclass(slots=True)
class Token:
    """A word of a treebank; `name` is its BIO label or None where names are not annotated. `head` counts from 1, 0 is the root."""

    form: str
    upos: str = "_"
    xpos: str = "_"
    head: int = -1
    deprel: str = "_"
    name: str | None = None
    space_after: bool = True
    lemma: str = "_"

    def changed(self, **changes: object) -> Token:
        return replace(self, **changes)  # type: ignore[arg-type]


@dataclass(slots=True)
class TreeSentence:
    """A sentence of a treebank; `opens_paragraph` where the source text has a blank line before it."""

    tokens: list[Token]
    opens_paragraph: bool = False


@dataclass(slots=True)
class TreeDocument:
    """A document of one of the corpora (EWT, GUM)."""

    corpus: str
    name: str = ""
    sentences: list[TreeSentence] = field(default_factory=list)


def read_documents(path: Path) -> list[TreeDocument]:
    """All documents of a gzipped CoNLL-U file, in order."""
    documents: list[TreeDocument] = []
    tokens: list[Token] = []
    opens = False
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            line = line.rstrip("\n")
            if line.startswith("# newdoc"):
                documents.append(TreeDocument("", line.partition("= ")[2]))
            elif line.startswith("# corpus"):
                documents[-1].corpus = line.partition("= ")[2]
            elif line.startswith("# newpar"):
                opens = True
            elif line and line[0] != "#":
                tokens.append(_token(line.split("\t")))
            elif not line and tokens:
                documents[-1].sentences.append(TreeSentence(tokens, opens))
                tokens, opens = [], False
    return documents


def _token(columns: list[str]) -> Token:
    extra = dict(pair.split("=", 1) for pair in columns[9].split("|") if "=" in pair)
    return Token(
        form=columns[1],
        lemma=columns[2],
        upos=columns[3],
        xpos=columns[4],
        head=int(columns[6]),
        deprel=columns[7],
        name=extra.get("NER"),
        space_after=extra.get("SpaceAfter") != "No",
    )


def text_of(document: TreeDocument) -> str:
    """The document's raw text, a blank line between its paragraphs."""
    parts: list[str] = []
    for number, sentence in enumerate(document.sentences):
        if number:
            parts.append("\n\n" if sentence.opens_paragraph else "")
        for token in sentence.tokens:
            parts.append(token.form + (" " if token.space_after else ""))
    return "".join(parts)
