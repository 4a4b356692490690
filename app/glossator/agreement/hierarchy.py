"""Codes as applied, or rolled up to a depth of the codebook."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from glossator.agreement.arrays import Ints


def ancestors(parents: Ints, depth: int) -> Ints:
    """Return the code that stands for each when the codebook is rolled up to *depth*.

    A rolled-up code has the union of the extents of all codes below it, made before anything is computed
    (`Material.recoded`); coefficients of children are never averaged.

    Parameters
    ----------
    parents
        The parent of each code, -1 for a root; shape (codes,).
    depth
        1 for the roots, 2 for their children, and so on; codes above that depth stay as they are.

    Returns
    -------
    array
        Numbers of codes, shape (codes,).

    Raises
    ------
    ValueError
        If *depth* is below 1, or a code stands below itself.
    """
    if depth < 1:
        raise ValueError(f"no such depth: {depth}")
    lines = [np.arange(len(parents), dtype=np.int64)]
    while (alive := lines[-1] >= 0).any():
        if len(lines) > len(parents):
            raise ValueError("a code stands below itself")
        lines.append(np.where(alive, parents[lines[-1]], -1))
    line = np.array(lines)  # line[i] is the i-th ancestor of each code; the last row is all -1
    levels = (line >= 0).sum(axis=0)
    return np.asarray(line[np.maximum(levels - depth, 0), np.arange(len(parents))], np.int64)
