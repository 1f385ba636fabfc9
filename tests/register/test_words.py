"""Full-text search: the same answers from FTS5 and from tsvector, and no question that is an error."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from dragoman.records import Reading, Report
from dragoman.register import open_register, schema
from dragoman.register.searching import count, find
from dragoman.register.words import MOST_WORDS, Term, fts5, refs, terms, tsquery

STORIES = {
    "r1": "Erdoğan visited Berlin. The ministers’ talks on the P-800 were broken off (again).",
    "r2": "A minister said that ministries negotiate; U.S. officials were negotiating.",
    "r3": "Миссия прибыла в Киев. 会談 Straße naïve café",
    "r4": "Nothing of the kind, and nothing else. " * 40 + "Berlin fell silent.",
}


@pytest.fixture
def library(shared_url: str):
    """A register of four short texts without records."""
    with open_register(shared_url) as register:
        readings = (Reading(Report(name, text, title=f"Title of {name}")) for name, text in STORIES.items())
        if not register.counts().reports:
            list(register.add(readings))
        yield register


def found(library, words: str) -> list[str]:
    return sorted(hit.ref for hit in library.search(words, kind="report"))


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("berlin", ["r1", "r4"]),
        ("BERLIN visited", ["r1"]),
        ("erdogan", ["r1"]),
        ("Erdoğan", ["r1"]),
        ("minister", ["r1", "r2"]),
        ("negotiate", ["r2"]),
        ('"broken off"', ["r1"]),
        ('"off broken"', []),
        ("negot*", ["r2"]),
        ('"visited berl"*', ["r1"]),
        ("P-800", ["r1"]),
        ("800", ["r1"]),
        ("u.s.", ["r2"]),
        ("миссия", ["r3"]),
        ("cafe naive", ["r3"]),
        ("title r2", ["r2"]),
        ("berlin moscow", []),
        ("", []),
        ("*", []),
        ('"', []),
        ('""', []),
        ("-- ;", []),
        ("(berlin)", ["r1", "r4"]),
        ("berlin) OR (moscow", []),
        ("title:berlin", []),
        ("NEAR(berlin visited)", []),
        ("berlin'", ["r1", "r4"]),
        ("ber\0lin", []),
    ],
)
def test_questions(library, words: str, expected: list[str]) -> None:
    assert found(library, words) == expected
    assert library.search_count(words, kind="report") == len(expected)


def test_a_text_that_says_it_in_fewer_words_comes_first(library) -> None:
    assert [hit.ref for hit in library.search("berlin", kind="report")] == ["r1", "r4"]


def test_the_words_are_marked_where_they_stand(library) -> None:
    (hit,) = library.search("visited", kind="report")
    assert "[visited] Berlin" in hit.snippet
    assert (hit.report, hit.title, hit.published) == ("r1", "Title of r1", None)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.characters(exclude_categories=["Cs"]) | st.sampled_from("\"*():^-+'\\&|!<>~{}.,"), max_size=40))
def test_no_question_is_an_error(library, words: str) -> None:
    hits = library.search(words)
    assert len(hits) <= library.search_count(words)


def test_the_queries_hold_nothing_but_words() -> None:
    asked = terms('US* "arms deal" O\'Neil \\ foo_bar NOT -x &|!')
    assert asked[:2] == (Term(("US",), True), Term(("arms", "deal")))
    assert fts5(asked[:2]) == '"US" * AND "arms deal"'
    assert tsquery(asked[:2]) == "('US':*) & ('arms' <-> 'deal')"
    assert len(terms("word " * 100)) == MOST_WORDS
    assert terms('"an open phrase') == (Term(("an", "open", "phrase")),)


def test_every_kind_with_its_ids(register, made) -> None:
    list(register.add([made(1)]))
    with register.engine.connect() as connection:
        events = set(connection.scalars(select(schema.events.c.id)))
        statements = set(connection.scalars(select(schema.statements.c.group_id)))
        for kind, ids in (("event", events), ("statement", statements), ("report", {"made-1"})):
            word = {"event": "foreign", "statement": "follow", "report": "foreign"}[kind]
            hits = find(connection, word, kind)
            assert hits
            assert {hit.ref for hit in hits} <= ids
            assert {hit.ref for hit in hits} == set(connection.scalars(refs(kind, word)))
            assert count(connection, word, kind) == len(hits)
        assert {hit.kind for hit in find(connection, "follow")} == {"report", "statement"}


def test_the_mentions_of_one_event_are_one_hit(register, made) -> None:
    list(register.add([made(1), made(1, identity="again")]))
    hits = register.search("minister", kind="event", limit=100)
    assert len({hit.ref for hit in hits}) == len(hits) == register.search_count("minister", kind="event")


def test_pages(register, made) -> None:
    list(register.add(made(number) for number in range(6)))
    whole = register.search("minister", limit=100)
    parts = [
        hit for offset in range(0, len(whole) + 3, 3) for hit in register.search("minister", limit=3, offset=offset)
    ]
    assert parts == list(whole)


def test_what_is_gone_is_found_no_more(register, made) -> None:
    list(register.add([made(1, revision=1), made(2)]))
    assert register.search("thanked")
    list(register.add([made(1)]))
    assert register.search("thanked") == ()
    register.remove("made-1")
    register.remove("made-2")
    assert register.search_count("minister") == 0


def test_a_text_of_a_million_words(register) -> None:
    text = " ".join(f"w{number:x}" for number in range(200_000))
    assert [added.outcome for added in register.add([Reading(Report("long", text))])] == ["added"]
    assert [hit.ref for hit in register.search("w1f")] == ["long"]
