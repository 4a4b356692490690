"""The check box: 16, of three states, its whole row to be hit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox, QWidget

from glossator.ui.widgets.focus import FocusRing

if TYPE_CHECKING:
    from glossator.ui.theme import Theme


def draw_check(
    painter: QPainter, theme: Theme, rect: QRectF, state: Qt.CheckState, *, enabled: bool = True
) -> None:
    """Paint a check box of three states into *rect* (16)."""
    t = theme.tokens
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if state == Qt.CheckState.Unchecked:
        painter.setPen(QPen(t.tick if enabled else t.line2, 1.2))
        painter.setBrush(t.field)
        painter.drawRoundedRect(rect.adjusted(0.6, 0.6, -0.6, -0.6), 4, 4)
    else:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(t.accent if enabled else t.tick)
        painter.drawRoundedRect(rect, 4, 4)
        painter.setPen(
            QPen(t.on, rect.width() * 0.11, c=Qt.PenCapStyle.RoundCap, j=Qt.PenJoinStyle.RoundJoin)
        )
        points = ((0.25, 0.53), (0.42, 0.7), (0.76, 0.33))
        if state == Qt.CheckState.PartiallyChecked:
            points = ((0.27, 0.5), (0.5, 0.5), (0.73, 0.5))
        side = rect.width()
        painter.drawPolyline([rect.topLeft() + QPointF(x * side, y * side) for x, y in points])
    painter.restore()


class CheckBox(QCheckBox):
    """A check box with its words; everything of it can be hit."""

    def __init__(self, theme: Theme, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._theme = theme
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        FocusRing(self, theme, 4)
        theme.changed.connect(self._dress)
        self._dress()

    def sizeHint(self) -> QSize:
        px = self._theme.px
        words = QFontMetricsF(self.font()).horizontalAdvance(self.text())
        return QSize(px(16) + (px(10) + round(words) + 2 if self.text() else 0), px(28))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter = self._theme, QPainter(self)
        side = theme.px(16)
        box = QRectF(0, (self.height() - side) // 2, side, side)
        draw_check(painter, theme, box, self.checkState(), enabled=self.isEnabled())
        painter.setFont(self.font())
        painter.setPen(theme.tokens.text if self.isEnabled() else theme.tokens.faint)
        words = QRectF(self.rect()).adjusted(side + theme.px(10), 0, 0, 0)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, self.text())

    def _dress(self) -> None:
        self.setFont(self._theme.font(13))
        self.updateGeometry()
