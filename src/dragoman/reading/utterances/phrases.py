"""Reported phrases: "announced a withdrawal", "called the vote a farce", "blamed him for the war", "spoke of unrest".

Each function takes the cue's verb and returns its content as word lists, or nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from dragoman.knowledge.reporting import ReportingBook, VerbCue
from dragoman.parsing.tree import Word
from dragoman.reading import grammar
from dragoman.reading.utterances.clauses import Parts, behind_phrase, without_that
from dragoman.reading.utterances.cues import is_finite
from dragoman.reading.utterances.text import is_mark, is_time, sentence_of

_OF_NOUNS = frozenset({"of", "for", "with", "between", "from", "to", "against", "over", "about", "at", "base on"})
_NUMBERS = frozenset({"hundred", "thousand", "dozen", "million", "billion", "score", "ten"})
_MADE_KNOWN = frozenset({"announce", "disclose", "deny", "confirm"})
_ACTS_TOO = frozenset({"report", "confirm", "disclose", "note"})  # "reporting abuse", "confirmed that aim" are acts
_DENYING = frozenset({"deny", "confirm", "reject", "dismiss", "dispute", "refute", "repudiate", "acknowledge"})
_BARE_NAMERS = frozenset(
    {"call", "label", "brand", "dub", "term", "deem", "consider", "judge", "pronounce", "declare", "proclaim"}
)


def nominal(verb: Word, use: VerbCue, book: ReportingBook) -> Parts:
    """ "announced a withdrawal", "a withdrawal was announced by X": a noun that is no time, pronoun or price."""
    if grammar.is_passive(verb):
        return _passive_subject(verb, use)
    noun = verb.child("obj")
    if noun is None or noun.index < verb.index or noun.upos not in {"NOUN", "PROPN"} or verb.child("iobj"):
        return []
    if use.verb in _ACTS_TOO and (verb.xpos == "VBG" or _points_back(noun)):
        return []
    refused = book.refuses.get((use.group, use.verb), frozenset())
    if noun.lemma.lower() in refused or (is_time(noun) and not _is_filled(noun)) or is_finite(noun):
        return []
    if _has_clause(noun) and use.verb in _DENYING and noun.lemma.lower() in book.claims:
        return [[w for w in noun.subtree() if w.index > verb.index]]
    return [] if _has_clause(noun) or _is_explained(verb, book) else [_without_aside(_with_trailers(verb, noun, book))]


def _is_filled(time: Word) -> bool:
    """ "three days of mourning": a stretch of something."""
    return any(preposition == "of" and not is_time(noun) for preposition, noun in grammar.obliques(time))


def _points_back(noun: Word) -> bool:
    """ "this matter", "their conclusion"."""
    pointing = any(c.lemma.lower() in {"this", "that"} or c.xpos == "PRP$" for c in noun.all("det", "nmod:poss"))
    return pointing and noun.child("nmod", "acl", "acl:relcl") is None


def _passive_subject(verb: Word, use: VerbCue) -> Parts:
    """ "Talks were announced by X": the subject, where the agent is named."""
    subject = grammar.own_subject(verb)
    if use.verb not in _MADE_KNOWN or grammar.agent(verb) is None or subject is None or subject.upos != "NOUN":
        return []
    return [[w for w in subject.subtree() if w.index < verb.index]]


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
    """The phrase up to a comma with a preposition or relative pronoun behind it: "a retreat, which was unexpected"."""
    for comma, following in pairwise(words):
        if comma.text == "," and (following.deprel in {"case", "mark"} or following.xpos in {"WDT", "WP", "WP$"}):
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
    """A phrase right behind the noun tells more of it, though hung on the verb: "mentioned a hearing at the court"."""
    preposition = grammar.preposition(child) or ""
    if child.deprel != "obl" or not {preposition, preposition.split(" ")[0]} & _OF_NOUNS or not words:
        return False
    joined = child.subtree()[0].index == words[-1].index + 1
    return joined and not is_time(child) and child.lemma.lower() not in book.channel_nouns


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
    noun = verb.child("obj") or next((o for p, o in grammar.obliques(verb) if p in use.about), None)
    noun = noun or next((c for c in verb.all("expl", "iobj") if c.index > verb.index), None)
    named = _named_elsewhere(verb) if noun is None or grammar.is_passive(verb) else None
    if named is not None:
        return [_with_clause_behind(verb, named.subtree()[1:])]
    if noun is None or grammar.is_passive(verb) or noun.text.lower().endswith(("self", "selves")):
        return []
    if _is_what(verb) and noun.index > verb.index:
        return [_after_what(verb, noun)]
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


def _named_elsewhere(verb: Word) -> Word | None:
    """ "was described by many as a farce", "which she referred to as a farce": the phrase behind "as"."""
    told = grammar.agent(verb) is not None if grammar.is_passive(verb) else verb.deprel == "acl:relcl"
    named = next((c for c in verb.children if c.index > verb.index and _as_phrase(c)), None)
    return named if told and named is not None and named.subtree()[0].lemma.lower() == "as" else None


def _with_clause_behind(verb: Word, words: list[Word]) -> list[Word]:
    """The words with a clause that goes on without a comma: "the first meeting since they fell out"."""
    clause = next((c for c in verb.all("advcl") if words and c.subtree()[0].index == words[-1].index + 1), None)
    return [*words, *clause.subtree()] if clause is not None else words


def _is_what(verb: Word) -> bool:
    """ "what she called a farce"."""
    return verb.deprel == "acl:relcl" and verb.head is not None and verb.head.lemma.lower() == "what"


def _after_what(verb: Word, noun: Word) -> list[Word]:
    """What it is called; a time or place behind quotation marks is not part of it."""
    named = next((c for c in verb.children if c.index > verb.index and _as_phrase(c)), noun)
    words = [w for w in named.subtree() if w.index > verb.index]
    if not any(is_mark(w) for w in sentence_of(verb).words[verb.index + 1 : words[-1].index]):
        words = [w for w in verb.subtree() if w.index >= words[0].index]
    return words[1:] if words[0].lemma.lower() == "as" else words


def _predicate(verb: Word, noun: Word) -> Word | None:
    """What the object is called."""
    behind = [c for c in verb.children if c.index > max(noun.index, verb.index) and c is not noun]
    named = next((c for c in behind if _as_phrase(c)), None)
    named = named or next(
        (c for n in grammar.conjuncts(noun) for c in n.children if c.index > n.index and _as_phrase(c)), None
    )
    if named is not None or verb.lemma.lower() not in _BARE_NAMERS:
        return named
    return next((c for c in behind if c.deprel in {"xcomp", "obj", "ccomp"} and c.upos != "PUNCT"), None)


def _quoted_predicate(noun: Word) -> list[Word]:
    """ "called the deal '…' and '…'": the words in marks behind the object, whatever the parser made of them."""
    words = sentence_of(noun).words
    found: list[Word] = []
    at = noun.index + 1
    while at < len(words) and words[at].upos in {"ADP", "PROPN", "NOUN", "DET", "ADJ"} and not is_mark(words[at]):
        at += 1
    while at < len(words) and is_mark(words[at]):
        end = next((w.index for w in words[at + 1 :] if is_mark(w)), len(words) - 1)
        found = words[noun.index + 1 : end + 1]
        at = end + 2 if end + 1 < len(words) and words[end + 1].deprel == "cc" else len(words)
    return found


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
    noun = verb.child("obj", "iobj")
    if noun is None or noun.index < verb.index:
        return []
    charge = next((o for p, o in grammar.obliques(verb) if p in use.about and o.index > noun.index), None)
    charge = charge or next(
        (c for c in verb.all("advcl", "xcomp", "ccomp") if _about_mark(c, use) and c.index > noun.index), None
    )
    charge = charge or next(_charges_on(noun, verb, use), None)
    return [_spread(noun, charge)] if charge is not None else []


def _charges_on(noun: Word, verb: Word, use: VerbCue) -> Iterator[Word]:
    """What is laid on somebody, hung on who it is laid on; "of" may tell more of them, but for those accused."""
    marks = use.about if verb.lemma.lower() == "accuse" else use.about - {"of"}
    found = [o for p, o in grammar.obliques(noun) if p in marks and o.index > noun.index]
    yield from reversed(found)
    yield from (c for c in noun.all("acl") if c.xpos == "VBG" and _about_mark(c, use))


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
                joined = clause.xpos == "VBG" or preposed(clause, "if", "unless")
                if joined and words and clause.subtree()[0].index == words[-1].index + 1:
                    words = [*words, *clause.subtree()]
            return [words]
    return []


def _without_preposition(words: list[Word], use: VerbCue) -> list[Word]:
    return words[1:] if words and words[0].lemma.lower() in use.about else words


def directive(verb: Word, use: VerbCue, book: ReportingBook) -> Parts:
    """ "asked them to leave", "demanded that they leave", "called for talks"."""
    act = next((c for c in verb.all("xcomp", "ccomp") if c.index > verb.index), None) or behind_phrase(verb, book)
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
