"""Makes src/dragoman/parsing/lemmas.tsv from the training treebanks: `python training/make_lemmas.py --treebanks DIR`.

A (form, Penn tag) is listed where the treebanks' usual lemma is not what would be found without the table,
and where an inflected form is common enough that looking it up is a waste of time.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from pathlib import Path

from corpus import Token, read_documents
from dragoman.parsing.lemmas import TABLE, Lemmas, inflected

HEADER = (
    "# form, Penn tag, lemma; made by training/make_lemmas.py from UD English EWT (CC BY-SA 4.0) and GUM; do not edit"
)
COMMON = 3
# Slips of the treebanks, and lemmas that the other rooms had rather find under the plain noun.
WRONG = {
    ("supplies", "NNS"),
    ("troops", "NNS"),
    ("grounds", "NNS"),
    ("dynamics", "NNS"),
    ("where", "VBD"),
    ("than", "RB"),
    ("them", "RB"),
}
WRONG |= {("their", "RB"), ("to", "RB"), ("to", "VB"), ("of", "VB"), ("every", "RB"), ("were", "VB"), ("advise", "NN")}


def table(tokens: list[Token]) -> dict[tuple[str, str], str]:
    counted: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for token in tokens:
        if token.upos not in ("PROPN", "X") and token.lemma != "_":
            counted[token.form.lower().replace("’", "'"), token.xpos][token.lemma.lower()] += 1
    found = {}
    for (form, tag), lemmas in sorted(counted.items()):
        lemma, count = lemmas.most_common(1)[0]
        expected = inflected(form, tag)
        if lemma == expected and lemma != form and count >= COMMON:
            found[form, tag] = lemma
        if lemma != expected and (form, tag) not in WRONG and count >= _needed(form, tag):
            found[form, tag] = lemma
    return found


def _needed(form: str, tag: str) -> int:
    """How often an unexpected lemma must be seen: more often for plain inflected words, which lemminflect knows better."""
    if not form.isalpha():
        return 1
    return 4 if tag in ("VBD", "VBN", "VBG", "VBZ", "NNS", "JJR", "JJS") else 2


def accuracy(lemmas: Lemmas, tokens: list[Token]) -> dict[str, str]:
    right: Counter[str] = Counter()
    seen: Counter[str] = Counter()
    for token in tokens:
        for kind in (token.upos, "all"):
            seen[kind] += 1
            right[kind] += lemmas.of(token.form, token.upos, token.xpos) == token.lemma
    return {kind: f"{100 * right[kind] / seen[kind]:.1f}" for kind in ("all", "VERB", "NOUN", "ADJ", "AUX", "PROPN")}


def tokens_of(path: Path) -> list[Token]:
    return [t for d in read_documents(path) for s in d.sentences for t in s.tokens]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--treebanks", type=Path, required=True)
    folder = parser.parse_args().treebanks
    rows = table(tokens_of(folder / "train.conllu.gz"))
    lines = [HEADER, *("\t".join((*key, lemma)) for key, lemma in rows.items())]
    TABLE.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(len(rows), "rows; dev, gold tags:", accuracy(Lemmas.load(), tokens_of(folder / "dev.conllu.gz")))


if __name__ == "__main__":
    main()
