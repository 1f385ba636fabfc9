"""The same utterance given twice in other words: found by aligning the words of two contents.

Candidates share a run of words: an index of such runs keeps this far from comparing all pairs. difflib aligns them.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from dragoman.records import Span, Statement

FEWEST_WORDS = 5  # shorter contents say the same by chance
MOST_WORDS = 400  # of a content that are aligned
SHINGLE = 3
MOST_CANDIDATES = 8
SIMILAR = 0.8

_WORD = re.compile(r"\w+(?:['’]\w+)*")


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a content in lower case, with their offsets."""

    forms: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]

    @staticmethod
    def of(statement: Statement) -> Words:
        """The words of a statement's content, both parts in text order, cut after MOST_WORDS."""
        parts = sorted([p for p in (statement.content, statement.content2) if p is not None], key=lambda p: p.start)
        return Words._from([(part.start, part.text) for part in parts])

    @staticmethod
    def of_text(text: str) -> Words:
        """The words of a content that stands alone; spans point into it."""
        return Words._from([(0, text)])

    @staticmethod
    def _from(parts: Sequence[tuple[int, str]]) -> Words:
        found = [(start, m) for start, text in parts for m in _WORD.finditer(text)][:MOST_WORDS]
        forms = tuple(m.group().lower().replace("’", "'") for _, m in found)
        return Words(forms, tuple((start + m.start(), start + m.end()) for start, m in found))

    def shingles(self) -> set[tuple[str, ...]]:
        """All runs of SHINGLE words."""
        return {self.forms[i : i + SHINGLE] for i in range(len(self.forms) - SHINGLE + 1)}


@dataclass(frozen=True, slots=True)
class Match:
    """An earlier statement that says the same, and the differing words (of the later one, of the earlier one)."""

    earlier: int
    differs: tuple[tuple[Span, Span], ...]


def find_variants(statements: Sequence[Statement], text: str) -> dict[int, Match]:
    """For each statement (by place) that repeats an earlier one, that one; the same words have no `differs`."""
    words = [Words.of(s) for s in statements]
    index: dict[tuple[str, ...], list[int]] = defaultdict(list)
    found: dict[int, Match] = {}
    for number, own in enumerate(words):
        if len(own.forms) < FEWEST_WORDS:
            continue
        shingles = own.shingles()
        candidates = [c for c in _candidates(shingles, index) if _apart(statements[c], statements[number])]
        match = _best(own, candidates, words, text)
        if match is not None and _may_be_same(statements[number], statements[match.earlier]):
            found[number] = match
        else:
            _enter(shingles, number, index)
    return found


def _enter(shingles: set[tuple[str, ...]], number: int, index: dict[tuple[str, ...], list[int]]) -> None:
    for shingle in shingles:
        if len(index[shingle]) < MOST_CANDIDATES:
            index[shingle].append(number)


def _candidates(shingles: set[tuple[str, ...]], index: dict[tuple[str, ...], list[int]]) -> list[int]:
    """The earlier statements that share most runs of words, best first."""
    shared = Counter(number for shingle in shingles for number in index.get(shingle, ()))
    ranked = sorted(shared.items(), key=lambda item: (-item[1], item[0]))
    return [number for number, _ in ranked[:MOST_CANDIDATES]]


def _apart(earlier: Statement, later: Statement) -> bool:
    """The two do not share words of the text: a claim inside a claim is no repeat of it."""
    return earlier.content.end <= later.content.start or later.content.end <= earlier.content.start


def _may_be_same(a: Statement, b: Statement) -> bool:
    """Two speakers who are known to be different do not say the same utterance."""
    known = [s.speaker.actor for s in (a, b) if s.speaker is not None and s.speaker.actor is not None]
    return len(known) < 2 or known[0] == known[1]


def _best(own: Words, candidates: Sequence[int], words: Sequence[Words], text: str) -> Match | None:
    for number in candidates:
        other = words[number]
        if (matcher := align(own, other)) is not None:
            return Match(number, tuple(_differences(matcher, own, other, text)))
    return None


def align(own: Words, other: Words) -> SequenceMatcher[str] | None:
    """The alignment of two contents, where they are similar enough to be one utterance."""
    matcher = SequenceMatcher(None, own.forms, other.forms, autojunk=False)
    quick = matcher.real_quick_ratio() >= SIMILAR and matcher.quick_ratio() >= SIMILAR
    return matcher if quick and matcher.ratio() >= SIMILAR else None


def _differences(matcher: SequenceMatcher[str], own: Words, other: Words, text: str) -> Iterator[tuple[Span, Span]]:
    for tag, i, j, k, m in matcher.get_opcodes():
        if tag != "equal":
            yield _stretch(own, i, j, text), _stretch(other, k, m, text)


def _stretch(words: Words, first: int, end: int, text: str) -> Span:
    """The words first:end as one span; an empty span at the place where words are missing."""
    if first < end:
        start, stop = words.spans[first][0], words.spans[end - 1][1]
    elif first < len(words.spans):
        start = stop = words.spans[first][0]
    else:
        start = stop = words.spans[-1][1]
    return Span(start, stop, text[start:stop])
