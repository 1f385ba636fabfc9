"""The words of a noun phrase that names a good: its modifiers, its extent, its number."""

from __future__ import annotations

from dragoman.knowledge.arms import Found, Phrase, System
from dragoman.parsing.tree import Word
from dragoman.reading.grammar import base
from dragoman.reading.page import Page
from dragoman.reading.transfers.amounts import quantity_beside, quantity_of
from dragoman.records import Quantity

MODIFIERS = frozenset(
    {
        "amod",
        "compound",
        "flat",
        "nmod:desc",
        "nmod:unmarked",
        "goeswith",
        "punct",
        "nummod",
        "appos",
        "advmod",
        "obl",
        "dep",
        "list",
    }
)
LEADING = frozenset({"det", "nummod", "nmod:poss", "det:predet", "advmod", "cc:preconj", "case", "punct", "cc"})
DETERMINING = frozenset(
    {
        "more",
        "other",
        "additional",
        "such",
        "several",
        "many",
        "some",
        "first",
        "second",
        "last",
        "remaining",
        "further",
        "another",
        "same",
    }
)


def singular(head: Word) -> str:
    """The common noun's singular; "arms" stays, and names lose a plural ending only."""
    if head.lemma.lower() == "arm":
        return head.text
    if head.upos == "PROPN":
        return head.text[:-1] if head.xpos == "NNPS" and head.text.endswith("s") else head.text
    return head.lemma


def phrase_words(head: Word) -> list[Word]:
    """The head with its modifiers, a run without gap."""
    words = [head, *(w for c in head.children if c.deprel in MODIFIERS and _near(c, head) for w in c.subtree())]
    ordered = sorted(set(words), key=lambda w: w.index)
    place = ordered.index(head)
    start, end = place, place
    while start > 0 and ordered[start].index - ordered[start - 1].index == 1:
        start -= 1
    while end + 1 < len(ordered) and ordered[end + 1].index - ordered[end].index == 1 and ordered[end + 1].text != ";":
        end += 1
    return _trimmed(ordered[start : end + 1], head)


def _near(child: Word, head: Word) -> bool:
    """Modifiers stand before the head; behind it only parts of a name."""
    if child.index < head.index:
        return True
    return child.deprel in {"flat", "compound", "nummod", "nmod:unmarked", "nmod:desc", "goeswith"} and child.upos in {
        "PROPN",
        "NUM",
        "NOUN",
        "X",
    }


def _trimmed(words: list[Word], head: Word) -> list[Word]:
    """Without punctuation at the ends."""
    while words[-1] is not head and words[-1].upos == "PUNCT":
        words = words[:-1]
    while words[0] is not head and words[0].upos == "PUNCT" and words[0].text not in {'"', "“", "‘"}:
        words = words[1:]
    return words


def extent(words: list[Word], head: Word, name: Found | None) -> tuple[int, int]:
    """Offsets of the phrase without determiner, number and owner, the whole designation included."""
    left = [w for w in words if w.index <= head.index]
    while len(left) > 1 and _leads(left[0], head) and not (name and name.start <= left[0].start < name.end):
        left = left[1:]
    start, end = left[0].start, words[-1].end
    if name is not None and name.start > end:
        return start, end
    return (min(start, name.start), max(end, name.end)) if name else (start, end)


def _leads(word: Word, head: Word) -> bool:
    if _is_bracketed(word):
        return True  # "one hundred (100) missiles"
    if word.deprel == "nummod" and word.head is not head and _is_hyphened(word):
        return False  # "2,000-pound bombs"
    while (
        word.head is not None
        and word.head is not head
        and word.head.index < head.index
        and word.deprel not in {"nummod"}
    ):
        word = word.head
    if word.name is not None and word.name.label == "LOC" and word.xpos.startswith("NNP"):
        return True  # "sell Syria missiles", "Iraq weapons"
    return word.deprel in LEADING or word.lemma.lower() in DETERMINING


def _is_bracketed(word: Word) -> bool:
    words = word.sentence.words if word.sentence is not None else []
    after_bracket = word.index > 0 and words[word.index - 1].text == "("
    return word.text in {"(", ")"} or (word.upos == "NUM" and after_bracket)


def _is_hyphened(word: Word) -> bool:
    words = word.sentence.words if word.sentence is not None else []
    return any(w.text in {"-", "‐", "‑"} for w in words[word.index + 1 : word.index + 2])


def head_of(system: System | None, phrase: Phrase) -> str:
    """What kind of thing a bare designation is: its description's own words."""
    return system.description if system is not None else phrase[-1]


PACKS = frozenset(
    {"container", "crate", "tonne", "ton", "kilo", "load", "shipload", "planeload", "truckload", "boatload", "cache"}
)
UNITS = frozenset(
    {
        "dozen",
        "hundred",
        "thousand",
        "squadron",
        "regiment",
        "battalion",
        "battery",
        "score",
        "pair",
        "couple",
        "handful",
    }
)


def measure(page: Page, container: Word) -> Quantity | None:
    """The number that a container gives: a numeral, "a dozen", "two squadrons"; none for "a fleet of"."""
    if container.upos == "NUM" or container.lemma.lower() in UNITS:
        return quantity_of(page, container)
    if base(container.deprel) == "nummod":
        return None
    counted = quantity_beside(page, container)
    if counted is None or container.lemma.lower() not in PACKS:
        return counted
    words = page.span(counted.start, container.end)
    return Quantity(words.start, words.end, words.text)  # the crates are counted, not what is in them
