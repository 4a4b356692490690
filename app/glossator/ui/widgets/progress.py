"""The bar that says how far a job is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

if TYPE_CHECKING:
    from glossator.ui.theme import Theme


class ProgressLine(QWidget):
    """A bar 8 high, accent upon line; print the count beside it."""

    def __init__(self, theme: Theme, name: str, *, height: int = 8, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._name = name
        self._high = height
        self._share = 0.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)
        self.set_progress(0, 0)

    def set_progress(self, done: int, total: int) -> None:
        """Show *done* of *total*; nothing while the total is not known."""
        self._share = done / total if total else 0.0
        self.setAccessibleName(f"{self._name}: {done} of {total}" if total else self._name)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(160), self._theme.px(self._high))

    def paintEvent(self, event: QPaintEvent) -> None:
        t, painter, radius = self._theme.tokens, QPainter(self), self.height() / 2
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(t.line)
        painter.drawRoundedRect(QRectF(self.rect()), radius, radius)
        if self._share > 0:
            painter.setBrush(t.accent)
            width = max(2 * radius, self.width() * min(1.0, self._share))
            painter.drawRoundedRect(QRectF(0, 0, width, self.height()), radius, radius)
