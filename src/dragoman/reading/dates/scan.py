"""Finds date phrases in the words of a sentence, before anything is known of their meaning."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from dragoman.knowledge.dates import DateBook, DateRule, Meaning
from dragoman.parsing.tree import Sentence, Word

# Tables that say the same: {month} and {abbreviated_month} both name a month.
_ALIASES = {
    "abbreviated_month": "month",
    "plain_month": "month",
    "abbreviated_weekday": "weekday",
}
_JOINT = re.compile(r"\s*(?:[-–—]|(?:up\s+|through\s+)?to|until|till|through|and)\s*\Z", re.IGNORECASE)
_OPENING = re.compile(r"\b(from|between)(?:\s+(?:late|early|the))*\s*\Z", re.IGNORECASE)


@dataclass(frozen=True)
class Phrase:
    """A date phrase: offsets in the report, the operation that resolves it and the meanings of its words."""

    start: int
    end: int
    means: str
    fields: Mapping[str, Meaning]
    opening_end: int = 0  # where the words of the range's start end
    partner: Phrase | None = None  # the end of a range that this phrase opens

    @property
    def ends(self) -> tuple[Phrase, ...]:
        """The two ends of a range as phrases of their own; empty where there is no range."""
        return () if self.partner is None else (replace(self, end=self.opening_end, partner=None), self.partner)


def find_phrases(sentence: Sentence, text: str, book: DateBook) -> list[Phrase]:
    """The date phrases of a sentence, left to right, none overlapping; ranges are joined to one phrase."""
    words = text[sentence.start : sentence.end]
    rules = book.worth_trying(words.lower())
    if not rules:
        return []
    matches = sorted(_matches(words, rules), key=lambda m: (m[0], -m[1]))
    blocked = [m.span() for m in book.traps.finditer(words)] if matches else []
    found: list[Phrase] = []
    position = 0
    for start, end, rule, match in matches:
        if start < position or any(start < stop and begin < end for begin, stop in blocked):
            continue
        if _covered_by_name(sentence, sentence.start + start, sentence.start + end):
            continue
        found.append(Phrase(sentence.start + start, sentence.start + end, rule.means, _fields(match, book)))
        position = end
    return _join(found, text, sentence.start)


def _matches(words: str, rules: Iterable[DateRule]) -> Iterator[tuple[int, int, DateRule, re.Match[str]]]:
    for rule in rules:
        for match in rule.pattern.finditer(words):
            if rule.allowed(words, match.start()):
                yield match.start(), match.end(), rule, match


def _fields(match: re.Match[str], book: DateBook) -> dict[str, Meaning]:
    """The groups of a match as meanings; plain groups stay as figures."""
    fields: dict[str, Meaning] = {}
    for name, words in match.groupdict().items():
        if words is not None:
            meaning = book.meaning(name, words) if name in book.tables else words
            fields[_ALIASES.get(name, name)] = words if meaning is None else meaning
    return fields


def _covered_by_name(sentence: Sentence, start: int, end: int) -> bool:
    """Part of a longer name ("Theresa May", "the April Group"), or a name of a person."""
    for name in sentence.names:
        if name.start < end and start < name.end:
            longer = name.start < start or name.end > end
            same = name.start == start and name.end == end
            return (longer and name.label in {"PER", "ORG"}) or (same and name.label == "PER")
    return False


def _join(found: list[Phrase], text: str, floor: int) -> list[Phrase]:
    """ "from March 3 to April 5", "between 2010 and 2014", "Monday–Wednesday" are one phrase each."""
    joined: list[Phrase] = []
    for phrase in found:
        before = joined[-1] if joined else None
        if before is not None and before.partner is None and _is_range(before, phrase, text, floor):
            joined[-1] = replace(before, end=phrase.end, opening_end=before.end, partner=phrase)
        else:
            joined.append(phrase)
    return joined


def _is_range(first: Phrase, second: Phrase, text: str, floor: int) -> bool:
    joint = _JOINT.match(text[first.end : second.start])
    if joint is None:
        return False
    word = joint.group().strip().lower()
    if word in {"-", "–", "—", "through"}:
        return True
    opening = _OPENING.search(text[floor : first.start])
    return opening is not None and (opening.group(1).lower() == "between") == (word == "and")


def head_of(sentence: Sentence, start: int, end: int) -> Word:
    """The word of a phrase that the others depend on: the first one whose head lies outside."""
    inside = [w for w in sentence.words if w.start < end and start < w.end]
    own = [w for w in inside if w.head is None or not (w.head.start < end and start < w.head.end)]
    lexical = [w for w in own if w.upos not in {"ADP", "DET", "PUNCT", "PART"}]
    return (lexical or own or inside or sentence.words)[0]
