"""The reader: a report in, its records out. Runs the parts of the room in order."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from pathlib import Path

import msgspec

from dragoman.knowledge.actors import ActorBook, actor_book
from dragoman.knowledge.arms import ArmsBook, arms_book
from dragoman.knowledge.digest import lexicon_hash
from dragoman.knowledge.frames import Lexicon, lexicon
from dragoman.knowledge.modality import modality_words
from dragoman.knowledge.places import Gazetteer, gazetteer
from dragoman.knowledge.reporting import ReportingBook, reporting_book
from dragoman.parsing import Parser, load_parser
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
from dragoman.reading.triage import Triage, blanked, load_triage, masked
from dragoman.reading.utterances import find_utterances
from dragoman.records import NOT_READ, Reading, Report
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
        text = self.text_of(report)
        return self._too_long(report) if self._is_long(text) else self.read_parsed(report, self.parser.parse(text))

    def text_of(self, report: Report) -> str:
        """What the parser is given: the report's text, what triage does not want left blank. Offsets stay true."""
        text = parted(report)
        return text if self.triage is None else masked(text, self.triage.wanted(report, text))

    def read_many(self, reports: Iterable[Report]) -> Iterator[Reading]:
        """The records of many reports, one by one in the order given; parsed in batches."""
        waiting = iter(reports)
        while batch := list(islice(waiting, BATCH)):
            texts = [self.text_of(r) for r in batch]
            long = [self._is_long(text) for text in texts]
            documents = self.parser.parse_many(["" if skip else text for text, skip in zip(texts, long, strict=True)])
            for report, document, skip in zip(batch, documents, long, strict=True):
                yield self._too_long(report) if skip else self._read_or_flag(report, document)

    def _is_long(self, text: str) -> bool:
        most = self.max_words
        if most is None or len(text) <= most:
            return False
        return next(islice(_WORD.finditer(text), most, None), None) is not None

    def _too_long(self, report: Report) -> Reading:
        return self._flagged(report, f"more than {self.max_words} words (setting max_words)")

    def _read_or_flag(self, report: Report, document: Document) -> Reading:
        """A report that breaks a rule costs its own records only: it is flagged, and the batch goes on."""
        try:
            return self.read_parsed(report, document)
        except Exception as problem:  # noqa: BLE001 - whatever it is, the other reports are to be read
            return self._flagged(report, f"{type(problem).__name__}: {problem}")

    def _flagged(self, report: Report, reason: str) -> Reading:
        flagged = msgspec.structs.replace(report, flags=(*report.flags, f"{NOT_READ}: {reason}"))
        return Reading(report=flagged, version=__version__, lexicon=self.knowledge.digest)

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
    def reading(self) -> Reading:
        """All records of the page."""
        c = self.coder
        found, skipped = find_events(c)
        transfers = find_transfers(self.page, self.knowledge.arms, c.cast, c.calendar, c.utterances)
        events = Completer(transfers).complete(found)
        agreements = find_agreements(self.page, c.cast, c.calendar, c.atlas, events)
        return Reading(
            report=self.page.report,
            actors=c.cast.actors,
            dates=c.calendar.mentions,
            places=c.atlas.places,
            events=events,
            statements=find_statements(self.page, c.utterances, c.cast, c.calendar),
            transfers=transfers,
            agreements=tuple(dated(a, events) for a in agreements),
            sentences=tuple(s.start for s in self.page.document.sentences),
            skipped=skipped,
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

    With `thorough=False` it parses only paragraphs whose words may bear a record (`dragoman.reading.triage`);
    `max_words` bounds what it parses of one report.
    """
    books = load_knowledge(lexicon_folder)
    triage = None if thorough else load_triage(books.actors, books.arms, books.reporting, books.frames)
    return Reader(load_parser(parser, threads), books, triage, max_words)
