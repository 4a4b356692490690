"""How high each block is: estimated for all at once, exact for those that were laid out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from glossator.ui.reading.model import TextModel

FILL = 0.965
"""How much of a line's width is filled on average, for the rest is lost at the wrap."""


@dataclass(frozen=True, slots=True)
class Measure:
    """What heights depend on; all lengths in logical pixels."""

    width: int
    pitch: int
    title_pitch: int
    gap: int
    """between paragraphs"""
    empty: int
    """height of a paragraph without words"""
    advance: float
    """average width of a character"""
    title_advance: float


class HeightMap:
    """Heights of all blocks and the distance of each from the top."""

    def __init__(self, model: TextModel, measure: Measure) -> None:
        lines = np.maximum(1, np.ceil(model.lengths * (measure.advance / (FILL * measure.width))))
        heights = lines.astype(np.int64) * measure.pitch + np.where(model.closes, measure.gap, 0)
        if model.title >= 0:
            length = int(model.lengths[model.title])
            rows = max(1, -(-length * measure.title_advance // (FILL * measure.width)))
            heights[model.title] = int(rows) * measure.title_pitch + measure.gap
        self._empty = (model.lengths == 0) & model.opens
        heights[self._empty] = measure.empty
        self.heights = heights
        self.exact = self._empty.copy()
        """blocks whose height is known"""
        self._tops = np.zeros(heights.size + 1, np.int64)
        self._good = 0
        """tops up to this block are up to date"""

    @property
    def tops(self) -> NDArray[np.int64]:
        """Distance of each block from the first, and the height of all as last, shape (blocks + 1,)."""
        if self._good < self.heights.size:
            self._tops[self._good + 1 :] = self._tops[self._good] + np.cumsum(self.heights[self._good :])
            self._good = self.heights.size
        return self._tops

    @property
    def total(self) -> int:
        """The height of all blocks."""
        return int(self.tops[-1])

    def settle(self, block: int, height: int) -> int:
        """Take *height* as the exact height of *block*; return by how much it grew."""
        grown = height - int(self.heights[block])
        self.exact[block] = True
        if grown:
            self.heights[block] = height
            self._good = min(self._good, block)
        return grown

    def block_at(self, y: int) -> tuple[int, int]:
        """Return the block *y* below the top, and how far below the block's own top that is."""
        block = int(self.tops.searchsorted(y, "right")) - 1
        block = min(max(block, 0), self.heights.size - 1)
        return block, y - int(self.tops[block])
