"""Turns sentences into what the network is trained on: windows of one to four sentences, batched by word pieces."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from corpus import Token, TreeDocument, TreeSentence
from dragoman.parsing.wordpieces import NO_SHAPE, WordPieces, shape_of

MOST_WORDS = 180
IGNORED = -100


@dataclass(slots=True)
class Labels:
    """The label sets, each in a fixed order."""

    relations: list[str]
    xpos: list[str]
    upos: list[str]
    names: list[str]

    @classmethod
    def of(cls, documents: list[TreeDocument]) -> Labels:
        tokens = [t for d in documents for s in d.sentences for t in s.tokens]
        kinds = ("deprel", "xpos", "upos")
        relations, xpos, upos = (sorted({getattr(t, kind) for t in tokens}) for kind in kinds)
        names = ["O", *(f"{bio}-{kind}" for kind in ("PER", "ORG", "LOC") for bio in "BI")]
        return cls(relations, xpos, upos, names)


@dataclass(slots=True)
class Window:
    """Some consecutive sentences as one row of the network's input, with the sentence number of every word."""

    tokens: list[Token]
    heads: list[int]  # positions in the window, from 1; 0 root; -1 unknown
    sentence: list[int]

    @classmethod
    def of(cls, sentences: list[TreeSentence]) -> Window:
        window = cls([], [], [])
        for number, sentence in enumerate(sentences):
            offset = len(window.tokens)
            window.heads.extend(t.head + offset if t.head > 0 else t.head for t in sentence.tokens)
            window.tokens.extend(sentence.tokens)
            window.sentence.extend([number] * len(sentence.tokens))
        return window


def cut(document: TreeDocument, chance: random.Random) -> Iterator[list[TreeSentence]]:
    """The document's sentences in runs of one to four, seldom across paragraphs."""
    run: list[TreeSentence] = []
    size = _run_length(chance)
    for sentence in document.sentences:
        words = sum(len(s.tokens) for s in run) + len(sentence.tokens)
        crosses = sentence.opens_paragraph and chance.random() > 0.35
        if run and (len(run) >= size or words > MOST_WORDS or crosses):
            yield run
            run, size = [], _run_length(chance)
        run.append(sentence)
    if run:
        yield run


def _run_length(chance: random.Random) -> int:
    return chance.choices((1, 2, 3, 4), (0.35, 0.2, 0.2, 0.25))[0]


@dataclass(slots=True)
class Row:
    """A window in numbers."""

    pieces: list[int]
    shapes: list[int]
    first: list[int]
    window: Window


def row_of(window: Window, wordpieces: WordPieces, chance: random.Random | None = None, masked: float = 0.0) -> Row:
    """The window's input; in training some words are masked."""
    pieces, shapes, first = [wordpieces.start], [NO_SHAPE], []
    space = True
    for token in window.tokens:
        own = wordpieces.of(token.form)
        if chance and chance.random() < masked:
            own = (wordpieces.mask,)
        first.append(len(pieces))
        pieces.extend(own)
        shapes.extend([shape_of(token.form, space)] * len(own))
        space = token.space_after
    return Row([*pieces, wordpieces.end], [*shapes, NO_SHAPE], first, window)


def batches(rows: list[Row], most_pieces: int, chance: random.Random | None) -> Iterator[list[Row]]:
    """Rows of like length together, each batch padded to at most `most_pieces`; in random order when training."""
    noise = (lambda: chance.random() * 6) if chance else (lambda: 0.0)
    rows = sorted((r for r in rows if len(r.pieces) <= 512), key=lambda r: len(r.pieces) + noise())
    found: list[list[Row]] = [[]]
    for row in rows:
        longest = max([len(r.pieces) for r in found[-1]] + [len(row.pieces)])
        if found[-1] and longest * (len(found[-1]) + 1) > most_pieces:
            found.append([])
        found[-1].append(row)
    if chance:
        chance.shuffle(found)
    yield from found


def tensors(batch: list[Row], labels: Labels) -> dict[str, Tensor]:
    """A batch's input and targets, padded."""
    most, words = max(len(r.pieces) for r in batch), max(len(r.first) for r in batch)
    made = {
        "pieces": _padded([r.pieces for r in batch], most, 0),
        "shapes": _padded([r.shapes for r in batch], most, 0),
        "first": _padded([r.first for r in batch], words, 0),
        "heads": _padded([r.window.heads for r in batch], words, -1),
        "sentence": _padded([r.window.sentence for r in batch], words, -1),
    }
    for kind in ("relations", "xpos", "upos", "names"):
        made[kind] = _padded([_numbers(r.window.tokens, kind, getattr(labels, kind)) for r in batch], words, IGNORED)
    return made


_COLUMN = {"relations": "deprel", "xpos": "xpos", "upos": "upos", "names": "name"}


def _numbers(tokens: list[Token], kind: str, known: list[str]) -> list[int]:
    number = {label: i for i, label in enumerate(known)}
    return [number.get(getattr(t, _COLUMN[kind]), IGNORED) for t in tokens]


def _padded(rows: list[list[int]], width: int, filler: int) -> Tensor:
    array = np.full((len(rows), width), filler, dtype=np.int64)
    for i, row in enumerate(rows):
        array[i, : len(row)] = row
    return torch.from_numpy(array)
