"""Statements as rows and as schema.org quotations."""

import msgspec
import pytest

from dragoman.exports.quotations import COLUMNS, quotation_rows, schema_org
from dragoman.records import Actor, Party, Reading, Report, Span, Statement

TEXT = '"No," Lopes said. "We will not\nsign." She said the skies are one.'


def span(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words), words)


def reading() -> Reading:
    lopes = span("Lopes")
    speaker = Party(lopes.start, lopes.end, lopes.text, "a1")
    first = Statement(
        "s1", "direct", speaker, None, None, span("said"), span("We will not\nsign."), span("No"), date="2012-05-04"
    )
    second = Statement("s2", "indirect", None, None, None, span("said"), span("the skies are one"))
    actor = Actor("a1", "person", "Ana Lopes", "PRT", "GOV", wikidata="Q1")
    return Reading(
        Report("r1", TEXT, title="Skies", published="2012-05-04"), actors=(actor,), statements=(first, second)
    )


def test_rows() -> None:
    first, second = quotation_rows(reading())
    assert set(first) == set(COLUMNS)
    assert first["speaker"] == "Ana Lopes"
    assert first["speaker_country"] == "PRT"
    assert first["quotation"] == "No … We will not sign."
    assert second["speaker"] is None


def test_schema_org_keeps_quoted_words_only() -> None:
    (quotation,) = schema_org(reading())
    assert quotation["@type"] == "Quotation"
    assert quotation["text"] == "No … We will not sign."
    assert quotation["spokenByCharacter"] == {
        "@type": "Person",
        "name": "Ana Lopes",
        "sameAs": "https://www.wikidata.org/wiki/Q1",
    }
    assert quotation["isPartOf"] == {
        "@type": "NewsArticle",
        "identifier": "r1",
        "headline": "Skies",
        "datePublished": "2012-05-04",
    }
    assert "audience" not in quotation


# Of schema.org 29: the properties of Quotation (and of the creative work it is part of) that are used here, and what may
# stand under them.
EXPECTED = {
    "spokenByCharacter": {"Person", "Organization", "GovernmentOrganization"},
    "audience": {"Audience"},
    "isPartOf": {"NewsArticle"},
    "citation": {"CreativeWork"},
    "publisher": {"Organization"},
}
TEXTS = {"text", "identifier", "dateCreated", "inLanguage", "headline", "url", "datePublished", "name", "sameAs"}


def flaws(value: dict[str, object]) -> list[str]:
    """The properties that schema.org does not have there, or whose value it does not expect."""
    found = []
    for key, inner in value.items():
        if key.startswith("@"):
            continue
        if key in EXPECTED and isinstance(inner, dict):
            found += flaws(inner) if inner["@type"] in EXPECTED[key] else [key]
        elif key not in TEXTS or not isinstance(inner, str):
            found.append(key)
    return found


@pytest.mark.parametrize("kind", ["person", "state", "organisation", "group", None])
@pytest.mark.parametrize("source", ["named person", "office", "anonymous official", "document", "medium", None])
def test_schema_org_is_valid(kind: str | None, source: str | None) -> None:
    whole = reading()
    actors = tuple(msgspec.structs.replace(a, kind=kind) for a in whole.actors) if kind else ()
    first = msgspec.structs.replace(whole.statements[0], source_class=source, addressee=whole.statements[0].speaker)
    (quotation,) = schema_org(msgspec.structs.replace(whole, actors=actors, statements=(first,)))
    assert flaws(quotation) == []
    assert quotation["audience"] == {"@type": "Audience", "name": "Ana Lopes" if kind else "Lopes"}
