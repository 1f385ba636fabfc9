"""The words above an act: what governs it, and whether they hold it as their content, their object or their topic."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dragoman.knowledge.supply import Effect, StatusBook
from dragoman.parsing.tree import Word
from dragoman.reading.grammar import base, preposition
from dragoman.reading.transfers.arguments import governor_of
from dragoman.reading.transfers.words import base_forms, with_particle

PART_OF_UPOS = {"VERB": "verb", "AUX": "verb", "NOUN": "noun", "PROPN": "noun", "ADJ": "adjective", "ADV": "adverb"}
STEPS = 10
TOLD_AS_FACT = frozenset({"acl:relcl", "advcl:relcl", "parataxis", "appos"})
PREPOSITIONS = frozenset(
    {"to", "for", "on", "about", "against", "in", "with", "from", "of", "over", "into", "at", "as"}
)
COMPLEMENT_MARKS = frozenset({"to", "of", "from", "in", "for", "against", "about", "with", "on"})


@dataclass(frozen=True)
class Climb:
    """Goes up the tree from an act."""

    book: StatusBook

    def effect(self, word: Word) -> Effect | None:
        """The effect of a governor, its particle heeded."""
        part = PART_OF_UPOS.get(word.upos, "")
        return next((e for form in with_particle(word) if (e := self.book.effect(form, part))), None)

    def governors(self, word: Word) -> Iterator[tuple[Word, str]]:
        """Governors with the relation by which they hold what is below them, inner first."""
        current = word
        for _ in range(STEPS):
            lower = self._shared(current)
            head = self._noun_of_purpose(lower) or governor_of(lower)
            if head is None or (lower.deprel in TOLD_AS_FACT and not self._is_content(lower, head)):
                break
            moved = head is not lower.head and head.upos == "NOUN"
            link = ("noun" if lower.upos == "NOUN" else "clause") if moved else self._link(lower, head)
            if link is None:
                break
            yield head, link
            if link == "relay" and not _is_predicated(head):
                break
            current = head

    def _is_content(self, clause: Word, noun: Word) -> bool:
        """ "allegations that Norland sold tanks": content, though the parser takes it for a relative clause."""
        that = any(m.lemma.lower() == "that" for m in clause.all("mark"))
        return (
            that
            and clause.child("nsubj") is not None
            and clause.child("obj") is not None
            and self.effect(noun) is not None
        )

    def _noun_of_purpose(self, clause: Word) -> Word | None:
        """ "signed a deal with Norland to buy": the clause belongs to the deal, whatever the parser says."""
        head = clause.head
        if head is not None and base(clause.deprel) == "obl" and preposition(clause) in {"on", "against"}:
            return self._effective_object(head, clause)  # "imposed an embargo on sales"
        infinitive = clause.deprel == "advcl" and clause.xpos == "VB"
        told = clause.deprel == "ccomp" and any(m.lemma.lower() == "that" for m in clause.all("mark"))
        if head is None or head.upos != "VERB" or not (infinitive or told):
            return None
        return self._effective_object(head, clause)

    def _effective_object(self, verb: Word, lower: Word) -> Word | None:
        """The object between a verb and what is below it, where that has an effect."""
        nouns = (c for c in verb.all("obj", "nsubj:pass") if c.index < lower.index)
        return next((n for n in nouns if n.upos == "NOUN" and self.effect(n) is not None), None)

    def _shared(self, word: Word) -> Word:
        """A conjunct without tense of its own goes with the first one."""
        while (
            word.deprel == "conj"
            and word.head is not None
            and not (word.child("aux", "nsubj") or word.xpos in {"VBD", "VBZ"})
        ):
            word = word.head
        return word

    def _link(self, word: Word, head: Word) -> str | None:
        part = PART_OF_UPOS.get(head.upos)
        lemma = base_forms(head)[-1] if self.effect(head) is None else head.lemma.lower()
        relay = lemma in self.book.words["relays"] and part == "verb"
        known = part is not None and (self.effect(head) is not None or lemma in self.book.signed)
        told = word.deprel == "acl" and (word.xpos in {"VB", "VBG"} or any(m.lemma == "that" for m in word.all("mark")))
        told = told or (word.deprel == "acl:relcl" and self._is_content(word, head))
        if word.deprel in {"xcomp", "ccomp", "csubj", "csubj:pass"} or told:
            return "relay" if relay else "clause"
        if word.deprel == "advcl":
            return "clause" if (known or part == "adjective") and self._is_complement(word, head) else None
        if word.deprel in {"obj", "nsubj:pass"} or (
            word.deprel == "nsubj" and part != "noun" and not self._transitive(head)
        ):
            return "relay" if relay else "noun"
        if base(word.deprel) in {"obl", "nmod"} and preposition(word) in PREPOSITIONS:
            return "noun" if known else None
        return "noun" if word.deprel == "compound" and known else None

    def _transitive(self, verb: Word) -> bool:
        return verb.child("obj", "ccomp") is not None

    def _is_complement(self, clause: Word, head: Word) -> bool:
        """Infinitives and gerunds after a governor with an effect are what it is about, not asides."""
        if clause.index < head.index:
            return False
        return (
            clause.xpos in {"VB", "VBG"} and {m.lemma.lower() for m in clause.all("mark", "case")} <= COMPLEMENT_MARKS
        )


def _is_predicated(verb: Word) -> bool:
    """ "It is groundless to say that": what is said of the saying counts."""
    return verb.xpos == "VB" and verb.head is not None and verb.head.upos == "ADJ"
