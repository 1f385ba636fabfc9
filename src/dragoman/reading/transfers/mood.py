"""Tense, mood and negation: what auxiliaries, adverbs and negators make of a verb's state."""

from __future__ import annotations

from dataclasses import dataclass, replace

from dragoman.knowledge.supply import StatusBook
from dragoman.parsing.tree import Word
from dragoman.reading.grammar import preposition
from dragoman.reading.transfers.climb import Climb
from dragoman.reading.transfers.outcome import Outcome

FIRSTS = frozenset({"first", "second", "third", "last", "latest", "only"})
CLAUSAL = frozenset({"xcomp", "ccomp", "csubj", "csubj:pass", "advcl", "acl"})


@dataclass(frozen=True)
class Mood:
    """Reads the marks of a verb's own clause."""

    book: StatusBook
    climb: Climb

    def is_open(self, verb: Word) -> bool:
        """An infinitive or gerund without tense of its own."""
        if verb.xpos == "VBN" and any(m.lemma.lower() == "to" for m in verb.all("mark")):
            return not any(a.lemma.lower() == "have" for a in verb.all("aux"))  # "to be delivered"
        if verb.child("aux", "cop") is not None and verb.xpos not in {"VB", "VBG"}:
            return False
        if self._is_first_to(verb) or self._is_after(verb):
            return False
        if verb.xpos == "VB":
            return self._is_to(verb) or (not verb.all("aux") and verb.deprel != "root")
        return (
            verb.xpos == "VBG"
            and verb.child("aux") is None
            and verb.deprel in CLAUSAL | {"nmod", "obl", "obj", "nsubj"}
        )

    def marked(self, found: Outcome, verb: Word) -> Outcome:
        """Auxiliaries, adverbs and negators of a verb."""
        words, state = self.book.words, found.state
        aux = {c.text.lower() for c in self._auxiliaries(verb)}
        for adverb in verb.all("advmod"):
            effect = self.book.effect(adverb.lemma.lower(), "adverb")
            if effect is not None and state in effect.over:
                state = effect.status
        if aux & words["maybe"] and state in words["maybe_over"]:
            state = "possible"
        elif state in words["future_over"] and (
            aux & words["future"] or (aux & words["would"] and self._is_told(verb)) or self._is_to(verb)
        ):
            state = "planned"
        elif aux & words["would"] and state in words["maybe_over"]:
            state = "possible"
        if any(self._is_condition(c) for c in verb.all("mark")) and state in words["maybe_over"]:
            state = "possible"
        if not self.negated(verb):
            return replace(found, state=state)
        return self._negate(found, verb, aux)

    def _negate(self, found: Outcome, verb: Word, aux: set[str]) -> Outcome:
        words = self.book.words
        if aux & words["future"] and self._is_until(verb):
            return replace(found, state="planned")
        past = (
            bool(aux) and not aux & (words["future"] | words["would"] | words["maybe"]) and verb.xpos.startswith("VB")
        )
        return replace(found, state="undone", past=past)

    def _is_first_to(self, verb: Word) -> bool:
        """ "the first ally to buy them": it did."""
        noun = verb.head
        marks = {c.lemma.lower() for c in noun.all("amod", "det")} if noun is not None else set()
        return verb.xpos == "VB" and verb.deprel == "acl" and bool(marks & FIRSTS)

    def _is_after(self, verb: Word) -> bool:
        """ "after selling", "by selling": told as done."""
        return verb.xpos == "VBG" and any(m.lemma.lower() in {"after", "since", "by"} for m in verb.all("mark"))

    def _is_until(self, verb: Word) -> bool:
        """ "will not be delivered before May": later, but not never."""
        return any(preposition(c) in {"before", "until", "till"} for c in verb.all("obl", "obl:unmarked"))

    def _is_to(self, verb: Word) -> bool:
        """ "is to supply", "is due to receive"."""
        return verb.xpos == "VB" and verb.child("cop") is not None

    def _auxiliaries(self, verb: Word) -> list[Word]:
        """The verb's auxiliaries, those of the first conjunct where it has none ("will be made and delivered")."""
        own = verb.all("aux")
        shares = (
            not own and verb.deprel == "conj" and not verb.child("nsubj", "nsubj:pass") and verb.xpos in {"VB", "VBN"}
        )
        return self._auxiliaries(verb.head) if shares and verb.head is not None else own

    def _is_condition(self, mark: Word) -> bool:
        clause = mark.head
        return mark.lemma.lower() in {"if", "unless"} and clause is not None and clause.deprel == "advcl"

    def _is_told(self, verb: Word) -> bool:
        """ "said it would sell": the future told in the past."""
        head = verb.head
        return (
            head is not None
            and verb.deprel in {"ccomp", "conj", "root"}
            and (head.lemma.lower() in self.book.words["relays"] or self._verb_effect(head) in {"planned", "agreed"})
        ) or verb.child("parataxis") is not None

    def _verb_effect(self, word: Word) -> str | None:
        effect = self.climb.effect(word)
        return effect.status if effect else None

    def negated(self, word: Word) -> bool:
        """A negator in the word's own clause, "no" on its subject or object."""
        negators = self.book.words["negators"]
        if any(
            c.lemma.lower() in {"long", "longer"} and any(d.lemma.lower() == "no" for d in c.children)
            for c in word.all("advmod")
        ):
            return True
        if any(c.deprel in {"advmod", "cc:preconj", "det"} and c.lemma.lower() in negators for c in word.children):
            return True
        nouns = word.all("nsubj", "nsubj:pass", "obj") if word.upos in {"VERB", "AUX"} else []
        return any(d.lemma.lower() in {"no", "neither"} for n in nouns for d in n.all("det"))
