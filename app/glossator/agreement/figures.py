"""Figures that may be undefined: a value, or the reason why there is none."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from glossator.agreement.arrays import Floats, Ints


class Status(StrEnum):
    """Whether a figure has a value, and if not, why."""

    OK = "ok"
    NO_VARIATION = "no_variation"
    """only one value occurs, so none is expected to differ by chance"""
    NO_PAIRABLE = "no_pairable"
    """nothing was finished by two of the compared coders, or there are no units"""
    NO_POSITIVE = "no_positive"
    """nobody used the code"""
    NO_INTERSECTION = "no_intersection"
    """no character was marked by two coders"""
    UNUSED = "unused"
    """the code was never used by a compared coder"""
    CONFLICT = "conflict"
    """a coder has two codes at a place where only one may be"""
    TOO_FEW = "too_few"
    """too few texts for an interval"""
    NO_DISAGREEMENT = "no_disagreement"
    """perfect agreement leaves nothing to tell an interval from"""
    UNSTABLE = "unstable"
    """without one of the texts the figure would be undefined, so it has no interval"""
    UNSUPPORTED = "unsupported"
    """there is no such measure"""


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure."""

    value: float | None
    status: Status = Status.OK

    @classmethod
    def of(cls, value: float, otherwise: Status) -> Figure:
        """Return *value* as a figure; where it is NaN, none, for the reason *otherwise*."""
        return cls(None, otherwise) if np.isnan(value) else cls(float(value))

    @classmethod
    def none(cls, status: Status) -> Figure:
        """Return no value, for the reason *status*."""
        return cls(None, status)


@dataclass(frozen=True, slots=True, eq=False)
class Figures:
    """A row of figures, one for each code."""

    values: Floats
    """shape (codes,); NaN, to be shown nowhere, where the status is not ``ok``"""
    statuses: tuple[Status, ...]

    @classmethod
    def of(cls, values: Floats, otherwise: Status) -> Figures:
        """Return *values* as figures; where one is NaN, none, for the reason *otherwise*."""
        return cls(values, tuple(otherwise if missing else Status.OK for missing in np.isnan(values)))

    @classmethod
    def none(cls, size: int, status: Status) -> Figures:
        """Return *size* figures without a value, all for the reason *status*."""
        return cls(np.full(size, np.nan), (status,) * size)

    def __len__(self) -> int:
        return len(self.statuses)

    def __getitem__(self, at: int) -> Figure:
        return Figure.of(self.values[at], self.statuses[at])

    def __iter__(self) -> Iterator[Figure]:
        return (self[at] for at in range(len(self)))

    def some(self, at: Ints) -> Figures:
        """Return some of the figures."""
        return Figures(self.values[at], tuple(self.statuses[each] for each in at))

    @property
    def mean(self) -> Figure:
        """The unweighted mean of those that have a value; where none has, the reason of the first."""
        defined = self.values[~np.isnan(self.values)]
        if len(defined):
            return Figure(float(defined.mean()))
        return Figure.none(self.statuses[0] if self.statuses else Status.UNUSED)


def mean_of(rows: Sequence[Figures], size: int) -> Figures:
    """Return the mean of several rows of *size* figures, code by code, over those that have a value.

    Where none has, the reason is that of the first row.
    """
    if not rows:
        return Figures.none(size, Status.NO_PAIRABLE)
    values = np.array([row.values for row in rows])
    there = ~np.isnan(values)
    means = ratio(np.where(there, values, 0).sum(axis=0), there.sum(axis=0).astype(np.float64))
    reasons = zip(rows[0].statuses, there.any(axis=0), strict=True)
    return Figures(means, tuple(Status.OK if any_ else reason for reason, any_ in reasons))


def ratio(over: Floats, under: Floats) -> Floats:
    """Divide, giving NaN where *under* is zero."""
    nothing = np.full(np.broadcast(over, under).shape, np.nan)
    return np.asarray(np.divide(over, under, out=nothing, where=under != 0), np.float64)
