"""To whom an act is addressed where no slot of its frame says so."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.knowledge.grammar import grammar_words
from dragoman.parsing.tree import Word
from dragoman.reading import grammar
from dragoman.reading.events.sites import Site

SPOKEN = frozenset({"AGREE", "REQUEST", "REJECT", "THREATEN", "ACCUSE", "CONCEDE", "SUPPORT"})


def addressees(site: Site, kind: str) -> Iterator[Word]:
    """Those whom the surroundings of an act of this type address, the likelier first."""
    if kind in SPOKEN:
        yield from _of_speech(site.governor)
    if kind == "REQUEST":
        yield from _granting(site.governor)
    yield from _shared(site.word)


def _of_speech(verb: Word) -> Iterator[Word]:
    """ "In a letter to the minister he called for a ceasefire"."""
    texts = (w for mark, w in grammar.obliques(verb) if mark in {"in", "during"} and _is_speech(w))
    for text in texts:
        yield from (w for mark, w in grammar.obliques(text) if mark in {"to", "before"})


def _is_speech(noun: Word) -> bool:
    return noun.lemma.lower() in grammar_words().addresses


def _granting(verb: Word) -> Iterator[Word]:
    """ "Parliament approved less than the president had requested": who is asked is who grants."""
    noun = grammar.antecedent(verb)
    comparing = verb.deprel == "advcl" and bool(grammar.lemmas(verb.all("mark")) & {"as", "than"})
    if noun is None and not comparing:
        return
    for above in verb.ancestors():
        if above.upos == "VERB" and above.lemma in grammar_words().granting:
            yield from grammar.subjects(above)


def _shared(verb: Word) -> Iterator[Word]:
    """ "fired and landed a round on a marcher": what the last of two verbs is done to, the first is done to as well."""
    if verb.upos != "VERB" or any(c.deprel in {"obj", "obl"} and c.index > verb.index for c in verb.children):
        return
    for other in verb.all("conj"):
        between = [c for c in verb.children if verb.index < c.index < other.index]
        if other.upos == "VERB" and grammar.own_subject(other) is None and all(c.deprel in {"advmod"} for c in between):
            yield from (w for mark, w in grammar.obliques(other) if mark in {"at", "on", "against", "to"})


def sentenced(noun: Word) -> list[Word]:
    """ "is serving a life sentence for the murder of …", "was convicted of the killing": whose deed it was."""
    above = grammar.first_conjunct(noun).head
    if above is None or grammar.preposition(noun) not in {"for", "of", "in", "over"}:
        return []
    sentencing = grammar_words().sentencing
    chain = (above, *(w for w in (above.child("obj"), above.head) if w is not None))
    if not any(w.lemma.lower() in sentencing for w in chain):
        return []
    verb = above if above.upos == "VERB" else grammar.governing_verb(above)
    if verb is None:
        return []
    return grammar.objects(verb) if verb.lemma in sentencing else grammar.subjects(verb)
