"""The reader: a report in, its records out. Runs the parts of the room in order."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import NamedTuple

import msgspec

from dragoman.knowledge.actors import ActorBook, actor_book
from dragoman.knowledge.arms import ArmsBook, arms_book
from dragoman.knowledge.digest import lexicon_hash
from dragoman.knowledge.frames import Lexicon, lexicon
from dragoman.knowledge.modality import modality_words
from dragoman.knowledge.places import Gazetteer, gazetteer
from dragoman.knowledge.reporting import ReportingBook, reporting_book
from dragoman.parsing import Parser, load_parser
from dragoman.parsing.combine import combined
from dragoman.parsing.tree import Document
from dragoman.reading.actors import find_actors
from dragoman.reading.agreements import find_agreements
from dragoman.reading.dates import find_dates
from dragoman.reading.events import find_events
from dragoman.reading.events.code import Coder
from dragoman.reading.events.complete import Completer, dated
from dragoman.reading.page import Page
from dragoman.reading.places import find_places
from dragoman.reading.statements import find_statements
from dragoman.reading.transfers import find_transfers
from dragoman.reading.triage import Choice, Triage, blanked, load_triage
from dragoman.reading.utterances import find_utterances
from dragoman.records import NOT_READ, Agreement, Event, Reading, Report, Span, Transfer
from dragoman.version import __version__

BATCH = 16  # reports parsed together
PARAGRAPH_SEPARATOR = "\u2029"
_WORD = re.compile(r"\w{1,100}|[^\w\s]")  # a word or a sign, roughly as the parser cuts them


@dataclass(frozen=True)
class Knowledge:
    """The books that the rules look things up in, and a hash of all that stands in them."""

    actors: ActorBook
    places: Gazetteer
    reporting: ReportingBook
    arms: ArmsBook
    frames: Lexicon
    digest: str


def load_knowledge(extra: Path | None = None) -> Knowledge:
    """The shipped books, a user's own folder laid over them. Raises DataError."""
    return Knowledge(actor_book(extra), gazetteer(), reporting_book(), arms_book(), lexicon(extra), lexicon_hash(extra))


@dataclass(frozen=True)
class Reader:
    """Reads reports with one parser and one set of books.

    A report with more than `max_words` words and signs to parse is not read, but flagged: that bounds the time and the
    memory that one report takes, and is the same everywhere, as a limit by the clock would not be.
    """

    parser: Parser
    knowledge: Knowledge
    triage: Triage | None = None  # None: every paragraph is parsed
    max_words: int | None = None

    def read(self, report: Report) -> Reading:
        """The records of one report."""
        choice = self._choice(report)
        if self._is_long(choice.whole or choice.first):
            return self._too_long(report)
        return self._read(report, choice, self.parser.parse(choice.first))

    def read_many(self, reports: Iterable[Report]) -> Iterator[Reading]:
        """The records of many reports, one by one in the order given; parsed in batches."""
        waiting = iter(reports)
        while batch := list(islice(waiting, BATCH)):
            choices = [self._choice(report) for report in batch]
            long = [self._is_long(choice.whole or choice.first) for choice in choices]
            texts = ["" if skip else choice.first for choice, skip in zip(choices, long, strict=True)]
            for report, choice, document, skip in zip(batch, choices, self.parser.parse_many(texts), long, strict=True):
                yield self._too_long(report) if skip else self._read_or_flag(report, choice, document)

    def _is_long(self, text: str) -> bool:
        most = self.max_words
        if most is None or len(text) <= most:
            return False
        return next(islice(_WORD.finditer(text), most, None), None) is not None

    def _too_long(self, report: Report) -> Reading:
        return self._flagged(report, f"more than {self.max_words} words (setting max_words)")

    def _choice(self, report: Report) -> Choice:
        """What to parse of a report: all of it without triage."""
        text = parted(report)
        return Choice(text) if self.triage is None else self.triage.choose(report, text)

    def _read_or_flag(self, report: Report, choice: Choice, document: Document) -> Reading:
        """A report that breaks a rule costs its own records only: it is flagged, and the batch goes on."""
        try:
            return self._read(report, choice, document)
        except Exception as problem:  # noqa: BLE001 - whatever it is, the other reports are to be read
            return self._flagged(report, f"{type(problem).__name__}: {problem}")

    def _flagged(self, report: Report, reason: str) -> Reading:
        flagged = msgspec.structs.replace(report, flags=(*report.flags, f"{NOT_READ}: {reason}"))
        return Reading(report=flagged, version=__version__, lexicon=self.knowledge.digest)

    def _read(self, report: Report, choice: Choice, document: Document) -> Reading:
        """The records of a report; where what is parsed first tells of an act, the rest of the choice is parsed too."""
        if choice.rest and Desk(self.knowledge, Page(report, document)).bears:
            document = combined(choice.whole, [document, self.parser.parse(choice.rest)])
        return self.read_parsed(report, document)

    def read_parsed(self, report: Report, document: Document) -> Reading:
        """The records of a report whose parse is known."""
        return Desk(self.knowledge, Page(report, document)).reading


