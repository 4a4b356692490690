"""The small signs: a code's mark, and the ring that says how far a coder is with a text."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF


def mark_path(rect: QRectF, mark: str) -> QPainterPath:
    """Return the outline of *mark* (square, circle, diamond, triangle, bar) that fills *rect*."""
    path = QPainterPath()
    side = min(rect.width(), rect.height())
    box = QRectF(0, 0, side, side)
    box.moveCenter(rect.center())
    match mark:
        case "circle":
            path.addEllipse(box)
        case "diamond":
            far = side * 0.62
            middle = box.center()
            corners = ((0, -far), (far, 0), (0, far), (-far, 0))
            path.addPolygon(QPolygonF([middle + QPointF(x, y) for x, y in corners]))
            path.closeSubpath()
        case "triangle":
            wide = side * 0.08
            path.addPolygon(
                QPolygonF(
                    [
                        QPointF(box.center().x(), box.top()),
                        box.bottomRight() + QPointF(wide, 0),
                        box.bottomLeft() - QPointF(wide, 0),
                    ]
                )
            )
            path.closeSubpath()
        case "bar":
            path.addRoundedRect(box.adjusted(side * 0.28, -side * 0.06, -side * 0.28, side * 0.06), 1, 1)
        case _:
            path.addRoundedRect(box, side * 0.16, side * 0.16)
    return path


def draw_mark(painter: QPainter, rect: QRectF, mark: str, color: QColor, *, hollow: bool = False) -> None:
    """Paint a code's mark into *rect* (9.5 in the tree, 6.6 in the margin); *hollow* for a hidden code."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if hollow:
        painter.setPen(QPen(color, 1.4))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(mark_path(rect.adjusted(0.7, 0.7, -0.7, -0.7), mark))
    else:
        painter.fillPath(mark_path(rect, mark), color)
    painter.restore()


STATUS_WORDS = {"none": "not started", "progress": "in progress", "finished": "finished"}


def draw_status(painter: QPainter, rect: QRectF, status: str, sub: QColor, good: QColor) -> None:
    """Paint a coder's status as a ring (11): ``none`` empty, ``progress`` half, ``finished`` with a tick.

    *sub* and *good* are the tokens of these names; the tick is cut out in white or black, whichever reads.
    """
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    ring = rect.adjusted(0.7, 0.7, -0.7, -0.7)
    if status == "finished":
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(good)
        painter.drawEllipse(rect)
        tick = QColor("#FFFFFF") if good.lightnessF() < 0.45 else QColor("#0E1420")
        painter.setPen(
            QPen(tick, rect.width() * 0.13, c=Qt.PenCapStyle.RoundCap, j=Qt.PenJoinStyle.RoundJoin)
        )
        side, corner = rect.width(), rect.topLeft()
        painter.drawPolyline(
            [corner + QPointF(x * side, y * side) for x, y in ((0.28, 0.52), (0.44, 0.68), (0.73, 0.36))]
        )
    else:
        painter.setPen(QPen(sub, 1.4))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(ring)
        if status == "progress":
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(sub)
            painter.drawPie(ring.adjusted(1.6, 1.6, -1.6, -1.6), -90 * 16, 180 * 16)
    painter.restore()
