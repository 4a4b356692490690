"""The scroll bar, which shows the whole text at a glance."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QScrollBar, QStyleOptionSlider, QWidget

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from glossator.ui.reading.page import Page
    from glossator.ui.reading.painter import Colors

WIDTH, DASH, LEAST = 16, 3, 3
INSET = 4
_LEFT = (4, 8)
_STRENGTH = 0.55
_LONG = 200

Dash = tuple[int, int, int, int]
"""column, top, bottom, code; -1 as code for a search hit"""


class OverviewStrip(QScrollBar):
    """A real scroll bar, painted as two columns of dashes with the view as a grey slab."""

    def __init__(self, page: Page, colors: Colors, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self.setObjectName("overviewStrip")
        self.setAccessibleName(self.tr("Overview"))
        self._page, self._colors = page, colors
        self._dashes: list[Dash] | None = None
        self._for: tuple[int, int] = (0, 0)

    def sizeHint(self) -> QSize:
        """Return the strip's width; the height follows the view's."""
        return QSize(self._page.theme.px(WIDTH), 64)

    def renew(self) -> None:
        """Look at the codings again."""
        self._dashes = None
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint slab and dashes."""
        painter = QPainter(self)
        try:
            self._paint(painter)
        finally:
            painter.end()

    def _paint(self, painter: QPainter) -> None:
        theme = self._page.theme
        painter.fillRect(self.rect(), theme.tokens.page)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.maximum() > self.minimum():
            painter.setPen(Qt.PenStyle.NoPen)
            slab = QColor(theme.tokens.hover)
            painter.setBrush(slab)
            painter.drawRoundedRect(self._slab(), 3, 3)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        size = (self.height(), self._page.heights.total)
        if self._dashes is None or self._for != size:
            self._dashes, self._for = self._measure(), size
        for side, top, bottom, code in self._dashes:
            color = QColor(theme.tokens.warn if code < 0 else theme.code(self._colors.look(code).color).mark)
            color.setAlphaF(1.0 if code < 0 else _STRENGTH)
            painter.fillRect(theme.px(_LEFT[side]), top + INSET, theme.px(DASH), bottom - top, color)

    def _slab(self) -> QRectF:
        option = QStyleOptionSlider()
        self.initStyleOption(option)
        room = self.height() - 2 * INSET
        length = self.maximum() - self.minimum() + self.pageStep()
        height = max(24, room * self.pageStep() / length)
        span = max(1, self.maximum() - self.minimum())
        top = INSET + (room - height) * (self.value() - self.minimum()) / span
        return QRectF(0, top, self.width(), height)

    def _measure(self) -> list[Dash]:
        """Return the dashes: of the search hits if there are any, else of all codings shown."""
        page = self._page
        room = max(1, self.height() - 2 * INSET)
        hits = page.marks.hit_list
        if hits:
            starts = np.array([hit.start for hit in hits])
            ends = np.array([hit.end for hit in hits])
            codes, sides = np.full(starts.size, -1), np.zeros(starts.size, np.int64)
        else:
            store = page.store
            sides = store.lanes.sides()
            rows = store.shown_rows
            starts, ends, codes = store.start[rows], store.end[rows], store.code[rows]
        if not starts.size:
            return []
        tops = self._heights(starts, room)
        bottoms = np.maximum(self._heights(ends, room), tops + LEAST)
        dashes: list[Dash] = []
        for side in (0, 1):
            here = sides == side
            dashes += _runs(side, tops[here], bottoms[here], codes[here], room)
        return dashes

    def _heights(self, positions: NDArray[np.int64], room: int) -> NDArray[np.int64]:
        """Return where *positions* in the text are seen on the strip."""
        page = self._page
        model, tops = page.model, page.heights.tops
        blocks = np.maximum(model.starts.searchsorted(positions, "right") - 1, 0)
        share = (positions - model.starts[blocks]) / np.maximum(model.lengths[blocks], 1)
        y = tops[blocks] + np.minimum(share, 1) * (tops[blocks + 1] - tops[blocks])
        scale = room / max(page.scroll.length, page.height)
        return np.asarray((page.scroll.top + y) * scale).astype(np.int64)


def _runs(
    side: int, tops: NDArray[np.int64], bottoms: NDArray[np.int64], codes: NDArray[np.int64], room: int
) -> list[Dash]:
    """Give each pixel of one column to the coding that begins last there, and join equal neighbours."""
    owner = np.full(room + LEAST, -2, np.int64)
    heights = bottoms - tops
    for row in np.flatnonzero(heights > _LONG).tolist():
        owner[tops[row] : bottoms[row]] = codes[row]
    short = heights <= _LONG
    counts = heights[short]
    first = np.repeat(tops[short], counts)
    inside = np.arange(first.size) - np.repeat(np.cumsum(counts) - counts, counts)
    pixels = np.clip(first + inside, 0, owner.size - 1)
    owner[pixels] = np.repeat(codes[short], counts)
    borders = np.flatnonzero(np.diff(owner)) + 1
    edges = [0, *borders.tolist(), owner.size]
    return [
        (side, top, bottom, int(owner[top])) for top, bottom in itertools.pairwise(edges) if owner[top] != -2
    ]
