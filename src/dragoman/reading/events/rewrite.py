"""PLOVER's own rewritings: a cooperative act to come is AGREE, a withdrawal announced is CONCEDE (chapter 3)."""

from __future__ import annotations

from dataclasses import dataclass, replace

from dragoman.knowledge.nesting import nesting_rules
from dragoman.reading.events.modality import Modality

HOSTILE = frozenset({"ASSAULT", "COERCE"})
COOPERATIVE = frozenset({"CONSULT", "SUPPORT", "COOPERATE", "AID"})
YIELDING = frozenset({"RETREAT", "CONCEDE"})


@dataclass(frozen=True, slots=True)
class Coding:
    """What an act is coded as. `note` is added to the rule's name where PLOVER rewrites the type."""

    type: str
    modes: tuple[str, ...]
    cameo: str
    modality: Modality
    note: str = ""


def rewrite(coding: Coding, own_word: bool) -> Coding:
    """The coding after PLOVER's rewritings. `own_word`: the actor itself says so."""
    m = coding.modality
    if coding.type in HOSTILE and own_word and (m.future or m.hypothetical) and not m.negation:
        mode = nesting_rules()["THREATEN"].mode(coding.type, coding.modes, negated=False)
        return Coding("THREATEN", (mode,) if mode else (), "130", Modality(), ">threaten.announced")
    if coding.type == "AGREE" and not m.negation:
        return replace(coding, modality=Modality(hypothetical=m.hypothetical and not m.future))
    if not m.future or m.hypothetical:
        return coding
    if coding.type in COOPERATIVE:
        return _refused(coding) if m.negation else Coding("AGREE", (), "030", Modality(), ">agree.future")
    if coding.type in YIELDING and m.negation:
        return Coding("REJECT", ("yield",), "124", Modality(), ">reject.yielding")
    if coding.type == "RETREAT" and own_word:
        return Coding("CONCEDE", (), "080", Modality(), ">concede.announced")
    return coding


def _refused(coding: Coding) -> Coding:
    mode = "meet" if coding.type == "CONSULT" else "assist"
    return Coding("REJECT", (mode,), "120", Modality(), ">reject.future")
