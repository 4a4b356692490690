"""What a bar chart is put together from: names with marks, a legend, and what is written over the bars.

All of it lives in pixels; only the bars themselves live in the units of the figures.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QGraphicsItem, QGraphicsWidget

from glossator.ui.colors import contrast
from glossator.ui.widgets.marks import draw_mark

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

    from glossator.ui.theme import Theme

MARK = 9.5
_WIDEST_NAME = 280
_WHITE = QColor("#FFFFFF")
_DARK = QColor("#0E1420")
_MIDDLE = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar, or one part of a stacked one."""

    row: int
    group: int
    value: int
    left: float
    """in the units of the figures"""
    top: float
    """in rows"""
    height: float
    """in rows"""
    color: QColor

    @property
    def right(self) -> float:
        """Where it ends, in the units of the figures."""
        return self.left + self.value


class Names(QGraphicsWidget):
    """The codes at the left of their bars, each with its mark."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._rows: Sequence[tuple[str, str, str]] = ()
        self._pitch = 24
        self._chosen: int | None = None

    def mark_chosen(self, row: int | None) -> None:
        """Give this row a ground."""
        self._chosen = row
        self.update()

    def show_rows(self, rows: Sequence[tuple[str, str, str]], pitch: int) -> None:
        """Show *rows* of name, mark and colour, each *pitch* high; take the width they need."""
        self._rows, self._pitch = rows, pitch
        theme = self._theme
        metrics = QFontMetricsF(theme.font(13))
        widest = max((metrics.horizontalAdvance(name) for name, _, _ in rows), default=0.0)
        width = min(widest, theme.px(_WIDEST_NAME)) + theme.px(36)
        self.setMinimumSize(width, pitch * len(rows))
        self.setMaximumSize(width, pitch * len(rows))
        self.update()

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        theme, px = self._theme, self._theme.px
        font = theme.font(13)
        metrics = QFontMetricsF(font)
        painter.setFont(font)
        side, width = px(MARK), self.size().width()
        if self._chosen is not None and self._chosen < len(self._rows):
            painter.fillRect(QRectF(0, self._chosen * self._pitch, width, self._pitch), theme.tokens.row)
        for at, (name, mark, color) in enumerate(self._rows):
            middle = (at + 0.5) * self._pitch
            draw_mark(painter, QRectF(px(2), middle - side / 2, side, side), mark, theme.code(color).mark)
            box = QRectF(px(20), middle - self._pitch / 2, width - px(36), self._pitch)
            painter.setPen(theme.tokens.text)
            painter.drawText(box, _MIDDLE, metrics.elidedText(name, Qt.TextElideMode.ElideRight, box.width()))


class Legend(QGraphicsWidget):
    """Which colour stands for which group; wraps where it is too long for one line."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._items: Sequence[tuple[str, QColor]] = ()

    def show_items(self, items: Sequence[tuple[str, QColor]], width: float) -> None:
        """Show *items* of name and colour within *width*."""
        self._items = items
        lines = 1 + max((line for _, _, line in self._places(width)), default=0)
        height = self._line() * lines + self._theme.px(8) if items else 0
        self.setMinimumHeight(height)
        self.setMaximumHeight(height)
        self.update()

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        theme, px = self._theme, self._theme.px
        painter.setFont(theme.font(12))
        side = px(10)
        for (name, color), (left, width, line) in zip(
            self._items, self._places(self.size().width()), strict=True
        ):
            top = line * self._line()
            painter.fillRect(QRectF(left, top + (self._line() - side) / 2, side, side), color)
            painter.setPen(theme.tokens.sub)
            painter.drawText(QRectF(left + px(16), top, width, self._line()), _MIDDLE, name)

    def _line(self) -> int:
        return self._theme.px(22)

    def _places(self, width: float) -> list[tuple[float, float, int]]:
        """Return left edge, width and line of each item."""
        px, metrics = self._theme.px, QFontMetricsF(self._theme.font(12))
        left, line, places = float(px(2)), 0, []
        for name, _ in self._items:
            wide = metrics.horizontalAdvance(name) + px(16)
            if left > px(2) and left + wide > width:
                left, line = float(px(2)), line + 1
            places.append((left, wide, line))
            left += wide + px(18)
        return places


