"""What is counted: characters, whole texts, or units of a text such as sentences.

A unit larger than a character is coded when at least one of its code points is covered; text outside all units does
not count.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from glossator.agreement.arrays import ranges

if TYPE_CHECKING:
    from collections.abc import Sequence

    from glossator.agreement.arrays import Columns, Ints

CHARACTER = "char"
DOCUMENT = "document"


@dataclass(frozen=True, slots=True, eq=False)
class Units:
    """The units of each text, in order and apart from each other."""

    first: Ints
    """shape (documents + 1,): where the units of each text begin in *start* and *end*"""
    start: Ints
    """shape (units,), in code points of the text"""
    end: Ints
    """shape (units,), half-open"""

    @classmethod
    def of(cls, texts: Sequence[Sequence[tuple[int, int]]]) -> Units:
        """Make units of the (start, end) pairs of each text; empty ones are left out.

        Raises
        ------
        ValueError
            If two units of a text overlap.
        """
        kept = [sorted(pair for pair in pairs if pair[0] < pair[1]) for pairs in texts]
        flat = np.array([pair for pairs in kept for pair in pairs], np.int64).reshape(-1, 2)
        first = np.concatenate([[0], np.cumsum([len(pairs) for pairs in kept])]).astype(np.int64)
        inner = np.ones(max(len(flat) - 1, 0), np.bool_)
        inner[first[(first > 0) & (first < len(flat))] - 1] = False
        if (flat[1:, 0] < flat[:-1, 1])[inner].any():
            raise ValueError("two units of a text overlap")
        return cls(first, flat[:, 0].copy(), flat[:, 1].copy())

    @property
    def counts(self) -> Ints:
        """How many units each text has, shape (documents,)."""
        return np.diff(self.first)

    def touched(self, document: Columns, start: Columns, end: Columns, lengths: Ints) -> tuple[Ints, Ints]:
        """Return the units that extents touch, as half-open ranges of unit numbers within their text.

        Parameters
        ----------
        document, start, end
            Extents in code points, shape (extents,) each.
        lengths
            Code points of each text, shape (documents,).

        Returns
        -------
        first, last
            Shape (extents,) each; equal where an extent touches no unit.
        """
        base = np.cumsum(lengths + 1) - (lengths + 1)
        owner = np.repeat(np.arange(len(lengths)), self.counts)
        first = np.searchsorted(self.end + base[owner], base[document] + start, side="right")
        last = np.searchsorted(self.start + base[owner], base[document] + end, side="left")
        return first - self.first[document], np.maximum(first, last) - self.first[document]

    def select(self, documents: Ints) -> Units:
        """Return the units of *documents*, in that order; a text may be there more than once."""
        counts = self.counts[documents]
        at = ranges(self.first[documents], counts)
        return Units(np.concatenate([[0], np.cumsum(counts)]).astype(np.int64), self.start[at], self.end[at])
