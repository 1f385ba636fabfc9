"""When an act took place, by syntax: the date of its word, of what carries it, or of the clause that tells of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dragoman.knowledge.modality import ModalityWords
from dragoman.parsing.tree import Word
from dragoman.reading import grammar
from dragoman.reading.dates import Calendar, is_historical
from dragoman.reading.events.sites import Site
from dragoman.reading.events.tense import is_pluperfect, predicate
from dragoman.reading.page import Page
from dragoman.records import EventDate

OTHER_CLAUSES = frozenset({"acl:relcl", "ccomp", "parataxis", "conj"})
LOOKING_BACK = frozenset({"after", "over", "about", "following", "since", "despite", "because of", "in response to"})
ANNOUNCING = frozenset({"announce", "declare"})  # at once: "announced it had signed"
NOT_YET = frozenset({"until", "till", "before", "since", "ahead of", "prior to", "for"})


@dataclass(frozen=True)
class Clock:
    """Dates the acts of one page."""

    page: Page
    calendar: Calendar
    words: ModalityWords

    def date_of(self, site: Site) -> EventDate | None:
        """The date of the word, of the verb that carries it, the only one below it, or of the clause it stands in."""
        carrier = site.word if self._is_reacted_to(site) else site.governor
        own = self.calendar.governing(site.word) or self.calendar.governing(carrier)
        if own is not None and not self._is_of_report(own, site.word):
            return own
        if (below := self._below(carrier, own)) is not None:
            return below
        if own is not None:
            return None if is_pluperfect(site.word) and not self._is_announced(site.word) else own
        return self.told_of(site.word) or self._of_history(site.word) or self._behind(site.word)

    def _is_reacted_to(self, site: Site) -> bool:
        return site.part == "noun" and site.governor is not site.word and self.looks_back(site.word, site.governor)

    def told_of(self, word: Word) -> EventDate | None:
        """The date of a word, or of the predicate that tells of it."""
        above = (d for w in self._above(word) if (d := self.calendar.governing(w)) is not None)
        return self.calendar.governing(word) or next(above, None)

    def _of_history(self, word: Word) -> EventDate | None:
        """ "established in 2003 after a coalition ousted …": history told in one breath is of one time."""
        clause = grammar.first_conjunct(word)
        above = self.calendar.governing(clause.head) if clause.deprel == "advcl" and clause.head is not None else None
        past = above is not None and is_historical(above.value, self.page.report.published)
        return above if past else None

    def _behind(self, noun: Word) -> EventDate | None:
        """ "denounced an attack in the Gulf on Monday as a crime": the day right behind what is reacted to."""
        verb, sentence = predicate(noun), noun.sentence
        if noun.upos != "NOUN" or verb is None or sentence is None or not self.looks_back(noun, verb):
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
            if above.deprel in OTHER_CLAUSES or self._is_temporal(above) or self._lies_ahead(above):
                return True
        return True

    def _lies_ahead(self, word: Word) -> bool:
        """ "until the trial on Friday", "told it to report on Friday"."""
        head = word.head
        infinitive = word.xpos == "VB" and word.deprel in {"xcomp", "ccomp"} and head is not None
        asked = infinitive and head is not None and head.lemma.lower() not in self.calendar.carriers
        return asked or grammar.preposition(word) in NOT_YET

    def _is_temporal(self, clause: Word) -> bool:
        return clause.deprel in {"advcl", "acl"} and clause.xpos not in {"VB", "VBG"}

    def _above(self, word: Word) -> Iterator[Word]:
        """The predicate that a noun stands under, or the verb that reports a clause ("On Monday, he reported"); not
        the verb that reports what "had" been done before."""
        if (word.upos == "VERB" or word.child("cop") is not None) and word.deprel != "acl":
            head = word.head
            told = head is not None and word.deprel == "ccomp" and head.lemma.lower() in self.words.reporting
            if told and head is not None and (self._is_announced(word) or not is_pluperfect(word)):
                yield head
            return
        verb = next((v for w in word.ancestors() if (v := predicate(w)) is not None), None)
        if verb is not None and not self.looks_back(word, verb) and not is_pluperfect(verb):
            yield verb

    def _is_announced(self, clause: Word) -> bool:
        return clause.head is not None and clause.head.lemma in ANNOUNCING

    def looks_back(self, noun: Word, verb: Word) -> bool:
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
