"""Predefined items that each coder put into one category: alpha with its metrics, and the kappas."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, get_args

import numpy as np

from glossator.agreement.figures import Figure, Status
from glossator.agreement.student import quantile

if TYPE_CHECKING:
    from glossator.agreement.arrays import Floats, Ints

Metric = Literal["nominal", "ordinal", "interval", "ratio"]
METRICS: tuple[Metric, ...] = get_args(Metric)


@dataclass(frozen=True, slots=True, eq=False)
class Ratings:
    """Answers about items; make them with `of`."""

    answers: Ints
    """number of the category, -1 where there is no answer; shape (items, coders)"""
    tally: Ints
    """answers of each item by category, shape (items, categories)"""

    @classmethod
    def of(cls, answers: Ints, categories: int) -> Ratings:
        """Make ratings of *answers*, leaving out items that nobody answered."""
        kept = answers[(answers >= 0).any(axis=1)]
        return cls(kept, (kept[:, :, None] == np.arange(categories)).sum(axis=1))

    @property
    def sizes(self) -> Ints:
        """Answers of each item, shape (items,)."""
        return np.asarray(self.tally.sum(axis=1), np.int64)


def krippendorff_alpha(ratings: Ratings, metric: Metric, values: Floats | None = None) -> Figure:
    """Return alpha (Krippendorff 2004, chapter 11) from the coincidences of categories.

    Parameters
    ----------
    metric
        ordinal takes the categories in their order, interval and ratio need their *values*.
    values
        The number that each category stands for, shape (categories,).
    """
    paired = ratings.tally[ratings.sizes > 1].astype(np.float64)
    if not len(paired):
        return Figure.none(Status.NO_PAIRABLE)
    weighted = paired / (paired.sum(axis=1) - 1)[:, None]
    coincidences = weighted.T @ paired - np.diag(weighted.sum(axis=0))
    often = paired.sum(axis=0)
    apart = _distances(metric, often, values)
    if np.count_nonzero(often) < 2:
        return Figure.none(Status.NO_VARIATION)
    chance = float(often @ apart @ often)
    if chance == 0:
        return Figure.none(Status.NO_VARIATION)
    return Figure(float(1 - (often.sum() - 1) * (coincidences * apart).sum() / chance))


def _distances(metric: Metric, often: Floats, values: Floats | None) -> Floats:
    """Return δ² between categories, shape (categories, categories)."""
    if metric == "nominal":
        return 1 - np.eye(len(often))
    if metric == "ordinal":
        middle = np.cumsum(often) - often / 2
        return np.asarray((middle[:, None] - middle) ** 2, np.float64)
    if values is None:
        raise ValueError(f"the metric {metric} needs values")
    difference = values[:, None] - values
    if metric == "interval":
        return np.asarray(difference**2, np.float64)
    total = values[:, None] + values
    return np.asarray(np.divide(difference, total, out=np.zeros_like(difference), where=total != 0) ** 2)


def cohen_kappa(ratings: Ratings, first: int, second: int) -> Figure:
    """Return Cohen's kappa (1960) of two coders, over the items that both answered."""
    both = ratings.answers[:, [first, second]]
    both = both[(both >= 0).all(axis=1)]
    if not len(both):
        return Figure.none(Status.NO_PAIRABLE)
    categories = ratings.tally.shape[1]
    ours, theirs = (np.bincount(column, minlength=categories) for column in both.T)
    chance = 1 - float(ours @ theirs) / len(both) ** 2
    if int(ours @ theirs) == len(both) ** 2:
        return Figure.none(Status.NO_VARIATION)
    return Figure(float(1 - (both[:, 0] != both[:, 1]).mean() / chance))


def percent_agreement(ratings: Ratings) -> Figure:
    """Return the mean share of agreeing coder pairs, over items with at least two answers."""
    if not (ratings.sizes > 1).any():
        return Figure.none(Status.NO_PAIRABLE)
    return Figure(float(_agreeing(ratings)[ratings.sizes > 1].mean()))


def fleiss_kappa(ratings: Ratings) -> Figure:
    """Return Fleiss' kappa (1971), generalised to missing answers as Gwet does; for two coders Scott's pi."""
    return _corrected(ratings, float(_shares(ratings) @ _shares(ratings)) if len(ratings.tally) else 0.0)


def gwet_ac1(ratings: Ratings) -> Figure:
    """Return Gwet's AC1 (2008). Chance: Σ p(1 - p)/(q - 1) over the q categories, used or not."""
    return _corrected(ratings, _ac1_chance(ratings))


def brennan_prediger(ratings: Ratings) -> Figure:
    """Return the coefficient of Brennan and Prediger (1981). Chance: one out of the categories, used or not."""
    return _corrected(ratings, 1 / max(ratings.tally.shape[1], 1))


def gwet_ac1_se(ratings: Ratings) -> Figure:
    """Return the standard error of AC1 by Gwet's linearised variance (2008), for items drawn from infinitely many.

    ``too_few`` for a single item.
    """
    ac1, items = gwet_ac1(ratings), len(ratings.tally)
    if ac1.value is None or items < 2:
        return Figure.none(ac1.status if ac1.value is None else Status.TOO_FEW)
    shares, chance, paired = _shares(ratings), _ac1_chance(ratings), ratings.sizes > 1
    own = np.where(paired, _agreeing(ratings) - chance, 0.0) / (1 - chance) * (items / paired.sum())
    by_chance = (ratings.tally / ratings.sizes[:, None]) @ (1 - shares) / (len(shares) - 1)
    linear = own - 2 * (1 - ac1.value) * (by_chance - chance) / (1 - chance)
    return Figure(math.sqrt(float(((linear - ac1.value) ** 2).sum()) / (items * (items - 1))))


def gwet_ac1_bound(ratings: Ratings, level: float, *, upper: bool) -> Figure:
    """Return a bound of AC1's interval: Student's t with items - 1 degrees of freedom, never above 1."""
    ac1, se = gwet_ac1(ratings), gwet_ac1_se(ratings)
    if ac1.value is None or se.value is None:
        return se
    half = quantile((1 + level) / 2, len(ratings.tally) - 1) * se.value
    return Figure(min(1.0, ac1.value + half) if upper else ac1.value - half)


def _corrected(ratings: Ratings, chance: float) -> Figure:
    agreeing = percent_agreement(ratings)
    if agreeing.value is None:
        return agreeing
    if chance == 1:
        return Figure.none(Status.NO_VARIATION)
    return Figure((agreeing.value - chance) / (1 - chance))


def _agreeing(ratings: Ratings) -> Floats:
    """Return the share of agreeing pairs of each item, shape (items,); 0 for a single answer."""
    sizes = ratings.sizes
    pairs = (ratings.tally * (ratings.tally - 1)).sum(axis=1)
    return np.asarray(pairs / np.maximum(sizes * (sizes - 1), 1), np.float64)


def _shares(ratings: Ratings) -> Floats:
    """Return the mean share of the answers in each category, items with one answer included."""
    return np.asarray((ratings.tally / ratings.sizes[:, None]).mean(axis=0), np.float64)


def _ac1_chance(ratings: Ratings) -> float:
    shares = _shares(ratings) if len(ratings.tally) else np.zeros(1)
    return float((shares * (1 - shares)).sum() / (len(shares) - 1)) if len(shares) > 1 else 1.0
