"""Repeats of an utterance: in the same words, in other words, by other people."""

from __future__ import annotations

from dragoman.reading.variants import find_variants
from dragoman.records import Party, Span, Statement


def statements(text: str, *contents: str, speakers: tuple[str | None, ...] = ()) -> list[Statement]:
    found, at = [], 0
    for number, content in enumerate(contents):
        start = text.index(content, at)
        at = start + len(content)
        span = Span(start, at, content)
        actor = speakers[number] if speakers else None
        speaker = Party(0, 1, text[:1], actor)
        found.append(Statement(f"s{number + 1}", "direct", speaker, None, None, Span(0, 1, text[:1]), span))
    return found


ONE = "We have signed a treaty that will last for many years"
OTHER = "We have signed a pact that will last for many long years"
TEXT = f"{ONE}. {OTHER}. {ONE}."


def test_other_words_are_paired() -> None:
    match = find_variants(statements(TEXT, ONE, OTHER), TEXT)[1]
    assert match.earlier == 0
    assert [(a.text, b.text) for a, b in match.differs] == [("pact", "treaty"), ("long", "")]
    assert all(s.text == TEXT[s.start : s.end] for pair in match.differs for s in pair)


def test_the_same_words_differ_in_nothing() -> None:
    found = find_variants(statements(TEXT, ONE, OTHER, ONE), TEXT)
    assert found[2].earlier == 0
    assert found[2].differs == ()


def test_two_known_speakers_are_two_statements() -> None:
    assert find_variants(statements(TEXT, ONE, OTHER, speakers=("a1", "a2")), TEXT) == {}


def test_short_and_unlike_contents_are_left_alone() -> None:
    text = "We go home. We go home. We shall never sign such a treaty with them. The king fled over the hills at night."
    first, second = "We shall never sign such a treaty with them", "The king fled over the hills at night"
    assert find_variants(statements(text, "We go home", "We go home", first, second), text) == {}


def test_thousands_of_statements_are_no_variants_of_one_another() -> None:
    contents = [f"the minister spoke of plan {n} and then of plan {n + 1} in the morning" for n in range(3000)]
    text = ". ".join(contents)
    assert len(find_variants(statements(text, *contents), text)) < len(contents)
