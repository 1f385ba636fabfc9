import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.errors import ParserError
from dragoman.parsing import Document, Parser
from dragoman.parsing.conllu import from_conllu, given_tokens, to_conllu

TEXT = "Ehud Barak met Vladimir Putin in Sochi. \"It's over,\" he said.\n\nIran and Syria (allies) didn't react."

WITH_RANGE = """# sent_id = 1
# text = Don't go
1-2\tDon't\t_\t_\t_\t_\t_\t_\t_\t_
1\tDo\tdo\tAUX\tVBP\t_\t3\taux\t_\tSpaceAfter=No
2\tn't\tnot\tPART\tRB\t_\t3\tadvmod\t_\t_
3\tgo\tgo\tVERB\tVB\t_\t0\troot\t_\t_
3.1\tx\tx\t_\t_\t_\t_\t_\t_\t_
"""


def facts(document: Document) -> list[tuple[object, ...]]:
    return [
        (
            w.text,
            w.lemma,
            w.upos,
            w.xpos,
            w.deprel,
            w.head.index if w.head else None,
            w.name.label if w.name else None,
            w.space_after,
        )
        for w in document.words()
    ]


def test_round_trip(parser: Parser) -> None:
    document = parser.parse(TEXT)
    again = from_conllu(to_conllu(document))
    assert facts(again) == facts(document)
    assert [s.paragraph for s in again.sentences] == [s.paragraph for s in document.sentences]
    assert to_conllu(again) == to_conllu(document)


def test_names_and_spaces_stand_in_misc(parser: Parser) -> None:
    rows = to_conllu(parser.parse(TEXT)).splitlines()
    assert next(row for row in rows if "\tPutin\t" in row).endswith("\tNER=I-PER")
    assert next(row for row in rows if "\tSochi\t" in row).endswith("\tSpaceAfter=No|NER=B-LOC")


def test_ranges_comments_and_empty_nodes_are_passed_over(parser: Parser) -> None:
    text, sentences = given_tokens(WITH_RANGE)
    document = parser.parse_given(text, sentences)
    assert [w.text for w in document.words()] == ["Do", "n't", "go"]
    assert all(text[w.start : w.end] == w.text for w in document.words())


def test_given_sentences_stay_as_they_are(parser: Parser) -> None:
    given_text = to_conllu(parser.parse("He came . She went"))
    text, sentences = given_tokens(given_text)
    assert [[t.text for t in s] for s in sentences] == [
        [w.text for w in s.words] for s in parser.parse_given(text, sentences).sentences
    ]


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("1\tonly\tthree", "line 1: 3 columns"),
        ("2\ta\ta\tX\tX\t_\t0\troot\t_\t_", "line 1: word 2 where 1 is due"),
        ("1\ta\ta\tX\tX\t_\t7\troot\t_\t_", 'no word is numbered "7"'),
        ("1\t\ta\tX\tX\t_\t0\troot\t_\t_", "without a form"),
    ],
)
def test_a_malformed_line_is_named(line: str, problem: str) -> None:
    with pytest.raises(ParserError, match=problem):
        from_conllu(line + "\n")


@settings(max_examples=30, deadline=None)
@given(text=st.text(alphabet="Barak met .'\"\n,S-300\t|=", max_size=80))
def test_any_text_makes_readable_conllu(parser: Parser, text: str) -> None:
    document = parser.parse(text)
    assert len(list(from_conllu(to_conllu(document)).words())) == len(list(document.words()))
