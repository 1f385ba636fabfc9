import gzip
import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.parsing import Document, Parser, Sentence

CORPUS = Path(__file__).parents[3] / "shared" / "corpus" / "wikinews.jsonl.gz"


def check(document: Document) -> None:
    """Offsets hold, sentences are in order, every sentence is a tree with one root, names lie in their sentence."""
    at = 0
    for number, sentence in enumerate(document.sentences):
        assert sentence.number == number
        assert sum(word.head is None for word in sentence.words) == 1
        for index, word in enumerate(sentence.words):
            assert (word.index, word.sentence) == (index, sentence)
            assert word.start >= at
            assert document.text[word.start : word.end] == word.text != ""
            at = word.end
        assert len(sentence.root.subtree()) == len(sentence.words)
        assert sentence.root.deprel == "root"
        assert all(word.name is name for name in sentence.names for word in name.words)


@settings(max_examples=60, deadline=None)
@given(text=st.text(max_size=300))
def test_any_text_is_parsed(parser: Parser, text: str) -> None:
    check(parser.parse(text))


WORDS = st.sampled_from(
    [
        "Barak",
        "Putin",
        "said",
        "sold",
        "the",
        '"',
        "”",
        ".",
        ",",
        "S-300",
        "who",
        "and",
        "to",
        "missiles!",
        "Gen.",
        "(AP)",
        "-",
        "\n",
        "\n\n",
        "12",
    ]
)


@settings(max_examples=40, deadline=None)
@given(words=st.lists(WORDS, max_size=120))
def test_any_word_salad_is_parsed(parser: Parser, words: list[str]) -> None:
    check(parser.parse(" ".join(words)))


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n\n\t",
        "\0",
        "a\0b",
        "e\u0301te\u0301 \u05d1\u05e8\u05e7 met 😀 in \u202eMoscow\u202c.",
        "word " * 2000,
        "Barak said, " * 400,
        "x" * 50_000,
        "http://a.b/" + "c" * 3000,
        "?" * 3000,
        "中文" * 500,
    ],
)
def test_odd_texts_are_parsed(parser: Parser, text: str) -> None:
    check(parser.parse(text))


def test_the_same_text_gives_the_same_parse_alone_and_among_others(parser: Parser) -> None:
    text = "Ehud Barak met Vladimir Putin in Sochi. The two signed an agreement, a spokesman said."
    alone = described(parser.parse(text))
    assert alone == described(parser.parse(text))
    assert [alone] == [described(d) for d in parser.parse_many(["", "Another text.", text, "x"]) if d.text == text]


def described(document: Document) -> list[tuple[str, str, int]]:
    return [(w.text, w.deprel, w.head.index if w.head else -1) for w in document.words()]


def test_many_texts_come_in_order(parser: Parser) -> None:
    texts = [f"Text {number} is here." for number in range(50)]
    assert [document.text for document in parser.parse_many(iter(texts))] == texts


def test_words_given_are_kept(parser: Parser) -> None:
    document = parser.parse_tokens([["Barak", "met", "Putin", "."], ["He", "left", "."]])
    assert [len(s.words) for s in document.sentences] == [4, 3]
    check(document)


def test_a_long_sentence_given_stays_one(parser: Parser) -> None:
    document = parser.parse_tokens([["word"] * 500])
    assert [len(s.words) for s in document.sentences] == [500]
    check(document)


SPLITS = [
    "Mr. Barak met Gen. Anatoly Serdyukov in Moscow.| They signed a pact.",
    "Lt. Gen. J. F. Smith arrived on Sept. 6.| He left on Monday.",
    'Israel is trying to convince Russia not to sell Syria P-800 "Yakhont" cruise missiles.| Russia refused.',
    "MOSCOW, Sept 6 (Reuters) - Russia will sell Syria missiles, Serdyukov said.| Israel protested.",
    '"Russia is a central power in the world," Barak told Serdyukov according to a statement.| He left.',
    '"We have just signed an agreement," Serdyukov said.| "It is important."',
    'He called it "a mistake."| The U.S. government agreed.',
    "The U.S. and U.N. envoys met Dr. Kim at 5 p.m. in St. Petersburg.| Talks failed.",
    "“It’s over,” said Barak.| “We won.”",
    "Who is he?| Nobody knows!| The talks go on.",
    "Toshiba Corp. and Vickers Plc <VICK.L> signed.| Shares rose 2.5 percent.",
]


@pytest.mark.parametrize("marked", SPLITS)
def test_sentences(parser: Parser, marked: str) -> None:
    document = parser.parse(marked.replace("|", ""))
    assert [document.text[s.start : s.end] for s in document.sentences] == [part.strip() for part in marked.split("|")]


def sentence_of(parser: Parser, text: str) -> Sentence:
    return parser.parse(text).sentences[0]


def test_passive(parser: Parser) -> None:
    sentence = sentence_of(parser, "The sale was halted by Russia on Monday.")
    assert {w.text: w.deprel for w in sentence.words if w.text in ("sale", "was", "Russia")} == {
        "sale": "nsubj:pass",
        "was": "aux:pass",
        "Russia": "obl:agent",
    }


def test_names(parser: Parser) -> None:
    text = "Ehud Barak told Hezbollah and the Defense Ministry in Tel Aviv that Israel would wait."
    names = sentence_of(parser, text).names
    assert [(n.label, text[n.start : n.end]) for n in names] == [
        ("PER", "Ehud Barak"),
        ("ORG", "Hezbollah"),
        ("ORG", "Defense Ministry"),
        ("LOC", "Tel Aviv"),
        ("LOC", "Israel"),
    ]


@pytest.mark.skipif(not CORPUS.exists(), reason="the shared corpus is not here")
def test_real_reports_are_parsed(parser: Parser) -> None:
    with gzip.open(CORPUS, "rt", encoding="utf-8") as lines:
        texts = [json.loads(line)["text"] for line, _ in zip(lines, range(8), strict=False)]
    for document in parser.parse_many(texts):
        check(document)
