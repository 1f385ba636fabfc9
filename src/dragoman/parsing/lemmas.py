"""Lemmas: a table made from the treebanks, lemminflect for inflected words that it lacks, lower case for the rest."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

TABLE = Path(__file__).parent / "lemmas.tsv"

_KIND_OF_TAG = {
    **dict.fromkeys(("VBD", "VBG", "VBN", "VBZ"), "VERB"),
    "NNS": "NOUN",
    **dict.fromkeys(("JJR", "JJS"), "ADJ"),
    **dict.fromkeys(("RBR", "RBS"), "ADV"),
}


class Lemmas:
    """Finds lemmas; each (form, tags) is looked up once and remembered."""

    def __init__(self, table: dict[tuple[str, str], str], most_remembered: int = 200_000) -> None:
        self._table = table
        self._known: dict[tuple[str, str, str], str] = {}
        self._most_remembered = most_remembered

    @classmethod
    def load(cls, path: Path = TABLE) -> Lemmas:
        """Read the table of a file."""
        return cls(read_table(path))

    def of(self, form: str, upos: str, xpos: str) -> str:
        """The lemma: lower-cased, but a proper noun's is its form."""
        key = form, upos, xpos
        lemma = self._known.get(key)
        if lemma is None:
            if len(self._known) >= self._most_remembered:
                self._known.clear()
            lemma = self._known[key] = self._find(form, upos, xpos)
        return lemma

    def _find(self, form: str, upos: str, xpos: str) -> str:
        if upos == "PROPN":
            return form
        lower = form.lower().replace("’", "'")
        return self._table.get((lower, xpos)) or inflected(lower, xpos)


def read_table(path: Path = TABLE) -> dict[tuple[str, str], str]:
    """The table of a file: form and Penn tag, and their lemma."""
    lines = path.read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return {(form, tag): lemma for form, tag, lemma in rows}


def inflected(lower: str, xpos: str) -> str:
    """The lemma by lemminflect where the tag says that the word is inflected, else the word itself."""
    kind = _KIND_OF_TAG.get(xpos)
    if kind is None or not lower.isalpha():
        return lower
    found = _lemminflect()(lower, kind)
    return str(found[0]) if found else lower


@cache
def _lemminflect() -> Callable[[str, str], tuple[str, ...]]:
    # Imported at the first unknown inflected word only: it takes a quarter of a second, more where spaCy is installed.
    from lemminflect import getLemma

    lookup: Callable[[str, str], tuple[str, ...]] = getLemma
    return lookup
