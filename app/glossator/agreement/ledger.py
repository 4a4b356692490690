"""All sums of some material, kept up to date text by text while somebody codes.

A coding that is made, resized or removed changes the sums of its text alone: what the text added before is taken away,
what it adds now is added. Another unit sweeps the codings again; other coders, or other codes, only sum the runs again.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from glossator.agreement.counts import Counts, count
from glossator.agreement.pairs import PairSums, sum_pairs
from glossator.agreement.passages import PassageSums, Rule, sum_passages
from glossator.agreement.sweep import Runs, sweep
from glossator.agreement.units import CHARACTER
from glossator.agreement.usage import Usage, sum_usage

if TYPE_CHECKING:
    from glossator.agreement.arrays import Bools, Ints
    from glossator.agreement.material import Codings, Material

_DEFAULT_RULE = Rule()


@dataclass(frozen=True, slots=True, eq=False)
class Sums:
    """What is summed over texts, and is added up and taken away again."""

    pairs: PairSums
    passages: PassageSums
    usage: Usage

    def __add__(self, other: Sums) -> Sums:
        return Sums(self.pairs + other.pairs, self.passages + other.passages, self.usage + other.usage)

    def __sub__(self, other: Sums) -> Sums:
        return Sums(self.pairs - other.pairs, self.passages - other.passages, self.usage - other.usage)


class Ledger:
    """Sums of *material* in one unit, with some of its coders compared.

    Parameters
    ----------
    material
        Texts, coders and codings; roll its codes up beforehand (`Material.recoded`) where that is wanted.
    unit
        What is counted: ``char``, ``document`` or a name among the material's units.
    coders
        Numbers of the coders compared; None for all.
    rule
        When two passages count as the same.
    """

    def __init__(
        self,
        material: Material,
        *,
        unit: str = CHARACTER,
        coders: Ints | None = None,
        rule: Rule = _DEFAULT_RULE,
    ) -> None:
        self.material = material
        self.unit = unit
        self.coders = np.arange(material.coders, dtype=np.int64) if coders is None else coders
        self.rule = rule
        self.units, codings = material.counted_in(unit)
        self.runs = sweep(codings)
        m = material
        self.counts = self._count(self.runs, self.units, m.done)
        self.sums = Sums(
            sum_pairs(self.runs, self.units, m.done, m.codes),
            sum_passages(m.codings, m.lengths, m.done, m.codes, rule),
            self._used(self.runs, m.codings, self.units, m.done),
        )

    def compare(self, coders: Ints) -> None:
        """Compare other coders of the same material."""
        self.coders = coders
        m = self.material
        self.counts = self._count(self.runs, self.units, m.done)
        self.sums = replace(self.sums, usage=self._used(self.runs, m.codings, self.units, m.done))

    def count_in(self, unit: str) -> None:
        """Count another unit; passages stay as they are."""
        self.unit = unit
        m = self.material
        self.units, codings = m.counted_in(unit)
        self.runs = sweep(codings)
        self.counts = self._count(self.runs, self.units, m.done)
        self.sums = Sums(
            sum_pairs(self.runs, self.units, m.done, m.codes),
            self.sums.passages,
            self._used(self.runs, m.codings, self.units, m.done),
        )

    def put(self, document: int, codings: Codings, done: Bools | None = None) -> None:
        """Replace the codings of one text, and who has finished it; costs no more than that text.

        Parameters
        ----------
        document
            Number of the text.
        codings
            All codings of that text and no other's.
        done
            Shape (coders,); None where nothing has changed there.
        """
        before = self._sums_of(document)[0]
        finished = self.material.done
        if done is not None:
            finished = finished.copy()
            finished[document] = done
        own = replace(codings, document=np.full(len(codings), document, np.int32))
        every = self.material.codings.with_text(document, own)
        self.material = replace(self.material, codings=every, done=finished)
        after, runs, counts = self._sums_of(document)
        self.sums = self.sums - before + after
        self.runs = self.runs.with_text(document, runs)
        self.counts.put(document, counts)

    def _sums_of(self, document: int) -> tuple[Sums, Runs, Counts]:
        """Return what one text adds, its runs and its counts."""
        m = self.material.select(np.array([document]))
        units, codings = m.counted_in(self.unit)
        runs = sweep(codings)
        sums = Sums(
            sum_pairs(runs, units, m.done, m.codes),
            sum_passages(m.codings, m.lengths, m.done, m.codes, self.rule),
            self._used(runs, m.codings, units, m.done),
        )
        own = replace(runs, document=np.full(len(runs), document, np.int32))
        return sums, own, self._count(runs, units, m.done)

    def _count(self, runs: Runs, units: Ints, done: Bools) -> Counts:
        return count(runs, units, done, self.coders, self.material.codes)

    def _used(self, runs: Runs, codings: Codings, units: Ints, done: Bools) -> Usage:
        counting = np.zeros(done.shape, np.bool_)
        counting[:, self.coders] = done[:, self.coders]
        counting &= ((counting.sum(axis=1) >= 2) & (units > 0))[:, None]
        return sum_usage(runs, codings, counting, self.material.codes)
