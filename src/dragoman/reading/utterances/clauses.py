"""Reported clauses: "X says that P", "P, says X", "A, says X, B", "X claims to have …".

Each function takes the cue's verb and returns its content as word lists (one or two in text order), or nothing.
"""

from __future__ import annotations

from dragoman.knowledge.reporting import ReportingBook, VerbCue
from dragoman.parsing.tree import Word
from dragoman.reading import grammar
from dragoman.reading.utterances.cues import FINITE, is_finite
from dragoman.reading.utterances.text import sentence_of

Parts = list[list[Word]]

_TRAILING = frozenset(
    {"while", "because", "although", "though", "unless", "if", "since", "whereas", "provided", "until", "so"}
)


def clause(verb: Word, use: VerbCue, book: ReportingBook) -> Parts:
    """ "X says that P", "P, says X", "A, says X, B", "as X says"."""
    head = _complement(verb) or behind_phrase(verb, book)
    if head is not None:
        return _after(verb, head) if head.index > verb.index else _before(verb, head)
    if verb.deprel in {"parataxis", "advcl"} and verb.head is not None:
        return _around(verb)
    return _after_colon(verb)


def _complement(verb: Word) -> Word | None:
    """The finite clause that is said; the last one before a final cue."""
    found = [c for c in verb.all("ccomp") if is_finite(c) or c.index < verb.index]
    after = [c for c in found if c.index > verb.index]
    chosen = after[0] if after else found[-1] if found else None
    if chosen is not None and _is_question(chosen):
        return None
    return chosen or _misread(verb)


def _misread(verb: Word) -> Word | None:
    """A finite clause with a subject of its own that the parser hung on as something else right behind the verb."""
    for child in verb.all("xcomp", "advcl", "obj"):
        marked = child.child("mark")
        that = marked is not None and marked.lemma.lower() == "that"
        asked = any(c.xpos == "WRB" for c in child.children)
        if (
            child.index > verb.index
            and is_finite(child)
            and grammar.own_subject(child)
            and (that or not (marked or asked))
        ):
            return child
    return None


def behind_phrase(verb: Word, book: ReportingBook) -> Word | None:
    """ "said in a statement that P", "said on condition of anonymity that P", where P hangs on the phrase."""
    for noun in (w for c in verb.all("obl") if c.index > verb.index for w in (c, *c.all("nmod"))):
        if noun.lemma.lower() not in book.channel_nouns | {"anonymity"}:
            continue
        for clause in noun.all("acl", "acl:relcl"):
            that = clause.subtree()[0].lemma.lower() == "that"
            if that and is_finite(clause) and grammar.own_subject(clause) is not None:
                return clause
    return None


def _is_question(head: Word) -> bool:
    """ "said whether", "asked if", "did not know what it was": no proposition."""
    if any(c.deprel == "mark" and c.lemma.lower() in {"whether", "if"} for c in head.children):
        return True
    verb = head.head
    following = sentence_of(verb).words[verb.index + 1 :][:1] if verb is not None and verb.lemma == "know" else []
    return any(w.xpos in {"WP", "WDT", "WRB", "WP$"} for w in following)


def _after(verb: Word, head: Word) -> Parts:
    words = [w for w in head.subtree() if w.index > verb.index]
    if not any(c.deprel in grammar.SUBJECTS or c.deprel == "expl" for c in head.children):
        words = [*_stray_subject(verb, head), *words]
    for extra in _further(verb, head):
        words.extend(w for w in extra.subtree() if w.index > words[-1].index)
    return [without_that(words)]


def _stray_subject(verb: Word, head: Word) -> list[Word]:
    """The subject of the clause where the parser took it for the cue's object."""
    noun = verb.child("obj")
    if noun is None or not verb.index < noun.index < head.index:
        return []
    return [w for w in noun.subtree() if verb.index < w.index < head.subtree()[0].index]


def _further(verb: Word, head: Word) -> list[Word]:
    """Clauses behind the content that the parser hung on the cue: "…, while P2", "…, and tenders would be invited"."""
    holders = [verb, verb.head] if verb.head is not None and verb.deprel in {"advcl", "xcomp"} else [verb]
    behind = [c for holder in holders for c in holder.children if c.index > head.index and c is not verb]
    told = (_trails, _backshifted, _goes_on_with_that)
    return [c for c in behind if c.deprel in {"ccomp", "xcomp"} or any(test(c, verb) for test in told)]


def _trails(child: Word, verb: Word) -> bool:
    mark = child.child("mark")
    return child.deprel == "advcl" and mark is not None and mark.lemma.lower() in _TRAILING


def _goes_on_with_that(child: Word, verb: Word) -> bool:
    """ "claims P, and that Q"."""
    return child.deprel == "conj" and any(c.deprel == "mark" and c.lemma.lower() == "that" for c in child.children)


def _backshifted(child: Word, verb: Word) -> bool:
    """A conjunct that only makes sense as said: "would", "had" after a cue in the past."""
    shifted = any(c.deprel == "aux" and c.text.lower() in {"would", "had"} for c in child.children)
    return child.deprel == "conj" and verb.xpos in {"VBD", "VBG"} and shifted and grammar.own_subject(child) is not None


def without_that(words: list[Word]) -> list[Word]:
    """The clause without "that", and without what stands before it."""
    for number, word in enumerate(words[:6]):
        if (word.deprel == "mark" or word.xpos == "WDT") and word.lemma.lower() == "that":
            return words[number + 1 :]
        if word.deprel not in {"punct", "cc", "mark", "advmod"}:
            break
    return words


