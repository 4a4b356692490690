"""The figures of a picture as a table, on screen and as CSV."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetricsF, QKeyEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QFrame, QStyle, QStyledItemDelegate, QTableView

from glossator.exchange.atomic import replacing
from glossator.exchange.cells import RowWriter
from glossator.ui.widgets.focus import by_keyboard, draw_ring
from glossator.ui.widgets.marks import draw_mark
from glossator.ui.widgets.table_header import TableHeader

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

    from glossator.analysis.frequency import Frequencies
    from glossator.ui.theme import Theme
    from glossator.ui.widgets.rows import Index

_ROOT = QModelIndex()
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


def write_csv(path: Path, data: Frequencies) -> None:
    """Write the figures, one code a row; raises `ExchangeError`."""
    with replacing(path, encoding="utf-8-sig") as stream:
        writer = RowWriter(stream)
        for row in _lines(data):
            writer.write(row)


def _lines(data: Frequencies) -> Iterator[list[str]]:
    yield ["code", *(data.groups if data.divided else ()), "codings"]
    for name, counts, total in zip(data.names, data.counts.tolist(), data.totals.tolist(), strict=True):
        yield [name, *(map(str, counts) if data.divided else ()), str(total)]


class FiguresModel(QAbstractTableModel):
    """Codes in rows; groups and the sum in columns."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.figures: Frequencies | None = None

    def show_data(self, data: Frequencies) -> None:
        """Replace what is shown."""
        self.beginResetModel()
        self.figures = data
        self.endResetModel()

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() or self.figures is None else len(self.figures.names)

    def columnCount(self, parent: Index = _ROOT) -> int:
        if parent.isValid() or self.figures is None:
            return 0
        return 2 + (len(self.figures.groups) if self.figures.divided else 0)

    def group_of(self, column: int) -> int:
        """Return the group that *column* is about, -1 for the code as a whole."""
        data = self.figures
        return column - 1 if data is not None and data.divided and 0 < column <= len(data.groups) else -1

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _LEFT if section == 0 else _RIGHT
        if role != Qt.ItemDataRole.DisplayRole or orientation != Qt.Orientation.Horizontal:
            return None
        data, group = self.figures, self.group_of(section)
        return "Code" if section == 0 else "Codings" if group < 0 or data is None else data.groups[group]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        data, row = self.figures, index.row()
        if data is None:
            return None
        group = self.group_of(index.column())
        match role:
            case Qt.ItemDataRole.DisplayRole if index.column() == 0:
                return data.names[row]
            case Qt.ItemDataRole.DisplayRole:
                return f"{int(data.totals[row] if group < 0 else data.counts[row, group]):,}"
            case Qt.ItemDataRole.TextAlignmentRole:
                return _LEFT if index.column() == 0 else _RIGHT
            case Qt.ItemDataRole.AccessibleTextRole if index.column():
                return f"{self.headerData(index.column(), Qt.Orientation.Horizontal)}: {index.data()}"
        return None


class _FiguresDelegate(QStyledItemDelegate):
    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        wide = QFontMetricsF(self._theme.font(13)).horizontalAdvance(str(index.data()))
        return QSize(round(wide) + self._theme.px(40 if index.column() == 0 else 24), self._theme.px(28))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, px, rect = self._theme, self._theme.px, QRectF(option.rect)
        state = option.state
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, theme.tokens.row)
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, theme.tokens.hover)
        painter.setFont(theme.font(13, tabular=True))
        painter.setPen(theme.tokens.text if index.data() != "0" else theme.tokens.faint)
        content = rect.adjusted(px(12), 0, -px(12), 0)
        if index.column() == 0:
            data: Frequencies = index.model().figures  # type: ignore[attr-defined]
            side = px(9.5)
            box = QRectF(rect.left() + px(2), rect.center().y() - side / 2, side, side)
            draw_mark(painter, box, data.marks[index.row()], theme.code(data.colors[index.row()]).mark)
            content.setLeft(rect.left() + px(20))
        word = QFontMetricsF(painter.font()).elidedText(
            str(index.data()), Qt.TextElideMode.ElideRight, content.width()
        )
        painter.drawText(content, index.data(Qt.ItemDataRole.TextAlignmentRole), word)
        if state & QStyle.StateFlag.State_HasFocus and getattr(option.widget, "shows_focus", False):
            draw_ring(painter, rect, theme, 4)


class FiguresTable(QTableView):
    """The figures; Return or a click on one chooses it as a click on its bar does."""

    chosen = Signal(int, int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.figures = FiguresModel(self)
        self.shows_focus = False
        self.setObjectName("frequencyTable")
        self.setAccessibleName("Codings per code, as a table")
        self.setModel(self.figures)
        self.setItemDelegate(_FiguresDelegate(theme, self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.setHorizontalHeader(TableHeader(theme, self, lead=8))
        self.clicked.connect(self._choose)
        self.activated.connect(self._choose)
        theme.changed.connect(self._dress)
        self._dress()

    def show_data(self, data: Frequencies) -> None:
        """Show *data*, the columns as wide as they need."""
        self.figures.show_data(data)
        self.resizeColumnsToContents()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.shows_focus = True
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self._choose(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.shows_focus = by_keyboard(event, self.shows_focus)
        super().focusInEvent(event)
        if not self.currentIndex().isValid():
            self.setCurrentIndex(self.figures.index(0, 0))

    def _choose(self, index: Index) -> None:
        self.chosen.emit(index.row(), self.figures.group_of(index.column()))

    def _dress(self) -> None:
        theme = self._theme
        theme.lay_ground(self)
        self.verticalHeader().setDefaultSectionSize(theme.px(28))
        self.resizeColumnsToContents()
