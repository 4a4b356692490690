"""Chooses a code's colour and mark: the palette's hues across, the marks down."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QColorDialog, QSizePolicy, QToolTip, QWidget

from glossator.ui.coding import paint
from glossator.ui.theme import HUES
from glossator.ui.widgets.marks import draw_mark
from glossator.ui.widgets.popup import Popup
from glossator_db.records import MARKS

if TYPE_CHECKING:
    from glossator.ui.theme import Theme

_CELL = 26
_PAD = 8
_FOOT = 30
_STEPS = {
    Qt.Key.Key_Left: QPoint(-1, 0),
    Qt.Key.Key_Right: QPoint(1, 0),
    Qt.Key.Key_Up: QPoint(0, -1),
    Qt.Key.Key_Down: QPoint(0, 1),
}


class ColorPopup(Popup):
    """One grid of all pairs of hue and mark; the last line opens any colour."""

    chosen = Signal(str, str)
    """colour and mark"""

    def __init__(self, theme: Theme, window: QWidget) -> None:
        super().__init__(theme, window)
        self.setObjectName("codeColors")
        self._color, self._mark = "", ""
        self.grid = _Grid(theme)
        self.grid.taken.connect(self._take)
        self.grid.other_asked.connect(self._other)
        self.column.addWidget(self.grid)

    def ask(self, anchor: QRect, color: str, mark: str) -> None:
        """Open at *anchor* with the present pair chosen."""
        self._color, self._mark = color, mark
        self.grid.show_pair(color, mark)
        self.show_at(anchor, self.grid)

    def _take(self, color: str, mark: str) -> None:
        self.close_popup()
        self.chosen.emit(color, mark)

    def _other(self) -> None:
        self.close_popup()
        color = QColorDialog.getColor(QColor(self._color), self.window(), "Colour of the code")
        if color.isValid():
            self.chosen.emit(color.name(), self._mark)


class _Grid(QWidget):
    """Hues across, marks down, and a line for any other colour; arrows move, Return takes."""

    taken = Signal(str, str)
    other_asked = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._names, self._colors = list(HUES), list(HUES.values())
        self._at = QPoint(0, 0)  # column and row; the row after the last mark is the line below
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)

    def show_pair(self, color: str, mark: str) -> None:
        known = [one.lower() for one in self._colors]
        self._go(QPoint(known.index(color.lower()) if color.lower() in known else 0, MARKS.index(mark)))

    def sizeHint(self) -> QSize:
        px = self._theme.px
        width = px(_CELL) * len(self._colors) + 2 * px(_PAD)
        return QSize(width, px(_CELL) * len(MARKS) + 2 * px(_PAD) + px(_FOOT))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, theme, t = QPainter(self), self._theme, self._theme.tokens
        side = theme.px(11)
        for row, mark in enumerate(MARKS):
            for column, color in enumerate(self._colors):
                cell = QRectF(self._cell(column, row))
                if QPoint(column, row) == self._at:
                    paint.row_ground(painter, theme, cell.adjusted(1, 1, -1, -1), t.row, ring=True, radius=5)
                place = QRectF(cell.center().x() - side / 2, cell.center().y() - side / 2, side, side)
                draw_mark(painter, place, mark, theme.code(color).mark)
        other = QRectF(self._other())
        if self._at.y() == len(MARKS):
            paint.row_ground(painter, theme, other.adjusted(0, 2, 0, -1), t.row, ring=True)
        paint.words(painter, theme, other.adjusted(theme.px(8), 0, 0, 0), "Other colour…", t.text)
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(Qt.Key(event.key()))
        if step is not None:
            moved = self._at + step
            self._go(QPoint(moved.x() % len(self._colors), moved.y() % (len(MARKS) + 1)))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._take()
        else:
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        place = self._under(event.position().toPoint())
        if place is not None:
            self._go(place)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        place = self._under(event.position().toPoint())
        if place is not None:
            self._go(place)
            self._take()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            place = self._under(event.pos())
            if place is not None and place.y() < len(MARKS):
                QToolTip.showText(event.globalPos(), self._name(place), self)
            return True
        return super().event(event)

    def _go(self, place: QPoint) -> None:
        if place != self._at:
            self._at = place
            self.update()
        self.setAccessibleName(f"Colour and mark: {self._name(place)}")

    def _take(self) -> None:
        if self._at.y() < len(MARKS):
            self.taken.emit(self._colors[self._at.x()], MARKS[self._at.y()])
        else:
            self.other_asked.emit()

    def _name(self, place: QPoint) -> str:
        if place.y() >= len(MARKS):
            return "Other colour…"
        return f"{self._names[place.x()]}, {MARKS[place.y()]}"

    def _cell(self, column: int, row: int) -> QRect:
        side, pad = self._theme.px(_CELL), self._theme.px(_PAD)
        return QRect(pad + column * side, pad + row * side, side, side)

    def _other(self) -> QRect:
        below = self._cell(0, len(MARKS))
        return QRect(
            below.left(), below.top(), self._theme.px(_CELL) * len(self._colors), self._theme.px(_FOOT)
        )

    def _under(self, point: QPoint) -> QPoint | None:
        if self._other().contains(point):
            return QPoint(0, len(MARKS))
        for row in range(len(MARKS)):
            for column in range(len(self._colors)):
                if self._cell(column, row).contains(point):
                    return QPoint(column, row)
        return None
