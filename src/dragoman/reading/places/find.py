"""From the names of a page to its atlas."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import msgspec

from dragoman.knowledge.places import Gazetteer, Site, gazetteer
from dragoman.reading.grammar import preposition
from dragoman.reading.page import Page
from dragoman.reading.places.atlas import Atlas, Placed
from dragoman.reading.places.candidates import Candidate, candidates
from dragoman.reading.places.choose import choose, context_of, qualifying_site
from dragoman.reading.places.locative import is_locative, outermost
from dragoman.records import Place, Span


def find_places(page: Page, book: Gazetteer | None = None, published: str | None = None) -> Atlas:
    """The places of a page: names in locative positions, and the dateline. Names of parties are none."""
    book = book or gazetteer()
    context = context_of(page.document, book)
    drawing = _Drawing(page)
    filed = _dateline(page, book, context, drawing)
    for sentence in page.body:
        for candidate in candidates(page, sentence, book):
            site = choose(candidate, context)
            kind = site.kind if site is not None else "site"
            if _tells_where(candidate, site, kind, book):
                drawing.add(candidate, site, kind)
    return Atlas(drawing.places(), tuple(drawing.placed), filed, book.rules)


def _tells_where(candidate: Candidate, site: Site | None, kind: str, book: Gazetteer) -> bool:
    """A locative position or a qualifier; a name that the gazetteer lacks must be the parser's location, too."""
    if site is None and (candidate.label != "LOC" or any(s.kind == "state" for s in candidate.sites)):
        return False
    if candidate.qualifier is not None:
        return True
    if site is None:
        mark = preposition(outermost(candidate.head))
        return (
            candidate.head.xpos not in {"NNS", "NNPS"}
            and mark in book.rules["prepositions"] - book.rules["directional"]
        )
    return is_locative(candidate.head, kind, book.rules)


class _Drawing:
    """Collects the mentions of each place; the first mention gives its number."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._first: dict[tuple[object, str | None], Place] = {}
        self._mentions: dict[str, list[Span]] = {}
        self.placed: list[Placed] = []

    def add(self, candidate: Candidate, site: Site | None, kind: str) -> None:
        """One more name in a locative position."""
        code = _code(candidate, site)
        identity = self.mention(_name(candidate, site), code, site, candidate.whole, candidate.start, candidate.end)
        self.placed.append(Placed(identity, candidate.start, candidate.end, candidate.head, kind))

    def mention(self, name: str, code: str | None, site: Site | None, whole: bool, start: int, end: int) -> str:
        """The id of the place: an old one where the same site, or the same name in that state, was mentioned before."""
        number = site.geonames if site is not None and whole else None
        key = (site.latitude, site.longitude) if site is not None and whole else name
        place = self._first.get((key, code))
        if place is None:
            degrees = (site.latitude, site.longitude) if site is not None else (None, None)
            place = Place(f"p{len(self._first) + 1}", name, code, degrees[0], degrees[1], number)
            self._first[(key, code)] = place
        self._mentions.setdefault(place.id, []).append(self._page.span(start, end))
        return place.id

    def places(self) -> tuple[Place, ...]:
        """All places with their mentions in text order."""
        return tuple(msgspec.structs.replace(p, mentions=self._spans(p.id)) for p in self._first.values())

    def _spans(self, identity: str) -> tuple[Span, ...]:
        return tuple(sorted(self._mentions[identity], key=lambda span: span.start))


def _name(candidate: Candidate, site: Site | None) -> str:
    """The gazetteer's name, or the report's own where that is longer or another ("Baghdad airport", "Raqqa")."""
    return site.name if site is not None and candidate.whole and not site.alias else candidate.text


def _code(candidate: Candidate, site: Site | None) -> str | None:
    if site is not None and site.code is not None:
        return site.code
    outer = qualifying_site(candidate.qualifier.sites, None) if candidate.qualifier is not None else None
    return outer.code if outer is not None else None


def _dateline(page: Page, book: Gazetteer, context: Mapping[str, int], drawing: _Drawing) -> str | None:
    """The id of the place where the report was filed, if its dateline names one that the gazetteer knows."""
    filed = page.report.dateline.place if page.report.dateline is not None else None
    start = page.report.text.find(filed) if filed else -1
    if filed is None or start < 0 or not page.document.sentences:
        return None
    city, _, region = filed.partition(",")
    sites, outer = book.find(city.strip()), book.find(region.strip()) if region.strip() else ()
    sentence = page.document.sentences[0]
    whole = Candidate(start, start + len(filed), filed, outer, sentence.words[0], sentence, "LOC", True)
    end = start + len(city)
    site = choose(replace(whole, end=end, text=city, sites=sites, qualifier=whole if outer else None), context)
    return drawing.mention(site.name, site.code, site, True, start, end) if site is not None else None
