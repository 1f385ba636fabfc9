"""In what tense an act is told, and whether it is told as done.

What is told in the simple past belongs to the story; "has met", "had met" and "meets" tell of no certain day.
"""

from __future__ import annotations

from dragoman.knowledge.modality import ModalityWords
from dragoman.parsing.tree import Word
from dragoman.reading import grammar

BARE = frozenset({"nmod", "compound", "nmod:poss", "appos"})
HANGING = frozenset({"advcl", "acl", "xcomp", "conj", "amod", "csubj"})
ASIDE = frozenset({"acl:relcl", "advcl:relcl"})
EARLIER = frozenset({"since", "because", "before", "until", "although", "though", "if", "unless"})
ABOUT = frozenset({"on", "about", "over", "for", "from", "since", "despite", "than", "like", "before", "until", "of"})
LINKS = frozenset({"aux", "aux:pass", "cop"})
HIGHEST = 4  # predicates up the tree from which an act may have its tense


def predicate(word: Word) -> Word | None:
    """The predicate that an act's word is or stands under."""
    for above in (word, *word.ancestors()):
        if above.upos in {"VERB", "AUX"} or above.child("cop") is not None:
            return above
    return None


def told_as_done(word: Word, words: ModalityWords) -> bool:
    """Whether an act is told in the simple past, or by what hangs on such a verb: not "has met", "meets", "had met"."""
    if word.upos in {"NOUN", "PROPN"} and not _is_told(word, words):
        return False
    verb = predicate(word)
    for _ in range(HIGHEST):
        if verb is None:
            return False
        helpers = verb.all(*LINKS)
        tags = {h.xpos for h in helpers} | {verb.xpos}
        if "MD" in tags or "have" in grammar.lemmas(h for h in helpers if h.deprel == "aux"):
            return False
        if "VBD" in tags:
            return not _is_aside(verb, words)
        hangs = grammar.base(verb.deprel) in HANGING and verb.deprel not in ASIDE
        if tags & {"VBZ", "VBP"} or not hangs or _is_aim(verb, words):
            return False
        verb = predicate(verb.head) if verb.head is not None else None
    return False


def _is_aim(verb: Word, words: ModalityWords) -> bool:
    """An infinitive that may not have come true: "was wrong to sell", not "managed to sell"."""
    head = grammar.first_conjunct(verb).head
    return verb.xpos == "VB" and (head is None or head.lemma.lower() not in words.achieving)


def is_pluperfect(verb: Word) -> bool:
    """ "had crushed"."""
    return any(h.lemma == "have" and h.xpos == "VBD" for h in verb.all("aux"))


def is_performed(verb: Word) -> bool:
    """ "We condemn", "I ask": the words do what they say."""
    first = grammar.first_conjunct(verb)
    subject = grammar.own_subject(verb) or grammar.own_subject(first)
    return {verb.xpos, first.xpos} <= {"VBP", "VB"} and subject is not None and subject.lemma in {"I", "we"}


def _is_told(noun: Word, words: ModalityWords) -> bool:
    """A noun that is told of, not one that only belongs to another ("an inquiry into the attack", "the Boer War")."""
    first = grammar.first_conjunct(noun)
    held = first.deprel == "nmod" and grammar.preposition(first) == "in" and first.head is not None
    if held and first.head is not None:  # "suspects in custody"
        return _is_told(first.head, words)
    about = grammar.preposition(first) in ABOUT and noun.lemma.lower() not in words.undertakings
    return noun.upos == "NOUN" and grammar.base(first.deprel) not in BARE and not about


def _is_aside(verb: Word, words: ModalityWords) -> bool:
    """ "who sponsored the bill", "since he was jailed", "testified that he shot": what was done before the story."""
    testified = verb.deprel == "ccomp" and verb.head is not None and verb.head.lemma.lower() in words.testimony
    return testified or verb.deprel in ASIDE or bool(grammar.lemmas(verb.all("mark")) & EARLIER)
