"""Makes the triage of a reader from its books, a user's own among them."""

from __future__ import annotations

from collections.abc import Iterable

from dragoman.knowledge.actors import ActorBook
from dragoman.knowledge.arms import ArmsBook
from dragoman.knowledge.frames import Lexicon
from dragoman.knowledge.reporting import ReportingBook
from dragoman.knowledge.triage import Weights, triage_weights, triage_words
from dragoman.reading.triage.choose import Triage
from dragoman.reading.triage.demands import demands_of
from dragoman.reading.triage.glance import Eye
from dragoman.reading.triage.marks import Mark, class_forms, months, public_names, word_marks
from dragoman.reading.triage.scan import Scanner


def load_triage(
    actors: ActorBook, arms: ArmsBook, cues: ReportingBook, frames: Lexicon, weights: Weights | None = None
) -> Triage:
    """The triage that these books make, with the shipped weights if none are given; takes about a second."""
    words = triage_words()
    demands = demands_of(frames)
    phrases: dict[int | Mark | str, Iterable[str]] = {number: forms for forms, number in demands.numbers.items()}
    phrases.update(word_marks(actors, arms, cues, words).items())
    phrases.update(class_forms(frames.classes).items())
    eye = Eye(Scanner(phrases), Scanner({True: public_names(actors, words)}), months())
    return Triage(eye, demands, words, weights or triage_weights())
