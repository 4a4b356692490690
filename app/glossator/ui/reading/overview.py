"""The scroll bar, which shows the whole text at a glance."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QRect, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QImage, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QScrollBar, QWidget

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from glossator.ui.reading.page import Page
    from glossator.ui.reading.painter import Colors

WIDTH, DASH, LEAST = 16, 3, 3
INSET = 4
_COLUMNS = (4, 8)
_STRENGTH = 0.55
_LONG = 200
"""Pixels; longer dashes are filled one by one."""
_NOBODY, _HIT = -2, -1
_SLAB_LEAST = 24
_LATE = 50


class OverviewStrip(QScrollBar):
    """A real scroll bar, painted as two columns of dashes with the view as a grey slab."""

    def __init__(self, page: Page, colors: Colors, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self.setObjectName("overviewStrip")
        self.setAccessibleName(self.tr("Overview"))
        self._page, self._colors = page, colors
        self._dashes: QImage | None = None
        self._made_for: tuple[int, int] = (0, 0)
        self._held = 0.0
        self._late = QTimer(self, singleShot=True, interval=_LATE)
        self._late.timeout.connect(self.renew)

    def sizeHint(self) -> QSize:
        """Return the strip's width; the height follows the view's."""
        return QSize(self._page.theme.px(WIDTH), 64)

    def renew(self) -> None:
        """Look at the codings again."""
        self._dashes = None
        self.update()

    def renew_soon(self) -> None:
        """Look at the codings again when no more of them change."""
        self._late.start()

    # painting

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
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.tokens.hover)
        painter.drawRoundedRect(self.slab(), 3, 3)
        rows = max(1, round((self.height() - 2 * INSET) * self.devicePixelRatioF()))
        total = self._page.heights.total
        shift = abs(total - self._made_for[1]) * rows / max(total, 1)
        if self._dashes is None or rows != self._made_for[0] or shift >= 1:
            self._dashes, self._made_for = self._draw(rows), (rows, total)
        for side, left in enumerate(_COLUMNS):
            room = QRect(theme.px(left), INSET, theme.px(DASH), self.height() - 2 * INSET)
            painter.drawImage(room, self._dashes, QRect(side, 0, 1, rows))

    def slab(self) -> QRectF:
        """Return where the view is shown."""
        room = self.height() - 2 * INSET
        view = max(1, self._page.height)
        height = max(_SLAB_LEAST, room * view / (self.maximum() + view))
        top = INSET + (room - height) * self.value() / max(1, self.maximum())
        return QRectF(0, top, self.width(), height)

    def _draw(self, rows: int) -> QImage:
        """Return the dashes as an image two pixels wide: of the search hits if any, else of the codings."""
        owners = np.full((rows, 2), _NOBODY, np.int64)
        starts, ends, codes, sides = self._shown()
        if starts.size:
            tops = np.minimum(self._heights(starts, rows), rows - 1)
            bottoms = np.clip(self._heights(ends, rows), tops + LEAST, rows)
            bottoms = np.maximum(bottoms, tops + 1)
            for side in (0, 1):
                here = sides == side
                _fill(owners[:, side], tops[here], bottoms[here], codes[here])
        pixels = self._colored(owners)
        image = QImage(pixels.tobytes(), 2, rows, 8, QImage.Format.Format_ARGB32)
        return image.copy()

    def _shown(self) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
        hits, store = self._page.marks.hits.given, self._page.store
        if hits:
            starts = np.array([hit.start for hit in hits])
            ends = np.array([hit.end for hit in hits])
            return starts, ends, np.full(starts.size, _HIT), np.zeros(starts.size, np.int64)
        sides = store.lanes.sides()
        rows = store.shown_rows
        return store.start[rows], store.end[rows], store.code[rows], sides

    def _heights(self, positions: NDArray[np.int64], rows: int) -> NDArray[np.int64]:
        """Return where *positions* in the text are seen on the strip."""
        page = self._page
        model, tops = page.model, page.heights.tops
        blocks = np.maximum(model.starts.searchsorted(positions, "right") - 1, 0)
        share = (positions - model.starts[blocks]) / np.maximum(model.lengths[blocks], 1)
        y = tops[blocks] + np.minimum(share, 1) * (tops[blocks + 1] - tops[blocks])
        scale = rows / max(page.scroll.length, page.height)
        return np.asarray((page.scroll.top + y) * scale).astype(np.int64)

    def _colored(self, owners: NDArray[np.int64]) -> NDArray[np.uint32]:
        theme = self._page.theme
        found, places = np.unique(owners, return_inverse=True)
        table = np.zeros(found.size, np.uint32)
        for place, code in enumerate(found.tolist()):
            if code == _HIT:
                table[place] = theme.tokens.warn.rgba()
            elif code != _NOBODY:
                color = theme.code(self._colors.look(code).color).mark.rgb() & 0xFFFFFF
                table[place] = round(255 * _STRENGTH) << 24 | color
        return table[places.reshape(owners.shape)]

    # the mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of the slab; elsewhere bring its middle to the pointer first."""
        if event.button() != Qt.MouseButton.LeftButton:
            event.ignore()
            return
        y, slab = event.position().y(), self.slab()
        self._held = y - slab.top() if slab.top() <= y < slab.bottom() else slab.height() / 2
        self.setSliderDown(True)
        self._go(y)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move the slab along."""
        if self.isSliderDown():
            self._go(event.position().y())

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        """Let go."""
        self.setSliderDown(False)

    def _go(self, y: float) -> None:
        room = self.height() - 2 * INSET - self.slab().height()
        self.setValue(round((y - self._held - INSET) / max(room, 1) * self.maximum()))


def _fill(
    owner: NDArray[np.int64], tops: NDArray[np.int64], bottoms: NDArray[np.int64], codes: NDArray[np.int64]
) -> None:
    """Give each pixel of one column to the coding that begins last there."""
    counts = bottoms - tops
    short = counts <= _LONG
    for row in np.flatnonzero(~short).tolist():
        owner[tops[row] : bottoms[row]] = codes[row]
    tops, counts, codes = tops[short], counts[short], codes[short]
    inside = np.arange(int(counts.sum())) - np.repeat(np.cumsum(counts) - counts, counts)
    owner[np.repeat(tops, counts) + inside] = np.repeat(codes, counts)
