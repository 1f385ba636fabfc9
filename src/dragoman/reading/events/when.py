"""When an act took place: by syntax first, then by what the report makes plain.

A date found by syntax keeps its words; one that is inferred has none (`start` and `end` are null).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from dragoman.knowledge.happenings import happenings
from dragoman.knowledge.modality import ModalityWords
from dragoman.parsing.tree import Sentence, Word
from dragoman.reading import grammar
from dragoman.reading.dates import Calendar, is_historical
from dragoman.reading.events.distance import distance_of
from dragoman.reading.events.draft import Draft
from dragoman.reading.events.sites import Site
from dragoman.reading.events.story import Story, is_performed, is_pluperfect, predicate, told_as_done
from dragoman.reading.page import Page
from dragoman.records import EventDate

OTHER_CLAUSES = frozenset({"acl:relcl", "ccomp", "parataxis", "conj"})
LOOKING_BACK = frozenset({"after", "over", "about", "following", "since", "despite", "because of", "in response to"})
ANNOUNCING = frozenset({"announce", "declare"})  # at once: "announced it had signed"
NOT_YET = frozenset({"until", "till", "before", "since", "ahead of", "prior to", "for"})
OCCASION = frozenset({"at", "in", "during", "under"})
SHORT = frozenset({"speech", "meeting", "vote", "trial"})  # after these on the same day
SPOKEN = frozenset({"ACCUSE", "REQUEST", "THREATEN", "AGREE", "SUPPORT", "REJECT", "CONCEDE"})
PHYSICAL = frozenset({"ASSAULT", "PROTEST", "COERCE", "CONSULT", "MOBILIZE", "RETREAT"})
STEM = 6  # letters that two words for one act share: kidnapping, kidnapped
AHEAD = 4  # sentences in which an act may be told again
MEMORY = 8  # sentences that a definite noun may look back


@dataclass(frozen=True)
class Clock:
    """Dates the acts of one page."""

    page: Page
    calendar: Calendar
    words: ModalityWords

    def date_of(self, site: Site) -> EventDate | None:
        """The date of the word, of the verb that carries it, the only one below it, or of the clause it stands in."""
        own = self.calendar.governing(site.word) or self.calendar.governing(site.governor)
        if own is not None and not self._is_of_report(own, site.word):
            return own
        if (below := self._below(site.governor, own) or own) is not None:
            return below
        return self._dated(site.word) or self._of_history(site.word) or self._behind(site.word)

    def _of_history(self, word: Word) -> EventDate | None:
        """ "established in 2003 after a coalition ousted …": history told in one breath is of one time."""
        clause = grammar.first_conjunct(word)
        above = self.calendar.governing(clause.head) if clause.deprel == "advcl" and clause.head is not None else None
        past = above is not None and is_historical(above.value, self.page.report.published)
        return above if past else None

    def _behind(self, noun: Word) -> EventDate | None:
        """ "denounced an attack in the Gulf on Monday as a crime": the day right behind what is reacted to."""
        verb, sentence = predicate(noun), noun.sentence
        if noun.upos != "NOUN" or verb is None or sentence is None or not self._looks_back(noun, verb):
            return None
        end = max(w.index for w in noun.subtree())
        dates = (d for d in self.calendar.of_sentence(sentence) if d.tells_when and not d.of_thing)
        return next(
            (d.event_date for d in dates if noun.index < min(w.index for w in d.head.subtree()) - 1 == end), None
        )

    def _is_of_report(self, found: EventDate, word: Word) -> bool:
        """ "said today troops killed …": a day between the verb of saying and the subject is that of the saying."""
        head, subject = word.head, grammar.own_subject(word)
        if head is None or subject is None or found.start is None or head.lemma.lower() not in self.words.reporting:
            return False
        return head.end <= found.start < subject.start

    def _below(self, word: Word, but: EventDate | None) -> EventDate | None:
        """The only date told within the act's own clause and its complements, or in the phrase of a noun."""
        if word.sentence is None:
            return None
        inside = {w.index for w in word.subtree()}
        dates = [d for d in self.calendar.of_sentence(word.sentence) if d.tells_when and d.head.index in inside]
        dates = [d for d in dates if not d.of_thing]
        told = [d for d in dates if not self._in_other_clause(d.head, word)]
        told = [d for d in told if but is None or d.mention.start != but.start]
        return told[0].event_date if len(told) == 1 else None

    def _in_other_clause(self, head: Word, verb: Word) -> bool:
        """Whether a clause of its own stands between a date and the verb."""
        for above in (head, *head.ancestors()):
            if above is verb:
                return False
            if above.deprel in OTHER_CLAUSES or self._is_temporal(above) or grammar.preposition(above) in NOT_YET:
                return True
        return True

    def _is_temporal(self, clause: Word) -> bool:
        return clause.deprel in {"advcl", "acl"} and clause.xpos not in {"VB", "VBG"}

    def _above(self, word: Word) -> Iterator[Word]:
        """The predicate that a noun stands under, or the verb that reports a clause ("On Monday, he reported"); not
        the verb that reports what "had" been done before."""
        if word.upos == "VERB" and word.deprel != "acl":
            head = word.head
            told = head is not None and word.deprel == "ccomp" and head.lemma.lower() in self.words.reporting
            if told and head is not None and (head.lemma in ANNOUNCING or not is_pluperfect(word)):
                yield head
            return
        verb = next((v for w in word.ancestors() if (v := predicate(w)) is not None), None)
        if verb is not None and not self._looks_back(word, verb) and not is_pluperfect(verb):
            yield verb

    def _looks_back(self, noun: Word, verb: Word) -> bool:
        """ "condemned the attack", "was jailed over the attack": what is reacted to was before."""
        first = grammar.first_conjunct(noun)
        while first.deprel == "nmod" and first.head is not None and self._bears(first, first.head):
            first = grammar.first_conjunct(first.head)
        if first is verb:
            return False
        if grammar.base(first.deprel) in {"nmod", "compound"} or first.deprel in {"acl:relcl", "parataxis"}:
            return True
        mark = grammar.preposition(first)
        reaction = verb.lemma.lower() in self.words.reactions and first.deprel not in {"nsubj", "nsubj:outer"}
        return mark in LOOKING_BACK or (reaction and mark in {None, "to", "for", "against"})

    def _bears(self, below: Word, noun: Word) -> bool:
        """ "the target of a raid", "suspects in custody"."""
        return noun.lemma.lower() in self.words.bearers or grammar.preposition(below) == "in"

    def inferred(self, draft: Draft, earlier: list[Draft]) -> Draft:
        """The draft with a date that its surroundings make plain; of most acts only of those told as done."""
        if draft.date is not None or draft.aux:
            return draft
        value = self._at_distance(draft.word) or self._spoken(draft, earlier)
        value = value or self._told_later(draft)
        if value is None and told_as_done(draft.word):
            value = (
                self._around(draft)
                or self._recalled(draft)
                or self.story.day_of(draft, earlier)
                or self._of_lead(draft.sentence)
            )
        return replace(draft, date=EventDate(value)) if value is not None else draft

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
        return verb.lemma.lower() in self.words.reporting

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
        return Story(self.page, self.calendar, self.words.reporting, happenings())

    def _around(self, draft: Draft) -> str | None:
        """The day of the nearest dated clause above, or the only one of the sentence."""
        verb = predicate(draft.word)
        if draft.word.upos == "NOUN" and (verb is None or self._looks_back(draft.word, verb)):
            return None
        found = self.calendar.around(draft.word) or self.calendar.sentence_date(draft.sentence)
        return self.story.news(found.value) if found is not None else None

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
                    found = self._dated(word)
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
        found = self._dated(word)
        if found is not None:
            return None if self.calendar.opens(found) else self.story.news(found.value)
        return self._of_lead(word.sentence) if told_as_done(word) else None

    def _dated(self, word: Word) -> EventDate | None:
        above = (d for w in self._above(word) if (d := self.calendar.governing(w)) is not None)
        return self.calendar.governing(word) or next(above, None)

    def _before(self, sentence: Sentence) -> Iterator[Sentence]:
        """The sentences before, the last one first, as far as memory reaches; then those of the lead."""
        numbered = [s for s in self.page.body if s.number < sentence.number]
        yield from reversed(numbered[-MEMORY:])
        yield from (s for s in self.story.lead if s in numbered[:-MEMORY])

    def _of_lead(self, sentence: Sentence | None) -> str | None:
        """What an agency's first sentence tells as done without a date was done on the day of the report."""
        is_lead = bool(self.page.body) and sentence is self.page.body[0]
        return self.story.dateline if is_lead else None
