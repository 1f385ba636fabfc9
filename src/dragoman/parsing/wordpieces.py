"""What the encoder sees of a word: its pieces (WordPiece, as BERT's uncased models cut them) and its shape.

The pieces are uncased, so the shape carries what capitals, digits and a missing space tell. Training reads this module
too: a word must look the same to the model there and here.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from pathlib import Path

LONGEST_WORD = 20  # characters of a word that the encoder gets to see: a URL must not fill a batch
MOST_PIECES = 8
SHAPES = 11  # shapes proper; each comes twice, with and without a space before the word
NO_SHAPE = 0


class WordPieces:
    """Cuts words into the ids of their pieces; each form is cut once and remembered."""

    def __init__(self, vocabulary: list[str], most_remembered: int = 200_000) -> None:
        self._ids = {piece: number for number, piece in enumerate(vocabulary)}
        self._known: dict[str, tuple[int, ...]] = {}
        self._most_remembered = most_remembered
        self.start, self.end = self._ids["[CLS]"], self._ids["[SEP]"]
        self.unknown, self.mask = self._ids["[UNK]"], self._ids["[MASK]"]

    @classmethod
    def load(cls, path: Path) -> WordPieces:
        """Read a vocabulary file of one piece a line."""
        return cls(path.read_text(encoding="utf-8").split("\n"))

    def of(self, form: str) -> tuple[int, ...]:
        """The ids of the form's pieces, at least one."""
        pieces = self._known.get(form)
        if pieces is None:
            if len(self._known) >= self._most_remembered:
                self._known.clear()
            pieces = self._known[form] = self._cut(form)
        return pieces

    def _cut(self, form: str) -> tuple[int, ...]:
        found: list[int] = []
        for chunk in _chunks(_plain(form[:LONGEST_WORD])):
            found.extend(self._longest_first(chunk))
        return tuple(found[:MOST_PIECES]) or (self.unknown,)

    def _longest_first(self, chunk: str) -> list[int]:
        found, start = [], 0
        while start < len(chunk):
            prefix = "##" if start else ""
            for end in range(len(chunk), start, -1):
                number = self._ids.get(prefix + chunk[start:end])
                if number is not None:
                    break
            else:
                return [self.unknown]
            found.append(number)
            start = end
        return found


def _plain(form: str) -> str:
    """Lower case without accents and control characters; curly quotes and dashes made straight."""
    decomposed = unicodedata.normalize("NFD", form.lower())
    kept = (c for c in decomposed if unicodedata.category(c) not in ("Mn", "Cc", "Cf", "Cs", "Co", "Cn"))
    return "".join(kept).translate(_STRAIGHT)


_STRAIGHT = str.maketrans(
    {"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "`": "'", "–": "-", "—": "-", "…": "."}
)


def _chunks(form: str) -> list[str]:
    """The form cut at punctuation and ideographs, each of which is a chunk of its own."""
    spaced = "".join(f" {c} " if _stands_alone(c) else c for c in form)
    return spaced.split()


def _stands_alone(char: str) -> bool:
    if char.isascii():
        return not char.isalnum() and not char.isspace()
    return unicodedata.category(char).startswith("P") or "\u4e00" <= char <= "\u9fff"


def shape_of(form: str, space_before: bool) -> int:
    """The number of the form's shape, from 1; 0 is kept for what is no word."""
    return _shape(form) + (SHAPES if space_before else 0)


@lru_cache(maxsize=1 << 16)
def _shape(form: str) -> int:
    """1 lower, 2 Title, 3 one capital, 4 CAPITALS, 5 mIxed, 6 number, 7 and 10 with digits, 8 sign, 9 caseless."""
    letters = [c for c in form if c.isalpha()]
    digits = any(c.isdigit() for c in form)
    if not letters:
        return 6 if digits else 8
    if digits:
        return 10 if letters[0].isupper() else 7
    return _shape_of_letters(form, letters)


def _shape_of_letters(form: str, letters: list[str]) -> int:
    upper = sum(c.isupper() for c in letters)
    if not upper:
        return 1 if any(c.islower() for c in letters) else 9
    if len(letters) == 1:
        return 3
    if upper == len(letters):
        return 4
    return 2 if upper == 1 and letters[0].isupper() and form[0].isupper() else 5
