"""Percentile intervals of alpha from drawing texts anew, with a seed that is recorded."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from glossator.agreement.alpha import expected
from glossator.agreement.figures import Figures, Status, ratio

if TYPE_CHECKING:
    from collections.abc import Iterator

    from glossator.agreement.arrays import Floats
    from glossator.agreement.counts import Shares

REPLICATES = 2_000
SEED = 20_040_729
_AT_ONCE = 250


@dataclass(frozen=True, slots=True, eq=False)
class Bootstrap:
    """Intervals of each code, and of all codes together in the last place."""

    lower: Figures
    """shape (codes + 1,)"""
    upper: Figures
    """shape (codes + 1,)"""
    dropped: Floats
    """share of the replicates in which alpha was undefined, shape (codes + 1,)"""
    below: Floats
    """for each threshold the share of the replicates below it, shape (thresholds, codes + 1); NaN where all dropped"""
    documents: int
    level: float
    replicates: int
    seed: int


def draws(seed: int, replicates: int, documents: int) -> Iterator[Floats]:
    """Give how often each text is drawn in each replicate, some replicates at a time, shape (some, documents).

    Made from the bits of PCG64, which numpy promises never to change, so the same seed gives the same digits in every
    version.
    """
    bits = np.random.PCG64(seed)
    for first in range(0, replicates, _AT_ONCE):
        some = min(_AT_ONCE, replicates - first)
        raw = bits.random_raw(some * documents)
        drawn = ((raw >> np.uint64(32)) * np.uint64(documents) >> np.uint64(32)).astype(np.int64)
        cells = drawn + np.repeat(np.arange(some) * documents, documents)
        yield np.bincount(cells, minlength=some * documents).reshape(some, documents).astype(np.float64)


def bootstrap(
    shares: Shares,
    *,
    level: float = 0.95,
    replicates: int = REPLICATES,
    seed: int = SEED,
    thresholds: tuple[float, ...] = (0.667, 0.8),
) -> Bootstrap:
    """Return percentile intervals of alpha, per code and pooled.

    Each replicate draws as many texts as there are, with repetition; alpha comes from the weighted sums (Krippendorff
    2004 resamples answers, which takes characters of one passage for independent). Replicates without variation are
    dropped and their share is told.
    """
    documents, codes = shares.positive.shape
    values = np.full((replicates, codes + 1), np.nan)
    if documents:
        values = np.concatenate([replicated(shares, times) for times in draws(seed, replicates, documents)])
    missing = np.isnan(values)
    status = Status.NO_VARIATION if documents else Status.NO_PAIRABLE
    tails = ((1 - level) / 2, (1 + level) / 2)
    bounds, below = np.full((2, codes + 1), np.nan), np.full((len(thresholds), codes + 1), np.nan)
    for at in np.flatnonzero(~missing.all(axis=0)):
        kept = values[~missing[:, at], at]
        bounds[:, at] = np.quantile(kept, tails)
        below[:, at] = [(kept < threshold).mean() for threshold in thresholds]
    lower, upper = (Figures.of(row, status) for row in bounds)
    return Bootstrap(lower, upper, missing.mean(axis=0), below, documents, level, replicates, seed)


def replicated(shares: Shares, times: Floats) -> Floats:
    """Return alpha of each code, and pooled in the last place, with each text counted so many times.

    Parameters
    ----------
    times
        Shape (replicates, documents).

    Returns
    -------
    array
        Shape (replicates, codes + 1); NaN where undefined.
    """
    answers, positive, observed = times @ shares.answers, times @ shares.positive, times @ shares.observed
    chance = expected(positive, answers[:, None])
    pooled = ratio(observed.sum(axis=1), chance.sum(axis=1))
    return np.asarray(1 - np.column_stack([ratio(observed, chance), pooled]), np.float64)
