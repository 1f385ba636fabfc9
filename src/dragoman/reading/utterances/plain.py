"""Who says what by the order of the words, where the parser has lost the thread.

Two patterns are plain enough to be read without a tree: "X … said P", and a cue between commas, "A, X pointed out, B".
"""

from __future__ import annotations

from dragoman.knowledge.reporting import ReportingBook, VerbCue
from dragoman.parsing.tree import Word
from dragoman.reading import grammar
from dragoman.reading.utterances import cues
from dragoman.reading.utterances.clauses import Parts, without_that
from dragoman.reading.utterances.text import is_time, sentence_of

Plain = tuple[Parts, Word]  # the content and the head of the speaker

_STARTS = frozenset({"DET", "NOUN", "PROPN", "PRON", "ADJ", "NUM"})
_SUBJECTS = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
_NOUNS = frozenset({"NOUN", "PROPN", "PRON"})
_PHRASE = _NOUNS | {"DET", "ADJ", "NUM"}
_RELATIVE = frozenset({"WDT", "WP", "WP$"})
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_LONGEST = 9  # words of a speaker between commas


def plainly(verb: Word, use: VerbCue, book: ReportingBook) -> Plain | None:
    """What the words tell where the tree does not."""
    if use.group not in {"assert", "commit"} or _is_name(verb) or not cues.is_reporting(verb, use, book):
        return None
    return _between_commas(verb, use) or _before_clause(verb, use) or _at_the_end(verb)


def _is_name(verb: Word) -> bool:
    """ "Omer Said, who …": a surname."""
    words = sentence_of(verb).words
    return verb.text.istitle() and verb.index > 0 and words[verb.index - 1].text.isalpha()


def _before_clause(verb: Word, use: VerbCue) -> Plain | None:
    """ "X, who leads the party, said P", "a part of the order declared that P"."""
    words = sentence_of(verb).words
    before = [w for w in words[: verb.index] if w.upos in _NOUNS]
    behind = without_that(words[verb.index + 1 :])
    that = len(behind) < len(words) - verb.index - 1
    if not before or not behind or not (that or _is_clause(behind) or _is_gapped(verb, behind)):
        return None
    if not _is_main(verb, use, that) or not any(w.xpos in cues.FINITE for w in behind):
        return None
    subjects = [w for w in before if w.deprel in grammar.SUBJECTS and w.xpos not in {"WP", "WDT"}]
    speaker = verb.head if verb.deprel == "acl" and verb.head in before else (subjects or _unnested(before))[-1]
    assert speaker is not None
    if not that and _is_gapped(verb, behind):
        behind = behind[: next((i for i, w in enumerate(behind) if w.text == ","), len(behind))]
    return [_up_to_main_verb(behind, speaker, verb)], speaker


def _is_main(verb: Word, use: VerbCue, that: bool) -> bool:
    """ "said" with a tense; other cues where the parser hangs nothing on them, or a that-clause on a participle."""
    if verb.lemma.lower() == "say" and verb.xpos in {"VBD", "VBZ"}:
        return True
    if verb.xpos == "VBN":
        return that and verb.deprel == "acl"
    if verb.xpos == "VBG" and use.group != "assert":
        return False
    lost = not any(c.index > verb.index and c.deprel != "punct" for c in verb.children)
    told = verb.xpos in {"VBD", "VBZ"} and verb.child("mark") is None
    return lost and (told or (verb.xpos == "VBG" and verb.deprel in {"acl", "advcl"}))


def _up_to_main_verb(words: list[Word], speaker: Word, cue: Word) -> list[Word]:
    """ "Groups claiming the vote was stolen | gathered": up to the verb whose subject the speaker is."""
    main = speaker.head
    if main is None or cue.xpos != "VBG" or speaker.deprel not in grammar.SUBJECTS or main.index <= cue.index:
        return words
    first = min([main.index, *(c.index for c in main.children if c.deprel in {"aux", "aux:pass"})])
    return [w for w in words if w.index < first]


def _unnested(nouns: list[Word]) -> list[Word]:
    """The heads among some nouns: not the surname behind a given name."""
    return [w for w in nouns if w.deprel not in {"flat", "compound"}] or nouns


