"""Documents to spaCy's `Doc` and back; spaCy is an extra and imported only here, when asked."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from dragoman.errors import ParserError
from dragoman.parsing.tree import Document, Name, Sentence, Word


def to_spacy(document: Document, vocab: Any = None) -> Any:
    """A spaCy Doc with the document's words, trees, tags, lemmas, names and sentences.

    Its sentences follow from the trees; its text has one space where the report has another gap.
    """
    words = list(document.words())
    position = {id(word): number for number, word in enumerate(words)}
    return spacy_module().tokens.Doc(
        vocab or spacy_module().vocab.Vocab(),
        words=[word.text for word in words],
        spaces=[word.space_after and word.end < len(document.text) for word in words],
        tags=[word.xpos for word in words],
        pos=[word.upos for word in words],
        lemmas=[word.lemma for word in words],
        heads=[position[id(word.head or word)] for word in words],
        deps=["ROOT" if word.head is None else word.deprel for word in words],
        ents=[_bio(word) for word in words],
    )


def _bio(word: Word) -> str:
    if word.name is None:
        return "O"
    return f"{'B' if word.name.words[0] is word else 'I'}-{word.name.label}"


_LABELS = {"PERSON": "PER", "PER": "PER", "ORG": "ORG", "NORP": "MISC", "GPE": "LOC", "LOC": "LOC", "FAC": "LOC"}


def from_spacy(doc: Any, text: str) -> Document:
    """The document of a Doc that was made of `text`; tokens of nothing but space are left out."""
    document = Document(text, [])
    for span in doc.sents:
        tokens = [token for token in span if not token.is_space]
        if tokens:
            document.sentences.append(_sentence(tokens, len(document.sentences), _paragraph(text, tokens[0].idx)))
    made = {word.start: word for word in document.words()}
    for entity in doc.ents:
        _add_name(entity, made)
    return document


def _sentence(tokens: list[Any], number: int, paragraph: int) -> Sentence:
    words = {token.i: _word(token, index) for index, token in enumerate(tokens)}
    sentence = Sentence(number, paragraph, list(words.values()))
    roots = [token for token in tokens if token.head is token or token.head.i == token.i or token.head.i not in words]
    for token in tokens:
        word = words[token.i]
        word.sentence = sentence
        if token is not roots[0]:
            # A head outside (a token of space) is no head here: the word hangs on the root.
            word.head = words[token.head.i] if token not in roots else words[roots[0].i]
            word.head.children.append(word)
    words[roots[0].i].deprel = "root"
    return sentence


def _word(token: Any, index: int) -> Word:
    lemma = token.text if token.pos_ == "PROPN" else (token.lemma_ or token.text).lower()
    end = token.idx + len(token.text)
    made = Word(index, token.idx, end, token.text, lemma, token.pos_, token.tag_, token.dep_)
    made.space_after = bool(token.whitespace_)
    return made


def _add_name(entity: Any, made: dict[int, Word]) -> None:
    label = _LABELS.get(entity.label_, "MISC")
    words = [made[token.idx] for token in entity if token.idx in made]
    if not words or any(word.sentence is not words[0].sentence for word in words):
        return
    name = Name(label, words)
    for word in words:
        word.name = name
    if words[0].sentence is not None:
        words[0].sentence.names.append(name)


def _paragraph(text: str, at: int) -> int:
    return text.count("\n\n", 0, at)


def spacy_module() -> Any:
    try:
        return import_module("spacy")
    except ImportError as error:
        raise ParserError("spaCy is not installed: pip install 'dragoman[spacy]'") from error
