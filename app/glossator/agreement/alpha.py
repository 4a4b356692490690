"""Krippendorff's alpha on sums of runs: per code, and pooled over codes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from glossator.agreement.figures import Figure, Figures, Status, ratio

if TYPE_CHECKING:
    from glossator.agreement.arrays import Floats, Ints
    from glossator.agreement.counts import Totals


def expected(positive: Floats | Ints, answers: Floats | float) -> Floats:
    """Return the expected disagreement times n, 2·n1·(n - n1)/(n - 1), elementwise.

    Written with the quotient last but one: n·(n - 1) passes what a double holds exactly at 95 million answers.
    """
    return np.asarray(2.0 * positive * ((answers - positive) / np.maximum(answers - 1.0, 1.0)), np.float64)


def alpha_binary(totals: Totals) -> Figures:
    """Return alpha of each code, "coded" against "not coded" (Krippendorff 2004, chapter 11; nominal metric).

    1 - Do/De with Do = Σ 2k(m - k)w/(m - 1) over runs of w units on which k of m coders have the code, and
    De = 2·n1·(n - n1)/(n - 1) for n answers of which n1 say "coded".

    Returns
    -------
    figures
        One for each code; ``no_variation`` where all answers are the same, ``no_pairable`` where there are none.
    """
    if not totals.answers:
        return Figures.none(totals.codes, Status.NO_PAIRABLE)
    chance = expected(totals.positive, float(totals.answers))
    return Figures.of(1 - ratio(totals.observed, chance), Status.NO_VARIATION)


def alpha_pooled(totals: Totals, codes: Ints | None = None) -> Figure:
    """Return alpha of several codes together: 1 - (Σ Do)/(Σ De) over the codes.

    That is alpha over sets of codes with the size of the symmetric difference as distance, so codes may overlap.

    Parameters
    ----------
    codes
        Numbers of the codes; None for all.
    """
    if not totals.answers:
        return Figure.none(Status.NO_PAIRABLE)
    chosen = slice(None) if codes is None else codes
    chance = expected(totals.positive[chosen], float(totals.answers)).sum()
    if chance == 0:
        return Figure.none(Status.NO_VARIATION)
    return Figure(float(1 - totals.observed[chosen].sum() / chance))
