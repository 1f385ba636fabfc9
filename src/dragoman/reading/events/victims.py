"""Who suffers a deed, told beside its noun: "a stabbing killed three", "the plant was hit by drone strikes"."""

from __future__ import annotations

from dragoman.parsing.tree import Word
from dragoman.reading import grammar
from dragoman.reading.events.sites import Site

KILLING = frozenset({"kill", "injure", "wound", "hurt", "leave", "murder", "maim"})
CAUSING = frozenset({"cause", "claim", "take", "bring"})
DEATHS = frozenset({"death", "life", "killing", "injury", "loss"})


def killed_by(site: Site) -> list[Word]:
    """ "a stabbing killed three people and injured two others", "survived an attack that left six soldiers dead"."""
    acts = _acts(site)
    verbs = [w.head for w in acts if w.deprel == "nsubj" and w.head is not None]
    verbs += [v for w in acts for v in w.all("acl:relcl")]
    verbs += [c for v in verbs for c in v.all("conj") if c.upos == "VERB" and grammar.own_subject(c) is None]
    return [w for v in verbs if not grammar.is_passive(v) for w in _killed(v)]


def struck_by(site: Site) -> list[Word]:
    """ "the plant was hit by drone strikes": what a passive with the deed as its agent is done to."""
    verbs = [w.head for w in _acts(site) if w.deprel == "obl:agent" and w.head is not None]
    return [thing for verb in verbs for thing in grammar.objects(verb)]


def _acts(site: Site) -> list[Word]:
    return [site.word] if site.part == "noun" else [w for w in site.slots.get("obj", ()) if w.upos == "NOUN"]


def _killed(verb: Word) -> list[Word]:
    """Whom a deed kills or wounds: "killed two men", "caused the death of two men", "claimed 20 lives"."""
    things = grammar.objects(verb)
    if verb.lemma in KILLING:
        return things
    deaths = [w for w in things if verb.lemma in CAUSING and w.lemma in DEATHS]
    return [w for thing in deaths for mark, w in grammar.obliques(thing) if mark in {"of", "among"}]
