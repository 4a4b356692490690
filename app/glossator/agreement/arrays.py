"""Kinds of arrays, and what numpy has no word for."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
Columns = NDArray[np.int32] | Ints
"""whole numbers of either size: codings are kept in 32 bits, sums are made in 64"""


def ranges(first: Columns, count: Columns) -> Ints:
    """Return the numbers ``first[i], first[i] + 1, …``, *count[i]* of them for each i, one after the other."""
    total = int(count.sum())
    before = np.cumsum(count, dtype=np.int64) - count
    return np.repeat(first - before, count) + np.arange(total, dtype=np.int64)


def bits(largest: int) -> int:
    """Return how many bits hold every whole number from 0 to *largest*."""
    return max(1, int(largest).bit_length())


def added(cells: Columns, amounts: Columns, size: int) -> Ints:
    """Add up whole *amounts* by cell; exact as long as each sum stays below 2**53."""
    return np.bincount(cells, weights=amounts, minlength=size).astype(np.int64)
