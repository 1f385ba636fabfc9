"""Written forms of names made comparable, and the search for the longest known name in a run of tokens."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache

_LETTERS = str.maketrans(
    {"ı": "i", "İ": "I", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ß": "ss", "æ": "ae", "ə": "a"}
    | dict.fromkeys("’‘ʼʻ`´", "'")
    | dict.fromkeys("‐‑–—", "-")
)
_ATOM = re.compile(r"[^\W_]+|[^\w\s]")


@lru_cache(maxsize=50_000)
def fold(form: str) -> str:
    """A name without accents, with plain apostrophes and hyphens and single spaces; capitals are kept.

    "Türkiye" -> "Turkiye". A leading "The" is brought to "the".
    """
    if not form.isascii():
        letters = unicodedata.normalize("NFKD", form.translate(_LETTERS))
        form = "".join(c for c in letters if not unicodedata.combining(c))
    form = " ".join(form.split())
    return "the" + form[3:] if form[:3] in ("The", "THE") and form[3:4] in ("", " ") else form


def atoms(text: str) -> tuple[str, ...]:
    """Words and single marks: what every tokeniser's tokens are made of. "U.S." -> ("U", ".", "S", ".")."""
    return tuple(_ATOM.findall(text))


class LongestMatch:
    """Finds the longest of many names at a place in a token list, however the tokeniser cut them."""

    def __init__(self, names: Iterable[str]) -> None:
        """`names` are folded already."""
        found: dict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
        for name in names:
            parts = atoms(name)
            if parts:
                found[parts[0]].append((parts, name))
        for entries in found.values():
            entries.sort(key=lambda entry: -len(entry[0]))
        self._by_first = dict(found)

    def find(self, tokens: Sequence[str], i: int) -> tuple[int, str]:
        """How many tokens from `i` on the longest name takes, and the name; (0, "") where there is none."""
        first = atoms(fold(tokens[i]))
        candidates = self._by_first.get(first[0], ()) if first else ()
        if not candidates:
            return 0, ""
        text, ends = _ahead(tokens, i, len(candidates[0][0]))
        for parts, name in candidates:
            taken = ends.get(len(parts))
            if taken and text[: len(parts)] == parts:
                return taken, name
        return 0, ""


def _ahead(tokens: Sequence[str], i: int, wanted: int) -> tuple[tuple[str, ...], dict[int, int]]:
    """The atoms of the next tokens, and after how many atoms how many tokens end."""
    text: list[str] = []
    ends: dict[int, int] = {}
    for taken, token in enumerate(tokens[i : i + wanted], 1):
        text.extend(atoms(fold(token)))
        ends[len(text)] = taken
        if len(text) >= wanted:
            break
    return tuple(text), ends
