"""Base forms of a word: its lemma, and what the lemma might be where the parser left an ending on."""

from __future__ import annotations

from functools import lru_cache

from dragoman.parsing.tree import Word

ENDINGS = (("ies", "y"), ("ied", "y"), ("ing", ""), ("ing", "e"), ("es", ""), ("ed", ""), ("ed", "e"), ("s", ""))
NOT = frozenset({"not", "n't", "never", "n’t"})


def base_forms(word: Word) -> tuple[str, ...]:
    """The lemma first; for a lemma that still has an ending, the forms without it."""
    lemma = word.lemma.lower()
    if lemma != word.text.lower() or word.xpos in {"VB", "NN", "JJ", "NNP"}:
        return (lemma,)
    return _without_ending(lemma)


@lru_cache(maxsize=50_000)
def _without_ending(lemma: str) -> tuple[str, ...]:
    return (
        lemma,
        *(lemma[: -len(end)] + new for end, new in ENDINGS if lemma.endswith(end) and len(lemma) > len(end) + 2),
    )


def with_particle(word: Word) -> tuple[str, ...]:
    """The base forms, first with the verb's particle ("hold back", "rule out")."""
    particle = next(
        (c.lemma.lower() for c in word.children if c.deprel in {"compound:prt", "advmod"} and c.upos in {"ADP", "ADV"}),
        None,
    )
    forms = base_forms(word)
    return (*(f"{form} {particle}" for form in forms), *forms) if particle else forms


def is_excluded(word: Word) -> bool:
    """ "not to Iraq", "rather than from France"."""
    return any(
        (c.lemma.lower() in NOT and c.deprel in {"advmod", "cc", "cc:preconj"})
        or (c.deprel in {"cc", "case"} and c.lemma.lower() in {"rather", "instead"})
        for c in word.children
    )
