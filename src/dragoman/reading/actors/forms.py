"""Spellings of names made comparable: accents, hyphens, particles and generational suffixes put aside."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_LETTERS = str.maketrans({"ı": "i", "ø": "o", "ł": "l", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th"})
_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})
_HONOURS = frozenset({"QC", "KC", "SC", "MP", "MEP", "MSP", "OBE", "CBE", "MBE", "PhD", "Esq"})
PARTICLES = frozenset(
    {
        "al",
        "el",
        "bin",
        "ibn",
        "ben",
        "bint",
        "van",
        "von",
        "der",
        "den",
        "de",
        "del",
        "da",
        "dos",
        "di",
        "du",
        "la",
        "le",
    }
)


@lru_cache(maxsize=20_000)
def fold(text: str) -> tuple[str, ...]:
    """The comparable tokens of a name: "Recep Tayyip Erdoğan" -> ("recep", "tayyip", "erdogan")."""
    plain = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS))
    letters = "".join(c for c in plain if not unicodedata.combining(c))
    tokens = re.findall(r"\w+", letters.replace("'", "").replace("’", "").replace("‘", ""))
    kept = tuple(t for t in tokens if t not in _SUFFIXES)
    return kept or tuple(tokens)


def unadorned(name: str) -> str:
    """A person's name without letters of honour behind it: "Ann Lee QC" -> "Ann Lee"."""
    parts = name.split()
    while len(parts) > 2 and parts[-1].replace(".", "") in _HONOURS:
        parts.pop()
    return " ".join(parts)


def surname(tokens: tuple[str, ...]) -> str:
    """The last token, or nothing."""
    return tokens[-1] if tokens else ""


@lru_cache(maxsize=20_000)
def plain(tokens: tuple[str, ...]) -> tuple[str, ...]:
    """The tokens without particles, unless nothing else is left."""
    return tuple(t for t in tokens if t not in PARTICLES) or tokens


def near(one: str, other: str) -> bool:
    """Two transliterations of a surname: five letters or more, the same first two letters, one edit apart."""
    if one == other:
        return True
    if min(len(one), len(other)) < 5 or one[:2] != other[:2] or abs(len(one) - len(other)) > 1:
        return False
    shared = _common_prefix(one, other)
    tails = one[shared:], other[shared:]
    return tails[0][1:] == tails[1][1:] or tails[0][1:] == tails[1] or tails[0] == tails[1][1:]


def _common_prefix(one: str, other: str) -> int:
    length = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        length += 1
    return length


def compatible(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two full names may be one person: the same surname, and first names that do not contradict."""
    a, b = plain(one), plain(other)
    if not a or not b:
        return False
    if len(a) == 1 or len(b) == 1:
        short, full = (a, b) if len(a) == 1 else (b, a)
        return short[0] in (full[0], full[-1])
    if set(a) <= set(b) or set(b) <= set(a):
        return True
    return a[-1] == b[-1] and _first_names_agree(a[0], b[0])


def _first_names_agree(one: str, other: str) -> bool:
    if one == other or near(one, other):
        return True
    short, long = sorted((one, other), key=len)
    return len(short) == 1 and long.startswith(short)


def is_acronym(text: str) -> bool:
    """Capitals and points only: "SDF", "U.N."."""
    letters = text.replace(".", "").replace("-", "")
    return 2 <= len(letters) <= 8 and letters.isupper() and letters.isalpha()


def shouted(words: list[str]) -> bool:
    """Whether a sentence is written in capitals throughout."""
    if sum(map(str.isupper, words)) < 4:
        return False
    alphabetic = [w for w in words if w.isalpha() and len(w) > 1]
    return len(alphabetic) >= 4 and sum(w.isupper() for w in alphabetic) >= 0.8 * len(alphabetic)
