"""What surrounds an act: instruments, contexts, how many were hurt."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from dragoman.knowledge.plover import Context, contexts
from dragoman.parsing.tree import Sentence, Word
from dragoman.reading import grammar
from dragoman.reading.numbers import number_of
from dragoman.records import Size

PREDICATES = frozenset({"conj", "advcl", "root", "ccomp", "xcomp", "acl", "acl:relcl", "parataxis"})


def instrument_modes(word: Word, instruments: Mapping[str, tuple[tuple[str, ...], ...]]) -> tuple[str, ...]:
    """Modes that the weapons named around an act of violence give: its own clause, not the clauses beside it."""
    around = [w.lemma.lower() for w in _clause_words(word)]
    return tuple(mode for mode, phrases in instruments.items() if any(_runs(p, around) for p in phrases))


def _clause_words(word: Word) -> list[Word]:
    """The words of the act's clause, without relative clauses, coordinated clauses and what is said."""
    top = word if word.upos in {"VERB", "ADJ"} else (grammar.governing_verb(word) or word)
    found, waiting = [], [top]
    while waiting:
        part = waiting.pop()
        found.append(part)
        waiting.extend(
            c
            for c in part.children
            if c.deprel not in {"acl:relcl", "parataxis", "ccomp", "advcl"} and not _is_clause(c)
        )
    return sorted(found, key=lambda w: w.index)


def _is_clause(word: Word) -> bool:
    return word.deprel == "conj" and word.upos == "VERB"


def _runs(phrase: tuple[str, ...], lemmas: list[str]) -> bool:
    """Whether a run of lemmas occurs."""
    size = len(phrase)
    if size == 1:
        return phrase[0] in lemmas
    return any(tuple(lemmas[i : i + size]) == phrase for i in range(len(lemmas) - size + 1))


def event_contexts(
    sentence: Sentence, type_name: str, modes: tuple[str, ...], sectors: Iterable[str | None]
) -> tuple[str, ...]:
    """The contexts that the sentence's words, the parties' sectors or the type itself mark (PLOVER 2.2)."""
    lemmas = [w.lemma.lower() for w in sentence.words]
    bag = set(lemmas)
    names = {type_name, *(f"{type_name} {m}" for m in modes)}
    known = {s for s in sectors if s}
    return tuple(c.name for c in contexts() if _marked(c, lemmas, bag, names, known))


def _marked(context: Context, lemmas: list[str], bag: set[str], names: set[str], sectors: set[str]) -> bool:
    if bag & context.words or names & context.events or sectors & context.sectors:
        return True
    if len(bag & context.hints) >= 2:
        return True
    opens = not bag.isdisjoint(context.openings)
    return opens and any(bag.issuperset(p) and _runs(p, lemmas) for p in context.phrases)


def size_of(word: Word, verbs: Mapping[str, frozenset[str]]) -> Size:
    """Dead, hurt and arrested, counted by the act's own verb and by verbs coordinated with it or below it."""
    figures: dict[str, int | None] = {}
    for verb in _related_verbs(word):
        for kind in ("kills", "hurts", "arrests"):
            if verb.lemma.lower() in verbs[kind]:
                figures.setdefault(kind, _counted(verb, verbs["people"]))
    return Size(figures.get("kills"), figures.get("hurts"), figures.get("arrests"))


def _related_verbs(word: Word) -> list[Word]:
    top = word if word.upos == "VERB" else (grammar.governing_verb(word) or word)
    return [w for w in top.subtree() if w is top or (w.upos in {"VERB", "ADJ"} and w.deprel in PREDICATES)]


def _counted(verb: Word, people: frozenset[str]) -> int | None:
    """The number of people that a verb of harm has as its logical object ("killed 12 people", "12 were killed")."""
    victims = grammar.objects(verb) or (grammar.subjects(verb) if verb.lemma.lower() in {"die", "perish"} else [])
    return number_of(victims[0], people) if victims else None
