"""Coefficients beside alpha, on sums of runs: percent agreement, pi, AC1, Brennan-Prediger, positive agreement.

They take pa, the mean over units of the share of coder pairs that agree, and p, the mean over units of the share of
answers that say "coded"; what they expect by chance makes the difference. All are for two values, coded and not.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from glossator.agreement.figures import Figures, Status, ratio

if TYPE_CHECKING:
    from collections.abc import Callable

    from glossator.agreement.arrays import Floats
    from glossator.agreement.counts import Totals


def percent_agreement(totals: Totals) -> Figures:
    """Return the mean over units of the share of agreeing coder pairs, one for each code.

    It rises with the text that nobody coded and says nothing of chance.
    """
    if not totals.answers:
        return Figures.none(totals.codes, Status.NO_PAIRABLE)
    return Figures.of(1 - _differing(totals), Status.NO_PAIRABLE)


def fleiss_kappa(totals: Totals) -> Figures:
    """Return Fleiss' kappa (1971) of each code; for two coders that is Scott's pi.

    Two answers differ by chance with 2p(1 - p); ``no_variation`` where all answers are the same.
    """
    return _corrected(totals, lambda p: 2 * p * (1 - p))


def gwet_ac1(totals: Totals) -> Figures:
    """Return Gwet's AC1 (2008) of each code.

    Two answers agree by chance with 2p(1 - p), so next to never for a rare code. 1 for a code that nobody used, which
    then says nothing of the code.
    """
    return _corrected(totals, lambda p: 1 - 2 * p * (1 - p))


def brennan_prediger(totals: Totals) -> Figures:
    """Return the coefficient of Brennan and Prediger (1981) of each code: chance is one half."""
    return _corrected(totals, lambda p: np.full(p.shape, 0.5))


def positive_agreement(totals: Totals) -> Figures:
    """Return of what either of two coders marked the share that both did, over all pairs, for each code.

    Σ 2a / Σ (2a + b + c) over pairs of coders, where a units have the code from both, b and c from one of them: for
    two coders the F1 of either against the other (Hripcsak and Rothschild 2005). ``no_positive`` where nobody used
    the code.
    """
    if not totals.answers:
        return Figures.none(totals.codes, Status.NO_PAIRABLE)
    marked = totals.coded * (totals.coders - 1)[:, None]
    both = (marked - totals.split).sum(axis=0).astype(np.float64)
    return Figures.of(ratio(both, marked.sum(axis=0).astype(np.float64)), Status.NO_POSITIVE)


def _differing(totals: Totals) -> Floats:
    """Return 1 - pa: on a run of w units the share of pairs that differ is 2k(m - k)/(m(m - 1))."""
    pairs = (totals.coders * (totals.coders - 1) / 2)[:, None]
    return np.asarray((totals.split / pairs).sum(axis=0) / totals.units.sum(), np.float64)


def _corrected(totals: Totals, differing_by_chance: Callable[[Floats], Floats]) -> Figures:
    """Return (pa - pe)/(1 - pe) as 1 - (1 - pa)/(1 - pe), which loses no digits where a code is rare."""
    if not totals.answers:
        return Figures.none(totals.codes, Status.NO_PAIRABLE)
    share = (totals.coded / totals.coders[:, None]).sum(axis=0) / totals.units.sum()
    return Figures.of(1 - ratio(_differing(totals), differing_by_chance(share)), Status.NO_VARIATION)
