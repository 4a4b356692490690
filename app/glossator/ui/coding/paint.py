"""Small things that several views of the Code workspace paint."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen, QPolygonF

if TYPE_CHECKING:
    from glossator.ui.theme import Theme

_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_CENTER = int(Qt.AlignmentFlag.AlignCenter)


def key_width(theme: Theme, words: str) -> float:
    """Return how wide the key cap of *words* is."""
    return max(theme.px(16), round(QFontMetricsF(theme.font(11, 500)).horizontalAdvance(words)) + theme.px(9))


def lit_width(theme: Theme, words: str, least: int = 0) -> float:
    """Return how wide the lit key cap of *words* is."""
    return max(
        theme.px(least), round(QFontMetricsF(theme.font(11, 600)).horizontalAdvance(words)) + theme.px(9)
    )


def key_cap(
    painter: QPainter,
    theme: Theme,
    right: float,
    middle: float,
    words: str,
    *,
    lit: bool = False,
    least: int = 16,
) -> float:
    """Paint a key cap that ends at *right* around the height *middle*; return its left edge.

    A *lit* one stands on accent, as the hint overlay has them.
    """
    width, height = max(theme.px(least), key_width(theme, words)), theme.px(17 if least < 18 else 18)
    if lit:
        width, height = lit_width(theme, words, least), theme.px(18)
    rect = QRectF(right - width, math.floor(middle - height / 2 + 0.5), width, height)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    t = theme.tokens
    painter.setPen(Qt.PenStyle.NoPen if lit else QPen(t.line, 1))
    painter.setBrush(t.accent if lit else t.key)
    painter.drawRoundedRect(rect if lit else rect.adjusted(0.5, 0.5, -0.5, -0.5), theme.px(4), theme.px(4))
    painter.setPen(t.on if lit else t.sub)
    painter.setFont(theme.font(11, 600 if lit else 500))
    painter.drawText(rect, _CENTER, words)
    painter.restore()
    return rect.left()


def row_ground(
    painter: QPainter, theme: Theme, rect: QRectF, color: QColor, *, ring: bool, radius: int = 6
) -> None:
    """Paint the ground of a row, with the focus *ring* inside it."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.tokens.accent, 2) if ring else Qt.PenStyle.NoPen)
    painter.setBrush(color)
    inner = rect.adjusted(1, 1, -1, -1) if ring else rect
    painter.drawRoundedRect(inner, theme.px(radius), theme.px(radius))
    painter.restore()


def words(
    painter: QPainter,
    theme: Theme,
    rect: QRectF,
    said: str,
    color: QColor,
    *,
    size: float = 13,
    weight: int = 400,
) -> float:
    """Paint one line of text, elided to *rect*; return where it ends."""
    font = theme.font(size, weight)
    metrics = QFontMetricsF(font)
    elided = metrics.elidedText(said, Qt.TextElideMode.ElideRight, rect.width())
    painter.setFont(font)
    painter.setPen(color)
    painter.drawText(rect, _LEFT, elided)
    return rect.left() + metrics.horizontalAdvance(elided)


def chevron(painter: QPainter, center: QPointF, color: QColor, size: float, *, opened: bool) -> None:
    """Paint the arrow of a row that can be opened."""
    half, quarter = size / 2, size / 4
    points = (
        [QPointF(-half, -quarter), QPointF(0, quarter), QPointF(half, -quarter)]
        if opened
        else [QPointF(-quarter, -half), QPointF(quarter, 0), QPointF(-quarter, half)]
    )
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(
        QPen(color, 0.9, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
    )
    painter.translate(center)
    painter.drawPolyline(QPolygonF(points))
    painter.restore()
