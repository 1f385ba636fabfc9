"""The row of labels chosen is the best that makes sense."""

from __future__ import annotations

from itertools import pairwise, product

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from dragoman.parsing.names import best_labels, may_follow

LABELS = ["O", "B-PER", "I-PER", "B-ORG", "I-ORG"]


@given(st.lists(st.lists(st.integers(-9, 9), min_size=5, max_size=5), min_size=1, max_size=4))
def test_no_row_of_labels_that_makes_sense_scores_higher(rows: list[list[int]]) -> None:
    follows = may_follow(LABELS)
    [found] = best_labels(np.array([rows], dtype=np.float32), follows)

    def total(labels: tuple[int, ...]) -> float:
        steps = [follows[a, b] for a, b in pairwise((0, *labels))]
        return float(sum(steps) + sum(row[label] for row, label in zip(rows, labels, strict=True)))

    best = max(total(labels) for labels in product(range(5), repeat=len(rows)))
    assert total(tuple(found.tolist())) == best
