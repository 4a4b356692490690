"""Where the reader is: a block and a distance below its top, so that no corrected height moves the text."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from glossator.ui.reading.heights import HeightMap


class Scroll:
    """The place of the view's upper edge.

    Parameters
    ----------
    heights
        All heights; the exact ones among them are asked from *exact*.
    exact
        Lays a block out if need be and returns its height.
    top, bottom
        Free room before the first and after the last block.
    """

    def __init__(self, heights: HeightMap, exact: Callable[[int], int], top: int, bottom: int) -> None:
        self.heights = heights
        self._exact = exact
        self.top, self.bottom = top, bottom
        self.block, self.offset = 0, -top

    @property
    def value(self) -> int:
        """Distance of the view's upper edge from the beginning; what the scroll bar shows."""
        return self.top + int(self.heights.tops[self.block]) + self.offset

    @property
    def length(self) -> int:
        """The height of everything, as far as it is known."""
        return self.top + self.heights.total + self.bottom

    def y(self, block: int) -> int:
        """Return where *block* begins, seen from the view's upper edge."""
        tops = self.heights.tops
        return int(tops[block] - tops[self.block]) - self.offset

    def go(self, value: int, view: int) -> None:
        """Put the view's upper edge *value* below the beginning; *view* is the view's height."""
        self.block, self.offset = self.heights.block_at(value - self.top)
        self.settle(view)

    def move(self, by: int, view: int) -> int:
        """Go *by* pixels down; return how far it went."""
        block, offset = self.block, self.offset
        self.offset += by
        self.settle(view)
        return self._distance(block, offset)

    def pin(self, block: int, inside: int, at: int, view: int) -> None:
        """Show what is *inside* pixels below the top of *block* at *at* below the view's upper edge."""
        self.block, self.offset = block, inside - at
        self.settle(view)

    def settle(self, view: int) -> None:
        """Lay out what the view shows and keep it within the text."""
        self._walk()
        lack = view - self._below(view)
        if lack > 0:
            self.offset -= lack
            self._walk()
        if self.block == 0 and self.offset < -self.top:
            self.offset = -self.top
            self._below(view)

    def _walk(self) -> None:
        last = self.heights.heights.size - 1
        while self.offset < 0 and self.block > 0:
            self.block -= 1
            self.offset += self._exact(self.block)
        while self.block < last and self.offset >= self._exact(self.block):
            self.offset -= self._exact(self.block)
            self.block += 1

    def _below(self, view: int) -> int:
        """Return how much lies below the view's upper edge, counted no further than the view reaches."""
        last = self.heights.heights.size - 1
        block, below = self.block, -self.offset
        while below < view:
            below += self._exact(block)
            if block == last:
                return below + self.bottom
            block += 1
        return below

    def _distance(self, block: int, offset: int) -> int:
        low, high = sorted((block, self.block))
        between = sum(self._exact(index) for index in range(low, high))
        return (between if self.block >= block else -between) + self.offset - offset
