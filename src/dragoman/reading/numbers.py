"""Numbers as reports write them: 1,269; twelve; two dozen; 3.5 million."""

from __future__ import annotations

from collections.abc import Container

from dragoman.parsing.tree import Word

UNITS = {
    word: value
    for value, word in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ]
    )
} | {
    word: 10 * (value + 2)
    for value, word in enumerate(["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"])
}
SCALES = {
    "dozen": 12,
    "hundred": 100,
    "thousand": 1_000,
    "million": 1_000_000,
    "mln": 1_000_000,
    "billion": 10**9,
    "bln": 10**9,
}
VAGUE = frozenset({"dozens", "hundreds", "thousands", "millions", "scores", "several", "some", "many"})


def parse_number(text: str) -> float | None:
    """The value of a number in figures or words ("1,269", "thirty-eight", "two dozen"); None where it is none."""
    words = text.lower().replace("-", " ").split()
    if not words or any(w in VAGUE for w in words):
        return None
    total = current = 0.0
    seen = False
    for word in words:
        if word in {"a", "an", "and"}:
            current = current or (1.0 if word != "and" else 0.0)
            continue
        value: float | None = UNITS.get(word, _figures(word))
        if value is not None:
            current += value
        elif word in SCALES:
            current = (current or 1.0) * SCALES[word]
            if SCALES[word] >= 1_000:
                total, current = total + current, 0.0
        else:
            return None
        seen = True
    return total + current if seen else None


def _figures(word: str) -> float | None:
    figures = word.replace(",", "")
    if not figures or not figures.isascii() or not figures.replace(".", "", 1).isdigit():
        return None
    return float(figures)


def number_of(noun: Word, people: Container[str]) -> int | None:
    """How many a noun phrase counts: "at least 12 people", "two dozen soldiers", "one of them"; None where vague."""
    if noun.upos == "NUM":
        return _whole(noun)
    modifier = noun.child("nummod")
    if modifier is not None:
        return _whole(modifier)
    singular = noun.xpos == "NN" and noun.lemma.lower() in people
    return 1 if singular and any(c.lemma.lower() in {"a", "an", "one"} for c in noun.all("det")) else None


def _whole(numeral: Word) -> int | None:
    words = [w.text for w in numeral.subtree() if w.upos == "NUM" or w.lemma in SCALES or w.lemma in UNITS]
    value = parse_number(" ".join(words)) if words else None
    return int(value) if value is not None and value.is_integer() else None
