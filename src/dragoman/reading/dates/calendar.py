"""The calendar of a report: its dates in text order, and the date that governs an act by syntax."""

from __future__ import annotations

from collections.abc import Iterator
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
_MEANWHILE = frozenset({"in", "during", "at", "on"})
_FINENESS = {"day": 0, "week": 1, "month": 2, "year": 3}
_HOURS = frozenset({"p.m.", "a.m.", "pm", "am", "gmt"})
_AFTER_VERB = frozenset({"obj", "obl", "iobj", "nsubj:pass", "obl:agent"})


@dataclass(frozen=True)
class Dated:
    """A date of the text: its record, its period, the head word of its phrase and its sentence."""

    mention: DateMention
    period: Period
    head: Word
    sentence: Sentence
    time_nouns: frozenset[str] = frozenset()
    lasting: Word | None = None  # what has gone on since the start of the period: "two weeks of talks"

    @property
    def event_date(self) -> EventDate:
        """The date as an event carries it."""
        return EventDate(self.period.event_value, self.mention.start, self.mention.end, self.mention.text)

    @cached_property
    def attachment(self) -> tuple[Word | None, Word, str | None]:
        """The word that the phrase modifies (None at the root), the topmost word below it, and the preposition."""
        if self.lasting is not None:
            return self.lasting, self.head, None
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
        hour = above.upos == "NUM" and any(c.lemma.lower() in _HOURS for c in above.children)  # "at 3 p.m. on Sunday"
        return inside or timely or hour or adverb or top.deprel in {"conj", "appos", "flat"}

    @cached_property
    def of_thing(self) -> bool:
        """ "after Friday's attack": the day is that of a thing, not of the clause; "in Friday's raid" tells of both."""
        noun, top, mark = self.attachment
        if self.lasting is not None:
            return True
        if noun is None or noun.upos not in {"NOUN", "PROPN"} or mark not in {None, "of"}:
            return False
        inside = base(top.deprel) in {"nmod", "compound", "amod"} and top.index < noun.index
        return inside and (preposition(noun) or "") not in _MEANWHILE

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

    def is_ahead(self, date: EventDate) -> bool:
        """Whether a date begins after the day of writing."""
        return self.published is not None and date.value > self.published.isoformat()[: len(date.value)]

    def opens(self, date: EventDate) -> bool:
        """Whether a date found here only says since when: "since Tuesday"."""
        return any(d.mention.start == date.start and d.attachment[2] == "since" for d in self.dated)

    def goes_on(self, date: EventDate) -> bool:
        """ "have been attacked since 2012", "has held since 2014": told in the perfect or present, it still does."""
        since = (d for d in self.dated if d.mention.start == date.start and d.attachment[2] == "since")
        return any(_is_present(d.attachment[0]) for d in since)

    def sentence_date(self, sentence: Sentence) -> EventDate | None:
        """The date of a whole sentence: what governs its main verb, or else the only date that tells when."""
        main = self._governing(sentence.root)
        telling = [d for d in self.of_sentence(sentence) if d.tells_when and not d.of_thing]
        chosen = main or (telling[0] if len(telling) == 1 else None)
        return chosen.event_date if chosen is not None else None

    def _governing(self, word: Word) -> Dated | None:
        if word.sentence is None or not self.of_sentence(word.sentence):
            return None
        for reach in reaches(word, self.carriers):
            for table in (self._attached, self._trailing):
                fitting = [d for d in table.get(reach.word, ()) if self._fits(d, reach)]
                if fitting:
                    return _best(fitting, reach)
        return None

    @cached_property
    def _attached(self) -> dict[Word, list[Dated]]:
        """The dates that tell when, by the word that they modify."""
        found: dict[Word, list[Dated]] = {}
        for dated in self._telling():
            if (above := dated.attachment[0]) is not None:
                found.setdefault(above, []).append(dated)
        return found

    @cached_property
    def _trailing(self) -> dict[Word, list[Dated]]:
        """ "signed an accord on Monday" where the parse hangs the day on the accord: it counts for the verb too."""
        found: dict[Word, list[Dated]] = {}
        for dated in self._telling():
            if (verb := _trailed(dated)) is not None:
                found.setdefault(verb, []).append(dated)
        return found

    def _telling(self) -> Iterator[Dated]:
        return (d for dates in self._by_sentence.values() for d in dates if d.tells_when)

    def _fits(self, dated: Dated, reach: Reach) -> bool:
        """Where it stands it holds for the act; and what is told as done was not done after publication."""
        if not reach.covers(dated.head):
            return False
        coming = self.published is not None and dated.period.first > self.published
        if reach.future:
            return coming
        return not (coming and _is_over(reach.word))


def _is_present(verb: Word | None) -> bool:
    helpers = verb.all("aux", "aux:pass", "cop") if verb is not None else []
    return verb is not None and bool({verb.xpos, *(h.xpos for h in helpers)} & {"VBZ", "VBP"})


def _is_over(verb: Word) -> bool:
    """A perfect tense: "has promised", "had agreed"; not "would have turned"."""
    helpers = verb.all("aux")
    return any(c.lemma.lower() == "have" for c in helpers) and all(c.xpos != "MD" for c in helpers)


def _trailed(dated: Dated) -> Word | None:
    """The verb behind whose object or oblique a date trails, or None."""
    noun, top, mark = dated.attachment
    verb = noun.head if noun is not None and noun.upos in {"NOUN", "PROPN", "PRON"} else None
    if noun is None or verb is None or verb.upos != "VERB":
        return None
    loose = base(top.deprel) in {"nmod", "obl", "advmod", "dep"} and top.deprel != "nmod:poss"
    placed = verb.index < noun.index < dated.head.index and noun.deprel in _AFTER_VERB
    plain = mark is None or (mark == "on" and dated.period.grain == "day")
    elsewhen = preposition(noun) in {"before", "after", "until", "since", "ahead of"}
    return verb if loose and placed and plain and not elsewhen else None


def _best(dates: list[Dated], reach: Reach) -> Dated:
    """The finest date; of equals the nearest to the word."""

    def rank(dated: Dated) -> tuple[int, int, int]:
        distance = abs(dated.head.index - reach.word.index)
        return _FINENESS[dated.period.grain], distance, dated.head.index

    return min(dates, key=rank)
