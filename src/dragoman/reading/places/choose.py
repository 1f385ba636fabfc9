"""Which place of the world a name means: its qualifier, the states that the report names, and size."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from math import log10

from dragoman.knowledge.places import Gazetteer, Site
from dragoman.parsing.tree import Document
from dragoman.reading.places.candidates import Candidate, holds

_CITY, _METROPOLIS = 150_000, 1_000_000  # people of a city that needs no country beside it: called a location, or not
# As a city of so many tens of thousands would weigh.
_WEIGHTS = {"state": 8.0, "area": 6.5, "sea": 6.5, "region": 6.0, "island": 5.5, "site": 5.5}


def context_of(document: Document, book: Gazetteer) -> Mapping[str, int]:
    """How often a report names each state, by name, adjective or capital."""
    found: Counter[str] = Counter()
    for sentence in document.sentences:
        for word in sentence.words:
            if word.text[:1].isupper() and (code := book.states_of(word.text)) is not None:
                found[code] += 1
        for name in sentence.names:
            if len(name.words) > 1 and (code := book.states_of(document.text[name.start : name.end])) is not None:
                found[code] += 1
    return found


def choose(candidate: Candidate, context: Mapping[str, int]) -> Site | None:
    """The likeliest site of a name; None where only a small town of a state that the report never names would fit."""
    best = max(candidate.sites, key=lambda site: _score(site, candidate, context), default=None)
    if best is None or (best.kind in {"city", "capital"} and not _credible(best, candidate, context)):
        return None
    return best


def _score(site: Site, candidate: Candidate, context: Mapping[str, int]) -> tuple[float, int]:
    weight = _WEIGHTS.get(site.kind) or log10(site.people + 10) + (1.0 if site.kind == "capital" else 0.0)
    if candidate.qualifier is not None:
        weight += 50.0 if any(holds(outer, site) for outer in candidate.qualifier.sites) else 0.0
    if site.code is not None and site.code in context:
        weight += 2.0 + min(context[site.code], 10) / 20
    return weight - (0.5 if site.alias else 0.0), -(site.geonames or 0)


def _credible(site: Site, candidate: Candidate, context: Mapping[str, int]) -> bool:
    if candidate.qualifier is not None or site.code in context:
        return True
    if not candidate.whole or site.kind == "capital":
        return site.kind == "capital" and candidate.label == "LOC"
    return site.people >= (_CITY if candidate.label == "LOC" else _METROPOLIS)


def qualifying_site(candidates: Iterable[Site], inner: Site | None) -> Site | None:
    """Of the sites that a qualifier may mean, the one that holds the inner site, or else the first state or region."""
    sites = [s for s in candidates if s.kind in {"state", "region", "island"}]
    return next((s for s in sites if inner is not None and holds(s, inner)), sites[0] if sites else None)
