"""Who speaks where the tree alone does not tell: behind documents, behind nearer nouns, behind the parser's slips."""

from __future__ import annotations

from dragoman.knowledge.reporting import ReportingBook
from dragoman.parsing.tree import Word
from dragoman.reading import grammar
from dragoman.reading.utterances import cues
from dragoman.reading.utterances.text import is_time, sentence_of

_NOUNS = frozenset({"NOUN", "PROPN", "PRON"})


def speaker_of(verb: Word, book: ReportingBook) -> Word | None:
    """Who speaks; behind "a statement saying" and "posted a message blaming" stands who issued it."""
    speaker = cues.speaker_of(verb) or _stolen_subject(verb)
    if speaker is None or grammar.own_subject(verb) is not None:
        return speaker
    if speaker.lemma.lower() in book.classes.documents:
        return _issuer(speaker, book) or speaker
    return speaker if cues.can_speak(speaker, book) else _main_subject(verb, book) or speaker


def between(end: int, verb: Word) -> Word | None:
    """ "P, the minister said": the noun between content and final cue, whatever the parser took for a subject."""
    nouns = [w for w in sentence_of(verb).words if end <= w.start < verb.start and w.upos in _NOUNS and not is_time(w)]
    inside = set(nouns)
    subjects = (w for w in nouns if w.head not in inside and w.deprel in grammar.SUBJECTS)
    return next(subjects, nouns[-1] if nouns else None)


def behind(verb: Word) -> Word | None:
    """ "P, wrote the editors": the noun right behind a final cue, whatever the parser took it for."""
    return next((c for c in verb.all("obj", "iobj") if c.index > verb.index and c.upos in _NOUNS), None)


def _stolen_subject(verb: Word) -> Word | None:
    """ "Officials, who asked for silence, told P": a noun before the cue that the parser took for the subject of P."""
    if verb.xpos not in {"VBD", "VBZ"} or grammar.is_passive(verb):
        return None
    before = reversed(sentence_of(verb).words[: verb.index])
    nouns = (w for w in before if w.deprel in grammar.SUBJECTS and w.upos in _NOUNS)
    return next((w for w in nouns if w.head is not None and w.head.index > verb.index), None)


def _issuer(document: Word, book: ReportingBook) -> Word | None:
    """The subject of the verb whose object is the document."""
    carrier = document.head
    if carrier is None or document.deprel != "obj" or carrier.lemma.lower() not in book.light:
        return None
    return cues.speaker_of(carrier)


def _main_subject(verb: Word, book: ReportingBook) -> Word | None:
    """ "The agency did not say if ships were lost, but said …": the main subject, where the nearer one cannot speak."""
    subject = grammar.own_subject(sentence_of(verb).root)
    fits = subject is not None and subject.index < verb.index and cues.can_speak(subject, book)
    return subject if fits and verb.deprel == "conj" else None
