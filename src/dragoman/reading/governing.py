"""Whose adjuncts also tell the when and where of an act: its own first, then those of what carries or shares it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from dragoman.parsing.tree import Word
from dragoman.reading.grammar import base, first_conjunct, own_subject

_DEPTH = 6
_MOST = 40  # of a coordination of hundreds of verbs
_NOUNS = frozenset({"NOUN", "PROPN"})
_ARGUMENTS = frozenset({"obj", "nsubj", "nsubj:pass", "obl", "obl:agent", "iobj"})
_MEANWHILE = frozenset({"when", "while", "as"})
_MARKS_OF_TIME = frozenset({"after", "before", "since", "until", "once", "if"})


@dataclass(frozen=True, slots=True)
class Reach:
    """A word whose adjuncts hold for the act, as far as they stand before word number `before` and after `after`."""

    word: Word
    before: int | None = None
    after: int | None = None
    future: bool = False  # only a date after publication: "next year it has promised to ask"

    def covers(self, adjunct: Word) -> bool:
        """Whether an adjunct of the word stands where it holds for the act."""
        floor = max(self.after if self.after is not None else -1, _joint(self.word))
        return floor < adjunct.index and (self.before is None or adjunct.index < self.before)


def _joint(word: Word) -> int:
    """The number of the conjunction before a conjunct: what precedes it is not its own, whatever the parse says."""
    return max((c.index for c in word.all("cc") if word.deprel == "conj" and c.index < word.index), default=-1)


def reaches(act: Word, carriers: frozenset[str]) -> Iterator[Reach]:
    """The act, then what shares its time and place, nearest first; at most a few steps up the tree."""
    return islice(_reaches(act, carriers), _MOST)


def _reaches(act: Word, carriers: frozenset[str]) -> Iterator[Reach]:
    reach: Reach | None = Reach(act)
    for _ in range(_DEPTH):
        if reach is None:
            return
        yield reach
        yield from _below(reach.word, carriers)
        reach = _above(reach, carriers)


def _below(word: Word, carriers: frozenset[str]) -> Iterator[Reach]:
    """ "the talks held on Monday"; "met and signed on Monday"; "began shelling the town on Monday"."""
    for child in word.children:
        if word.upos in _NOUNS and base(child.deprel) == "acl" and child.lemma.lower() in carriers:
            yield Reach(child)
        if word.upos == "VERB" and child.deprel == "conj" and child.upos == "VERB" and own_subject(child) is None:
            yield Reach(child, after=child.index)
        if word.upos == "VERB" and child.deprel == "xcomp" and word.lemma.lower() in carriers:
            yield Reach(child)
        if child.deprel == "advcl" and ((_goes_along(child) and child.xpos == "VBG") or _meanwhile(child)):
            yield Reach(child)


def _above(reach: Reach, carriers: frozenset[str]) -> Reach | None:
    """The word above that lends its adjuncts, if there is one."""
    word, head = reach.word, reach.word.head
    if head is None:
        return None
    if word.deprel == "conj":
        return _shared(reach, first_conjunct(word))
    carried = head.lemma.lower() in carriers
    if word.upos in _NOUNS:
        return Reach(head, reach.before) if carried and word.deprel in _ARGUMENTS else None
    if word.deprel == "xcomp":
        return Reach(head, reach.before, future=reach.future or not carried)
    return Reach(head, reach.before) if _goes_along(word) else None


def _shared(reach: Reach, first: Word) -> Reach:
    """Of a coordination's first part, what precedes the act; only what opens the sentence if the subjects differ."""
    limit = first.index if own_subject(reach.word) is not None else reach.word.index
    return Reach(first, limit if reach.before is None else min(limit, reach.before))


def _goes_along(word: Word) -> bool:
    """A participle clause that happens with its verb: "killed ten, destroying a bridge"."""
    marked = any(c.lemma.lower() in _MARKS_OF_TIME for c in word.all("mark"))
    return word.deprel == "advcl" and word.xpos in {"VBG", "VBN"} and not marked and own_subject(word) is None


def _meanwhile(clause: Word) -> bool:
    """ "will lapse when the pact expires in March": the clause gives the time of its verb."""
    return any(c.lemma.lower() in _MEANWHILE for c in clause.all("mark", "advmod"))
