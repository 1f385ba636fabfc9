"""How many and for how much: quantities beside a noun, sums in a sentence."""

from __future__ import annotations

from itertools import takewhile

from dragoman.knowledge.money import money_book
from dragoman.parsing.tree import Word
from dragoman.reading.grammar import base
from dragoman.reading.numbers import parse_number
from dragoman.reading.page import Page
from dragoman.records import Money, Quantity

HEDGES = frozenset(
    {"advmod", "nummod", "case", "cc", "conj", "fixed", "compound", "obl", "punct", "nmod", "det", "mark", "amod"}
)
LONGEST = 8  # words of a quantity


def quantity_beside(page: Page, noun: Word) -> Quantity | None:
    """The numeral that modifies a noun, hedges included ("between six and eight", "up to 40")."""
    names = (c for c in noun.children if c.deprel == "compound" and c.index < noun.index)
    before = [
        w for holder in (noun, *names) for w in holder.children if base(w.deprel) == "nummod" and w.index < holder.index
    ]
    numeral = next((n for n in before if not _is_hyphened(n)), None)
    return quantity_of(page, numeral) if numeral is not None else None


def _is_hyphened(numeral: Word) -> bool:
    words = numeral.sentence.words if numeral.sentence is not None else []
    return any(w.text in {"-", "‐", "‑"} for w in words[numeral.index + 1 : numeral.index + 2])


def quantity_of(page: Page, numeral: Word) -> Quantity | None:
    """The quantity that a numeral or a measure heads ("two squadrons"); `number` is None where it is vague."""
    unbracketed = takewhile(lambda w: w.text != "(", _run(numeral))  # "one hundred (100)"
    words = [w for w in unbracketed if w.deprel != "punct"]
    if not words or len(words) > LONGEST:
        return None
    number = _count([w for w in words if w.upos == "NUM" or parse_number(w.text) is not None])
    span = page.span(words[0].start, words[-1].end)
    exact = number is not None and not any(w.lemma.lower() in {"between", "and", "or", "to"} for w in words)
    return Quantity(span.start, span.end, span.text, number if exact or _single(words) else None)


def _single(words: list[Word]) -> bool:
    return sum(w.upos == "NUM" for w in words) == 1 and not any(w.lemma.lower() == "between" for w in words)


def _run(numeral: Word) -> list[Word]:
    """The numeral with what stands beside it, up to the next noun."""
    near = [
        numeral,
        *(w for c in numeral.children if base(c.deprel) in HEDGES and not _holds_noun(c) for w in c.subtree()),
    ]
    ordered = sorted(near, key=lambda w: w.index)
    place = ordered.index(numeral)
    start, end = place, place
    while start > 0 and ordered[start].index - ordered[start - 1].index == 1:
        start -= 1
    while end + 1 < len(ordered) and ordered[end + 1].index - ordered[end].index == 1:
        end += 1
    return ordered[start : end + 1]


def _holds_noun(word: Word) -> bool:
    return any(w.upos in {"NOUN", "PROPN", "PRON"} for w in word.subtree())


def _count(numerals: list[Word]) -> int | None:
    value = parse_number(" ".join(w.text for w in numerals)) if numerals else None
    return int(value) if value is not None and value.is_integer() else None


def sums(page: Page, start: int, end: int) -> list[Money]:
    """The sums of money between two offsets, in text order."""
    book = money_book()
    found = []
    for hit in book.pattern.finditer(page.report.text, start, end):
        figures = hit["figures"] or hit["figures2"]
        scale = (hit["scale"] or hit["scale2"] or "").lower()
        amount = float(figures.replace(",", "")) * book.scales.get(scale, 1)
        currency = book.currencies.get((hit["sign"] or hit["word"] or "").lower())
        found.append(Money(hit.start(), hit.end(), hit.group(), amount, currency))
    return found