def _before(verb: Word, head: Word) -> Parts:
    """ "P, says X": from the first word of the clause, or of the sentence where the cue ends it."""
    edge = _left_edge(verb, head)
    words = [*_fronted_subject(verb, head), *(w for w in head.subtree() if w.index < edge)]
    behind = [w for w in head.subtree() if w.index > verb.index]
    if words and _ends_sentence(verb):
        words = sentence_of(verb).words[: words[-1].index + 1]
    return [part for part in (words, behind if any(w.xpos in FINITE for w in behind) else []) if part]


def _fronted_subject(verb: Word, head: Word) -> list[Word]:
    """ "The party 'has lost its way', wrote the editors": the subject of what is said, hung on the cue."""
    subject = verb.child("nsubj")
    if subject is None or subject.index > head.index or grammar.own_subject(head) is not None:
        return []
    return [w for w in subject.subtree() if w.index < head.subtree()[0].index]


def _ends_sentence(verb: Word) -> bool:
    """Behind the cue stand at most a time and a place."""
    behind = sentence_of(verb).words[verb.index + 1 :]
    return not any(w.xpos in FINITE or w.xpos in {"VBG", "VBN"} for w in behind)


def _left_edge(verb: Word, head: Word) -> int:
    """The place of the first word of the cue's own clause: "…, the spokesman said"."""
    own = [verb.index]
    for child in verb.children:
        if child is not head and child.index > head.index and child.deprel != "punct":
            own.extend(w.index for w in child.subtree() if w.index > head.index)
    return min([*own, *_behind_comma(verb, head)])


def _behind_comma(verb: Word, head: Word) -> list[int]:
    """Behind the last comma stands nothing but who speaks: "…, a poll released on Monday found"."""
    words = sentence_of(verb).words[: verb.index]
    comma = next((w.index for w in reversed(words) if w.text == ","), 0)
    between = words[comma + 1 :]
    names = any(w.upos in {"NOUN", "PROPN", "PRON"} for w in between)
    return [comma + 1] if comma > head.index and names and not any(w.xpos in FINITE for w in between) else []


def _around(verb: Word) -> Parts:
    """ "A, says X, B" and "as X says": the clause that the cue interrupts."""
    assert verb.head is not None
    if verb.deprel == "advcl" and not _has_as(verb):
        return [] if _is_subordinate(verb) else _behind_own_words(verb)
    own = {w.index for w in verb.subtree()}
    first, last = min(own), max(own)
    told = verb.head.head if verb.head.deprel in grammar.SUBJECTS and verb.head.head is not None else verb.head
    words = [w for w in told.subtree() if w.index not in own]
    before = [w for w in words if w.index < first]
    after = [w for w in words if w.index > last]
    if not any(w.deprel not in {"punct", "cc", "advmod", "mark"} for w in before):
        before = []
    if before and _ends_sentence(verb):
        before, after = sentence_of(verb).words[: min([first, *_behind_comma(verb, verb.head)])], []
    return [part for part in (before, after) if any(w.deprel != "punct" for w in part)]


def _is_subordinate(verb: Word) -> bool:
    """ "after X added P", "when X added P"."""
    return grammar.own_subject(verb) is None or any(c.deprel == "mark" or c.xpos == "WRB" for c in verb.children)


def _behind_own_words(verb: Word) -> Parts:
    """ "X added on the plan, they had seen it": a cue that the parser took for a clause beside what is said."""
    assert verb.head is not None
    last = max(w.index for w in verb.subtree())
    behind = [w for w in verb.head.subtree() if w.index > last]
    if not behind or verb.head.index < last or verb.xpos not in FINITE:
        return []
    return [behind] if sentence_of(verb).words[behind[0].index - 1].text == "," else []


def _has_as(verb: Word) -> bool:
    return any(c.deprel == "mark" and c.lemma.lower() == "as" for c in verb.children)


def _after_colon(verb: Word) -> Parts:
    """ "X said: P"."""
    for child in verb.all("parataxis", "dep", "obj"):
        sentence = sentence_of(verb).words
        between = sentence[verb.index + 1 : child.index]
        if any(w.text == ":" for w in between) and is_finite(child):
            return [[w for w in child.subtree() if w.index > verb.index]]
    return []


def infinitive(verb: Word, use: VerbCue, book: ReportingBook) -> Parts:
    """ "claims to have won"."""
    head = verb.child("xcomp")
    marked = head is not None and any(c.deprel == "mark" and c.lemma == "to" for c in head.children)
    return [head.subtree()] if head is not None and marked and head.index > verb.index else []


def gerund(verb: Word, use: VerbCue, book: ReportingBook) -> Parts:
    """ "denied taking bribes"."""
    head = verb.child("xcomp", "ccomp")
    return [head.subtree()] if head is not None and head.xpos == "VBG" and head.index > verb.index else []


def expectation(verb: Word, use: VerbCue, book: ReportingBook) -> Parts:
    """ "expect the party to lose"; "the general is believed by diplomats to have fled", in two parts."""
    act = verb.child("xcomp", "ccomp")
    if act is None or act.index < verb.index or not any(m.lemma.lower() == "to" for m in act.all("mark")):
        return []
    noun = verb.child("obj") or act.child("nsubj")
    if noun is not None and verb.index < noun.index < act.index:
        return [[*noun.subtree(), *(w for w in act.subtree() if w.index > noun.subtree()[-1].index)]]
    subject = grammar.grammatical_subject(verb)
    if subject is None or grammar.agent(verb) is None:
        return []
    return [subject.subtree(), act.subtree()]
