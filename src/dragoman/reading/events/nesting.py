"""Acts inside acts: what is asked, promised, refused or threatened is not recorded as done."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice

from msgspec.structs import replace

from dragoman.knowledge.nesting import nesting_rules
from dragoman.parsing.tree import Word
from dragoman.reading import grammar
from dragoman.reading.events.match import Firing, Matcher, fillers

NOT = frozenset({"not", "n't", "never"})
CONSUMING = frozenset({"REQUEST", "REJECT", "THREATEN", "AGREE", "CONCEDE"})
TOLD_AS_FACT = frozenset({"acl:relcl", "advcl:relcl", "parataxis", "advcl", "appos"})
PHYSICAL = frozenset({"ASSAULT", "PROTEST", "RETREAT", "COERCE"})
VIOLENT = frozenset({"ASSAULT", "PROTEST"})
CONDITIONED = frozenset({"THREATEN", "REQUEST", "AGREE"})  # "will attack unless the troops leave"
DECISIONS = frozenset({"decision", "plan", "offer", "promise", "pledge", "intention", "agreement"})
CONTENT = frozenset({"ccomp", "xcomp", "obj", "obl", "nmod", "acl", "advcl", "csubj", "obl:unmarked", "nsubj:pass"})


def outermost(firings: Iterable[Firing]) -> list[Firing]:
    """The firings that stand for themselves, one a word, in text order."""
    by_word: dict[Word, Firing] = {}
    for firing in firings:
        by_word.setdefault(firing.site.word, firing)
    by_word = _without_parts(by_word)
    ordered = sorted(by_word.values(), key=lambda f: f.site.word.index)
    taken = {w for f in ordered for w in consumed(f)}
    return [f for f in ordered if f.site.word not in taken]


def _without_parts(by_word: Mapping[Word, Firing]) -> dict[Word, Firing]:
    """One act where it is told in two words, the parties of both: "opened fire, killing ten", "the attack killed ten",
    "died in an attack by rebels".

    Moves of troops beside their attack are no act of their own (PLOVER 2.0, section 3.14.1).
    """
    kept = dict(by_word)
    for word, firing in by_word.items():
        main = _whole(word, firing, kept)
        if main is not None and main.site.word is not word:
            kept[main.site.word] = _joined(main, firing)
            del kept[word]
        elif any(is_part(firing, by_word) for is_part in (_carries_another, _moves_to_attack, _is_penalty)):
            del kept[word]
    return kept


def _moves_to_attack(firing: Firing, by_word: Mapping[Word, Firing]) -> bool:
    return firing.frame.type == "MOBILIZE" and any(_attack_of_same(firing, other) for other in by_word.values())


def _is_penalty(firing: Firing, by_word: Mapping[Word, Firing]) -> bool:
    """ "sentenced to five years in jail"."""
    if firing.frame.type != "COERCE" or firing.site.part != "noun":
        return False
    above = islice(firing.site.word.ancestors(), 2)
    return any("convict" in by_word[w].frame.modes for w in above if w in by_word)


def _carries_another(firing: Firing, by_word: Mapping[Word, Firing]) -> bool:
    """ "adopted a resolution condemning the raid": the act is what the text says."""
    texts = firing.site.slots.get("obj", ()) if firing.frame.type == "SUPPORT" and firing.site.part == "verb" else ()
    said = (by_word.get(c) for text in texts for c in text.all("acl") if c.xpos == "VBG")
    return any(f is not None and f.frame.type in {"ACCUSE", "REQUEST", "SANCTION", "THREATEN"} for f in said)


def _whole(word: Word, firing: Firing, kept: Mapping[Word, Firing]) -> Firing | None:
    """The firing that tells the act of which this one tells a part."""
    if firing.frame.type not in PHYSICAL:
        return None
    main = kept.get(word.head) if word.head is not None and _goes_on(word) else None
    if main is not None:
        return main if main.frame.type == firing.frame.type else None
    if firing.frame.type == "ASSAULT" and firing.site.part == "verb":
        named = (kept.get(w) for w in firing.site.slots.get("subj", ()))
        return next((f for f in named if f is not None and f.frame.type in VIOLENT), None)
    return _suffered_in(firing, kept) if firing.frame.type == "ASSAULT" else None


def _suffered_in(firing: Firing, kept: Mapping[Word, Firing]) -> Firing | None:
    """ "was killed in an attack by rebels", "killed ten in a raid": the harm is the act, the noun tells who did it."""
    noun = firing.site.word
    inside = noun.deprel in {"obl", "obl:agent"} and grammar.preposition(noun) in {"in", "during", "by"}
    main = kept.get(noun.head) if noun.head is not None and inside else None
    if main is None or main.frame.type != "ASSAULT":
        return None
    doers = {p.actor for p in firing.actor}
    return main if not main.actor or doers <= {p.actor for p in main.actor} else None


def _joined(main: Firing, part: Firing) -> Firing:
    if main.frame.type != part.frame.type or main.frame.reciprocal:
        return main
    if part.site.part == "noun":
        return replace(main, actor=main.actor or part.actor, recipient=main.recipient or part.recipient)
    return replace(main, recipient=main.recipient or part.recipient)


def _goes_on(word: Word) -> bool:
    """A participle clause without a subject or conjunction of its own; "protested by blocking"."""
    marks = grammar.lemmas(word.all("mark"))
    return (
        word.deprel == "advcl" and word.xpos == "VBG" and marks <= {"by", "in"} and not word.all("nsubj", "nsubj:pass")
    )


def _attack_of_same(move: Firing, other: Firing) -> bool:
    actors = {p.actor for p in move.actor} - {None}
    return other.frame.type == "ASSAULT" and bool(actors & {p.actor for p in other.actor})


def consumed(firing: Firing) -> Iterator[Word]:
    """The words whose acts belong to this one: its further words, its conditions' fillers, its content."""
    yield from firing.extra
    word = firing.site.word
    own = (word, word.head) if word.deprel == "acl" else (word,)  # "the threat to close the strait"
    for slot, alternatives in firing.frame.needs.items():
        if any(not a.startswith("@") or _is_word_class(a) for a in alternatives):
            yield from (w for head in fillers(firing.site, slot) for w in grammar.conjuncts(head) if w not in own)
    if firing.frame.type in CONSUMING or "allege" in firing.frame.modes:
        yield from _content(firing)
    if firing.frame.type == "PROTEST" and "clause" in firing.frame.needs and firing.site.clause is not None:
        yield from _told_inside(firing.site.clause)  # what is protested for is no act of its own (section 3.12.2)


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
            if (
                child.deprel == "advcl"
                and child is not firing.site.clause
                and not (firing.frame.type in CONDITIONED and _is_condition(child))
            ):
                continue
            yield from _told_inside(child)


def _told_inside(word: Word) -> Iterator[Word]:
    """The word and what is below it, but for clauses that tell a fact of their own."""
    yield word
    for child in word.children:
        fact = child.deprel in TOLD_AS_FACT or (child.deprel == "acl" and child.xpos == "VBN")
        if not fact or (child.deprel == "advcl" and (child.xpos == "VBG" or _is_condition(child))):
            yield from _told_inside(child)


def _is_condition(clause: Word) -> bool:
    """ "will attack unless the troops leave": what is made a condition is not told as done."""
    return clause.deprel == "advcl" and bool(grammar.lemmas(clause.all("mark")) & {"if", "unless"})


def is_decided(firing: Firing) -> bool:
    """A yielding act made known as its actor's own decision: "the decision to leave"."""
    word = firing.site.word
    decided = word.deprel == "acl" and word.head is not None and word.head.lemma in DECISIONS
    return decided and firing.frame.type == "RETREAT"


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
