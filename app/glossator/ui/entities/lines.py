"""The line under an entity's name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

if TYPE_CHECKING:
    from glossator.ui.theme import Theme

_WIDTH = 1.4
_OPEN = 0.6


def draw_underline(
    painter: QPainter, theme: Theme, label: str, state: str, left: float, right: float, baseline: float
) -> None:
    """Paint the line of a kind from *left* to *right*: full, at 60 % where nothing is decided, none if rejected."""
    if state == "rejected":
        return
    look = theme.entity(label)
    color = QColor(look.color)
    if state == "open":
        color.setAlphaF(_OPEN)
    pen = QPen(color, _WIDTH, c=Qt.PenCapStyle.FlatCap)
    if look.dash:
        pen.setDashPattern([length / _WIDTH for length in look.dash])
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(pen)
    level = round(baseline) + 2.7
    painter.drawLine(QPointF(left, level), QPointF(right, level))
    painter.restore()
