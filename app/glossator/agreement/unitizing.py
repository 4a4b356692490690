"""The alpha family for unitizing (Krippendorff, Mathet, Bouvry and Widlöcher 2016; Krippendorff 2019, section 12.6).

Each coder divides a text into units that do not overlap, each with a code, and the gaps between them. Units of the same
code that touch stay two units.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from glossator.agreement.figures import Figure, Status
from glossator.agreement.overlaps import Overlaps, overlaps

if TYPE_CHECKING:
    from glossator.agreement.arrays import Bools, Floats, Ints
    from glossator.agreement.material import Codings, Material


@dataclass(frozen=True, slots=True, eq=False)
class Unitizing:
    """Coincidences of units and gaps, summed over texts; the gap is number 0, code i is i + 1."""

    coincidences: Floats
    """ℓ(c, k): lengths shared by two different coders, over both orders, divided by m - 1; shape (codes + 1,) * 2"""
    self_pairs: Floats
    """s(c): Σ (unit length)² of a code, Σ length of gaps; shape (codes + 1,)"""
    marked_self_pairs: Floats
    """s*(k): Σ (pairable length)² of the units of a code; shape (codes,)

    The pairable length of a unit weighs each of its characters by the share of the other coders who marked it with
    anything. Only this gives the 0.724 that the book prints for its three coders: the union of the other coders' marks
    would give 0.728, full unit lengths 0.740.
    """

    def u_alpha(self) -> Figure:
        """Return uα: units and gaps, with their codes."""
        observed = self.coincidences.sum() - np.trace(self.coincidences)
        return _alpha(observed, self.coincidences.sum(axis=1), self.self_pairs, Status.NO_PAIRABLE)

    def u_alpha_binary(self) -> Figure:
        """Return |uα: units against gaps, whatever the codes; what is expected is that of uα."""
        lengths = self.coincidences.sum(axis=1)
        observed = 2 * self.coincidences[0, 1:].sum()
        both = np.array([lengths[0], lengths[1:].sum()])
        return _alpha(observed, both, self.self_pairs, Status.NO_PAIRABLE)

    def cu_alpha(self) -> Figure:
        """Return cuα: the codes, where two coders have marked the same characters with anything."""
        block = self.coincidences[1:, 1:]
        observed = block.sum() - np.trace(block)
        return _alpha(observed, block.sum(axis=1), self.marked_self_pairs, Status.NO_INTERSECTION)

    def k_u_alpha(self, code: int) -> Figure:
        """Return (k)uα: how reliably one code is told from the others, where it meets any.

        1 - ((ℓ*(k) - ℓ*(k, k))/ℓ*(k)) / ((ε*(k) - ε*(k, k))/ε*(k)) on the block of codes; to be read only beside
        its `k_u_coverage`.
        """
        if not self.coincidences[code + 1].any():
            return Figure.none(_unused(self))
        block = self.coincidences[1:, 1:]
        lengths = block.sum(axis=1)
        mine = lengths[code]
        if mine == 0:
            return Figure.none(Status.NO_INTERSECTION)
        others = np.delete(lengths, code).sum()
        if others == 0:
            return Figure.none(Status.NO_VARIATION)
        observed = (block[code].sum() - block[code, code]) / mine
        expected = mine * others / (mine * (mine + others) - self.marked_self_pairs[code])
        return Figure(float(1 - observed / expected))

    def k_u_coverage(self, code: int) -> Figure:
        """Return the share of the code's pairable length that `k_u_alpha` speaks of."""
        row = self.coincidences[code + 1]
        return Figure(float(row[1:].sum() / row.sum())) if row.any() else Figure.none(_unused(self))


def _unused(sums: Unitizing) -> Status:
    return Status.UNUSED if sums.coincidences.any() else Status.NO_PAIRABLE


