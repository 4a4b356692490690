"""What is marked in a text beside codings: mentions, notes, search hits, the bookmark, the active coding."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from glossator.ui.reading.looks import PaneMention
    from glossator_db.records import Extent


class Extents:
    """Extents in order, with the numbers they had when they were given."""

    def __init__(self, extents: Iterable[Extent] = ()) -> None:
        self.given = tuple(extents)
        numbered = sorted((extent, number) for number, extent in enumerate(self.given))
        self.extents = [extent for extent, _ in numbered]
        self.numbers = [number for _, number in numbered]
        self._starts = [extent.start for extent in self.extents]
        self._reach = list(accumulate((extent.end for extent in self.extents), max))

    def __len__(self) -> int:
        return len(self.extents)

    def within(self, start: int, end: int) -> list[int]:
        """Return the numbers of the extents that share a code point with *start* to *end*."""
        low, high = bisect_right(self._reach, start), bisect_left(self._starts, end)
        return [self.numbers[row] for row in range(low, high) if self.extents[row].end > start]

    def next(self, extent: Extent | None, pos: int, step: int) -> Extent | None:
        """Return the next extent in order after *extent*, or after *pos*; backwards where *step* is negative."""
        if extent is not None and step > 0:
            row = bisect_right(self.extents, extent)
        elif extent is not None:
            row = bisect_left(self.extents, extent) - 1
        else:
            row = bisect_left(self._starts, pos) if step > 0 else bisect_left(self._starts, pos) - 1
        return self.extents[row] if 0 <= row < len(self.extents) else None


class Marks:
    """All marks of one text."""

    def __init__(self) -> None:
        self.mentions: Sequence[PaneMention] = ()
        self.mention_extents = Extents()
        self.notes = Extents()
        self.hits = Extents()
        self.hit: int | None = None
        """number of the current hit"""
        self.bookmark: int | None = None
        self.active: int | None = None
        """id of the active coding"""
        self.hovered: int | None = None
        """id of the coding whose bracket or label is under the pointer"""
        self.resized: Extent | None = None
        """where the active coding would lie if its ends were kept as they are dragged"""
        self.target: Extent | None = None
        """what a code would be applied to if it were dropped now"""

    @property
    def lit(self) -> int | None:
        """The coding that stands out."""
        return self.active if self.hovered is None else self.hovered

    def set_mentions(self, mentions: Sequence[PaneMention]) -> None:
        """Take all mentions."""
        self.mentions = tuple(mentions)
        self.mention_extents = Extents(mention.extent for mention in self.mentions)

    def set_hits(self, extents: Sequence[Extent], current: int | None) -> None:
        """Take all search hits and the number of the current one."""
        self.hits = Extents(extents)
        self.hit = current
