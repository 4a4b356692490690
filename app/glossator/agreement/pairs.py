"""Two coders at a time: sums of runs for each pair, and Cohen's kappa, alpha and F1 of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from glossator.agreement.alpha import expected
from glossator.agreement.arrays import Ints, added
from glossator.agreement.figures import Figure, Figures, Status, ratio

if TYPE_CHECKING:
    from glossator.agreement.arrays import Bools
    from glossator.agreement.sweep import Runs

_FEW_CODERS = 8


@dataclass(frozen=True, slots=True, eq=False)
class PairTables:
    """For one pair of coders the four-field table of each code, in units of the texts that both finished."""

    both: Ints
    """shape (codes,), like the other three"""
    first_only: Ints
    second_only: Ints
    neither: Ints

    @property
    def units(self) -> Ints:
        """All four fields together, shape (codes,)."""
        return self.both + self.first_only + self.second_only + self.neither


@dataclass(frozen=True, slots=True, eq=False)
class PairSums:
    """What every pair of coders has in common, summed over the texts that both finished.

    The sums of two sets of texts can be added and taken away: a text that changed costs only itself.
    """

    shared: Ints
    """units that both have, shape (coders, coders, codes)"""
    own: Ints
    """[i, j]: units that coder i has in texts that j finished too, shape (coders, coders, codes)"""
    units: Ints
    """units of those texts, shape (coders, coders)"""

    def __add__(self, other: PairSums) -> PairSums:
        return PairSums(self.shared + other.shared, self.own + other.own, self.units + other.units)

    def __sub__(self, other: PairSums) -> PairSums:
        return PairSums(self.shared - other.shared, self.own - other.own, self.units - other.units)

    def tables(self, first: int, second: int) -> PairTables:
        """Return the four-field tables of one pair."""
        both = self.shared[first, second]
        first_only, second_only = self.own[first, second] - both, self.own[second, first] - both
        neither = self.units[first, second] - both - first_only - second_only
        return PairTables(both, first_only, second_only, neither)


def sum_pairs(runs: Runs, units: Ints, done: Bools, codes: int) -> PairSums:
    """Sum runs for every pair of coders.

    Parameters
    ----------
    runs
        Runs of all coders.
    units
        Units of each text, shape (documents,).
    done
        Who has finished what, shape (documents, coders).
    codes
        How many codes there are.
    """
    coders = done.shape[1]
    sums = PairSums(
        np.zeros((coders, coders, codes), np.int64),
        np.zeros((coders, coders, codes), np.int64),
        np.zeros((coders, coders), np.int64),
    )
    who, which = _coder_sets(runs.coders, coders)
    has = (who[:, None] >> np.arange(coders)) & 1 == 1
    patterns, pattern = np.unique(done, axis=0, return_inverse=True)
    cells = runs.code.astype(np.int64) * len(who) + which
    for number, finished in enumerate(patterns):
        there = pattern[runs.document] == number if len(patterns) > 1 else slice(None)
        table = added(cells[there], runs.width[there], codes * len(who)).reshape(codes, len(who))
        people = np.flatnonzero(finished)
        length = int(units[pattern == number].sum())
        for first in people:
            for second in people[people != first]:
                sums.shared[first, second] += table[:, has[:, first] & has[:, second]].sum(axis=1)
                sums.own[first, second] += table[:, has[:, first]].sum(axis=1)
                sums.units[first, second] += length
    return sums


def _coder_sets(sets: Ints, coders: int) -> tuple[Ints, Ints]:
    """Return the sets of coders that may occur, and which of them each of *sets* is."""
    if coders <= _FEW_CODERS:
        return np.arange(1 << coders, dtype=np.int64), sets
    who, which = np.unique(sets, return_inverse=True)
    return who, which


def cohen_kappa(tables: PairTables) -> Figures:
    """Return Cohen's kappa (1960) of one pair for each code.

    1 - (b + c)n / ((a + b)(b + d) + (a + c)(c + d)) of the four fields a, b, c, d of n units, taken as shares: the
    products of the counts themselves may pass 64 bits. Exactly 0 where only one of the two used the code.
    """
    if not tables.units.any():
        return Figures.none(len(tables.both), Status.NO_PAIRABLE)
    one, other, n = tables.first_only, tables.second_only, tables.units
    chance = (tables.both + one) / n * ((one + tables.neither) / n)
    chance += (tables.both + other) / n * ((other + tables.neither) / n)
    return Figures.of(1 - ratio((one + other) / n, chance), Status.NO_VARIATION)


def pair_alpha(tables: PairTables) -> Figures:
    """Return alpha of one pair for each code, as `alpha_binary` does for those two coders alone."""
    if not tables.units.any():
        return Figures.none(len(tables.both), Status.NO_PAIRABLE)
    differing = tables.first_only + tables.second_only
    chance = expected(2 * tables.both + differing, (2 * tables.units).astype(np.float64))
    return Figures.of(1 - ratio((2 * differing).astype(np.float64), chance), Status.NO_VARIATION)


def pair_f1(tables: PairTables) -> Figures:
    """Return positive agreement of one pair for each code, 2a/(2a + b + c)."""
    if not tables.units.any():
        return Figures.none(len(tables.both), Status.NO_PAIRABLE)
    twice = (2 * tables.both).astype(np.float64)
    return Figures.of(ratio(twice, twice + tables.first_only + tables.second_only), Status.NO_POSITIVE)


def pooled_alpha(tables: PairTables) -> Figure:
    """Return alpha of one pair over all codes together, as `alpha_pooled` does for those two coders alone."""
    if not tables.units.any():
        return Figure.none(Status.NO_PAIRABLE)
    differing = tables.first_only + tables.second_only
    chance = float(expected(2 * tables.both + differing, (2 * tables.units).astype(np.float64)).sum())
    return Figure(1 - 2 * int(differing.sum()) / chance) if chance else Figure.none(Status.NO_VARIATION)


def pooled_f1(tables: PairTables) -> Figure:
    """Return positive agreement of one pair over all codes together: Σ 2a / Σ (2a + b + c)."""
    if not tables.units.any():
        return Figure.none(Status.NO_PAIRABLE)
    twice = 2 * int(tables.both.sum())
    marked = twice + int((tables.first_only + tables.second_only).sum())
    return Figure(twice / marked) if marked else Figure.none(Status.NO_POSITIVE)
