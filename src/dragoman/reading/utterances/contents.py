"""What a cue takes, by the names of reporting.yaml, and where the words of a content begin and end."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from dragoman.knowledge.reporting import ReportingBook, VerbCue
from dragoman.parsing.tree import Word
from dragoman.reading.utterances import clauses, phrases
from dragoman.reading.utterances.clauses import Parts
from dragoman.reading.utterances.text import is_mark
from dragoman.reading.utterances.utterance import Range

# In the order in which they are tried.
READERS: Mapping[str, Callable[[Word, VerbCue, ReportingBook], Parts]] = {
    "clause": clauses.clause,
    "infinitive": clauses.infinitive,
    "gerund": clauses.gerund,
    "expectation": clauses.expectation,
    "naming": phrases.naming,
    "blame": phrases.blame,
    "measure": phrases.measure,
    "claim": phrases.claim,
    "attitude": phrases.attitude,
    "object": phrases.nominal,
    "about": phrases.about,
    "directive": phrases.directive,
}


def content_ranges(parts: Parts) -> tuple[Range, ...]:
    """The offsets of a content's parts, empty ones left out."""
    found = [bounds(part) for part in parts]
    return tuple(f for f in found if f is not None)


def bounds(words: list[Word]) -> Range | None:
    """The offsets of a word list without marks and punctuation around it; None where nothing is left."""
    kept = list(words)
    while kept and (kept[-1].upos == "PUNCT" or is_mark(kept[-1])) and kept[-1].text not in {")", "]"}:
        kept.pop()
    while kept and (kept[0].deprel in {"punct", "cc"} or is_mark(kept[0])) and kept[0].text not in {"(", "["}:
        kept.pop(0)
    return (kept[0].start, kept[-1].end) if kept else None
