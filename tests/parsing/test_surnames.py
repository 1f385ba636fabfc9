"""Unusual surnames in plain frames: each must be a proper noun in its right relation (surnames: 40, frames: 10)."""

import pytest

from dragoman.parsing import Parser, Word

SURNAMES = [
    "Barak",
    "Serdyukov",
    "Ashkenazi",
    "Yakhontov",
    "Mottaki",
    "Halefoglu",
    "Nkurunziza",
    "Okonjo",
    "Tshisekedi",
    "Ouattara",
    "Gbagbo",
    "Berdymukhamedov",
    "Saakashvili",
    "Pashinyan",
    "Grybauskaite",
    "Niinisto",
    "Yudhoyono",
    "Vejjajiva",
    "Wickremesinghe",
    "Rajapaksa",
    "Dzurinda",
    "Kaczynski",
    "Meshaal",
    "Jumblatt",
    "Siniora",
    "Zelaya",
    "Humala",
    "Quraishi",
    "Rarely",
    "Early",
    "Daly",
    "Soon",
    "Best",
    "Must",
    "Rice",
    "Bush",
    "Gates",
    "Rove",
    "Straw",
    "Aso",
]

# {} is the surname; the relation is that of the surname, its head is the word named.
FRAMES = [
    ("{} met Putin on Monday.", "nsubj", "met"),
    ("{} said the talks failed.", "nsubj", "said"),
    ("Defense Minister {} rejected the offer.", "subject", "rejected"),
    ('"The talks failed," said {}.', "nsubj", "said"),
    ("The president told {} that the sale was off.", "object", "told"),
    ("{}, who arrived on Sunday, left Moscow.", "nsubj", "left"),
    ("{}'s office declined to comment.", "nmod:poss", "office"),
    ("The minister held talks with {} in Sochi.", "oblique", "held"),
    ("{} also spoke to reporters.", "nsubj", "spoke"),
    ("{} and Putin signed an agreement.", "nsubj", "signed"),
]

# What the shipped model still gets wrong: (surname, number of the frame from 0).
KNOWN_FAILURES: set[tuple[str, int]] = set()

CASES = [
    pytest.param(name, number, marks=pytest.mark.xfail(strict=True))
    if (name, number) in KNOWN_FAILURES
    else (name, number)
    for name in SURNAMES
    for number in range(len(FRAMES))
]


def in_relation(word: Word, relation: str, head: str) -> bool:
    if word.head is None:
        return False
    if relation == "subject":  # the title or the name may be the head of the two
        parts = [w for w in (word, word.head) if w.deprel == "nsubj"]
        return any(w.head is not None and w.head.text == head for w in parts)
    if relation == "oblique":
        return word.deprel == "obl" or (word.deprel == "nmod" and word.head.text == "talks")
    wanted = ("obj", "iobj") if relation == "object" else (relation,)
    return word.deprel in wanted and word.head.text == head


@pytest.mark.parametrize(("name", "number"), CASES)
def test_surname(parser: Parser, name: str, number: int) -> None:
    frame, relation, head = FRAMES[number]
    sentences = parser.parse(frame.format(name)).sentences
    assert len(sentences) == 1
    word = next(w for w in sentences[0].words if w.text == name)
    assert word.upos == "PROPN"
    assert word.xpos == "NNP"
    assert in_relation(word, relation, head)