class Overlay(QGraphicsItem):
    """Grid lines, the figures beside and inside the bars, and the frame of the current mark.

    A child of the view box, so that it is in pixels there; `scale_x` and `pitch` turn figures and rows into them.
    """

    def __init__(self, theme: Theme, parent: QGraphicsItem) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)
        self.setZValue(10)
        self._size = QSizeF()
        self.bars: Sequence[Bar] = ()
        self.ticks: Sequence[int] = ()
        self.totals: dict[int, int] = {}
        """what is printed after a row as a whole; empty where each bar has its own figure"""
        self.scale_x = 1.0
        self.pitch = 24
        self.current: QRectF | None = None
        """the frame, in pixels; None where nothing is current"""

    def resize(self, width: float, height: float) -> None:
        """Cover this much."""
        self.prepareGeometryChange()
        self._size = QSizeF(width, height)
        self.update()

    def box(self, bar: Bar) -> QRectF:
        """Return where *bar* is, in pixels."""
        return QRectF(
            bar.left * self.scale_x,
            bar.top * self.pitch,
            bar.value * self.scale_x,
            bar.height * self.pitch,
        )

    def boundingRect(self) -> QRectF:
        return QRectF(QPointF(0, 0), self._size).adjusted(-6, -6, 6, 6)

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        theme, t = self._theme, self._theme.tokens
        painter.setFont(theme.font(12, tabular=True))
        metrics = QFontMetricsF(painter.font())
        for bar in self.bars:
            box, word = self.box(bar), f"{bar.value:,}"
            if not self.totals:
                painter.setPen(t.sub)
                self._after(painter, box, word)
            elif metrics.horizontalAdvance(word) + 6 < box.width():
                painter.setPen(_WHITE if contrast(_WHITE, bar.color) > contrast(_DARK, bar.color) else _DARK)
                painter.drawText(box, Qt.AlignmentFlag.AlignCenter, word)
        painter.setPen(t.sub)
        for row, total in self.totals.items():
            self._after(painter, QRectF(0, row * self.pitch, total * self.scale_x, self.pitch), f"{total:,}")
        if self.current is not None:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(t.accent, 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(self.current, 4, 4)

    def _after(self, painter: QPainter, box: QRectF, word: str) -> None:
        beside = QRectF(box.right() + self._theme.px(6), box.top(), self._size.width(), box.height())
        painter.drawText(beside, _MIDDLE, word)


class Grid(QGraphicsItem):
    """Behind the bars: a hairline at each figure of the axis, and the ground of the row that is chosen."""

    def __init__(self, theme: Theme, parent: QGraphicsItem) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)
        self.setZValue(-10)
        self._size = QSizeF()
        self._lines: Sequence[float] = ()
        self._row: QRectF | None = None

    def show_lines(self, lines: Sequence[float], width: float, height: float) -> None:
        """Draw a line at each of the *lines*, in pixels."""
        self.prepareGeometryChange()
        self._size, self._lines = QSizeF(width, height), lines
        self.update()

    def show_row(self, row: QRectF | None) -> None:
        """Give *row*, in pixels, a ground."""
        self._row = row
        self.update()

    def boundingRect(self) -> QRectF:
        return QRectF(QPointF(0, 0), self._size).adjusted(-2, -2, 2, 2)

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        if self._row is not None:
            painter.fillRect(self._row, self._theme.tokens.row)
        for at in self._lines:
            painter.fillRect(QRectF(round(at), 0, 1, self._size.height()), self._theme.tokens.line)
