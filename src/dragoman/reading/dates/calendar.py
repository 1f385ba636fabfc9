"""The calendar of a report: its dates in text order, and the date that governs an act by syntax."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from dragoman.parsing.tree import Sentence, Word
from dragoman.reading.dates.periods import Period
from dragoman.reading.governing import Reach, reaches
from dragoman.reading.grammar import base, preposition
from dragoman.records import DateMention, EventDate

# "until 1990", "before Monday's vote", "more than in 1986" do not say when the act was.
_ELSEWHEN = frozenset(
    {"until", "till", "before", "prior to", "ahead of", "after", "to", "than", "against", "with", "as", "from"}
)
_FINENESS = {"day": 0, "week": 1, "month": 2, "year": 3}
_AFTER_VERB = frozenset({"obj", "obl", "iobj", "nsubj:pass", "obl:agent"})


@dataclass(frozen=True)
class Dated:
    """A date of the text: its record, its period, the head word of its phrase and its sentence."""

    mention: DateMention
    period: Period
    head: Word
    sentence: Sentence
    time_nouns: frozenset[str] = frozenset()

    @property
    def event_date(self) -> EventDate:
        """The date as an event carries it."""
        return EventDate(self.period.event_value, self.mention.start, self.mention.end, self.mention.text)

    @cached_property
    def attachment(self) -> tuple[Word | None, Word, str | None]:
        """The word that the phrase modifies (None at the root), the topmost word below it, and the preposition."""
        top, mark = self.head, preposition(self.head)
        while top.head is not None and self._passes_up(top):
            top = top.head
            mark = mark if mark not in {None, "of"} else preposition(top)
        return top.head, top, mark

    def _passes_up(self, top: Word) -> bool:
        """ "late on Sunday", "the morning of May 4", "on Monday and Tuesday": the word above is of the date too."""
        above = top.head
        assert above is not None
        inside = self.mention.start <= above.start < self.mention.end
        timely = above.lemma.lower() in self.time_nouns and base(top.deprel) in {"nmod", "compound", "appos", "nummod"}
        adverb = above.upos == "ADV" and above.head is not None
        return inside or timely or adverb or top.deprel in {"conj", "appos", "flat"}

    @property
    def tells_when(self) -> bool:
        """Whether the preposition puts the act at the date: not "until", "before", "than"; "from" only in a range."""
        mark = self.attachment[2]
        if mark == "from":
            return self.period.first != self.period.last or self.period.grain != "day"
        return mark not in _ELSEWHEN


@dataclass(frozen=True)
class Calendar:
    """The dates of a report in text order."""

    dated: tuple[Dated, ...]
    datelines: tuple[tuple[int, int], ...] = ()
    carriers: frozenset[str] = frozenset()
    published: date | None = None

    @cached_property
    def mentions(self) -> tuple[DateMention, ...]:
        """The records of all dates, in text order."""
        return tuple(d.mention for d in self.dated)

    @cached_property
    def _by_sentence(self) -> dict[int, list[Dated]]:
        found: dict[int, list[Dated]] = {}
        for dated in self.dated:
            if not self._in_dateline(dated):
                found.setdefault(dated.sentence.number, []).append(dated)
        return found

    def _in_dateline(self, dated: Dated) -> bool:
        return any(start <= dated.mention.start < end for start, end in self.datelines)

    @cached_property
    def dateline(self) -> EventDate | None:
        """The date that the report's dateline gives."""
        return next((d.event_date for d in self.dated if self._in_dateline(d)), None)

    def of_sentence(self, sentence: Sentence) -> list[Dated]:
        """The dates of a sentence in text order, a dateline's left out."""
        return self._by_sentence.get(sentence.number, [])

    def governing(self, word: Word) -> EventDate | None:
        """The date that governs the act named by a verb or noun: its own, or that of what carries or shares it."""
        dated = self._governing(word)
        return dated.event_date if dated is not None else None

    def around(self, word: Word) -> EventDate | None:
        """The date that governs the nearest act above in the tree, e.g. that of the announcement of this act."""
        for above in word.ancestors():
            if (above.upos in {"VERB", "AUX"} or above.child("cop")) and (dated := self._governing(above)) is not None:
                return dated.event_date
        return None

    def sentence_date(self, sentence: Sentence) -> EventDate | None:
        """The date of a whole sentence: what governs its main verb, or else the only date that tells when."""
        main = self._governing(sentence.root)
        telling = [d for d in self.of_sentence(sentence) if d.tells_when]
        chosen = main or (telling[0] if len(telling) == 1 else None)
        return chosen.event_date if chosen is not None else None

    def _governing(self, word: Word) -> Dated | None:
        dates = self.of_sentence(word.sentence) if word.sentence is not None else []
        telling = [d for d in dates if d.tells_when]
        if not telling:
            return None
        for reach in reaches(word, self.carriers):
            fitting = [d for d in telling if self._fits(d, reach)]
            found = _best(_attached(fitting, reach), reach) or _best(_trailing(fitting, reach), reach)
            if found is not None:
                return found
        return None

    def _fits(self, dated: Dated, reach: Reach) -> bool:
        """What is told as done was not done after publication."""
        coming = self.published is not None and dated.period.first > self.published
        if reach.future:
            return coming
        return not (coming and _is_over(reach.word))


def _is_over(verb: Word) -> bool:
    """A perfect tense: "has promised", "had agreed"."""
    return verb.upos == "VERB" and any(c.lemma.lower() == "have" for c in verb.all("aux"))


def _attached(dates: Iterable[Dated], reach: Reach) -> list[Dated]:
    return [d for d in dates if d.attachment[0] is reach.word and reach.covers(d.head)]


def _trailing(dates: Iterable[Dated], reach: Reach) -> list[Dated]:
    """ "signed an accord on Monday" where the parse hangs the day on the accord: it counts for the verb too."""
    return [d for d in dates if reach.word.upos == "VERB" and reach.covers(d.head) and _trails(d, reach.word)]


def _trails(dated: Dated, verb: Word) -> bool:
    noun, top, mark = dated.attachment
    if noun is None or noun.head is not verb or noun.upos not in {"NOUN", "PROPN", "PRON"}:
        return False
    loose = base(top.deprel) in {"nmod", "obl", "advmod", "dep"} and top.deprel != "nmod:poss"
    placed = verb.index < noun.index < dated.head.index and noun.deprel in _AFTER_VERB
    plain = mark is None or (mark == "on" and dated.period.grain == "day")
    return loose and placed and plain and preposition(noun) not in {"before", "after", "until", "since", "ahead of"}


def _best(dates: list[Dated], reach: Reach) -> Dated | None:
    """The finest date; of equals the nearest to the word."""

    def rank(dated: Dated) -> tuple[int, int, int]:
        distance = abs(dated.head.index - reach.word.index)
        return _FINENESS[dated.period.grain], distance, dated.head.index

    return min(dates, key=rank, default=None)
