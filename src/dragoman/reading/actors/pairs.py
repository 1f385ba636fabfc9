""" "The two", "both sides", "the two leaders": the last fitting pair, or nobody."""

from __future__ import annotations

from dragoman.knowledge.actor_words import actor_words
from dragoman.parsing.tree import Word
from dragoman.reading.actors.coref import WINDOW, joint
from dragoman.reading.actors.drafts import Draft, Reference
from dragoman.reading.actors.scene import Scene
from dragoman.reading.grammar import noun_phrase


def plural_reference(word: Word, scene: Scene) -> Reference | None:
    """ "the two", "both", "the two leaders", "both countries", "the sides": the last fitting pair."""
    noun = word.lemma.lower()
    if word.xpos not in {"NNS", "NNPS"} and noun not in {"two", "both"}:
        return None
    counted = noun in {"two", "both", "side"} or any(c.lemma.lower() in {"two", "both"} for c in word.children)
    if not counted or any(c.deprel == "nmod" and c.xpos != "PRP" for c in word.children):
        return None
    if not (_pointed_at(word) or noun in {"both", "side"} or any(c.lemma.lower() == "both" for c in word.children)):
        return None
    wanted = (
        "state" if noun in actor_words().pairs_of_states else "person" if noun in actor_words().pairs_of_persons else ""
    )
    if not wanted and noun not in {"two", "both"}:
        return None
    pair = _pair(word, wanted, scene)
    return scene.refer([word], noun_phrase(word), "nominal", pair, "the two mentioned last") if pair else None


def _pointed_at(word: Word) -> bool:
    """ "the two women", "those two": not "two women"."""
    return any(c.deprel in {"det", "nmod:poss"} for c in word.children)


def _pair(word: Word, wanted: str, scene: Scene) -> tuple[Draft, ...]:
    """A coordinated pair nearby, else the last two that fit; persons before states where either would do."""
    for kind in (wanted,) if wanted else ("person", "state"):
        pair = _pair_of(word, kind, scene)
        if pair:
            return pair
    return ()


def _pair_of(word: Word, kind: str, scene: Scene) -> tuple[Draft, ...]:
    fitting: list[Draft] = []
    for reference in scene.before(word, WINDOW):
        both = _fit(joint(reference, scene), kind, scene)
        if len(both) == 2:
            return tuple(both)
        fitting += [d for d in _fit(reference.drafts, kind, scene) if d not in fitting]
    return tuple(sorted(fitting[:2], key=lambda d: min(d.mentions, default=(-1, -1)))) if len(fitting) >= 2 else ()


def _fit(drafts: tuple[Draft, ...], wanted: str, scene: Scene) -> list[Draft]:
    """The drafts of the wanted kind; for governments their states."""
    if wanted != "state":
        return [d for d in drafts if d.kind == wanted]
    found: list[Draft] = []
    for draft in drafts:
        state = scene.state_of(draft.country) if draft.country and draft.kind == "state" else None
        if state is not None and state not in found:
            found.append(state)
    return found
