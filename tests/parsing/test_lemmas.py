import pytest

from dragoman.parsing.lemmas import Lemmas

LEMMAS = [
    ("halted", "VERB", "VBN", "halt"),
    ("said", "VERB", "VBD", "say"),
    ("told", "VERB", "VBD", "tell"),
    ("met", "VERB", "VBD", "meet"),
    ("sold", "VERB", "VBN", "sell"),
    ("lays", "VERB", "VBZ", "lay"),
    ("withdrew", "VERB", "VBD", "withdraw"),
    ("signing", "VERB", "VBG", "sign"),
    ("left", "VERB", "VBD", "leave"),
    ("Found", "VERB", "VBN", "find"),
    ("fled", "VERB", "VBD", "flee"),
    ("was", "AUX", "VBD", "be"),
    ("n't", "PART", "RB", "not"),
    ("n’t", "PART", "RB", "not"),
    ("ca", "AUX", "MD", "can"),
    ("wo", "AUX", "MD", "will"),
    ("missiles", "NOUN", "NNS", "missile"),
    ("ties", "NOUN", "NNS", "tie"),
    ("servicemen", "NOUN", "NNS", "serviceman"),
    ("countries", "NOUN", "NNS", "country"),
    ("people", "NOUN", "NNS", "people"),
    ("aircraft", "NOUN", "NNS", "aircraft"),
    ("crises", "NOUN", "NNS", "crisis"),
    ("talks", "NOUN", "NNS", "talk"),
    ("better", "ADJ", "JJR", "good"),
    ("Its", "PRON", "PRP$", "its"),
    ("him", "PRON", "PRP", "he"),
    ("Barak", "PROPN", "NNP", "Barak"),
    ("S-300s", "NOUN", "NNS", "s-300s"),
]


@pytest.fixture(scope="module")
def lemmas() -> Lemmas:
    return Lemmas.load()


@pytest.mark.parametrize(("form", "upos", "xpos", "lemma"), LEMMAS)
def test_lemma(lemmas: Lemmas, form: str, upos: str, xpos: str, lemma: str) -> None:
    assert lemmas.of(form, upos, xpos) == lemma
