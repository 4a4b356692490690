"""Whether coders find the same passages: matching them one to one, whatever their exact edges.

The passages of a coder are the distinct extents of a code in a text; unlike for characters, those that overlap or touch
stay apart.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, get_args

import numpy as np

from glossator.agreement.arrays import Columns, Ints, bits, ranges
from glossator.agreement.figures import Figures, Status, ratio
from glossator.agreement.matching import maximum_matching

if TYPE_CHECKING:
    from collections.abc import Iterator

    from glossator.agreement.arrays import Bools
    from glossator.agreement.material import Codings

Criterion = Literal["exact", "overlap", "iou"]
CRITERIA: tuple[Criterion, ...] = get_args(Criterion)
_AT_ONCE = 1_000_000


@dataclass(frozen=True, slots=True)
class Rule:
    """When two passages count as the same."""

    criterion: Criterion = "iou"
    """the same extent; at least one shared character; or shared over united length of at least *threshold*"""
    threshold: float = 0.5


@dataclass(frozen=True, slots=True, eq=False)
class PassageSums:
    """Passages and matches of every pair of coders, summed over the texts that both finished.

    Like `PairSums` they can be added and taken away.
    """

    matched: Ints
    """shape (coders, coders, codes)"""
    passages: Ints
    """[i, j]: passages of coder i in texts that j finished too, shape (coders, coders, codes)"""
    finished: Ints
    """texts that both finished, shape (coders, coders)"""

    def __add__(self, other: PassageSums) -> PassageSums:
        return PassageSums(
            self.matched + other.matched, self.passages + other.passages, self.finished + other.finished
        )

    def __sub__(self, other: PassageSums) -> PassageSums:
        return PassageSums(
            self.matched - other.matched, self.passages - other.passages, self.finished - other.finished
        )

    def f1(self, first: int, second: int) -> Figures:
        """Return 2M/(N1 + N2) of one pair for each code; ``no_positive`` where neither has a passage of it.

        Holsti's coefficient of reliability on matched passages is the same number.
        """
        codes = self.matched.shape[2]
        if not self.finished[first, second]:
            return Figures.none(codes, Status.NO_PAIRABLE)
        all_passages = self.passages[first, second] + self.passages[second, first]
        found = 2.0 * self.matched[first, second]
        return Figures.of(ratio(found, all_passages.astype(np.float64)), Status.NO_POSITIVE)


def sum_passages(codings: Codings, lengths: Ints, done: Bools, codes: int, rule: Rule) -> PassageSums:
    """Match the passages of every pair of coders.

    Parameters
    ----------
    codings
        In code points, whatever unit is counted elsewhere.
    lengths
        Code points of each text, shape (documents,).
    done
        Who has finished what, shape (documents, coders).
    codes
        How many codes there are.
    """
    coders = done.shape[1]
    counting = done & (lengths > 0)[:, None]
    finished = counting.astype(np.int64)
    mine = _distinct(codings.take(counting[codings.document, codings.coder]))
    passages = np.zeros((coders, coders, codes), np.int64)
    for other in range(coders):
        with_other = counting[mine.document, other]
        cells = mine.coder[with_other].astype(np.int64) * codes + mine.code[with_other]
        passages[:, other] = np.bincount(cells, minlength=coders * codes).reshape(coders, codes)
    return PassageSums(_matches(mine, coders, codes, rule), passages, finished.T @ finished)


def _distinct(codings: Codings) -> Codings:
    """Return codings sorted by text, code and start, each extent of a coder once."""
    place_bits = bits(codings.end.max(initial=0))
    code_bits = bits(codings.code.max(initial=0))
    group = (codings.document.astype(np.int64) << code_bits | codings.code) << place_bits | codings.start
    mark = codings.coder.astype(np.int64) << place_bits | codings.end
    order = np.argsort(mark)
    order = order[np.argsort(group[order], kind="stable")]
    group, mark = group[order], mark[order]
    fresh = np.ones(len(order), np.bool_)
    fresh[1:] = (group[1:] != group[:-1]) | (mark[1:] != mark[:-1])
    return codings.take(order[fresh])


def _matches(codings: Codings, coders: int, codes: int, rule: Rule) -> Ints:
    """Return how many passages of each pair can be matched, shape (coders, coders, codes)."""
    found = [*_candidates(codings, rule)]
    one = np.concatenate([np.empty(0, np.int64), *(pair[0] for pair in found)])
    other = np.concatenate([np.empty(0, np.int64), *(pair[1] for pair in found)])
    # A passage and the coder it is matched with: what may be taken once only.
    left, right = one * coders + codings.coder[other], other * coders + codings.coder[one]
    choices = np.bincount(left, minlength=len(codings) * coders)
    choices += np.bincount(right, minlength=len(codings) * coders)
    sure = (choices[left] == 1) & (choices[right] == 1)
    rest = np.flatnonzero(~sure)
    forward = codings.coder[one[rest]] < codings.coder[other[rest]]
    lefts = np.where(forward, left[rest], right[rest])
    rights = np.where(forward, right[rest], left[rest])
    matched = maximum_matching(zip(lefts.tolist(), rights.tolist(), strict=True))
    taken = np.concatenate([left[sure], np.fromiter(matched, np.int64, len(matched))])
    passage, partner = np.divmod(taken, coders)
    cells = (codings.coder[passage].astype(np.int64) * coders + partner) * codes + codings.code[passage]
    sums = np.bincount(cells, minlength=coders * coders * codes).reshape(coders, coders, codes)
    return np.asarray(sums + sums.transpose(1, 0, 2), np.int64)


def _candidates(codings: Codings, rule: Rule) -> Iterator[tuple[Ints, Ints]]:
    """Give pairs of passages of different coders that *rule* takes for the same, as two rows of numbers."""
    place_bits, code_bits = bits(codings.end.max(initial=0)), bits(codings.code.max(initial=0))
    group = (codings.document.astype(np.int64) << code_bits | codings.code) << place_bits
    after = np.arange(1, len(codings) + 1)
    overlapping = np.searchsorted(group | codings.start, group | codings.end, side="left") - after
    reached = np.cumsum(overlapping)
    first = 0
    while first < len(codings):
        so_far = reached[first - 1] if first else 0
        last = max(first + 1, int(np.searchsorted(reached, so_far + _AT_ONCE, side="right")))
        counts = overlapping[first:last]
        one, other = np.repeat(np.arange(first, last), counts), ranges(after[first:last], counts)
        apart = codings.coder[one] != codings.coder[other]
        one, other = one[apart], other[apart]
        kept = _same(codings.start, codings.end, one, other, rule)
        yield one[kept], other[kept]
        first = last


def _same(start: Columns, end: Columns, one: Ints, other: Ints, rule: Rule) -> Bools:
    """Say which pairs count as the same; all overlap, and the first begins no later than the second."""
    shared = np.minimum(end[one], end[other]) - start[other]
    together = np.maximum(end[one], end[other]) - start[one]
    match rule.criterion:
        case "exact":
            return np.asarray(shared == together, np.bool_)
        case "overlap":
            return np.ones(len(one), np.bool_)
        case _:
            return np.asarray(shared / together >= rule.threshold, np.bool_)