def parted(report: Report) -> str:
    """The text for the parser: page furniture set off by paragraph separators, so that no sentence runs into it.

    As long as the report's text, so that offsets stay true: only spaces and punctuation at the edges are replaced.
    """
    letters = list(report.text)
    for span in report.furniture:
        for edge in (span.start - 1, span.end - 1, span.end):
            if 0 <= edge < len(letters) and (letters[edge].isspace() or letters[edge] in "-–—:"):
                letters[edge] = PARAGRAPH_SEPARATOR
    return "".join(letters)


class Acts(NamedTuple):
    """What was done, supplied and agreed, and the sentences that the grammar could not handle."""

    events: tuple[Event, ...]
    transfers: tuple[Transfer, ...]
    agreements: tuple[Agreement, ...]
    skipped: tuple[Span, ...]


@dataclass(frozen=True)
class Desk:
    """One report being read: each part is made once, when it is first asked for."""

    knowledge: Knowledge
    page: Page

    @cached_property
    def coder(self) -> Coder:
        """All that the event rules need to know of the page."""
        page, books = self.page, self.knowledge
        published = page.report.published
        utterances = find_utterances(page, books.reporting)
        return Coder(
            page=page,
            cast=find_actors(page, books.actors, utterances, published),
            calendar=find_dates(page, published),
            atlas=find_places(page, books.places, published),
            utterances=utterances,
            lexicon=books.frames,
            words=modality_words(),
        )

    @cached_property
    def acts(self) -> Acts:
        """What was done, supplied and agreed on the page."""
        c = self.coder
        found, skipped = find_events(c)
        transfers = find_transfers(self.page, self.knowledge.arms, c.cast, c.calendar, c.utterances)
        events = Completer(transfers).complete(found)
        agreements = find_agreements(self.page, c.cast, c.calendar, c.atlas, events)
        return Acts(events, transfers, tuple(dated(a, events) for a in agreements), skipped)

    @property
    def bears(self) -> bool:
        """Whether the page tells of anything done, supplied or agreed."""
        return bool(self.acts.events or self.acts.transfers or self.acts.agreements)

    @cached_property
    def reading(self) -> Reading:
        """All records of the page."""
        c, acts = self.coder, self.acts
        return Reading(
            report=self.page.report,
            actors=c.cast.actors,
            dates=c.calendar.mentions,
            places=c.atlas.places,
            events=acts.events,
            statements=find_statements(self.page, c.utterances, c.cast, c.calendar),
            transfers=acts.transfers,
            agreements=acts.agreements,
            sentences=tuple(s.start for s in self.page.document.sentences),
            skipped=acts.skipped,
            unparsed=blanked(self.page.report.text, self.page.document.text),
            version=__version__,
            lexicon=self.knowledge.digest,
        )


def load_reader(
    parser: str = "dragoman",
    threads: int | None = None,
    lexicon_folder: Path | None = None,
    thorough: bool = True,
    max_words: int | None = None,
) -> Reader:
    """A reader with a parser by name ("dragoman", "spacy:PIPELINE", "stanza:LANG") and a user's own data folder.

    With `thorough=False` it parses what its words make worth it, the rest left blank (`dragoman.reading.triage`);
    `max_words` bounds what it parses of one report.
    """
    books = load_knowledge(lexicon_folder)
    triage = None if thorough else load_triage(books.actors, books.arms, books.reporting, books.frames)
    return Reader(load_parser(parser, threads), books, triage, max_words)
