"""When an act took place: by syntax first, then by what the report makes plain.

A date found by syntax keeps its words; one that is inferred has none (`start` and `end` are null).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from dragoman.parsing.tree import Sentence, Word
from dragoman.reading import grammar
from dragoman.reading.dates import Calendar, is_historical
from dragoman.reading.events.draft import Draft, party_ids
from dragoman.reading.events.sites import Site
from dragoman.reading.page import Page
from dragoman.records import EventDate

OTHER_CLAUSES = frozenset({"acl:relcl", "ccomp", "parataxis", "conj"})
SUBJECTS = frozenset({"nsubj", "nsubj:pass"})
DAY = 10  # length of an ISO date
MEMORY = 8  # sentences that a definite noun may look back


@dataclass(frozen=True)
class Clock:
    """Dates the acts of one page. `reporting` are lemmas of verbs of saying."""

    page: Page
    calendar: Calendar
    reporting: frozenset[str]

    def date_of(self, site: Site) -> EventDate | None:
        """The date of the word, of the verb that carries it, the only one below it, or of the clause it stands in."""
        own = self.calendar.governing(site.word) or self.calendar.governing(site.governor)
        if own is not None and not self._is_of_report(own, site.word):
            return own
        if (below := self._below(site.governor, own) or own) is not None:
            return below
        told = next((d for w in self._above(site.word) if (d := self.calendar.governing(w)) is not None), None)
        return told or self._of_history(site.word)

    def _of_history(self, word: Word) -> EventDate | None:
        """ "established in 2003 after a coalition ousted …": history told in one breath is of one time."""
        above = self.calendar.governing(word.head) if word.deprel == "advcl" and word.head is not None else None
        past = above is not None and is_historical(above.value, self.page.report.published)
        return above if past else None

    def _is_of_report(self, found: EventDate, word: Word) -> bool:
        """ "said today troops killed …": a day between the verb of saying and the subject is that of the saying."""
        head, subject = word.head, grammar.own_subject(word)
        if head is None or subject is None or found.start is None or head.lemma.lower() not in self.reporting:
            return False
        return head.end <= found.start < subject.start

    def _below(self, word: Word, but: EventDate | None) -> EventDate | None:
        """The only date told within the act's own clause and its complements."""
        if word.sentence is None or word.upos not in {"VERB", "AUX"}:
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
            if above.deprel in OTHER_CLAUSES or self._is_temporal(above):
                return True
        return True

    def _is_temporal(self, clause: Word) -> bool:
        return clause.deprel in {"advcl", "acl"} and clause.xpos not in {"VB", "VBG"}

    def _above(self, word: Word) -> Iterator[Word]:
        """The predicate that a noun stands under, or the verb that reports a clause ("On Monday, he reported")."""
        if word.upos == "VERB" and word.deprel != "acl":
            head = word.head
            if head is not None and word.deprel == "ccomp" and head.lemma.lower() in self.reporting:
                yield head
            return
        for above in word.ancestors():
            if above.upos in {"VERB", "AUX"} or above.child("cop") is not None:
                yield above
                return
            if above.deprel in {"acl:relcl", "parataxis"}:
                return

    def inferred(self, draft: Draft, earlier: list[Draft]) -> Draft:
        """The draft with a date that its surroundings make plain; only for what is told as done."""
        if draft.date is not None or draft.aux:
            return draft
        value = self._recalled(draft) or self._around(draft) or self._carried(draft, earlier) or self._of_lead(draft)
        return replace(draft, date=EventDate(value)) if value is not None else draft

    def _around(self, draft: Draft) -> str | None:
        """The day of the nearest dated clause above, or the only one of the sentence."""
        found = self.calendar.around(draft.word) or self.calendar.sentence_date(draft.sentence)
        return self._past_day(found.value) if found is not None else None

    def _recalled(self, draft: Draft) -> str | None:
        """ "The vote was boycotted": the day on which an earlier sentence says that they voted."""
        head = draft.word.head
        beside = head.children if head is not None and draft.word.deprel == "ccomp" else []
        near = [*draft.word.children, *(c for c in beside if c.deprel not in SUBJECTS)]
        nouns = {c.lemma.lower() for c in near if c.upos == "NOUN" and grammar.is_definite(c)}
        if draft.word.upos == "NOUN" and grammar.is_definite(draft.word):
            nouns.add(draft.word.lemma.lower())
        for sentence in self._before(draft.sentence) if nouns else ():
            for word in sentence.words:
                if word.lemma.lower() in nouns and word.upos in {"NOUN", "VERB"}:
                    found = self.calendar.governing(word) or next(
                        (d for w in self._above(word) if (d := self.calendar.governing(w)) is not None), None
                    )
                    if found is not None:
                        return self._past_day(found.value)
        return None

    def _before(self, sentence: Sentence) -> Iterator[Sentence]:
        numbered = [s for s in self.page.body if s.number < sentence.number]
        return reversed(numbered[-MEMORY:])

    def _carried(self, draft: Draft, earlier: list[Draft]) -> str | None:
        """The day of the last act told before in the paragraph, or in which one of the parties had a part."""
        for before in reversed(earlier):
            if draft.sentence.number - before.sentence.number > MEMORY:
                return None
            together = draft.sentence.paragraph == before.sentence.paragraph
            if before.date is not None and (together or party_ids(draft) & party_ids(before)):
                return self._past_day(before.date.value)
        return None

    def _of_lead(self, draft: Draft) -> str | None:
        """What an agency's first sentence tells as done without a date was done on the day of the report."""
        report = self.page.report
        is_lead = bool(self.page.body) and draft.sentence is self.page.body[0]
        perfect = any(a.lemma == "have" for a in draft.word.all("aux"))
        if not is_lead or report.dateline is None or perfect or draft.word.upos != "VERB":
            return None
        return report.published

    def _past_day(self, value: str) -> str | None:
        """A day of the news: not after the report, and not history."""
        published = self.page.report.published
        if len(value) != DAY or published is None:
            return None
        return value if value <= published and not is_historical(value, published) else None
