"""Makes the triage of a reader from its books, a user's own among them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from dragoman.knowledge.actors import ActorBook
from dragoman.knowledge.arms import ArmsBook
from dragoman.knowledge.frames import Lexicon
from dragoman.knowledge.reporting import ReportingBook
from dragoman.knowledge.triage import triage_words
from dragoman.reading.triage.choose import Triage
from dragoman.reading.triage.demands import demands_of
from dragoman.reading.triage.marks import Mark, months, public_names, word_marks
from dragoman.reading.triage.scan import Scanner


def load_triage(actors: ActorBook, arms: ArmsBook, cues: ReportingBook, frames: Lexicon) -> Triage:
    """The triage that these books make; takes about a second."""
    words = triage_words()
    demands = demands_of(frames)
    phrases: dict[int | Mark, Iterable[str]] = {number: forms for forms, number in demands.numbers.items()}
    phrases.update(word_marks(actors, arms, cues, words).items())
    names = Scanner({True: public_names(actors, words)})
    written = "|".join(sorted(re.escape(month) for month in months()))
    return Triage(Scanner(phrases), names, demands, re.compile(rf"\b(?:{written})\b"))
