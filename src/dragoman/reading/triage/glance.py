"""What is seen of the sentences of a report without parsing them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

from dragoman.parsing.paragraphs import Segment
from dragoman.reading.triage.marks import Mark
from dragoman.reading.triage.scan import WORD, Scanner

REACH = 2  # sentences back to the party that a pronoun may stand for

Span = tuple[int, int]

_QUOTE = re.compile(r"[\"“”„«»]|''|``")
# A stop and a space before a capital; too few cuts do no harm, so that none is made behind short capitalised words.
_END = re.compile(
    r"""(?<![A-Z]\.)(?<!\b[A-Z][a-z]\.)(?<!\b[A-Z][a-z]{2}\.)(?<!\b[A-Z][a-z]{3}\.)
    (?:(?<=[.!?])|(?<=[.!?]["”’')]))\s+(?=["“‘'(\[]?[A-Z\d])""",
    re.VERBOSE,
)
_CAPITALISED = re.compile(r"\b[A-Z][^\W_]+")
_INNER = re.compile(r"(?:(?<=[^\W_]\s)|(?<=,\s))[A-Z][^\W_]+")  # not at the beginning of a sentence


@dataclass(frozen=True)
class Glance:
    """A sentence at a glance. Spans are positions among its words."""

    segment: int
    words: Sequence[str]
    starts: Sequence[int]  # of the words, as offsets of the text
    found: Mapping[int, Sequence[Span]]  # the sets of forms that demands ask for, by number
    marks: frozenset[Mark]
    classes: frozenset[str]  # of the lexicon
    names: Sequence[Span]  # of parties of public life
    callings: Sequence[Span]  # their offices and callings
    capitalised: frozenset[str]
    naming: frozenset[str]  # those beside an office or calling of public life
    speaks: bool  # a quotation or a cue of one

    @property
    def named(self) -> bool:
        """Whether a party of public life is named, by name or calling."""
        return bool(self.names or self.callings)


@dataclass(frozen=True)
class Eye:
    """Takes glances. A meaning is the number of a set of forms, a mark, or the name of a word class."""

    meanings: Scanner[int | Mark | str]
    names: Scanner[bool]
    months: Set[str]

    def glances(self, text: str, number: int, segment: Segment) -> Iterator[Glance]:
        """The sentences of a segment, which has this number."""
        for start, end in _sentences(text, segment):
            yield self._glance(text, number, start, end)

    def _glance(self, text: str, number: int, start: int, end: int) -> Glance:
        matches = [match for match in WORD.finditer(text, start, end) if match.group() not in self.months]
        words = [match.group() for match in matches]
        spans: dict[int | Mark | str, list[Span]] = defaultdict(list)
        for hit in self.meanings.found_at([word.lower() for word in words]):
            for meaning in hit.meanings:
                spans[meaning].append((hit.start, hit.end))
        sentence = text[start:end]
        callings = spans.get(Mark.PUBLIC, [])
        return Glance(
            segment=number,
            words=words,
            starts=[match.start() for match in matches],
            found={meaning: places for meaning, places in spans.items() if isinstance(meaning, int)},
            marks=frozenset(meaning for meaning in spans if isinstance(meaning, Mark)),
            classes=frozenset(meaning for meaning in spans if isinstance(meaning, str)),
            names=[(hit.start, hit.end) for hit in self.names.found_at(words)],
            callings=callings,
            capitalised=frozenset(_CAPITALISED.findall(sentence)),
            naming=frozenset(_INNER.findall(sentence)) if callings else frozenset(),
            speaks=Mark.CUE in spans or _QUOTE.search(sentence) is not None,
        )


def public(seen: Sequence[Glance]) -> list[bool]:
    """Which sentences name a party of public life, in full, by what stood beside it elsewhere, or by a pronoun."""
    known = frozenset().union(*(g.naming for g in seen))
    last, found = -REACH - 1, []
    for place, glance in enumerate(seen):
        if glance.named or not known.isdisjoint(glance.capitalised):
            last = place
        found.append(last == place or (Mark.PRONOUN in glance.marks and place - last <= REACH))
    return found


def _sentences(text: str, segment: Segment) -> Iterator[tuple[int, int]]:
    """The sentences of a segment, roughly: two may be taken for one."""
    at = segment.start
    for gap in _END.finditer(text, segment.start, segment.end):
        yield at, gap.start()
        at = gap.end()
    yield at, segment.end
