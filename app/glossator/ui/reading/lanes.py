"""Lanes for the brackets in the margin: places side by side for codings that overlap.

Lanes follow from positions in the text alone, so they stay when the window is resized or zoomed. Codings that
are connected, directly or through others, form a cluster; each cluster is laid into lanes by itself, when it
is first asked for.
"""

from __future__ import annotations

from heapq import heappop, heappush
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

MOST = 6
"""Lanes that are drawn; the rest share the last of them."""
GAP = 64
"""Code points kept free, about one line, between two codings in one lane."""


class Lanes:
    """The lanes of codings sorted by start, longest first among equal starts.

    Parameters
    ----------
    starts, ends
        Code points, half-open, shape (codings,).
    """

    def __init__(self, starts: NDArray[Any], ends: NDArray[Any]) -> None:
        self._starts, self._ends = starts, ends
        self._lanes = np.full(starts.size, -1, np.int16)
        fresh = np.ones(starts.size, bool)
        if starts.size > 1:
            fresh[1:] = starts[1:] >= np.maximum.accumulate(ends)[:-1] + GAP
        self.borders = np.append(np.flatnonzero(fresh), starts.size)
        """first coding of each cluster, and the number of codings as last"""

    def lane(self, index: int) -> int:
        """Return the lane of one coding, from 0."""
        if self._lanes[index] < 0:
            cluster = int(self.borders.searchsorted(index, "right")) - 1
            low, high = int(self.borders[cluster]), int(self.borders[cluster + 1])
            found = assign(self._starts[low:high].tolist(), self._ends[low:high].tolist())
            self._lanes[low:high] = found
        return int(self._lanes[index])

    def depth(self, index: int) -> int:
        """Return how many lanes the cluster of one coding uses."""
        self.lane(index)
        cluster = int(self.borders.searchsorted(index, "right")) - 1
        return int(self._lanes[int(self.borders[cluster]) : int(self.borders[cluster + 1])].max()) + 1

    def sides(self) -> NDArray[np.int64]:
        """Return 0 or 1 for each coding: its column in the overview, by turns within a cluster."""
        index = np.arange(self._starts.size)
        first = self.borders[self.borders.searchsorted(index, "right") - 1]
        return np.asarray((index - first) & 1)

    def used(self) -> int:
        """Return how many lanes the text needs, counted by the most codings that overlap; at most `MOST`."""
        if not self._starts.size:
            return 0
        ended = np.sort(self._ends + GAP).searchsorted(self._starts, "right")
        depth = int((np.arange(1, self._starts.size + 1) - ended).max())
        return min(MOST, depth)


def assign(starts: list[int], ends: list[int]) -> list[int]:
    """Give each coding the lowest free lane, in order; the last of `MOST` lanes takes all that find none."""
    busy: list[tuple[int, int]] = []
    free: list[int] = []
    lanes = []
    opened = 0
    for start, end in zip(starts, ends, strict=True):
        while busy and busy[0][0] + GAP <= start:
            heappush(free, heappop(busy)[1])
        if free:
            lane = heappop(free)
        else:
            lane, opened = opened, opened + 1
        heappush(busy, (end, lane))
        lanes.append(min(lane, MOST - 1))
    return lanes
