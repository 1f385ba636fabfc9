"""MinHash bands: sets that are alike are likely to share one. Seeded, so that the bands are the same everywhere."""

from __future__ import annotations

from collections.abc import Iterable


def bands(tokens: Iterable[str], rows: int, count: int, seed: int) -> tuple[str, ...]:
    """One text a band of `rows` least hashes; none for an empty set.

    Two sets with Jaccard similarity s share a band with probability 1 - (1 - s^rows)^count
    (Broder 1997; Leskovec et al., Mining of Massive Datasets, 3.4).
    """
    from rensa import RMinHash

    kept = sorted(set(tokens))
    if not kept:
        return ()
    sketch = RMinHash(num_perm=rows * count, seed=seed)
    sketch.update(kept)
    digest = sketch.digest()
    return tuple(_band(n, digest[n * rows : (n + 1) * rows]) for n in range(count))


def _band(number: int, values: Iterable[int]) -> str:
    mixed = 0
    for value in values:
        mixed = (mixed * 1_000_003 + value) % (1 << 61)
    return f"{number:02d}.{mixed:x}"
