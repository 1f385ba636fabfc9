import pytest

from dragoman.parsing import Parser
from dragoman.parsing.spacy_doc import from_spacy, to_spacy

pytest.importorskip("spacy", reason="spaCy is an extra")

TEXT = "Ehud Barak met Vladimir Putin in Sochi. He didn't say why."


def test_a_document_becomes_a_doc_and_comes_back(parser: Parser) -> None:
    document = parser.parse(TEXT)
    doc = to_spacy(document)
    assert doc.text == TEXT
    assert [(e.text, e.label_) for e in doc.ents] == [
        ("Ehud Barak", "PER"),
        ("Vladimir Putin", "PER"),
        ("Sochi", "LOC"),
    ]
    again = from_spacy(doc, TEXT)
    assert [(w.text, w.start, w.lemma, w.upos, w.xpos, w.deprel) for w in again.words()] == [
        (w.text, w.start, w.lemma, w.upos, w.xpos, w.deprel) for w in document.words()
    ]
    assert [len(s.words) for s in again.sentences] == [len(s.words) for s in document.sentences]
    assert [n.label for s in again.sentences for n in s.names] == ["PER", "PER", "LOC"]
