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
        self._names: dict[tuple[str, ...], str] = {}
        sizes: dict[tuple[str, ...], set[int]] = defaultdict(set)
        for name in names:
            parts = atoms(name)
            if parts:
                self._names.setdefault(parts, name)
                sizes[parts[:2]].add(len(parts))
        self._firsts = frozenset(opening[0] for opening in sizes)
        self._sizes = {opening: sorted(found, reverse=True) for opening, found in sizes.items()}

    def find(self, tokens: Sequence[str], i: int) -> tuple[int, str]:
        """How many tokens from `i` on the longest name takes, and the name; (0, "") where there is none."""
        first = _folded_atoms(tokens[i])
        if not first or first[0] not in self._firsts:
            return 0, ""
        opening, _ = _ahead(tokens, i, 2)
        sizes = self._sizes.get(opening[:2], ())
        text, ends = _ahead(tokens, i, sizes[0]) if sizes else (opening, {})
        for size in sizes:
            taken = ends.get(size)
            if taken and (name := self._names.get(text[:size])) is not None:
                return taken, name
        single = self._names.get(first) if len(first) == 1 else None
        return (1, single) if single is not None else (0, "")


@lru_cache(maxsize=50_000)
def _folded_atoms(token: str) -> tuple[str, ...]:
    return atoms(fold(token))


def _ahead(tokens: Sequence[str], i: int, wanted: int) -> tuple[tuple[str, ...], dict[int, int]]:
    """The atoms of the next tokens, and after how many atoms how many tokens end."""
    text: list[str] = []
    ends: dict[int, int] = {}
    for taken, token in enumerate(tokens[i : i + wanted], 1):
        text.extend(_folded_atoms(token))
        ends[len(text)] = taken
        if len(text) >= wanted:
            break
    return tuple(text), ends
