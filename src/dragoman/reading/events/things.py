"""Whose a thing is: "the platform" after "an Iranian platform", "the plan that France proposed"."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from dragoman.knowledge.grammar import grammar_words
from dragoman.parsing.tree import Sentence, Word
from dragoman.reading import grammar
from dragoman.reading.actors import Cast
from dragoman.records import Party

MEMORY = 12  # sentences that a definite noun may look back
KINDS = frozenset({"kind", "nature", "sort", "type"})
PLAIN = frozenset({"det", "amod", "punct", "case", "cc", "conj", "acl:relcl", "cop", "nsubj", "nummod"})


@dataclass(frozen=True)
class Things:
    """The things of a page whose owners it tells."""

    cast: Cast
    sentences: tuple[Sentence, ...]

    def owners(self, noun: Word) -> tuple[Party, ...]:
        """The owners told before of a thing that the report takes up again with "the", "this" or "that"."""
        if noun.upos != "NOUN" or noun.sentence is None or not _is_bare(noun):
            return ()
        told = self._told.get(noun.lemma.lower(), [])
        place = bisect_left(told, noun.start, key=lambda t: t[0])
        if not place:
            return ()
        _, number, parties = told[place - 1]
        return parties if noun.sentence.number - number <= MEMORY else ()

    def makers(self, noun: Word, judge: Word) -> tuple[Party, ...]:
        """Who made, proposed or declared a thing: "the state of emergency that he declared", "sent a plan".

        `judge` is the word of the act that judges the thing; it brings nothing forward.
        """
        words = [w for w in _makers(noun, judge) if self.cast.is_party(w)]
        return tuple(dict.fromkeys(p for w in words for p in self.cast.parties(w)))

    def receivers(self, noun: Word, judge: Word) -> tuple[Party, ...]:
        """To whom a thing was given or sent."""
        verb = _presented_by(noun)
        if verb is None or verb is judge:
            return ()
        words = [*grammar.indirect_object(verb), *(w for mark, w in grammar.obliques(verb) if mark == "to")]
        return tuple(dict.fromkeys(p for w in words if self.cast.is_party(w) for p in self.cast.parties(w)))

    @cached_property
    def _told(self) -> dict[str, list[tuple[int, int, tuple[Party, ...]]]]:
        """By lemma, in text order: where a thing stands, in which sentence, whose it is."""
        found: dict[str, list[tuple[int, int, tuple[Party, ...]]]] = {}
        for sentence in self.sentences:
            for word in sentence.words:
                if word.upos == "NOUN" and not self.cast.is_party(word):
                    owners = self.cast.modifiers(word)
                    if owners:
                        found.setdefault(word.lemma.lower(), []).append((word.start, sentence.number, owners))
        return found


def _is_bare(noun: Word) -> bool:
    """A noun behind "the" or "such", or "of this kind", that nothing else makes definite."""
    kinds = [c for c in noun.all("nmod") if c.lemma in KINDS and grammar.is_definite(c)]
    definite = grammar.is_definite(noun) or bool(kinds) or "such" in grammar.lemmas(noun.all("amod", "det:predet"))
    return definite and all(c.deprel in PLAIN or c in kinds for c in noun.children)


def _makers(noun: Word, judge: Word) -> Iterator[Word]:
    for clause in noun.all("acl:relcl"):
        subject = grammar.own_subject(clause)
        if clause is not judge and subject is not None and subject.xpos not in {"WDT", "WP", "PRP"}:
            yield from grammar.conjuncts(subject)
    for participle in noun.all("acl"):  # "a lawsuit filed by Peru"
        maker = grammar.agent(participle)
        if participle is not judge and maker is not None:
            yield from grammar.conjuncts(maker)
    verb = _presented_by(noun)
    if verb is not None and verb is not judge:
        yield from grammar.subjects(verb)


def _presented_by(noun: Word) -> Word | None:
    """The verb that brings a thing forward: "sent a plan for the march"."""
    while noun.deprel == "nmod" and noun.head is not None:
        noun = noun.head
    verb = noun.head if noun.deprel == "obj" else None
    return verb if verb is not None and verb.lemma in grammar_words().presenting else None


def possessors(clause: Word) -> list[Word]:
    """ "plants belonging to a Peruvian firm", "owned by Peru"."""
    if clause.lemma == "belong":
        return [w for mark, w in grammar.obliques(clause) if mark == "to"]
    owner = grammar.agent(clause) if clause.lemma in {"own", "operate", "run", "control", "hold"} else None
    return [owner] if owner is not None else []
