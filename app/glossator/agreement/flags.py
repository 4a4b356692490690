"""What a reader of a figure should know before believing it."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from glossator.agreement.figures import Status
from glossator.agreement.resample import FEW

if TYPE_CHECKING:
    from glossator.agreement.arrays import Ints
    from glossator.agreement.figures import Figure
    from glossator.agreement.resample import Interval

FEW_PASSAGES = 3
LOW_COVERAGE = 0.01


class Flag(StrEnum):
    """A caution about the figure of one code."""

    NO_VARIATION = "no_variation"
    """nobody used the code, or everybody everywhere: alpha is not defined, and agreement says nothing of the code"""
    NO_DISAGREEMENT = "no_disagreement"
    """perfect agreement, so no interval"""
    ONE_SIDED = "one_sided"
    """only one coder used it: often a question to the codebook"""
    MOSTLY_ONE_CODER = "mostly_one_coder"
    """one coder has at most a third of the codings of another"""
    FEW_PASSAGES = "few_passages"
    """no coder has three codings of it"""
    ONE_DOCUMENT = "one_document"
    """a single text gives no interval"""
    FEW_DOCUMENTS = "few_documents"
    """fewer than ten texts"""
    WIDE_INTERVAL = "wide_interval"
    """the interval reaches below zero"""
    UNSTABLE = "unstable"
    """without one of the texts alpha would be undefined, so no interval"""
    LOW_COVERAGE = "low_coverage"
    """less than a hundredth of all answers say "coded" """


def flags(alpha: Figure, interval: Interval, codings: Ints, coverage: float) -> tuple[Flag, ...]:
    """Return the cautions about one code.

    Parameters
    ----------
    alpha, interval
        Its figure.
    codings
        Codings of each compared coder, shape (coders,).
    coverage
        Share of all answers that say "coded".
    """
    if alpha.status == Status.NO_PAIRABLE:
        return ()
    most = int(codings.max(initial=0))
    fewest = int(codings.min(initial=most))
    one_sided = most > 0 and int((codings > 0).sum()) == 1
    checked = {
        Flag.NO_VARIATION: alpha.status == Status.NO_VARIATION,
        Flag.NO_DISAGREEMENT: interval.status == Status.NO_DISAGREEMENT,
        Flag.ONE_SIDED: one_sided,
        Flag.MOSTLY_ONE_CODER: most > 0 and not one_sided and 3 * fewest <= most,
        Flag.FEW_PASSAGES: 0 < most < FEW_PASSAGES,
        Flag.ONE_DOCUMENT: interval.documents == 1,
        Flag.FEW_DOCUMENTS: 1 < interval.documents < FEW,
        Flag.WIDE_INTERVAL: interval.lower is not None and interval.lower < 0,
        Flag.UNSTABLE: interval.status == Status.UNSTABLE,
        Flag.LOW_COVERAGE: 0 < coverage < LOW_COVERAGE,
    }
    return tuple(flag for flag, raised in checked.items() if raised)
