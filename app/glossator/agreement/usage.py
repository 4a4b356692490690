"""How much each coder uses each code, in the texts that count."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from glossator.agreement.arrays import Ints, added

if TYPE_CHECKING:
    from glossator.agreement.arrays import Bools
    from glossator.agreement.material import Codings
    from glossator.agreement.sweep import Runs


@dataclass(frozen=True, slots=True, eq=False)
class Usage:
    """What each coder did; sums of two sets of texts can be added and taken away."""

    units: Ints
    """units coded, shape (coders, codes)"""
    codings: Ints
    """codings, as they were made; shape (coders, codes)"""

    def __add__(self, other: Usage) -> Usage:
        return Usage(self.units + other.units, self.codings + other.codings)

    def __sub__(self, other: Usage) -> Usage:
        return Usage(self.units - other.units, self.codings - other.codings)


def sum_usage(runs: Runs, codings: Codings, counting: Bools, codes: int) -> Usage:
    """Count what coders did in the texts that count.

    Parameters
    ----------
    counting
        Whose work on which text counts, shape (documents, coders).
    codes
        How many codes there are.
    """
    coders = counting.shape[1]
    units = np.zeros((coders, codes), np.int64)
    for coder in range(coders):
        there = (runs.coders >> coder & 1) * counting[runs.document, coder]
        units[coder] = added(runs.code, there * runs.width, codes)
    counted = counting[codings.document, codings.coder]
    cells = codings.coder.astype(np.int64) * codes + codings.code
    made = np.bincount(cells[counted], minlength=coders * codes).reshape(coders, codes)
    return Usage(units, made)
