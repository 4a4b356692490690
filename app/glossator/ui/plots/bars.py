"""The bar chart: one row for each code, one bar or one part of a bar for each group."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QColor,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QGraphicsGridLayout, QGraphicsWidget, QScrollArea, QSizePolicy, QToolTip

from glossator.ui.plots.parts import Bar, Grid, Legend, Names, Overlay
from glossator.ui.plots.saving import save_png, save_svg
from glossator.ui.theme import HUES, Theme
from glossator.ui.widgets.tips import tip

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from glossator.analysis.frequency import Frequencies

ALL = -1
"""in place of a group: the code as a whole"""
_ROW = 24
_THIN = 13
_MOST_GROUPS = len(HUES)
_SAVED_WIDTH = 900


def ticks(most: int, wanted: int = 6) -> list[int]:
    """Return round whole numbers from 0 up to *most*, about *wanted* of them."""
    step = 1
    while most / step > wanted:
        first = int(str(step)[0])
        step = step * 2 if first == 1 else step * 5 // 2 if first == 2 else step * 2
    return list(range(0, most + 1, step))


class BarChart(QScrollArea):
    """Shows how often codes are used; arrows move among the marks, Return or a click chooses one."""

    chosen = Signal(int, int)
    """row and group whose passages are wanted; the group is `ALL` for the code as a whole"""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.data: Frequencies | None = None
        self.stacked = True
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setObjectName("frequencyView")
        self.canvas = Canvas(theme, self)
        self.canvas.chosen.connect(self.chosen)
        self.canvas.moved.connect(self._reveal)
        self.setWidget(self.canvas)
        self.setFocusProxy(self.canvas)
        self.setAccessibleName(self.canvas.accessibleName())
        theme.changed.connect(self._dress)
        self._dress()

    def show_data(self, data: Frequencies, *, stacked: bool = True) -> None:
        """Show *data*; groups lie in one bar (*stacked*) or below one another, the smallest joined to one."""
        self.data, self.stacked = data.largest_groups(_MOST_GROUPS), stacked
        self.canvas.show_data(self.data, stacked=stacked)

    def mark_chosen(self, row: int | None) -> None:
        """Give the row whose passages are listed a ground."""
        self.canvas.mark_chosen(row)

    def save(self, path: Path) -> None:
        """Write the whole picture, light on white, as SVG or PNG by the ending of *path*."""
        assert self.data is not None
        theme = Theme()
        theme.set_mode("light")
        page = Canvas(theme)
        page.show_data(self.data, stacked=self.stacked)
        page.lay_out(_SAVED_WIDTH)
        (save_svg if path.suffix.casefold() == ".svg" else save_png)(page, path)
        page.deleteLater()

    def _reveal(self, box: QRectF) -> None:
        corner = box.center().toPoint()
        self.ensureVisible(0, corner.y(), 0, round(box.height()) + self._theme.px(_ROW))

    def _dress(self) -> None:
        self.viewport().setAutoFillBackground(False)
        if self.data is not None:
            self.canvas.show_data(self.data, stacked=self.stacked)


class Canvas(pg.GraphicsView):  # type: ignore[misc]  # pyqtgraph has no types
    """The picture itself, as high as its rows need."""

    chosen = Signal(int, int)
    moved = Signal(QRectF)
    """where the current mark is now"""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent, background=None)
        self._theme = theme
        self._data: Frequencies | None = None
        self._bars: list[Bar] = []
        self._most = 1
        self._pitch = _ROW
        self._current: tuple[int, int] | None = None
        self._chosen_row: int | None = None
        self._shows_focus = False
        self.setAccessibleName("Codings per code")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._legend, self._names = Legend(theme), Names(theme)
        self._box = pg.ViewBox(enableMenu=False, enableMouse=False, invertY=True, defaultPadding=0)
        self._axis = pg.AxisItem("top", linkView=self._box)
        self._items = pg.BarGraphItem(x0=[], y0=[], width=[], height=[], pen=None)
        self._box.addItem(self._items, ignoreBounds=True)
        self._grid, self._overlay = Grid(theme, self._box), Overlay(theme, self._box)
        page = QGraphicsWidget()
        grid = QGraphicsGridLayout(page)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(0)
        grid.addItem(self._legend, 0, 0, 1, 2)
        grid.addItem(self._axis, 1, 1)
        grid.addItem(self._names, 2, 0)
        grid.addItem(self._box, 2, 1)
        self._grid_layout = grid
        self.setCentralItem(page)
        self._box.sigResized.connect(lambda *_: self._settle())

    @property
    def bars(self) -> list[Bar]:
        """What is drawn."""
        return self._bars

    @property
    def current(self) -> tuple[int, int] | None:
        """Row and group of the current mark."""
        return self._current

    def show_data(self, data: Frequencies, *, stacked: bool) -> None:
        """Draw *data*; what is there already is moved, not made anew."""
        px = self._theme.px
        self.setBackground(self._theme.tokens.page)
        self._data = data
        lanes = 1 if stacked else max(1, len(data.groups))
        self._pitch = px(_ROW) if lanes == 1 else px(_THIN) * lanes + px(10)
        self._bars = self._make_bars(data, stacked=stacked)
        totals = data.totals
        widest = totals if stacked else data.counts
        self._most = max(1, int(widest.max(initial=0)))
        self._items.setOpts(
            x0=np.array([bar.left for bar in self._bars], float),
            y0=np.array([bar.top for bar in self._bars], float),
            width=np.array([bar.value for bar in self._bars], float),
            height=np.array([bar.height for bar in self._bars], float),
            brushes=[bar.color for bar in self._bars],
            pen=None,
        )
        self._names.show_rows(list(zip(data.names, data.marks, data.colors, strict=True)), self._pitch)
        self._overlay.bars = self._bars
        self._overlay.pitch = self._pitch
        self._overlay.totals = (
            {row: int(total) for row, total in enumerate(totals)} if stacked and data.divided else {}
        )
        if self._current is not None and self._current[0] >= len(data.names):
            self._current = None
        self._style_axis()
        self.lay_out(self.width())

    def lay_out(self, width: int) -> None:
        """Take *width* and the height that goes with it."""
        if self._data is None:
            return
        data = self._data
        looks = [(name, self._group_color(at)) for at, name in enumerate(data.groups)] if data.divided else []
        self._legend.show_items(looks, width)
        rows = self._pitch * len(data.names)
        for item in (self._box, self._names):
            item.setMinimumHeight(rows)
            item.setMaximumHeight(rows)
        height = rows + self._axis_height() + self._legend.minimumHeight() + self._theme.px(8)
        self.setFixedHeight(round(height))
        if width != self.width():
            self.resize(width, round(height))
        super().resizeEvent(None)
        self._grid_layout.activate()
        self._settle()

    def mark_chosen(self, row: int | None) -> None:
        """Give this row a ground."""
        self._chosen_row = row
        self._settle()

    def set_current(self, row: int, group: int) -> None:
        """Go to the mark of *group* in *row*."""
        self._current = (row, group)
        self._settle()
        if self._overlay.current is not None:
            self.moved.emit(self._overlay.mapRectToScene(self._overlay.current))
        self.setAccessibleDescription(self.words(row, group))
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.DescriptionChanged))

    def words(self, row: int, group: int) -> str:
        """Return a mark in words: “Trust, Anna, 4 codings”."""
        assert self._data is not None
        count = int(self._data.totals[row] if group == ALL else self._data.counts[row, group])
        parts = [self._data.names[row]]
        if group != ALL and self._data.divided:
            parts.append(self._data.groups[group])
        return ", ".join([*parts, f"{count:,} coding{'' if count == 1 else 's'}"])

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(480), self.minimumHeight())

    def resizeEvent(self, event: QEvent | None) -> None:
        super().resizeEvent(event)
        if event is not None and self._data is not None:
            self.lay_out(self.width())

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {
            Qt.Key.Key_Up: (-1, 0),
            Qt.Key.Key_Down: (1, 0),
            Qt.Key.Key_Left: (0, -1),
            Qt.Key.Key_Right: (0, 1),
        }
        key = Qt.Key(event.key())
        self._shows_focus = True
        if (
            self._data is None
            or not self._data.names
            or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        ):
            event.ignore()
        elif key in steps:
            self._step(*steps[key])
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            row = 0 if key == Qt.Key.Key_Home else len(self._data.names) - 1
            self.set_current(row, self._current[1] if self._current else ALL)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._current is not None:
            self.chosen.emit(*self._current)
        else:
            event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        found = self._at(event.position().x(), event.position().y())
        if found is not None and event.button() == Qt.MouseButton.LeftButton:
            self._shows_focus = False
            self.set_current(*found)
            self.chosen.emit(*found)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        found = self._at(event.position().x(), event.position().y())
        self.setCursor(Qt.CursorShape.PointingHandCursor if found else Qt.CursorShape.ArrowCursor)
        if found:
            QToolTip.showText(event.globalPosition().toPoint(), tip(self.words(*found)), self)
        else:
            QToolTip.hideText()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._shows_focus = event.reason() != Qt.FocusReason.MouseFocusReason
        if self._current is None and self._shows_focus and self._data is not None and self._data.names:
            self.set_current(0, ALL)
        self._settle()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._settle()

    def _step(self, rows: int, groups: int) -> None:
        assert self._data is not None
        if self._current is None:
            self.set_current(0, ALL)
            return
        row, group = self._current
        row = max(0, min(row + rows, len(self._data.names) - 1))
        if groups and self._data.divided:
            full = [ALL, *(int(at) for at in np.flatnonzero(self._data.counts[row]))]
            at = full.index(group) if group in full else 0
            group = full[max(0, min(at + groups, len(full) - 1))]
        self.set_current(row, group)

    def _make_bars(self, data: Frequencies, *, stacked: bool) -> list[Bar]:
        bars = []
        share = 1 / len(data.groups) if data.groups else 1.0
        room = 1 - self._theme.px(10 if not stacked else 8) / self._pitch
        for row, group in np.argwhere(data.counts):
            value = int(data.counts[row, group])
            color = self._group_color(group) if data.divided else self._theme.code(data.colors[row]).mark
            if stacked:
                left = int(data.counts[row, :group].sum())
                top, height = row + (1 - room) / 2, room
            else:
                left = 0
                top, height = row + (1 - room) / 2 + group * share * room, share * room * 0.86
            bars.append(Bar(int(row), int(group), value, left, float(top), float(height), color))
        return bars

    def _group_color(self, group: int) -> QColor:
        hues = list(HUES.values())
        return self._theme.code(hues[int(group) % len(hues)]).mark

    def _style_axis(self) -> None:
        theme = self._theme
        values = ticks(self._most)
        self._overlay.ticks = values
        self._axis.setTicks([[(value, f"{value:,}") for value in values], []])
        self._axis.setPen(pg.mkPen(None))
        self._axis.setTextPen(theme.tokens.sub)
        self._axis.setStyle(
            tickFont=theme.font(11, tabular=True), tickLength=0, tickAlpha=0, tickTextOffset=theme.px(4)
        )
        self._axis.setHeight(self._axis_height())

    def _axis_height(self) -> int:
        return self._theme.px(24)

    def _settle(self) -> None:
        """Bring figures, grid and frame to where the bars are."""
        if self._data is None:
            return
        size = self._box.size()
        rows = len(self._data.names)
        room = max(1.0, size.width() - self._theme.px(52))  # for the figure after the longest bar
        scale = room / self._most
        self._box.setRange(xRange=(0, size.width() / scale), yRange=(0, max(1, rows)), padding=0)
        self._overlay.scale_x = scale
        self._overlay.resize(size.width(), size.height())
        self._overlay.current = self._frame() if self.hasFocus() and self._shows_focus else None
        self._overlay.update()
        self._grid.show_lines([tick * scale for tick in self._overlay.ticks], size.width(), size.height())
        row = self._chosen_row
        band = None if row is None or row >= rows else QRectF(0, row * self._pitch, size.width(), self._pitch)
        self._grid.show_row(band)
        self._names.mark_chosen(row)

    def _frame(self) -> QRectF | None:
        if self._current is None:
            return None
        row, group = self._current
        boxes = [self._overlay.box(bar) for bar in self._bars if bar.row == row and group in (ALL, bar.group)]
        frame = QRectF(0, (row + 0.15) * self._pitch, 4, self._pitch * 0.7)
        for at, box in enumerate(boxes):
            frame = frame.united(box) if at else box
        return frame.adjusted(1, -2, 2, 2)  # what lies left of the bars is not painted

    def _at(self, x: float, y: float) -> tuple[int, int] | None:
        """Return the mark at a place in the picture: a bar, or the code's name for all of it."""
        if self._data is None:
            return None
        inside = self._box.mapFromScene(self.mapToScene(round(x), round(y)))
        row = int(inside.y() // self._pitch)
        if not 0 <= row < len(self._data.names) or inside.y() < 0:
            return None
        for bar in self._bars:
            if bar.row == row and self._overlay.box(bar).adjusted(0, -3, 3, 3).contains(inside):
                return row, bar.group if self._data.divided else ALL
        return (row, ALL) if inside.x() < 0 else None
