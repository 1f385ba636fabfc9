"""The cue of a quotation and its speaker, by the words before and after the marks.

The words around a quotation are searched rather than the tree alone, for parsers often cut sentences at the marks.
"""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.knowledge.reporting import ReportingBook, VerbCue
from dragoman.parsing.tree import Word
from dragoman.reading import grammar
from dragoman.reading.utterances import cues
from dragoman.reading.utterances.marks import Quotation
from dragoman.reading.utterances.speakers import behind_opening
from dragoman.reading.utterances.text import Line, ends_sentence, sentence_of

_MODIFYING = frozenset({"acl", "acl:relcl", "amod", "csubj"})
_MAIN = frozenset({"root", "conj", "parataxis", "ccomp"})
_INNER = frozenset({"compound", "flat", "nmod:poss", "amod", "appos", "nmod", "nmod:desc", "nmod:unmarked"})
_NOUNS = frozenset({"NOUN", "PROPN", "PRON"})
_ASKING = frozenset({"ask", "press", "question", "quiz", "challenge", "pressure"})
_COLON = VerbCue(":", (), "colon", frozenset({"quote"}))
_OPEN_END = ",?!;:—–-"
NEAR = 12  # words within which a cue verb follows a quotation


@dataclass(frozen=True, slots=True)
class Cue:
    """A verb, or the noun of a source phrase (no use), that a quotation hangs on.

    `strong`: a comma, a colon or nothing at all stands between cue and marks.
    """

    word: Word
    use: VerbCue | None
    speaker: Word | None
    strong: bool = True
    via: Word | None = None  # who hands the words on


def left_cue(line: Line, quotation: Quotation, before: list[Word], book: ReportingBook) -> Cue | None:
    """ "X said, '…'", "X said in Rome: '…'", "he opposed the plan: '…'"."""
    if not before:
        return None
    last = before[-1].text
    nearest = [w for w in reversed(before) if w.upos != "PUNCT"]
    for word in sorted(nearest, key=cues.is_under_modal):
        reacts = last in {":", ","} and word.deprel in _MAIN
        use = _use(word, book, "quote", *(["reaction"] if reacts else []))
        if use is not None and not _is_asked(word) and not _is_act(word):
            return _left(line, quotation, before, word, use, book)
    return _colon_cue(before, book) if last == ":" else None


def _is_asked(verb: Word) -> bool:
    """ "Asked if he would go, …": the one who is asked has yet to speak."""
    return verb.xpos == "VBN" and verb.deprel in {"advcl", "acl"} and verb.lemma.lower() in _ASKING


def _is_act(verb: Word) -> bool:
    """ "wants to add a question, '…'": something to be done to a thing."""
    return verb.deprel == "xcomp" and verb.lemma.lower() == "add" and verb.child("obj") is not None


def _left(
    line: Line, quotation: Quotation, before: list[Word], word: Word, use: VerbCue, book: ReportingBook
) -> Cue | None:
    last = before[-1]
    begins = begins_sentence(line, quotation)
    adjacent = word is last
    if last.text not in {",", ":"} and not adjacent:
        return None
    if _is_aside(word, before, quotation):
        return None
    between = _clause_between(word, before)
    if between and not (last.text == ":" and begins):
        return None
    strong = (begins or not adjacent or _is_call(line, quotation, use)) and not between
    relayed = cues.relayed_source(word, book)
    if relayed is not None:
        return Cue(word, use, relayed[0], strong, relayed[1])
    speaker, issuer = _speaker(line, word, before), _issuer(word, book)
    return Cue(word, use, speaker, strong) if issuer is None else Cue(word, use, issuer, strong, speaker)


def _issuer(verb: Word, book: ReportingBook) -> Word | None:
    """ "issued a statement from the king: '…'": whose document the object is."""
    document = verb.child("obj")
    if document is None or document.lemma.lower() not in book.classes.documents:
        return None
    return next((n for mark, n in grammar.obliques(document) if mark in {"from", "by"} and n.upos in _NOUNS), None)


def _is_call(line: Line, quotation: Quotation, use: VerbCue) -> bool:
    """ "shouting 'shame on you!'": whole, though in small letters."""
    return use.group == "manner" and line.page.report.text[quotation.end - 1] in "!?"


def begins_sentence(line: Line, quotation: Quotation) -> bool:
    """Whether the quotation begins as a sentence does."""
    first = line.page.report.text[quotation.start]
    return first.isupper() or first in "[.…"


def _is_aside(cue: Word, before: list[Word], quotation: Quotation) -> bool:
    """ "told reporters the text, 'a full treaty,' was ready": words before the marks belong to a clause behind them."""
    clauses = [c for c in cue.all("ccomp") if c.start >= quotation.end]
    return any(w.index > cue.index and w.head in clauses for w in before if w.sentence is cue.sentence)


def _clause_between(cue: Word, before: list[Word]) -> bool:
    """A clause of the cue stands between it and the marks: the quotation is a part of that clause."""
    last = before[-1].index if before[-1].sentence is cue.sentence else len(sentence_of(cue).words)
    if any(c.deprel == "ccomp" and cue.index < c.index <= last and cues.is_finite(c) for c in cue.children):
        return True
    between = [w for w in before if w.sentence is cue.sentence and w.index > cue.index]
    return any(w.lemma.lower() == "that" and w.deprel == "mark" and w.head in cue.children for w in between)


