import itertools

import numpy as np
import pytest

from dragoman.parsing.trees import best_tree, heads_of, is_tree


@pytest.mark.parametrize(
    ("heads", "right"),
    [
        ([0], True),
        ([2, 0], True),
        ([0, 0], False),
        ([2, 1], False),
        ([0, 3, 2], False),
        ([2, 3, 0], True),
        ([1], False),
    ],
)
def test_is_tree(heads: list[int], right: bool) -> None:
    assert is_tree(heads) is right


def by_trying_all(arcs: np.ndarray) -> float:
    size = len(arcs)
    trees = (t for t in itertools.product(range(size + 1), repeat=size) if is_tree(list(t)))
    return max(sum(arcs[word, head] for word, head in enumerate(tree)) for tree in trees)


@pytest.mark.parametrize("seed", range(40))
def test_best_tree_is_the_best_of_all(seed: int) -> None:
    size = 1 + seed % 5
    arcs = np.random.default_rng(seed).normal(size=(size, size + 1)).astype(np.float32)
    heads = best_tree(arcs)
    assert is_tree(heads.tolist())
    assert sum(arcs[word, head] for word, head in enumerate(heads)) == pytest.approx(by_trying_all(arcs), abs=1e-4)


def test_sentences_of_a_row_do_not_mix() -> None:
    arcs = np.random.default_rng(1).normal(size=(2, 30, 31)).astype(np.float32)
    sentences = np.array([[0] * 11 + [1] * 19, [0] * 20 + [-1] * 10])
    heads = heads_of(arcs, sentences)
    for row, start, end in ((0, 0, 11), (0, 11, 30), (1, 0, 20)):
        assert is_tree(heads[row, start:end].tolist(), start)
