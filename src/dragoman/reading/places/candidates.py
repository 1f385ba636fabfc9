"""Names that may be places: capitalised words that the gazetteer knows or that the parser takes for a location."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from dragoman.knowledge.places import Gazetteer, Site
from dragoman.parsing.tree import Name, Sentence, Word
from dragoman.reading.page import Page

_LONGEST = 6  # words of a name, hyphens and apostrophes counted


@dataclass(frozen=True)
class Candidate:
    """A name with the sites that bear it; `qualifier` is what a comma adds to it ("Tripoli, Lebanon")."""

    start: int
    end: int
    text: str
    sites: tuple[Site, ...]
    head: Word
    sentence: Sentence
    label: str | None  # of the parser's name that covers it
    whole: bool  # the gazetteer knows the whole name, not only a part
    qualifier: Candidate | None = None


def candidates(page: Page, sentence: Sentence, book: Gazetteer) -> list[Candidate]:
    """The possible places of a sentence in text order; "Tripoli, Lebanon" is one candidate with its qualifier."""
    found = [c for c in _scan(page, sentence, book) if not _is_person(c, book)]
    return _qualified(found, page.report.text)


def _scan(page: Page, sentence: Sentence, book: Gazetteer) -> Iterator[Candidate]:
    reached = 0
    for position, word in enumerate(sentence.words):
        if word.start < reached or not word.text[:1].isupper():
            continue
        found = _at(page, sentence, position, book)
        if found is not None:
            yield found
            reached = found.end


def _at(page: Page, sentence: Sentence, position: int, book: Gazetteer) -> Candidate | None:
    """The longest name of the gazetteer that starts here, or a location of the parser's that the gazetteer lacks."""
    text, words = page.report.text, sentence.words
    name = words[position].name
    for size in range(_longest(text, words[position : position + _LONGEST], book), 0, -1):
        last = words[position + size - 1]
        if last.upos == "PUNCT":
            continue
        start, end = words[position].start, last.end
        sites = book.find(text[start:end])
        if sites:
            return _known(page, sentence, words[position : position + size], sites, book)
    begins = name is not None and name.label == "LOC" and name.words[0] is words[position]
    if name is not None and begins and _sounds_like_a_place(name, text, book):
        return _made(page, sentence, name.words, (), name, True)
    return None


def _longest(text: str, words: list[Word], book: Gazetteer) -> int:
    """How many of these words a name that begins with the first may have; what is written onto a word is part of it."""
    if not book.may_start(words[0].text):
        return 0
    apart = len(words) > 1 and words[0].space_after and words[1].space_after
    return 1 if apart and not book.may_open(text[words[0].start : words[1].end]) else len(words)


def _sounds_like_a_place(name: Name, text: str, book: Gazetteer) -> bool:
    """A location that the gazetteer lacks: no acronym ("EU") and no common word ("Parliament")."""
    words = text[name.start : name.end]
    common = words.lower() in book.rules["ordinary"] or words.lower() in book.rules["nouns"]
    return not common and not (words.isupper() and len(words) < 6)


def _known(
    page: Page, sentence: Sentence, words: list[Word], sites: tuple[Site, ...], book: Gazetteer
) -> Candidate | None:
    """A name that the gazetteer has; the parser's longer name must end in a place's word ("Baghdad airport")."""
    name = words[0].name or words[-1].name
    if name is None or (_opening(name).start >= words[0].start and name.end <= words[-1].end):
        return _made(page, sentence, words, sites, name, True)
    longer = name.words[-1].lemma.lower() in book.rules["nouns"] and _opening(name) is words[0]
    if not longer or name.label in {"PER", "MISC"}:
        return None
    return _made(page, sentence, name.words, sites, name, False)


def _opening(name: Name) -> Word:
    """The first capitalised word of a name: "the city of Dresden" begins with Dresden."""
    return next((word for word in name.words if word.text[:1].isupper()), name.words[0])


def _made(
    page: Page, sentence: Sentence, words: list[Word], sites: tuple[Site, ...], name: Name | None, whole: bool
) -> Candidate:
    start, end = words[0].start, words[-1].end
    text = page.report.text[start:end]
    label = name.label if name is not None else None
    return Candidate(start, end, text, sites, head_among(words), sentence, label, whole)


def head_among(words: list[Word]) -> Word:
    """The word of a run that the others depend on."""
    return next((w for w in words if w.head is None or w.head not in words), words[-1])


def _is_person(candidate: Candidate, book: Gazetteer) -> bool:
    if candidate.label == "PER":
        return True
    index = next(w.index for w in candidate.sentence.words if w.start >= candidate.start)
    before = candidate.sentence.words[index - 1] if index else None
    if before is not None and before.lemma.lower().rstrip(".") in book.rules["titles"]:
        return True
    head = candidate.head
    return candidate.label is None and (head.upos != "PROPN" or _part_of_name(candidate))


def _part_of_name(candidate: Candidate) -> bool:
    """Where the parser sees no name: a proper noun beside it belongs to it ("Georgia Meloni")."""
    head = candidate.head
    around = [w for w in (head.head, *head.children) if w is not None and not _within(w, candidate)]
    names = [w for w in around if w.upos == "PROPN"]
    return any("flat" in {w.deprel, head.deprel} or (head.deprel == "compound" and w is head.head) for w in names)


def _within(word: Word, candidate: Candidate) -> bool:
    return candidate.start <= word.start < candidate.end


def _qualified(found: list[Candidate], text: str) -> list[Candidate]:
    """Joins "Tripoli, Lebanon" and "Springfield, Ill."; "in Lebanon, Syria and Iraq" stays a list."""
    joined: list[Candidate] = []
    for candidate in found:
        before = joined[-1] if joined else None
        if before is not None and text[before.end : candidate.start].strip() == "," and _qualifies(before, candidate):
            joined[-1] = replace(before, qualifier=candidate)
        else:
            joined.append(candidate)
    return joined


def _qualifies(first: Candidate, second: Candidate) -> bool:
    """A larger place that holds the first one; an unknown first name is held by any state or region with it."""
    if first.qualifier is not None or any(site.kind in {"state", "area", "sea"} for site in first.sites):
        return False
    larger = [s for s in second.sites if s.kind in {"state", "region", "island"}]
    if not first.sites:
        return first.label == "LOC" and bool(larger)
    return any(holds(outer, inner) for outer in larger for inner in first.sites)


def holds(outer: Site, inner: Site) -> bool:
    """Whether a state or region holds a site; a region without a code of its own level holds what its state holds."""
    if outer.code is None or outer.code != inner.code or outer == inner:
        return False
    return outer.kind == "state" or not outer.admin1 or not inner.admin1 or outer.admin1 == inner.admin1
