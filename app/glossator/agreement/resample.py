"""Intervals from leaving out one text at a time, and how probable it is that a threshold is missed.

What is resampled are whole texts, never characters: those of one passage are not independent of each other. The
interval speaks of other texts for these coders, not of other coders.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from glossator.agreement.alpha import expected
from glossator.agreement.figures import Figure, Status, ratio
from glossator.agreement.student import probability, quantile

if TYPE_CHECKING:
    from glossator.agreement.arrays import Floats
    from glossator.agreement.counts import Shares

FEWEST_SHOWN = 5
"""with fewer texts no interval is shown"""
FEW = 10
"""with fewer texts an interval comes with a warning"""
_CELLS = 2_000_000


@dataclass(frozen=True, slots=True)
class Interval:
    """An interval around one figure."""

    status: Status
    """of the bounds"""
    documents: int
    level: float
    se: Figure
    """standard error of the figure"""
    lower: float | None = None
    upper: float | None = None
    point: float | None = None

    def below(self, threshold: float) -> float | None:
        """Return the probability that the true figure lies below *threshold*; None where there is no interval."""
        if self.point is None or self.se.value is None or self.status != Status.OK:
            return None
        if threshold >= 1:
            return 1.0
        away, spread = math.log((1 - self.point) / (1 - threshold)), self.se.value / (1 - self.point)
        if spread == 0:
            return float(away > 0)
        return probability(away / spread, self.documents - 1)


def interval(point: Figure, without: Floats, level: float = 0.95, fewest: int = 2) -> Interval:
    """Return the jackknife interval of a figure of which 1 is the greatest value.

    With a_i the figure without text i, se = √((D - 1)/D · Σ (a_i - mean a)²), and Student's t with D - 1 degrees of
    freedom on z = -ln(1 - a): bounds 1 - exp(-(z ∓ t·se/(1 - a))). The same digits everywhere, and never above 1.

    Parameters
    ----------
    point
        The figure of all texts.
    without
        The figure without each of the texts, shape (documents,); NaN where that is undefined.
    level
        The share of intervals that would hold the true figure.
    fewest
        With fewer texts there is no interval.
    """
    documents = len(without)
    if point.value is None or documents < max(fewest, 2):
        status = Status.TOO_FEW if point.value is not None else point.status
        return Interval(status, documents, level, Figure.none(status))
    if np.isnan(without).any():
        status = Status.NO_DISAGREEMENT if point.value == 1 else Status.UNSTABLE
        return Interval(status, documents, level, Figure.none(Status.UNSTABLE), point=point.value)
    se = math.sqrt((documents - 1) / documents * float(((without - without.mean()) ** 2).sum()))
    if point.value == 1:
        return Interval(Status.NO_DISAGREEMENT, documents, level, Figure(se), point=1.0)
    z, half = -math.log(1 - point.value), quantile((1 + level) / 2, documents - 1) * se / (1 - point.value)
    lower, upper = 1 - math.exp(half - z), 1 - math.exp(-half - z)
    return Interval(Status.OK, documents, level, Figure(se), lower, upper, point.value)


@dataclass(frozen=True, slots=True, eq=False)
class LeftOut:
    """Alpha without each of the texts."""

    codes: Floats
    """of each code, shape (documents, codes); NaN where undefined"""
    pooled: Floats
    """of all codes together, shape (documents,)"""


def leave_one_out(shares: Shares) -> LeftOut:
    """Return alpha of each code and of all together without each of the texts; O(texts · codes)."""
    documents, codes = shares.positive.shape
    observed, chance = np.zeros(documents), np.zeros(documents)
    each = np.empty((documents, codes))
    rest = (shares.answers.sum() - shares.answers)[:, None]
    step = max(1, _CELLS // max(documents, 1))
    for first in range(0, codes, step):
        some = slice(first, first + step)
        positive = shares.positive[:, some].sum(axis=0) - shares.positive[:, some]
        differing = shares.observed[:, some].sum(axis=0) - shares.observed[:, some]
        by_chance = expected(positive, rest)
        each[:, some] = 1 - ratio(differing, by_chance)
        observed += differing.sum(axis=1)
        chance += by_chance.sum(axis=1)
    return LeftOut(each, 1 - ratio(observed, chance))
