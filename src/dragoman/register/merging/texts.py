"""Words compared: the stems that two sentences share, the runs of words that two reports share."""

from __future__ import annotations

import re
from collections.abc import Set as AbstractSet
from functools import lru_cache
from hashlib import blake2b

from dragoman.knowledge.merging import merging_rules

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")


def words_of(text: str) -> list[str]:
    """Words and numbers in lower case, without the possessive."""
    return [re.sub(r"['’]s?$", "", w) for w in _WORD.findall(text.lower())]


@lru_cache(maxsize=10_000)
def stems(text: str) -> frozenset[str]:
    """What the words of a text begin with, common words left out."""
    rules = merging_rules().words
    kept = (w for w in words_of(text) if w not in rules.ignored and (len(w) > 2 or w.isdigit()))
    return frozenset(w[: rules.stem] for w in kept)


def shared(one: AbstractSet[object], other: AbstractSet[object]) -> float:
    """0 to 1: the mean of the share of all and of the share of the smaller; 0 where one is empty."""
    common = len(one & other)
    return (common / len(one | other) + common / min(len(one), len(other))) / 2 if common else 0.0


def shingles(text: str) -> frozenset[int]:
    """64-bit hashes of all runs of words, the same on every machine."""
    size = merging_rules().copies.shingle
    words = words_of(text)
    runs = (" ".join(words[i : i + size]) for i in range(len(words) - size + 1))
    return frozenset(int.from_bytes(blake2b(run.encode(), digest_size=8).digest(), "big") for run in runs)
