"""Distances between sets of codes, kept as bits."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, get_args

import numpy as np

if TYPE_CHECKING:
    from glossator.agreement.arrays import Floats, Ints

SetMetric = Literal["nominal", "hamming", "jaccard", "masi"]
SET_METRICS: tuple[SetMetric, ...] = get_args(SetMetric)
_CELLS = 2_000_000


def distance(one: Ints, other: Ints, metric: SetMetric) -> Floats:
    """Return how far sets are apart.

    - nominal: 0 for equal sets, 1 for others.
    - hamming: how many codes are in one of the two only.
    - jaccard: 1 - J, with J the share of common codes among all of the two.
    - masi: 1 - J·m with m = 1 for equal sets, 2/3 where one contains the other, 1/3 where they cross, 0 where nothing
      is common (Passonneau 2006).

    Two empty sets are equal. An empty and another set are 1 apart in all but hamming.

    Parameters
    ----------
    one, other
        Bits of the sets, shape (…, words) each; they are broadcast.

    Returns
    -------
    array
        Shape (…,).
    """
    apart = _size(one ^ other)
    if metric == "nominal":
        return np.asarray(apart > 0, np.float64)
    if metric == "hamming":
        return np.asarray(apart, np.float64)
    common, together = _size(one & other), _size(one | other)
    likeness = np.where(together > 0, common / np.maximum(together, 1), 1.0)
    if metric == "masi":
        within = common == np.minimum(_size(one), _size(other))
        likeness = likeness * np.select([apart == 0, within], [1.0, 2 / 3], 1 / 3)
    return np.asarray(1 - likeness, np.float64)


def disagreement(sets: Ints, often: Floats, metric: SetMetric) -> float:
    """Return Σ n(v)·n(u)·δ(v, u) over all ordered pairs of sets.

    Parameters
    ----------
    sets
        Bits of the sets, shape (sets, words).
    often
        n, how often each was an answer, shape (sets,).
    """
    if metric == "nominal":
        return float(often @ (often.sum() - often))
    total = 0.0
    step = max(1, _CELLS // max(len(sets), 1))
    for first in range(0, len(sets), step):
        some = slice(first, first + step)
        total += float(often[some] @ distance(sets[some, None], sets, metric) @ often)
    return total


def _size(words: Ints) -> Ints:
    return np.asarray(np.bitwise_count(words).sum(axis=-1, dtype=np.int64), np.int64)
