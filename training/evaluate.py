"""Measures the shipped model: `python training/evaluate.py --treebanks DIR [--part test] [--model DIR]`.

Gold: words and sentences of the treebank. Raw: the text, a blank line between paragraphs, all found by the parser. UAS and LAS leave out
punctuation (relation punct); in raw text they are F1 over words with the same offsets, as in the CoNLL shared tasks.
"""

from __future__ import annotations

import argparse
import json
import time
from collections import Counter
from pathlib import Path

from corpus import TreeDocument, read_documents, text_of
from dragoman.parsing.lemmas import Lemmas
from dragoman.parsing.model import Model
from dragoman.parsing.model_info import FOLDER, read_info
from dragoman.parsing.names import spans_of
from dragoman.parsing.parser import DragomanParser
from dragoman.parsing.tokens import Token
from dragoman.parsing.tree import Document

Facts = dict[str, set[tuple[object, ...]]]


def gold_tokens(document: TreeDocument, text: str) -> list[list[Token]]:
    """The treebank's words with their offsets in the text."""
    at, found = 0, []
    for sentence in document.sentences:
        tokens = []
        for word in sentence.tokens:
            at = text.index(word.form, at)
            tokens.append(Token(word.form, at, at + len(word.form)))
            at += len(word.form)
        found.append(tokens)
    return found


def gold_facts(document: TreeDocument, tokens: list[list[Token]]) -> Facts:
    """What the treebank says, as sets of offsets with labels."""
    facts: Facts = {kind: set() for kind in KINDS}
    for sentence, words in zip(document.sentences, tokens, strict=True):
        facts["sentences"].add((words[0].start, words[-1].end))
        names = [word.name or "O" for word in sentence.tokens]
        for word, at in zip(sentence.tokens, words, strict=True):
            head = words[word.head - 1].start if word.head else -1
            _add(facts, (at.start, at.end), head, word.deprel, word.xpos, word.upos, word.lemma)
        for start, end, label in spans_of(names):
            facts["NER"].add((words[start].start, words[end - 1].end, label))
    return facts


def found_facts(document: Document) -> Facts:
    facts: Facts = {kind: set() for kind in KINDS}
    for sentence in document.sentences:
        facts["sentences"].add((sentence.start, sentence.end))
        for word in sentence.words:
            head = word.head.start if word.head else -1
            _add(facts, (word.start, word.end), head, word.deprel, word.xpos, word.upos, word.lemma)
        facts["NER"].update((name.start, name.end, name.label) for name in sentence.names)
    return facts


KINDS = ("tokens", "sentences", "UAS", "LAS", "XPOS", "UPOS", "lemmas", "NER")


def _add(facts: Facts, at: tuple[int, int], head: int, deprel: str, xpos: str, upos: str, lemma: str) -> None:
    facts["tokens"].add(at)
    facts["XPOS"].add((*at, xpos))
    facts["UPOS"].add((*at, upos))
    facts["lemmas"].add((*at, lemma))
    if deprel != "punct":
        facts["UAS"].add((*at, head))
        facts["LAS"].add((*at, head, deprel))


def measure(parser: DragomanParser, documents: list[TreeDocument], raw: bool) -> dict[str, str]:
    """F1 of every kind. With gold words, LAS and UAS are accuracies over the words that are no punctuation in the treebank."""
    same, gold_count, found_count = Counter(), Counter(), Counter()  # type: ignore[var-annotated]
    for document in documents:
        text = text_of(document)
        tokens = gold_tokens(document, text)
        gold = gold_facts(document, tokens)
        found = found_facts(parser.parse(text) if raw else parser.parse_given(text, tokens))
        for kind in KINDS:
            same[kind] += len(gold[kind] & found[kind])
            gold_count[kind] += len(gold[kind])
            accuracy = not raw and kind in ("UAS", "LAS")
            found_count[kind] += len(gold[kind] if accuracy else found[kind])
    return {kind: f"{200 * same[kind] / max(1, gold_count[kind] + found_count[kind]):.2f}" for kind in KINDS}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--treebanks", type=Path, required=True)
    parser.add_argument("--part", default="test")
    parser.add_argument("--model", type=Path, default=FOLDER)
    parser.add_argument("--threads", type=int, default=None)
    parser.add_argument("--write", action="store_true", help="keep the figures in the model's labels.json")
    given = parser.parse_args()
    documents = read_documents(given.treebanks / f"{given.part}.conllu.gz")
    own = DragomanParser(Model(given.model, given.threads), Lemmas.load())
    figures = {}
    for corpus in ("EWT", "GUM"):
        chosen = [d for d in documents if d.corpus == corpus]
        for raw in (False, True):
            began = time.perf_counter()
            of = f"{given.part} {corpus} {'raw' if raw else 'gold'}"
            figures[of] = measure(own, chosen, raw)
            print(of, figures[of], f"{time.perf_counter() - began:.1f} s", flush=True)
    if given.write:
        info = read_info(given.model) | {"figures": figures}
        (given.model / "labels.json").write_text(json.dumps(info, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
