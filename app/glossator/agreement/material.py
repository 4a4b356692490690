"""What is compared: texts, who finished them, and codings, all as numbers from 0."""

from __future__ import annotations

from dataclasses import dataclass, field, fields, replace
from typing import TYPE_CHECKING

import numpy as np

from glossator.agreement.arrays import ranges
from glossator.agreement.units import CHARACTER, DOCUMENT, Units

if TYPE_CHECKING:
    from collections.abc import Mapping

    from glossator.agreement.arrays import Bools, Columns, Ints

MOST_CODERS = 62
"""as many coders fit into one number, a bit for each"""


@dataclass(frozen=True, slots=True, eq=False)
class Codings:
    """Codings as columns, sorted by text; shape (codings,) each. Make them with `of`."""

    document: Columns
    code: Columns
    coder: Columns
    start: Columns
    """in code points, or in the units that are counted"""
    end: Columns
    """half-open; greater than *start*"""

    @classmethod
    def of(cls, document: Columns, code: Columns, coder: Columns, start: Columns, end: Columns) -> Codings:
        """Sort columns by text, and leave out codings of no length."""
        at = np.flatnonzero(end > start)
        if len(at) > 1 and (np.diff(document[at]) < 0).any():
            at = at[np.argsort(document[at], kind="stable")]
        columns = (document, code, coder, start, end)
        return cls(*(np.ascontiguousarray(column[at], np.int32) for column in columns))

    def __len__(self) -> int:
        return len(self.document)

    def take(self, at: Ints | Bools | slice) -> Codings:
        """Return some of the codings, which must come in the order of their texts."""
        return Codings(*(getattr(self, column.name)[at] for column in fields(self)))

    def rows(self, document: int) -> slice:
        """Return where the codings of one text are."""
        first, last = np.searchsorted(self.document, [document, document + 1])
        return slice(int(first), int(last))

    def with_text(self, document: int, codings: Codings) -> Codings:
        """Return these with the codings of one text replaced by *codings*, all of that text."""
        rows = self.rows(document)
        return Codings(
            *(
                np.concatenate([old[: rows.start], new, old[rows.stop :]])
                for old, new in ((getattr(self, c.name), getattr(codings, c.name)) for c in fields(self))
            )
        )


@dataclass(frozen=True, slots=True, eq=False)
class Material:
    """Texts, coders and codings to be compared."""

    lengths: Ints
    """code points of each text, shape (documents,)"""
    done: Bools
    """who has finished what, shape (documents, coders); codings of others count as missing"""
    codings: Codings
    codes: int
    """how many codes there are, used or not"""
    units: Mapping[str, Units] = field(default_factory=dict)
    """units other than characters and whole texts, by name"""

    def __post_init__(self) -> None:
        if self.done.shape[1] > MOST_CODERS:
            raise ValueError(f"more than {MOST_CODERS} coders: {self.done.shape[1]}")

    @property
    def coders(self) -> int:
        """How many coders there are."""
        return int(self.done.shape[1])

    def counted_in(self, unit: str) -> tuple[Ints, Codings]:
        """Return the length of each text and the codings in *unit* instead of code points.

        A text for which no such units are known has none. A text of no length is no unit of its own.
        """
        if unit == CHARACTER:
            return self.lengths, self.codings
        c = self.codings
        if unit == DOCUMENT:
            start, end = np.zeros(len(c), np.int32), np.ones(len(c), np.int32)
            return (self.lengths > 0).astype(np.int64), replace(c, start=start, end=end)
        units = self.units.get(unit) or Units.of([()] * len(self.lengths))
        first, last = units.touched(c.document, c.start, c.end, self.lengths)
        return units.counts, Codings.of(c.document, c.code, c.coder, first, last)

    def select(self, documents: Ints) -> Material:
        """Return the material of *documents*, in that order; a text may be there more than once."""
        first = np.searchsorted(self.codings.document, documents, side="left")
        counts = np.searchsorted(self.codings.document, documents, side="right") - first
        chosen = self.codings.take(ranges(first, counts))
        numbers = np.repeat(np.arange(len(documents), dtype=np.int32), counts)
        return replace(
            self,
            lengths=self.lengths[documents],
            done=self.done[documents],
            codings=replace(chosen, document=numbers),
            units={name: units.select(documents) for name, units in self.units.items()},
        )

    def compared(self, coders: Ints) -> Material:
        """Return the material of *coders* alone, numbered in that order."""
        numbers = np.full(self.coders, -1, np.int32)
        numbers[coders] = np.arange(len(coders))
        kept = self.codings.take(numbers[self.codings.coder] >= 0)
        return replace(self, done=self.done[:, coders], codings=replace(kept, coder=numbers[kept.coder]))

    def recoded(self, numbers: Ints, codes: int) -> Material:
        """Return the material with each code replaced.

        Parameters
        ----------
        numbers
            The number that each code gets, shape (codes,); -1 leaves its codings out. Codes that get the same number
            become one, whose extents are the union of theirs.
        codes
            How many codes there are then.
        """
        new = numbers[self.codings.code].astype(np.int32)
        kept = self.codings.take(new >= 0)
        return replace(self, codings=replace(kept, code=new[new >= 0]), codes=codes)

    def universe(self) -> Bools:
        """Say which texts count: those with any length that two coders have finished; shape (documents,)."""
        return np.asarray((self.done.sum(axis=1) >= 2) & (self.lengths > 0), np.bool_)