def _colon_cue(before: list[Word], book: ReportingBook) -> Cue | None:
    """ "The reply was short: '…'": with a colon any main verb whose subject can speak will do."""
    for word in reversed(before):
        told = word.upos == "VERB" or word.child("cop") is not None
        if told and cues.is_finite(word) and word.deprel in _MAIN:
            speaker = cues.speaker_of(word)
            if speaker is None or not cues.can_speak(speaker, book):
                return None
            return Cue(word.child("cop") or word, _COLON, speaker)
    return _named_speaker(before)


def _named_speaker(before: list[Word]) -> Cue | None:
    """ "Kane: '…'", "Kane on taxes: '…'": a name and no verb."""
    name = next((w for w in before if w.upos == "PROPN" and w.name is not None and w.name.label == "PER"), None)
    if name is None or name is not before[0] or any(w.upos in {"VERB", "AUX"} for w in before):
        return None
    return Cue(before[-1], _COLON, _phrase_head(name, before))


def _use(word: Word, book: ReportingBook, *takes: str) -> VerbCue | None:
    if word.deprel == "amod":
        return None
    uses = cues.uses(word, book)
    return next((use for wanted in takes for use in uses if wanted in use.takes), None)


def right_cue(line: Line, quotation: Quotation, after: list[Word], book: ReportingBook) -> Cue | None:
    """ "'…,' X said", "'…' says X", "'…,' according to X"."""
    words = [w for w in after if w.upos != "PUNCT"]
    if not words or not quotation.closed:
        return None
    source = _source_phrase(words, book)
    if source is not None:
        return Cue(source, None, source)
    verb = _first_verb(line, words)
    use = _use(verb, book, "quote") if verb is not None else None
    if verb is None or use is None or not _tied(line, quotation, after, verb):
        return None
    return Cue(verb, use, _speaker(line, verb, after))


def _first_verb(line: Line, words: list[Word]) -> Word | None:
    """The main verb behind a quotation; whatever it hangs on inside the marks."""
    for word in words[:NEAR]:
        modifies = word.deprel in _MODIFYING and word.head is not None and not line.quoted(word.head)
        if word.upos in {"VERB", "AUX"} and not modifies and word.deprel not in {"aux", "aux:pass", "cop"}:
            return word
    return None


def _tied(line: Line, quotation: Quotation, after: list[Word], verb: Word) -> bool:
    """The cue belongs to the quotation before it, not to one behind it or to a clause of its own."""
    last = line.page.report.text[quotation.end - 1]
    if last in _OPEN_END or after[0].text in {",", ";", "—", "–", "-"}:
        return True
    return not _leads_on(line, after) and (last != "." or _is_short(after, verb))


def _is_short(after: list[Word], verb: Word) -> bool:
    """Nothing but a subject, the cue and a time: no clause of its own."""
    return verb.child("ccomp", "xcomp", "obj") is None and len(after) <= NEAR and ends_sentence(after[-1])


def _leads_on(line: Line, after: list[Word]) -> bool:
    """The words run up to another quotation by a comma or colon: "He added: '…'"."""
    return after[-1].text in {",", ":"} and line.opens_after(after[-1])


def _source_phrase(words: list[Word], book: ReportingBook) -> Word | None:
    first = words[0].head if words[0].deprel == "fixed" else words[0]
    noun = first.head if first is not None and first.deprel == "case" else None
    return noun if noun is not None and grammar.preposition(noun) in book.source_phrases else None


def relay_after(line: Line, cue: Word, book: ReportingBook) -> Word | None:
    """ "…, he said, according to the press service": the press service."""
    words = [w for w in sentence_of(cue).words if w.index > cue.index and not line.quoted(w)]
    return next((w for w in words if grammar.preposition(w) in book.source_phrases), None)


def main_cue(root: Word, book: ReportingBook) -> Cue | None:
    """A verb that a quotation in the next sentence may hang on: "He criticised the plan. '…'"."""
    for verb in grammar.conjuncts(root):
        use = _use(verb, book, "reaction", "quote")
        speaker = cues.speaker_of(verb) if use is not None else None
        if speaker is not None and cues.can_speak(speaker, book) and not cues.is_unsaid(verb, book):
            return Cue(verb, use, speaker)
    return None


def _speaker(line: Line, verb: Word, around: list[Word]) -> Word | None:
    """The subject where it stands outside the marks, else the noun next to the cue."""
    opening = behind_opening(verb)
    if opening is not None:
        return opening
    nouns = [w for w in around if w.upos in _NOUNS]
    if nouns and verb in around[:2] and 0 < nouns[0].index - verb.index <= 4:
        return _phrase_head(nouns[0], around)
    found = grammar.own_subject(verb) or cues.speaker_of(verb)
    if found is not None and found.xpos in {"WP", "WDT"}:
        found = cues.speaker_of(verb)
    if found is not None and not line.quoted(found):
        return found
    return neighbour(verb, around)


def neighbour(verb: Word, around: list[Word]) -> Word | None:
    """The head of the noun phrase right before a verb, else right behind it, among some words."""
    nouns = [w for w in around if w.upos in _NOUNS]
    before = [w for w in nouns if w.start < verb.start and w.child("case") is None]
    after = [w for w in nouns if w.start > verb.start]
    chosen = before[-1] if before else after[0] if after else None
    return _phrase_head(chosen, around) if chosen is not None else None


def _phrase_head(word: Word, around: list[Word]) -> Word:
    while word.deprel in _INNER and word.head is not None and any(w is word.head for w in around):
        word = word.head
    return word
