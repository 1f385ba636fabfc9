"""Which language a text is in, told by its commonest words: enough to warn that a report is not English."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from dragoman.knowledge.load import DATA, read_yaml

FILE = DATA / "language" / "common_words.yaml"
SAMPLE = 20_000  # characters
FEWEST_WORDS = 40
WORD = re.compile(r"[^\W\d_]+")


def language_of(text: str) -> str | None:
    """ISO 639-1 code, "und" for a script or a language not known here, None where there are too few words to tell."""
    words = WORD.findall(text[:SAMPLE].lower())
    if len(words) < FEWEST_WORDS:
        return None
    if sum(word[0] > "ɏ" for word in words) > len(words) / 2:  # beyond the Latin letters
        return "und"
    shares = {code: sum(word in common for word in words) / len(words) for code, common in _common_words().items()}
    best = max(shares, key=lambda code: (shares[code], code == "en"))
    if shares[best] >= 2 * shares["en"] and shares[best] > 0.1:
        return best
    return "en"


@cache
def _common_words(path: Path = FILE) -> dict[str, frozenset[str]]:
    yaml = read_yaml(path)
    if not isinstance(yaml.value, dict):
        yaml.fail("language codes with their commonest words are wanted")
    for code, words in yaml.value.items():
        if not isinstance(words, str):
            yaml.fail("the commonest words, with spaces between, are wanted", code)
    return {code: frozenset(words.split()) for code, words in yaml.value.items()}
