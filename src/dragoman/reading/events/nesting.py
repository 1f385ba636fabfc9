"""Acts inside acts: what is asked, promised, refused or threatened is not recorded as done."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dragoman.knowledge.nesting import nesting_rules
from dragoman.parsing.tree import Word
from dragoman.reading import grammar
from dragoman.reading.events.match import Firing, Matcher, fillers

NOT = frozenset({"not", "n't", "never"})
CONSUMING = frozenset({"REQUEST", "REJECT", "THREATEN", "AGREE", "CONCEDE"})
TOLD_AS_FACT = frozenset({"acl:relcl", "advcl:relcl", "parataxis", "advcl", "appos"})
CONTENT = frozenset({"ccomp", "xcomp", "obj", "obl", "nmod", "acl", "advcl", "csubj", "obl:unmarked", "nsubj:pass"})


def outermost(firings: Iterable[Firing]) -> list[Firing]:
    """The firings that stand for themselves, one a word, in text order."""
    by_word: dict[Word, Firing] = {}
    for firing in firings:
        by_word.setdefault(firing.site.word, firing)
    ordered = sorted(by_word.values(), key=lambda f: f.site.word.index)
    taken = {w for f in ordered for w in consumed(f)}
    return [f for f in ordered if f.site.word not in taken]


def consumed(firing: Firing) -> Iterator[Word]:
    """The words whose acts belong to this one: its further words, its conditions' fillers, its content."""
    yield from firing.extra
    for slot, alternatives in firing.frame.needs.items():
        if any(not a.startswith("@") or _is_word_class(a) for a in alternatives):
            yield from (
                w for head in fillers(firing.site, slot) for w in grammar.conjuncts(head) if w is not firing.site.word
            )
    if firing.frame.type in CONSUMING or "allege" in firing.frame.modes:
        yield from _content(firing)


def _is_word_class(alternative: str) -> bool:
    return alternative[1:] not in {
        "party",
        "state",
        "person",
        "org",
        "armed",
        "political",
        "official",
        "nonstate",
        "place",
    }


def _content(firing: Firing) -> Iterator[Word]:
    word = firing.site.word
    start = firing.site.light or word
    passive = grammar.is_passive(start)
    for child in {*start.children, *word.children}:
        if child.deprel in CONTENT and (child.deprel != "nsubj:pass" or passive) and child is not word:
            if child.deprel == "advcl" and child is not firing.site.clause:
                continue
            yield from _told_inside(child)


def _told_inside(word: Word) -> Iterator[Word]:
    """The word and what is below it, but for clauses that tell a fact of their own."""
    yield word
    for child in word.children:
        if child.deprel not in TOLD_AS_FACT or (child.deprel == "advcl" and child.xpos == "VBG"):
            yield from _told_inside(child)


def modes(firing: Firing, matcher: Matcher) -> tuple[str, ...]:
    """The frame's modes, or the one that the nested act gives."""
    rule = nesting_rules().get(firing.frame.type)
    if firing.frame.modes or rule is None or not firing.frame.clause_modes:
        return firing.frame.modes
    inner = _nested(firing, matcher)
    negated = firing.site.clause is not None and bool(grammar.negated_by(firing.site.clause, NOT))
    mode = rule.mode(inner.frame.type if inner else None, inner.frame.modes if inner else (), negated)
    return (mode,) if mode else ()


def _nested(firing: Firing, matcher: Matcher) -> Firing | None:
    """The act in the complement clause, else in an object or oblique ("called for talks")."""
    if firing.site.clause is not None:
        return matcher.inner(firing.site.clause)
    for slot in ("obj", "for", "of", "to", "on"):
        for word in fillers(firing.site, slot):
            if (found := matcher.inner(word)) is not None:
                return found
    return None
