"""When an act took place, as its surroundings make plain: the story it belongs to, the acts named beside it.

A date found by syntax keeps its words; one that is inferred has none (`start` and `end` are null).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from dragoman.knowledge.happenings import happenings
from dragoman.parsing.tree import Sentence, Word
from dragoman.reading import grammar
from dragoman.reading.dates import Calendar
from dragoman.reading.events.distance import distance_of
from dragoman.reading.events.draft import Draft
from dragoman.reading.events.story import Story
from dragoman.reading.events.tense import is_performed, predicate, told_as_done
from dragoman.reading.events.when import Clock
from dragoman.reading.page import Page
from dragoman.records import EventDate

OCCASION = frozenset({"at", "in", "during", "under"})
SHORT = frozenset({"speech", "meeting", "vote", "trial"})  # after these on the same day
SPOKEN = frozenset({"ACCUSE", "REQUEST", "THREATEN", "AGREE", "SUPPORT", "REJECT", "CONCEDE"})
PHYSICAL = frozenset({"ASSAULT", "PROTEST", "COERCE", "CONSULT", "MOBILIZE", "RETREAT"})
STEM = 6  # letters that two words for one act share: kidnapping, kidnapped
AHEAD = 4  # sentences in which an act may be told again
MEMORY = 8  # sentences that a definite noun may look back


@dataclass(frozen=True)
class Surroundings:
    """Dates the acts of one page to which syntax gives no date."""

    clock: Clock

    @property
    def page(self) -> Page:
        return self.clock.page

    @property
    def calendar(self) -> Calendar:
        return self.clock.calendar

    def dated(self, draft: Draft, earlier: list[Draft]) -> Draft:
        """The draft with a date that its surroundings make plain; of most acts only of those told as done."""
        if draft.date is not None or draft.aux:
            return draft
        value = self._at_distance(draft.word) or self._spoken(draft, earlier)
        value = value or self._told_later(draft)
        if value is None and told_as_done(draft.word, self.clock.words):
            value = self._continued(draft, earlier)
        return replace(draft, date=EventDate(value)) if value is not None else draft

    def _continued(self, draft: Draft, earlier: list[Draft]) -> str | None:
        """The day of what is told around an act: in its sentence, by its nouns, before it; None if that is no day."""
        verb = predicate(draft.word)
        if draft.word.upos == "NOUN" and (verb is None or self.clock.looks_back(draft.word, verb)):
            return self._recalled(draft)
        if (above := self.calendar.around(draft.word)) is not None:
            return self.story.news(above.value)
        beside = self.calendar.sentence_date(draft.sentence)
        day = self.story.news(beside.value) if beside is not None else None
        return day or self._recalled(draft) or self.story.day_of(draft, earlier) or self._of_lead(draft.sentence)

    def _at_distance(self, word: Word) -> str | None:
        """ "the day before the rally", and the other way round: "Iran warned …, a day after Norway said …"."""
        verb = predicate(word)
        if verb is None:
            return None
        if verb.deprel == "ccomp" and verb.head is not None and self._is_told_by(verb.head):
            verb = verb.head
        own = distance_of(verb)
        if own is not None and (day := self._day_of(own.other)) is not None:
            return own.of_act(day)
        above = distance_of(verb.head) if verb.deprel == "advcl" and verb.head is not None else None
        if above is None or above.other is not verb or verb.head is None:
            return None
        found = self.calendar.governing(verb.head)
        day = self.story.news(found.value) if found is not None else self._of_lead(verb.head.sentence)
        return above.of_other(day) if day is not None else None

    def _is_told_by(self, verb: Word) -> bool:
        return verb.lemma.lower() in self.clock.words.reporting

    def _day_of(self, word: Word) -> str | None:
        """The day of an act that is named again: its own, or that of its kind told before."""
        found = self.calendar.governing(word)
        if found is not None:
            return self.story.news(found.value)
        return self._told_of([word], word.sentence) if word.upos == "NOUN" else None

    def _spoken(self, draft: Draft, earlier: list[Draft]) -> str | None:
        """ "We urge both sides …" is said on the day of the speech; an agency quotes what was said that day."""
        verb = predicate(draft.word)
        if verb is None or draft.type not in SPOKEN or not is_performed(verb):
            return None
        return self._recalled(draft) or self.story.day_of(draft, earlier) or self.story.dateline

    @cached_property
    def story(self) -> Story:
        """The day that the report goes on telling of."""
        return Story(self.page, self.calendar, self.clock.words.reporting, happenings())

    def _recalled(self, draft: Draft) -> str | None:
        """ "The vote was boycotted": the day on which an earlier sentence says that they voted.

        What is said goes back to an occasion only ("at the rally", "under the pact"), not to what it is about.
        """
        verb = predicate(draft.word) or draft.word
        above = [verb.head] if verb.deprel in {"ccomp", "parataxis"} and verb.head is not None else []
        around = [pair for v in (verb, *above) for pair in grammar.obliques(v)]
        nouns = [n for mark, n in around if mark in OCCASION or (mark == "after" and self._is_short(n))]
        if draft.type in PHYSICAL:
            nouns += [draft.word, *draft.word.children]
        return self._told_of(nouns, draft.sentence)

    def _told_later(self, draft: Draft) -> str | None:
        """ "crushed an attack …. The attack was repelled yesterday": the day on which a later sentence puts it."""
        nouns = [draft.word, *draft.word.all("obj")]
        stems = {w.lemma.lower()[:STEM] for w in nouns if self.story.kinds(w)}
        if draft.type not in PHYSICAL or not stems:
            return None
        for sentence in self._after(draft.sentence):
            for word in sentence.words:
                again = word.upos == "VERB" or (word.upos == "NOUN" and grammar.is_definite(word))
                if again and word.lemma.lower()[:STEM] in stems:
                    found = self.clock.told_of(word)
                    day = self.story.news(found.value) if found is not None else None
                    if day is not None:
                        return day
        return None

    def _after(self, sentence: Sentence) -> Iterator[Sentence]:
        numbered = [s for s in self.page.body if s.number > sentence.number]
        return iter(numbered[:AHEAD])

    def _is_short(self, noun: Word) -> bool:
        return bool(self.story.kinds(noun) & SHORT)

    def _told_of(self, nouns: list[Word], sentence: Sentence | None) -> str | None:
        """The day of the happening that definite nouns name again, as an earlier sentence tells it."""
        known = [n for n in nouns if n.upos == "NOUN" and grammar.is_definite(n) and self.story.kinds(n)]
        for earlier in self._before(sentence) if known and sentence is not None else ():
            for word in earlier.words:
                if any(self._names_again(noun, word) for noun in known) and (day := self._own_day(word)) is not None:
                    return day
        return None

    def _names_again(self, noun: Word, word: Word) -> bool:
        return word.upos in {"NOUN", "VERB"} and bool(self.story.kinds(noun) & self.story.kinds(word))

    def _own_day(self, word: Word) -> str | None:
        found = self.clock.told_of(word)
        if found is not None:
            return None if self.calendar.opens(found) else self.story.news(found.value)
        return self._of_lead(word.sentence) if told_as_done(word, self.clock.words) else None

    def _before(self, sentence: Sentence) -> Iterator[Sentence]:
        """The sentences before, the last one first, as far as memory reaches; then those of the lead."""
        numbered = [s for s in self.page.body if s.number < sentence.number]
        yield from reversed(numbered[-MEMORY:])
        yield from (s for s in self.story.lead if s in numbered[:-MEMORY])

    def _of_lead(self, sentence: Sentence | None) -> str | None:
        """What an agency's first sentence tells as done without a date was done on the day of the report."""
        is_lead = bool(self.page.body) and sentence is self.page.body[0]
        return self.story.dateline if is_lead else None
