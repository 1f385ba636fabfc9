"""The day that a report goes on telling of: which undated acts share the day of what was told before them.

Only what is told as done, in the simple past, goes on a story; reactions to it keep a day of their own.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from dragoman.knowledge.happenings import Happenings
from dragoman.parsing.tree import Sentence, Word
from dragoman.reading import grammar
from dragoman.reading.dates import Calendar, is_historical
from dragoman.reading.events.draft import Draft, party_ids
from dragoman.reading.page import Page

DAY = 10  # length of an ISO date
MEMORY = 8  # sentences that an act of the same parties may look back
# What goes on a story though its paragraph has no day; blame and praise may come days later.
ONGOING = frozenset(
    [
        "ASSAULT",
        "PROTEST",
        "COERCE",
        "CONSULT",
        "MOBILIZE",
        "RETREAT",
        "SANCTION",
        "SUPPORT",
        "REJECT",
        "REQUEST",
        "AGREE",
    ]
)


@dataclass(frozen=True)
class Story:
    """What day the undated sentences of a page tell of. `reporting` are lemmas of verbs of saying."""

    page: Page
    calendar: Calendar
    reporting: frozenset[str]
    happenings: Happenings

    def day_of(self, draft: Draft, earlier: list[Draft]) -> str | None:
        """The day of the sentence before in the paragraph, or of the story where words or parties go back to it."""
        beside = (d.date for d in reversed(earlier) if d.sentence is draft.sentence and d.date is not None)
        if (shared := next((d.value for d in beside if d.start is None), None)) is not None:
            return shared
        for sentence in self._before(draft.sentence):
            known, day = self._told(sentence, earlier)
            if known:
                return day
        if draft.type not in ONGOING:
            return None
        return self.day(earlier) if self._goes_back(draft.sentence) else self._of_parties(draft, earlier)

    def _of_parties(self, draft: Draft, earlier: list[Draft]) -> str | None:
        """The day of the last such act in which one of the parties had a part, as far as memory reaches."""
        for before in reversed(earlier):
            if draft.sentence.number - before.sentence.number > MEMORY:
                return None
            if before.date is not None and before.type in ONGOING and party_ids(draft) & party_ids(before):
                return self.news(before.date.value)
        return None

    def _before(self, sentence: Sentence) -> Iterator[Sentence]:
        """The earlier sentences of the paragraph, the last one first."""
        inside = [s for s in self.page.paragraph(sentence.paragraph) if s.number < sentence.number]
        return reversed(inside)

    def _told(self, sentence: Sentence, earlier: list[Draft]) -> tuple[bool, str | None]:
        """Whether a sentence says when, and the day of the news that it tells of."""
        root = sentence.root
        main = None if root.lemma.lower() in self.reporting else self.calendar.governing(root)
        acts = (d.date for d in reversed(earlier) if d.sentence is sentence and d.date is not None)
        found = main or next(acts, None)
        if found is None and root.lemma.lower() not in self.reporting:
            found = self.calendar.sentence_date(sentence)
        return found is not None, self.news(found.value) if found is not None else None

    @cached_property
    def lead(self) -> tuple[Sentence, ...]:
        """The first paragraph of the story."""
        body = self.page.body
        return tuple(s for s in body if s.paragraph == body[0].paragraph)

    def day(self, earlier: list[Draft]) -> str | None:
        """The day of the first dated act of the lead, or that the lead names; in an agency's report its dateline's."""
        acts = (d.date for d in earlier if d.sentence in self.lead)
        told = (self.calendar.governing(c) for s in self.lead for c in s.root.all("ccomp"))
        found = (*acts, *told, *(self.calendar.sentence_date(s) for s in self.lead))
        days = (self.news(d.value) for d in found if d is not None)
        return next((d for d in days if d is not None), None) or self.dateline

    @cached_property
    def dateline(self) -> str | None:
        """The day of an agency's report, which names its place."""
        written, line = self.calendar.published, self.page.report.dateline
        return written.isoformat() if written is not None and line is not None and line.place is not None else None

    def _goes_back(self, sentence: Sentence) -> bool:
        """ "The protesters threw stones" where the lead tells of a protest; also what follows in the paragraph."""
        lead = [s for s in self.lead if s.number < sentence.number]
        told = {k for s in lead for w in s.words if w.upos in {"NOUN", "VERB"} for k in self.kinds(w)}
        so_far = (*self._before(sentence), sentence)
        return any(told & self.kinds(w) for s in so_far if s not in lead for w in s.words if self._is_known(w))

    def _is_known(self, noun: Word) -> bool:
        """ "the march"; "police fired at protesters"."""
        bare = noun.xpos == "NNS" and noun.lemma.lower() in self.happenings.people and not noun.all("det", "nummod")
        return noun.upos == "NOUN" and (bare or grammar.is_definite(noun))

    def kinds(self, word: Word) -> frozenset[str]:
        """The kinds of happening that a word may name."""
        return self.happenings.kinds(word.lemma)

    def news(self, value: str) -> str | None:
        """A day of the news: not after the report, and not history."""
        if len(value) != DAY or self.calendar.published is None:
            return None
        written = self.calendar.published.isoformat()
        return value if value <= written and not is_historical(value, written) else None
