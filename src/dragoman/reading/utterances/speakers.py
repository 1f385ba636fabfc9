"""Who speaks where the tree alone does not tell: behind documents, behind nearer nouns, behind the parser's slips."""

from __future__ import annotations

from dragoman.knowledge.reporting import ReportingBook
from dragoman.parsing.tree import Word
from dragoman.reading import grammar
from dragoman.reading.utterances import cues
from dragoman.reading.utterances.text import is_time, sentence_of

_NOUNS = frozenset({"NOUN", "PROPN", "PRON"})
_NEAR = 8  # words between a final cue and the comma behind its clause


def speaker_of(verb: Word, book: ReportingBook) -> Word | None:
    """Who speaks; behind "a statement saying" and "posted a message blaming" stands who issued it."""
    speaker = behind_opening(verb) or _beside_with(verb) or cues.speaker_of(verb) or _stolen_subject(verb)
    if speaker is None or grammar.own_subject(verb) is not None:
        return speaker
    resumed = _resumed(verb, book)
    if resumed is not None:
        return resumed
    if speaker.lemma.lower() in book.classes.documents:
        return _issuer(speaker, book) or speaker
    fits = cues.can_speak(speaker, book) and not _asked_about(speaker)
    return speaker if fits else _subject_above(verb, book) or speaker


def between(end: int, verb: Word) -> Word | None:
    """ "P, the minister said": the noun between content and final cue, whatever the parser took for a subject."""
    nouns = [w for w in sentence_of(verb).words if end <= w.start < verb.start and w.upos in _NOUNS and not is_time(w)]
    inside = set(nouns)
    subjects = (w for w in nouns if w.head not in inside and w.deprel in grammar.SUBJECTS)
    heads = [w for w in nouns if w.head not in inside and w.child("case") is None]
    fallback = heads or nouns
    return next(subjects, fallback[-1] if fallback else None)


def behind(verb: Word) -> Word | None:
    """ "P, wrote the editors": the noun right behind a final cue, whatever the parser took it for."""
    return next((c for c in verb.all("obj", "iobj") if c.index > verb.index and c.upos in _NOUNS), None)


def behind_opening(verb: Word) -> Word | None:
    """ "Calling it '…', the minister resigned": the subject of the main verb, where the parser lost it."""
    if verb.index > 0 or verb.xpos != "VBG" or verb.deprel not in {"acl", "amod", "compound"}:
        return None
    words = sentence_of(verb).words
    return next((w for w in words if w.deprel == "nsubj" and w.head is not None and w.head.xpos == "VBD"), None)


def _stolen_subject(verb: Word) -> Word | None:
    """ "Officials, who asked for silence, told P": a noun before the cue that the parser took for the subject of P."""
    slip = verb.xpos == "VBN" and verb.deprel == "root" and not verb.child("aux", "aux:pass")
    if (verb.xpos not in {"VBD", "VBZ"} and not slip) or grammar.is_passive(verb):
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


def _asked_about(noun: Word) -> bool:
    """ "which side was to blame": nobody in particular."""
    return any(c.xpos in {"WDT", "WP$"} for c in noun.children)


def _subject_above(verb: Word, book: ReportingBook) -> Word | None:
    """ "He would not say which side fired, saying …": the nearest subject above that can speak."""
    subjects = (grammar.own_subject(above) for above in verb.ancestors())
    before = (s for s in subjects if s is not None and s.index < verb.index and s.upos in _NOUNS)
    return next((s for s in before if cues.can_speak(s, book) and not _asked_about(s)), None)


def _beside_with(verb: Word) -> Word | None:
    """ "with Ana Ruiz calling the vote a farce and Jan Kos calling it a crime": the noun before the participle."""
    if verb.xpos != "VBG" or not _goes_with(verb):
        return None
    words = sentence_of(verb).words
    start = verb.index
    while start > 0 and words[start - 1].upos in _NOUNS | {"DET", "ADJ", "ADP", "NUM", "SCONJ"}:
        start -= 1
        if words[start].lemma.lower() == "with":
            break
    nouns = [w for w in words[start : verb.index] if w.upos in _NOUNS]
    joined = start > 0 and words[start - 1].deprel == "cc"
    if not nouns or not (words[start].lemma.lower() == "with" or joined):
        return None
    return next((w for w in nouns if w.deprel not in {"compound", "flat", "nmod:desc", "amod"}), nouns[0])


def _goes_with(verb: Word) -> bool:
    """A participle behind "with", or one that hangs on such a participle."""
    holders = [verb, verb.head] if verb.head is not None and verb.head.xpos == "VBG" else [verb]
    return any(c.deprel == "mark" and c.lemma.lower() == "with" for h in holders for c in h.children)


def _resumed(verb: Word, book: ReportingBook) -> Word | None:
    """ "'…,' she said, noting that P": the speaker of the cue that stands right before the comma."""
    words = sentence_of(verb).words
    if verb.xpos != "VBG" or verb.lemma.lower() not in book.resuming or words[verb.index - 1].text != ",":
        return None
    for word in reversed(words[max(0, verb.index - _NEAR) : verb.index - 1]):
        if word.xpos in cues.FINITE:
            final = word.lemma.lower() in book.verbs and not any(
                c.index > word.index for c in word.all("ccomp", "xcomp", "obj")
            )
            subject = grammar.own_subject(word) if final else None
            return subject if subject is not None and cues.can_speak(subject, book) else None
    return None
