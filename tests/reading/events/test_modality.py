"""Whether an act happened: sentences with the act's word and the aux that PLOVER 2.0 (2.3) gives it, half of them traps.

future, hypothetical and negation are grammar and are asked of `modality`; historical needs dates and is asked of the
whole reader. Sentences that the shipped parser or the rules get wrong are strict xfails.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from dragoman.knowledge.frames import lexicon
from dragoman.knowledge.modality import modality_words
from dragoman.parsing import load_parser
from dragoman.parsing.tree import Document, Word
from dragoman.reading.events.modality import modality
from dragoman.reading.events.sites import Site, adjective_site, noun_site, verb_site
from dragoman.reading.reader import load_reader
from dragoman.records import Reading, Report

HERE = Path(__file__).parent
GRAMMATICAL = ("future", "hypothetical", "negation")
KNOWN = frozenset(yaml.safe_load((HERE / "known_modality_failures.yaml").read_text()) or ())


@cache
def table(name: str) -> dict[str, Any]:
    """One file of sentences."""
    found = yaml.safe_load((HERE / f"{name}.yaml").read_text())
    assert isinstance(found, dict)
    return found


def cases(*names: str) -> list[Any]:
    """(file, sentence) with the known failures marked."""
    return [
        pytest.param(
            name,
            case,
            id=f"{name}: {case['word']}: {case['text']}",
            marks=[pytest.mark.xfail(strict=True, reason="known")] if case["text"] in KNOWN else [],
        )
        for name in names
        for case in table(name)["sentences"]
    ]


@cache
def trees() -> dict[str, Document]:
    """The grammatical sentences, parsed together."""
    texts = list(dict.fromkeys(c["text"] for name in GRAMMATICAL for c in table(name)["sentences"]))
    return dict(zip(texts, load_parser().parse_many(texts), strict=True))


@cache
def readings() -> dict[str, Reading]:
    """The dated sentences, read together."""
    data = table("historical")
    texts = [c["text"] for c in data["sentences"]]
    reports = [Report(id=str(i), text=t, published=data["published"]) for i, t in enumerate(texts)]
    return dict(zip(texts, load_reader().read_many(reports), strict=True))


def site(word: Word) -> Site:
    """The site of a word, whatever the parser takes it for."""
    if word.upos in {"NOUN", "PROPN"}:
        return noun_site(word, lexicon().verbs)
    return adjective_site(word) if word.upos == "ADJ" and word.child("cop") else verb_site(word)


@pytest.mark.parametrize(("name", "case"), cases(*GRAMMATICAL))
def test_grammar_of_an_act(name: str, case: dict[str, Any]) -> None:
    word = next(w for s in trees()[case["text"]].sentences for w in s.words if w.text == case["word"])
    found = modality(site(word), modality_words())
    aux = {
        *(["hypothetical"] if found.hypothetical else ["future"] if found.future else []),
        *(["negation"] if found.negation else []),
    }
    assert aux == set(case["aux"])


@pytest.mark.parametrize(("name", "case"), cases("historical"))
def test_acts_long_past(name: str, case: dict[str, Any]) -> None:
    aux = [e.aux for e in readings()[case["text"]].events if case["word"] in e.trigger.text]
    assert aux, [e.rule for e in readings()[case["text"]].events]
    assert ("historical" in aux[0]) == ("historical" in case["aux"]), aux


@pytest.mark.parametrize("name", [*GRAMMATICAL, "historical"])
def test_tables_are_large_and_half_traps(name: str) -> None:
    sentences = table(name)["sentences"]
    traps = [c for c in sentences if name not in c["aux"]]
    assert len(sentences) >= 60
    assert 0.35 <= len(traps) / len(sentences) <= 0.6
    assert len({(c["text"], c["word"]) for c in sentences}) == len(sentences)
