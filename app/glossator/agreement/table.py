"""The agreement table: every code's figures with their intervals, the pooled figure, and the pairs of coders."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np

from glossator.agreement import alpha, kappa
from glossator.agreement.figures import Figure, Figures, Status, mean_of
from glossator.agreement.flags import Flag, flags
from glossator.agreement.pairs import cohen_kappa, pair_alpha, pair_f1, pooled_alpha, pooled_f1
from glossator.agreement.resample import FEWEST_SHOWN, Interval, interval, leave_one_out

if TYPE_CHECKING:
    from glossator.agreement.arrays import Ints
    from glossator.agreement.ledger import Ledger
    from glossator.agreement.pairs import PairTables
    from glossator.agreement.passages import Rule


@dataclass(frozen=True, slots=True, eq=False)
class PairFigures:
    """What one pair of coders agree on, over the texts that both finished."""

    first: int
    second: int
    tables: PairTables
    alpha: Figures
    """shape (codes,), like the other three"""
    kappa: Figures
    f1: Figures
    segment_f1: Figures
    alpha_pooled: Figure
    f1_pooled: Figure


@dataclass(frozen=True, slots=True, eq=False)
class AgreementTable:
    """One row for each code; the columns have shape (codes,) but where another is named."""

    unit: str
    coders: Ints
    """numbers of the coders compared, shape (coders,)"""
    rule: Rule
    """when two passages count as the same for *segment_f1*"""
    level: float
    """of the intervals"""
    documents: int
    """texts of the universe: finished by two of the coders, with at least one unit"""
    units: int
    """units of those texts"""
    alpha: Figures
    intervals: tuple[Interval, ...]
    positive_agreement: Figures
    segment_f1: Figures
    """for three and more coders the mean of the pairs"""
    percent_agreement: Figures
    kappa: Figures
    """for two coders Cohen's, for more the mean of the pairs: Light's kappa"""
    fleiss_kappa: Figures
    gwet_ac1: Figures
    brennan_prediger: Figures
    coverage: Figures
    """share of all answers that say "coded" """
    coded: Ints
    """units coded by each coder, shape (coders, codes)"""
    codings: Ints
    """codings of each coder, shape (coders, codes)"""
    flags: tuple[tuple[Flag, ...], ...]
    alpha_pooled: Figure
    pooled_interval: Interval
    alpha_mean: Figure
    """unweighted mean of the alphas that are defined"""
    pairs: tuple[PairFigures, ...]


def tabulate(ledger: Ledger, *, level: float = 0.95) -> AgreementTable:
    """Make the table of what *ledger* has summed.

    Parameters
    ----------
    level
        Of the jackknife intervals. Below five texts there are none.
    """
    totals, shares = ledger.counts.totals(), ledger.counts.shares()
    single, pooled = alpha.alpha_binary(totals), alpha.alpha_pooled(totals)
    left_out = leave_one_out(shares)
    columns = np.ascontiguousarray(left_out.codes.T)
    intervals = tuple(
        interval(figure, column, level, FEWEST_SHOWN) for figure, column in zip(single, columns, strict=True)
    )
    pairs = tuple(_pair(ledger, int(first), int(second)) for first, second in combinations(ledger.coders, 2))
    coverage = _coverage(totals.positive, totals.answers)
    codings = ledger.sums.usage.codings[ledger.coders]
    raised = zip(single, intervals, codings.T, coverage.values, strict=True)
    return AgreementTable(
        unit=ledger.unit,
        coders=ledger.coders,
        rule=ledger.rule,
        level=level,
        documents=shares.documents,
        units=int(totals.units.sum()),
        alpha=single,
        intervals=intervals,
        positive_agreement=kappa.positive_agreement(totals),
        segment_f1=mean_of([pair.segment_f1 for pair in pairs], totals.codes),
        percent_agreement=kappa.percent_agreement(totals),
        kappa=mean_of([pair.kappa for pair in pairs], totals.codes),
        fleiss_kappa=kappa.fleiss_kappa(totals),
        gwet_ac1=kappa.gwet_ac1(totals),
        brennan_prediger=kappa.brennan_prediger(totals),
        coverage=coverage,
        coded=ledger.sums.usage.units[ledger.coders],
        codings=codings,
        flags=tuple(flags(*each) for each in raised),
        alpha_pooled=pooled,
        pooled_interval=interval(pooled, left_out.pooled, level, FEWEST_SHOWN),
        alpha_mean=single.mean,
        pairs=pairs,
    )


def _coverage(positive: Ints, answers: int) -> Figures:
    if not answers:
        return Figures.none(len(positive), Status.NO_PAIRABLE)
    return Figures.of(positive / answers, Status.NO_PAIRABLE)


def _pair(ledger: Ledger, first: int, second: int) -> PairFigures:
    tables = ledger.sums.pairs.tables(first, second)
    return PairFigures(
        first,
        second,
        tables,
        pair_alpha(tables),
        cohen_kappa(tables),
        pair_f1(tables),
        ledger.sums.passages.f1(first, second),
        pooled_alpha(tables),
        pooled_f1(tables),
    )