def _alpha(observed: float, lengths: Floats, self_pairs: Floats, empty: Status) -> Figure:
    """Return 1 - observed/expected, with what is expected off the diagonal of T(ℓ(c)ℓ(k) - [c=k]s(c))/(T² - Σs)."""
    total = float(lengths.sum())
    if total == 0:
        return Figure.none(empty)
    if np.count_nonzero(lengths) < 2:
        return Figure.none(Status.NO_VARIATION)
    across = total * float(lengths @ (total - lengths)) / (total * total - float(self_pairs.sum()))
    return Figure(float(1 - observed / across))


def unitize(material: Material, codes: Ints) -> tuple[Unitizing | None, Overlaps | None]:
    """Sum what the coefficients need.

    Parameters
    ----------
    material
        All of its coders are compared. Characters are counted.
    codes
        Numbers of the codes, of which a coder may have one at a time.

    Returns
    -------
    sums, overlaps
        One of the two is None: where units of a coder overlap, only the places are told. The same extent with the
        same code twice is one unit.
    """
    numbers = np.full(material.codes, -1, np.int64)
    numbers[codes] = np.arange(len(codes))
    chosen = material.recoded(numbers, len(codes))
    finished = chosen.done & chosen.universe()[:, None]
    units = _distinct(chosen.codings.take(finished[chosen.codings.document, chosen.codings.coder]))
    if len(places := overlaps(units)):
        return None, places
    return _sum(units, chosen.lengths, finished, len(codes)), None


def _distinct(codings: Codings) -> Codings:
    order = np.lexsort((codings.code, codings.end, codings.start, codings.coder, codings.document))
    sorted_ = codings.take(order)
    fresh = np.ones(len(order), np.bool_)
    columns = (sorted_.document, sorted_.coder, sorted_.start, sorted_.end, sorted_.code)
    fresh[1:] = np.any([column[1:] != column[:-1] for column in columns], axis=0)
    return sorted_.take(fresh)


def _sum(units: Codings, lengths: Ints, finished: Bools, codes: int) -> Unitizing:
    texts = np.flatnonzero(finished.any(axis=1))
    document = np.concatenate([units.document, units.document, texts, texts])
    place = np.concatenate([units.start, units.end, np.zeros(len(texts), np.int64), lengths[texts]])
    number = np.arange(1, len(units) + 1)
    turned = np.concatenate([number, number, np.zeros(2 * len(texts), np.int64)])
    order = np.lexsort((place, document))
    document, turned, width = document[order], turned[order], np.diff(place[order], append=0)
    runs = np.flatnonzero((np.diff(document, append=-1) == 0) & (width > 0))
    there, width = finished[document[runs]], width[runs].astype(np.float64)
    who = np.concatenate([[-1], units.coder])[turned]
    # A coder's units never overlap, so turning them over leaves the one that the coder is in; 0 is a gap.
    inside = np.array(
        [np.bitwise_xor.accumulate(np.where(who == c, turned, 0))[runs] for c in range(there.shape[1])]
    ).T.reshape(len(runs), there.shape[1])
    m = there.sum(axis=1)
    value = np.concatenate([[0], units.code.astype(np.int64) + 1])[inside]
    coincidences = np.zeros((codes + 1, codes + 1))
    for first, second in zip(*np.triu_indices(there.shape[1], 1), strict=True):
        meet = there[:, first] & there[:, second]
        cells = value[meet, first] * (codes + 1) + value[meet, second]
        table = np.bincount(cells, width[meet] / (m[meet] - 1), (codes + 1) ** 2)
        coincidences += table.reshape(codes + 1, codes + 1) + table.reshape(codes + 1, codes + 1).T
    length = (units.end - units.start).astype(np.float64)
    gaps = float((lengths[:, None] * finished).sum()) - length.sum()
    own = np.bincount(units.code + 1, length**2, codes + 1).astype(np.float64)
    own[0] = gaps
    marks = (inside > 0).sum(axis=1)
    share = width * (marks - 1) / (m - 1)
    pairable = np.bincount(inside.ravel(), np.repeat(share, inside.shape[1]), len(units) + 1)[1:]
    marked = np.bincount(units.code, pairable**2, codes).astype(np.float64)
    return Unitizing(coincidences, own, marked)
