"""Which words are the content of a cue: one small function for each thing that a cue can take.

Each takes the cue's verb and returns its content as word lists (one or two), or nothing. Words are those of the subtree;
ranges are made of them later.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from dragoman.knowledge.reporting import ReportingBook, VerbCue
from dragoman.parsing.tree import Word
from dragoman.reading import grammar
from dragoman.reading.utterances.cues import FINITE, is_finite
from dragoman.reading.utterances.text import is_mark, sentence_of

Parts = list[list[Word]]

_TRAILING = frozenset({"while", "because", "although", "though", "unless", "if", "since", "whereas", "provided", "until", "so"})
_DEICTIC_GAPS = frozenset({"that", "which", "who"})
_OF_NOUNS = frozenset({"of", "for", "with", "between", "from", "to", "against", "over", "about", "at", "base on"})
_NUMBERS = frozenset({"hundred", "thousand", "dozen", "million", "billion", "score", "ten"})
_TIMES = frozenset({"day", "week", "month", "year", "today", "monday", "tuesday", "wednesday", "thursday", "friday",
                    "saturday", "sunday", "morning", "evening", "night", "afternoon", "time"})  # fmt: skip


def clause(verb: Word, use: VerbCue, book: ReportingBook) -> Parts:
    """ "X says that P", "P, says X", "A, says X, B", "as X says"."""
    head = _complement(verb)
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
        if child.index > verb.index and is_finite(child) and grammar.own_subject(child) and (that or not (marked or asked)):
            return child
    return None


def _is_question(head: Word) -> bool:
    """ "said whether", "asked if": no proposition."""
    return any(c.deprel == "mark" and c.lemma.lower() in {"whether", "if"} for c in head.children)


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
    return [c for c in behind if _trails(c) or _backshifted(verb, c) or c.deprel in {"ccomp", "xcomp"}]


def _trails(child: Word) -> bool:
    mark = child.child("mark")
    return child.deprel == "advcl" and mark is not None and mark.lemma.lower() in _TRAILING


def _backshifted(verb: Word, child: Word) -> bool:
    """A conjunct that only makes sense as said: "would", "had" after a cue in the past."""
    shifted = any(c.deprel == "aux" and c.text.lower() in {"would", "had"} for c in child.children)
    return child.deprel == "conj" and verb.xpos in {"VBD", "VBG"} and shifted and grammar.own_subject(child) is not None


def without_that(words: list[Word]) -> list[Word]:
    """The clause without "that", and without what stands before it."""
    for number, word in enumerate(words[:6]):
        if word.deprel == "mark" and word.lemma.lower() == "that":
            return words[number + 1 :]
        if word.deprel not in {"punct", "cc", "mark", "advmod"}:
            break
    return words


def _before(verb: Word, head: Word) -> Parts:
    """ "P, says X": from the first word of the clause, or of the sentence where the cue ends it."""
    edge = _left_edge(verb, head)
    words = [w for w in head.subtree() if w.index < edge]
    behind = [w for w in head.subtree() if w.index > verb.index]
    if words and _ends_sentence(verb):
        words = sentence_of(verb).words[: words[-1].index + 1]
    return [part for part in (words, behind if any(w.xpos in FINITE for w in behind) else []) if part]


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
    return min(own)


def _around(verb: Word) -> Parts:
    """ "A, says X, B" and "as X says": the clause that the cue interrupts."""
    if verb.deprel == "advcl" and not _has_as(verb):
        return []
    assert verb.head is not None
    own = {w.index for w in verb.subtree()}
    first, last = min(own), max(own)
    words = [w for w in verb.head.subtree() if w.index not in own]
    before = [w for w in words if w.index < first]
    after = [w for w in words if w.index > last]
    if not any(w.deprel not in {"punct", "cc", "advmod", "mark"} for w in before):
        before = []
    if before and _ends_sentence(verb):
        before, after = sentence_of(verb).words[:first], []
    return [part for part in (before, after) if any(w.deprel != "punct" for w in part)]


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


def nominal(verb: Word, use: VerbCue, book: ReportingBook) -> Parts:
    """ "announced a withdrawal": a noun that is no time, pronoun or price."""
    noun = verb.child("obj")
    if noun is None or noun.index < verb.index or noun.upos not in {"NOUN", "PROPN"} or verb.child("iobj"):
        return []
    if noun.lemma.lower() in book.refuses.get((use.group, use.verb), frozenset()) | _TIMES or is_finite(noun):
        return []
    return [] if _has_clause(noun) or _is_explained(verb, book) else [_without_aside(_with_trailers(verb, noun, book))]


def _is_explained(verb: Word, book: ReportingBook) -> bool:
    """ "underlined the call by saying …": the words said follow."""
    return any(
        c.deprel == "advcl" and c.index > verb.index and c.lemma.lower() in book.verbs and preposed(c, "by")
        for c in verb.children
    )


def preposed(clause: Word, *marks: str) -> bool:
    """Whether one of these words introduces a clause."""
    return any(c.deprel in {"mark", "case"} and c.lemma.lower() in marks for c in clause.children)


def _without_aside(words: list[Word]) -> list[Word]:
    """The phrase up to a comma with a preposition behind it: "a retreat, beyond the one of March"."""
    for comma, following in zip(words, words[1:], strict=False):
        if comma.text == "," and following.deprel in {"case", "mark"}:
            return words[: words.index(comma)]
    return words


def _has_clause(noun: Word) -> bool:
    """The noun has a that-clause, which is a statement of its own."""
    return any(c.deprel in {"acl", "ccomp"} and is_finite(c) and c.child("mark") for c in noun.children)


def _with_trailers(verb: Word, noun: Word, book: ReportingBook) -> list[Word]:
    """The noun phrase with the clause that belongs to it: "dismissed the claim as groundless", "justified it by …"."""
    words = [w for w in noun.subtree() if w.index > verb.index]
    for child in verb.children:
        if child.index > noun.index and (_as_phrase(child) or child.deprel == "xcomp" or _belongs(child, words, book)):
            words.extend(w for w in child.subtree() if w.index > words[-1].index)
    return words


def _belongs(child: Word, words: list[Word], book: ReportingBook) -> bool:
    """A phrase right behind the noun that tells more of it, though hung on the verb: "mentioned a hearing at the court"."""
    if child.deprel != "obl" or grammar.preposition(child) not in _OF_NOUNS or not words:
        return False
    noun = child.lemma.lower()
    return child.subtree()[0].index == words[-1].index + 1 and noun not in _TIMES and noun not in book.channel_nouns


def _as_phrase(child: Word) -> bool:
    return any(c.deprel in {"case", "mark"} and c.lemma.lower() == "as" for c in child.children)


def claim(verb: Word, use: VerbCue, book: ReportingBook) -> Parts:
    """ "dismissed the allegation"."""
    noun = verb.child("obj")
    return nominal(verb, use, book) if noun is not None and noun.lemma.lower() in book.claims else []


def attitude(verb: Word, use: VerbCue, book: ReportingBook) -> Parts:
    """ "voiced concern about the vote"; a bare "expressed hope" says nothing."""
    noun = verb.child("obj")
    if noun is None or noun.lemma.lower() not in book.attitudes:
        return []
    return nominal(verb, use, book) if any(grammar.base(c.deprel) in {"nmod", "acl"} for c in noun.children) else []


def naming(verb: Word, use: VerbCue, book: ReportingBook) -> Parts:
    """ "called the vote a farce", "described him as a tyrant"; not "named him ambassador"."""
    noun = verb.child("obj")
    if noun is None or grammar.is_passive(verb):
        return []
    quoted = _quoted_predicate(noun)
    if quoted and verb.lemma.lower() in _BARE_NAMERS and noun.index > verb.index:
        return [[w for w in [*noun.subtree(), *quoted] if verb.index < w.index]]
    named = _predicate(verb, noun)
    if named is None or named.lemma.lower() in book.posts or named.xpos == "VB":
        return []
    if use.verb in {"call", "name", "dub", "label", "brand"} and named.upos == "PROPN":
        return []
    first = noun if noun.index > verb.index else named
    words = [w for w in first.subtree() if w.index > verb.index]
    words.extend(w for w in named.subtree() if not words or w.index > words[-1].index)
    return [words]


def _predicate(verb: Word, noun: Word) -> Word | None:
    """What the object is called."""
    behind = [c for c in verb.children if c.index > max(noun.index, verb.index) and c is not noun]
    named = next((c for c in behind if _as_phrase(c)), None)
    named = named or next((c for c in noun.children if c.index > noun.index and _as_phrase(c)), None)
    if named is not None or verb.lemma.lower() not in _BARE_NAMERS:
        return named
    return next((c for c in behind if c.deprel in {"xcomp", "obj", "ccomp"} and c.upos != "PUNCT"), None)


def _quoted_predicate(noun: Word) -> list[Word]:
    """ "called the deal '…' and '…'": the words in marks behind the object, whatever the parser made of them."""
    words = sentence_of(noun).words
    found: list[Word] = []
    at = noun.index + 1
    while at < len(words) and is_mark(words[at]):
        end = next((w.index for w in words[at + 1 :] if is_mark(w)), len(words) - 1)
        found = words[noun.index + 1 : end + 1]
        at = end + 2 if end + 1 < len(words) and words[end + 1].deprel == "cc" else len(words)
    return found


_BARE_NAMERS = frozenset({"call", "label", "brand", "dub", "term", "deem", "consider", "judge", "pronounce", "declare",
                          "proclaim"})  # fmt: skip


def measure(verb: Word, use: VerbCue, book: ReportingBook) -> Parts:
    """ "put the toll at 40", "what they estimated at 40"."""
    number = next((o for p, o in grammar.obliques(verb) if p in use.about and _counts(o)), None)
    if number is None:
        return []
    noun = verb.child("obj")
    if noun is None or noun.index < verb.index:
        start, end = grammar.noun_phrase(number)
        return [[w for w in number.subtree() if start <= w.start and w.end <= end]]
    return [_spread(noun, number)]


def _counts(word: Word) -> bool:
    return word.lemma.lower() in _NUMBERS or any(w.upos in {"NUM", "SYM"} for w in word.subtree())


def blame(verb: Word, use: VerbCue, book: ReportingBook) -> Parts:
    """ "blamed him for the war", "accused them of lying"."""
    noun = verb.child("obj")
    if noun is None or noun.index < verb.index:
        return []
    charge = next((o for p, o in grammar.obliques(verb) if p in use.about and o.index > noun.index), None)
    charge = charge or next((c for c in verb.all("advcl", "xcomp") if _about_mark(c, use) and c.index > noun.index), None)
    charge = charge or next((o for p, o in grammar.obliques(noun) if p in use.about - {"of"} and o.index > noun.index), None)
    return [_spread(noun, charge)] if charge is not None else []


def _about_mark(head: Word, use: VerbCue) -> bool:
    return any(c.deprel in {"mark", "case"} and c.lemma.lower() in use.about for c in head.children)


def _spread(first: Word, last: Word) -> list[Word]:
    """All words from the first of one phrase to the last of another."""
    words = sentence_of(first).words
    return words[first.subtree()[0].index : last.subtree()[-1].index + 1]


def about(verb: Word, use: VerbCue, book: ReportingBook) -> Parts:
    """ "spoke of a new war", "warned of unrest"."""
    for child in verb.children:
        named = child.deprel == "obl" and grammar.preposition(child) in use.about
        gerundive = child.deprel == "advcl" and child.xpos == "VBG" and _about_mark(child, use)
        if (named or gerundive) and child.index > verb.index and child.upos != "PRON":
            words = _without_preposition(child.subtree(), use)
            for clause in verb.all("advcl"):
                if clause.xpos == "VBG" and words and clause.subtree()[0].index == words[-1].index + 1:
                    words = [*words, *clause.subtree()]
            return [words]
    return []


def _without_preposition(words: list[Word], use: VerbCue) -> list[Word]:
    return words[1:] if words and words[0].lemma.lower() in use.about else words


def directive(verb: Word, use: VerbCue, book: ReportingBook) -> Parts:
    """ "asked them to leave", "demanded that they leave", "called for talks"."""
    act = next((c for c in verb.all("xcomp", "ccomp") if c.index > verb.index), None)
    if act is None:
        act = next((c for c in verb.all("obl", "advcl") if grammar.preposition(c) in {"for", "on"}), None)
    if act is None:
        act = verb.child("obj")
    if act is None or act.index < verb.index or act.upos == "PRON":
        return []
    noun = verb.child("obj", "iobj")
    if noun is not None and verb.index < noun.index < act.index:
        return [_spread(noun, act)]
    return [without_that(act.subtree())]


READERS: Mapping[str, Callable[[Word, VerbCue, ReportingBook], Parts]] = {
    "clause": clause,
    "infinitive": infinitive,
    "gerund": gerund,
    "naming": naming,
    "blame": blame,
    "measure": measure,
    "claim": claim,
    "attitude": attitude,
    "object": nominal,
    "about": about,
    "directive": directive,
}


def bounds(words: list[Word]) -> tuple[int, int] | None:
    """The offsets of a word list without marks and punctuation around it; None where nothing is left."""
    kept = list(words)
    while kept and (kept[-1].upos == "PUNCT" or is_mark(kept[-1])) and kept[-1].text not in {")", "]"}:
        kept.pop()
    while kept and (kept[0].deprel in {"punct", "cc"} or is_mark(kept[0])) and kept[0].text not in {"(", "["}:
        kept.pop(0)
    return (kept[0].start, kept[-1].end) if kept else None
