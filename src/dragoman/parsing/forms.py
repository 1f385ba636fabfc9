"""The forms of a lemma: `lemmas.py` turned round, so that words can be sought before a parse."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from typing import Literal

from dragoman.parsing.lemmas import read_table

Kind = Literal["VERB", "NOUN", "ADJ"]
KINDS: tuple[Kind, ...] = ("VERB", "NOUN", "ADJ")


@cache
def forms_of(lemma: str, kind: Kind | None = None) -> frozenset[str]:
    """The forms in lower case that a text may have of a lemma, itself among them; of all kinds of word without one."""
    # Imported here: it takes a quarter of a second, and only triage asks for it.
    from lemminflect import getAllInflections, getAllInflectionsOOV

    found = {lemma}
    for each in (kind,) if kind is not None else KINDS:
        listed = getAllInflections(lemma, each)
        if not listed and each != "ADJ" and lemma.isalpha():
            listed = getAllInflectionsOOV(lemma, each)
        found.update(form.lower() for forms in listed.values() for form in forms)
        found.update(_by_lemma().get((lemma, each[0]), ()))
    return frozenset(found)


@cache
def _by_lemma() -> dict[tuple[str, str], set[str]]:
    """The forms of the treebanks' table by lemma and first letter of the tag, "V", "N" or "A"."""
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for (form, tag), lemma in read_table().items():
        found[lemma, {"J": "A"}.get(tag[0], tag[0])].add(form)
    return dict(found)
