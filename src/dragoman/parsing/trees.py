"""From arc scores to trees: the best head of each word, and where that is no tree with one root, the best tree.

The best tree is found by the algorithm of Chu, Liu and Edmonds.
"""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import numpy.typing as npt

from dragoman.parsing.model import Floats, Ints

Doubles = npt.NDArray[np.float64]

NOWHERE = -1e9
ONE_ROOT = 1e5  # taken off every root arc, so that the best tree has as few of them as can be: one


def heads_of(arcs: Floats, sentences: Ints) -> Ints:
    """Heads (positions in the row from 1, 0 the root) of a batch; `sentences` numbers each row's words, -1 for none."""
    across = sentences[:, :, None] != sentences[:, None, :]
    masked = arcs.copy()
    masked[:, :, 1:][across] = NOWHERE
    heads: Ints = masked.argmax(-1)
    for row in range(len(heads)):
        _make_trees(heads[row], masked[row], sentences[row])
    return heads


def _make_trees(heads: Ints, arcs: Floats, sentences: Ints) -> None:
    """Mend, in place, the sentences of one row whose heads are no tree."""
    words = int((sentences >= 0).sum())
    bounds = [0, *(np.flatnonzero(np.diff(sentences[:words])) + 1).tolist(), words]
    listed = heads.tolist()
    for start, end in pairwise(bounds):
        if not is_tree(listed[start:end], start):
            own = np.concatenate([arcs[start:end, :1], arcs[start:end, start + 1 : end + 1]], axis=1)
            best = best_tree(own)
            heads[start:end] = np.where(best > 0, best + start, 0)


def is_tree(heads: list[int], offset: int = 0) -> bool:
    """Whether the heads (less `offset`, 0 for the root) have one root and no cycle."""
    if heads.count(0) != 1:
        return False
    safe = [False] * len(heads)
    for word in range(len(heads)):
        path = []
        while not safe[word]:
            safe[word] = True
            path.append(word)
            if heads[word] == 0:
                break
            word = heads[word] - 1 - offset
            if word in path:
                return False
    return True


def best_tree(arcs: Floats) -> Ints:
    """The heads of the highest-scoring tree with one root; `arcs` is words × (root and words)."""
    size = len(arcs) + 1
    scores = np.full((size, size), NOWHERE, dtype=np.float64)
    scores[1:] = arcs
    scores[1:, 0] -= ONE_ROOT
    np.fill_diagonal(scores, NOWHERE)
    return _edmonds(scores)[1:]


def _edmonds(scores: Doubles) -> Ints:
    """Heads of the best tree rooted at 0, contracting a cycle at a time."""
    heads: Ints = scores.argmax(1)
    heads[0] = 0
    cycle = _cycle(heads.tolist())
    if cycle is None:
        return heads
    return _opened(scores, heads, cycle)


def _cycle(heads: list[int]) -> Ints | None:
    state = [0] * len(heads)
    state[0] = len(heads) + 1
    for start in range(1, len(heads)):
        word = start
        while not state[word]:
            state[word] = start
            word = heads[word]
        if state[word] == start:
            return _members(heads, word)
    return None


def _members(heads: list[int], word: int) -> Ints:
    found = [word]
    while heads[found[-1]] != word:
        found.append(heads[found[-1]])
    return np.array(found)


def _opened(scores: Doubles, heads: Ints, cycle: Ints) -> Ints:
    """Contract the cycle to one node, solve the smaller problem, and open the cycle where it is entered."""
    kept = np.ones(len(scores), dtype=bool)
    kept[cycle] = False
    outside = np.flatnonzero(kept)
    gain = scores[cycle] - scores[cycle, heads[cycle]][:, None]  # what entering at each member costs
    enters, leaves = gain[:, outside].argmax(0), scores[np.ix_(outside, cycle)].argmax(1)
    size = len(outside) + 1
    smaller = np.full((size, size), NOWHERE)
    smaller[:-1, :-1] = scores[np.ix_(outside, outside)]
    smaller[-1, :-1] = gain[enters, outside]
    smaller[:-1, -1] = scores[outside, cycle[leaves]]
    smaller[0] = NOWHERE
    solved = _edmonds(smaller)
    result = heads.copy()
    from_cycle = solved[:-1] == size - 1
    result[outside] = np.where(from_cycle, cycle[leaves], outside[np.minimum(solved[:-1], size - 2)])
    entry = int(solved[-1])
    result[cycle[enters[entry]]] = outside[entry]
    result[0] = 0
    return result
