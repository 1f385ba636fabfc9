"""The words of data/agreements/agreements.yaml: what names an agreement and what is said of it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import get_args

from dragoman.knowledge.load import DATA, Yaml, read_yaml
from dragoman.records import AgreementStatus

STATUSES = frozenset(get_args(AgreementStatus))
WORD_LISTS = (
    "nouns",
    "needs_sides",
    "never",
    "future",
    "maybe",
    "provides",
    "frames",
    "lasts",
    "mediates",
    "keeps",
    "tentative",
    "opinions",
)
KEYS = frozenset({*WORD_LISTS, "status", "rank", "terms"})


@dataclass(frozen=True)
class AgreementBook:
    """`status` maps a governing lemma to what it says; `rank` orders statuses, the last word first."""

    words: Mapping[str, frozenset[str]]
    status: Mapping[str, AgreementStatus]
    rank: Mapping[AgreementStatus, int]
    term: re.Pattern[str]


@cache
def agreement_book(path: Path | None = None) -> AgreementBook:
    """The book of agreements; DataError (file:line:key) where the file is malformed."""
    source = read_yaml(path or DATA / "agreements" / "agreements.yaml")
    for key in sorted(KEYS ^ set(source.value)):
        source.fail("this key is missing" if key in KEYS else "no such key", key)
    rank = source.value["rank"]
    if set(rank) != STATUSES:
        source.fail(f"every status once: {', '.join(sorted(STATUSES))}", "rank")
    return AgreementBook(
        words={key: frozenset(map(str, source.value[key])) for key in WORD_LISTS},
        status=_statuses(source),
        rank={status: number for number, status in enumerate(rank)},
        term=_term(source),
    )


def _statuses(source: Yaml) -> Mapping[str, AgreementStatus]:
    table: dict[str, AgreementStatus] = {}
    for status, lemmas in source.value["status"].items():
        if status not in STATUSES:
            source.fail("no such status", "status", status)
        for lemma in lemmas:
            if table.setdefault(lemma, status) != status:
                source.fail(f"{lemma!r} already means {table[lemma]!r}", "status", status)
    return table


def _term(source: Yaml) -> re.Pattern[str]:
    try:
        return re.compile(source.value["terms"])
    except re.error as problem:
        source.fail(f"no regular expression: {problem}", "terms")