def _is_gapped(verb: Word, behind: list[Word]) -> bool:
    """ "fires, which the mayor said were under control": a verb without a subject behind a relative pronoun."""
    before = sentence_of(verb).words[max(0, verb.index - 4) : verb.index]
    return behind[0].xpos in cues.FINITE | {"VB"} and any(w.xpos in {"WDT", "WP"} for w in before[:-1])


def _is_clause(words: list[Word]) -> bool:
    """The words begin like a clause and have a noun before their first verb."""
    verb = next((w.index for w in words if w.xpos in cues.FINITE or w.text == ","), 0)
    starts = words[0].upos in _STARTS or (words[0].lemma.lower() == "if" and len(_finite(words)) > 1)
    return starts and any(w.index < verb and w.upos in _SUBJECTS for w in words)


def _finite(words: list[Word]) -> list[Word]:
    return [w for w in words if w.xpos in cues.FINITE]


def _between_commas(verb: Word, use: VerbCue) -> Plain | None:
    """ "A, X pointed out, B", "A, as X noted, B", "A, reads the motion, B"."""
    words = sentence_of(verb).words
    parts = cues.parts_of(verb, use) or []
    last = max([verb.index, *(p.index for p in parts)])
    if verb.xpos not in _FINITE or last + 1 >= len(words):
        return None
    left, right = _phrase_start(verb.index, words), last
    if left == verb.index:  # the speaker stands behind the cue
        right = _phrase_end(last, words)
    speakers = _unnested([w for w in [*words[left : verb.index], *words[last + 1 : right + 1]] if w.upos in _NOUNS])
    if left > 0 and words[left - 1].text.lower() == "as":
        left -= 1
    closed = right + 2 < len(words) and words[right + 1].text == ","
    if not speakers or is_time(speakers[-1]) or not closed or left < 2 or words[left - 1].text != ",":
        return None
    before, after = _clause_before(words[: left - 1]), _one_clause(words[right + 2 :])
    if not any(w.xpos in cues.FINITE for w in [*before, *after]):
        return None
    return [part for part in (before, after) if part], speakers[-1 if left < verb.index else 0]


def _at_the_end(verb: Word) -> Plain | None:
    """ "P, X said." and "P, X said on Monday.": the last clause of the sentence, and nothing else in it."""
    words = sentence_of(verb).words
    left, behind = _phrase_start(verb.index, words), words[verb.index + 1 :]
    speakers = _unnested([w for w in words[left : verb.index] if w.upos in _NOUNS])
    short = len(behind) < _LONGEST and not any(w.upos in {"VERB", "AUX", "SCONJ"} for w in behind)
    if verb.xpos not in _FINITE or not short or not speakers or left < 2 or words[left - 1].text != ",":
        return None
    content = words[: left - 1]
    told = any(w.xpos in cues.FINITE for w in content) and not is_time(speakers[-1])
    return ([content], speakers[-1]) if told else None


def _phrase_start(at: int, words: list[Word]) -> int:
    """The index of the first word of the noun phrase that ends right before a word."""
    start = at
    while start > 0 and at - start < _LONGEST and (words[start - 1].upos in _PHRASE or _links(words[start - 1])):
        start -= 1
    return start


def _phrase_end(at: int, words: list[Word]) -> int:
    """The index of the last word of the noun phrase that begins right behind a word."""
    end = at
    while end + 1 < len(words) and end - at < _LONGEST and (words[end + 1].upos in _PHRASE or _links(words[end + 1])):
        end += 1
    return end


def _links(word: Word) -> bool:
    return word.xpos == "POS" or word.lemma.lower() in {"of", "-"}


def _one_clause(words: list[Word]) -> list[Word]:
    """The words up to a comma behind which another clause is coordinated: the source is not known to reach so far."""
    for at, word in enumerate(words[1:-1], 1):
        clause = words[at + 1].head
        if word.text == "," and words[at + 1].deprel == "cc" and clause is not None and grammar.own_subject(clause):
            return words[:at]
    return words


def _clause_before(words: list[Word]) -> list[Word]:
    """The words since the last relative pronoun, or all."""
    start = max((w.index for w in words if w.xpos in _RELATIVE), default=len(words))
    cut = start < len(words) and not any(w.xpos in cues.FINITE for w in words[start:])
    return words[start:] if cut else words
