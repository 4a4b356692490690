"""The table of entities: painting, and what a mouse does in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
)
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QStyle, QStyledItemDelegate, QTreeView

from glossator.ui.entities.lines import draw_underline
from glossator.ui.entities.model import ROW_ROLE, Column, EntityModel, key_of
from glossator.ui.widgets.focus import by_keyboard
from glossator.ui.widgets.keycaps import cap_width, draw_cap
from glossator.ui.widgets.rows import Index, draw_row
from glossator.ui.widgets.table_header import TableHeader

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QResizeEvent
    from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

    from glossator.operations.entities import EntityRow
    from glossator.ui.theme import Theme

_PITCH = 36
_PADDING = 12
_EDGE = 6
_WIDTHS = {
    Column.NAME: 234, Column.KIND: 110, Column.ALSO: 190, Column.MENTIONS: 84, Column.TEXTS: 56, Column.DECISION: 126,
}  # fmt: skip
_NARROW = ((Column.ALSO, 640), (Column.TEXTS, 500))
"""which columns go when the table is narrower than this; what they say is in the details"""
_LINE = Qt.TextFlag.TextSingleLine


class _Delegate(QStyledItemDelegate):
    """Paints one cell; the ground is the row's."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, self._theme.px(_PITCH))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, px = self._theme, self._theme.px
        row: EntityRow = index.data(ROW_ROLE)
        padding = px(_PADDING)
        box = QRectF(option.rect).adjusted(padding, 0, -padding, 0)
        if index.column() == Column.DECISION:
            self._decision(painter, box, row)
            return
        if index.column() == Column.NAME:
            box.setLeft(box.left() + px(_EDGE))
        font = theme.font(13, tabular=index.column() in (Column.MENTIONS, Column.TEXTS))
        metrics = QFontMetricsF(font)
        quiet = index.column() == Column.KIND
        rejected = row.verdict == "rejected"
        painter.setFont(font)
        painter.setPen(theme.tokens.faint if rejected else theme.tokens.sub if quiet else theme.tokens.text)
        word = metrics.elidedText(str(index.data()), Qt.TextElideMode.ElideRight, box.width())
        align = Qt.AlignmentFlag(index.data(Qt.ItemDataRole.TextAlignmentRole))
        painter.drawText(box, align | _LINE, word)
        if index.column() == Column.NAME:
            baseline = box.center().y() - metrics.height() / 2 + metrics.ascent()
            right = box.left() + metrics.horizontalAdvance(word)
            state = "accepted" if row.verdict == "mixed" else row.verdict
            draw_underline(painter, theme, row.label, state, box.left(), right, baseline)

    def _decision(self, painter: QPainter, box: QRectF, row: EntityRow) -> None:
        theme, px = self._theme, self._theme.px
        if row.verdict in ("open", "mixed"):
            left = box.left()
            for key in ("A", "R"):
                left += draw_cap(painter, theme, key, left, box.center().y()) + px(8)
            if row.verdict == "open":
                return
            done = sum(mention.state != "open" for mention in row.mentions)
            word, token = f"{done} of {len(row.mentions)}", "sub"
        else:
            word = row.verdict.capitalize()
            icon, ink, token = ("check", "good", "text") if word == "Accepted" else ("x", "bad", "sub")
            theme.paint_icon(painter, icon, ink, QRectF(box.left(), box.top(), px(15), box.height()), size=15)
            left = box.left() + px(21)
        painter.setFont(theme.font(13))
        painter.setPen(theme.color(token))
        room = QRectF(left, box.top(), box.right() + px(_PADDING) - left, box.height())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | _LINE, word)


class EntityTable(QTreeView):
    """Rows of 36 with a hairline; A and R in an open row can be clicked."""

    verdict_clicked = Signal(str)
    """``accepted`` or ``rejected``, for the row under the pointer, which is selected then"""
    menu_wanted = Signal(QPoint)
    """where, on the screen"""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.entities = EntityModel(self)
        self.shows_focus = False
        self._over = -1
        self.setObjectName("entityTable")
        self.setAccessibleName("Entities")
        self.setModel(self.entities)
        self.setItemDelegate(_Delegate(theme, self))
        self.setHeader(TableHeader(theme, self, padding=_PADDING, lead=_EDGE))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setAllColumnsShowFocus(True)
        self.setMouseTracking(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.header().setStretchLastSection(False)
        self.header().setSectionsMovable(False)
        self.header().setSectionsClickable(True)
        self.header().setSortIndicator(Column.MENTIONS, Qt.SortOrder.DescendingOrder)
        self.header().setSortIndicatorShown(True)
        self.header().sortIndicatorChanged.connect(
            lambda column, order: self.keep_place(lambda: self.entities.sort(column, order))
        )
        theme.changed.connect(self._dress)
        self._dress()

    def selected(self) -> list[EntityRow]:
        """Return the entities selected, in the order of the table."""
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        return [self.entities.rows[row] for row in rows]

    def current(self) -> EntityRow | None:
        """Return the entity the keyboard is on."""
        index = self.currentIndex()
        return self.entities.rows[index.row()] if index.isValid() else None

    def keep_place(self, act: Callable[[], object]) -> None:
        """Run *act*, which changes the rows, and select what was selected, or what is in its place."""
        before = self.currentIndex().row()
        keys = {key_of(row) for row in self.selected()}
        current = self.current()
        key = key_of(current) if current else None
        act()
        found = {key_of(row): at for at, row in enumerate(self.entities.rows)}
        at = found.get(key) if key else None
        if at is None and self.entities.rows:
            at = max(0, min(before, len(self.entities.rows) - 1))
        if at is None:
            return
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(self.entities.index(at, 0), flags.NoUpdate)
        chosen = {found[one] for one in keys if one in found} or {at}
        for row in chosen:
            self.selectionModel().select(self.entities.index(row, 0), flags.Select | flags.Rows)
        self.scrollTo(self.entities.index(at, 0))

    def sort_by(self, column: Column) -> None:
        """Sort by *column*; a second time the other way round."""
        header = self.header()
        numbers = column in (Column.MENTIONS, Column.TEXTS)
        order = Qt.SortOrder.DescendingOrder if numbers else Qt.SortOrder.AscendingOrder
        if header.sortIndicatorSection() == column:
            order = Qt.SortOrder(1 - header.sortIndicatorOrder().value)
        header.setSortIndicator(column, order)

    def drawRow(self, painter: QPainter, options: QStyleOptionViewItem, index: Index) -> None:
        theme, px = self._theme, self._theme.px
        rect = QRectF(0, options.rect.top(), self.viewport().width(), options.rect.height())
        flags = QStyle.StateFlag
        state = flags.State_Enabled
        selected = self.selectionModel().isRowSelected(index.row(), QModelIndex())
        if selected:
            state |= flags.State_Selected
        if self.hasFocus():
            state |= flags.State_Active
        if index.row() == self._over:
            state |= flags.State_MouseOver
        edge = px(_EDGE + _PADDING)
        if not selected:
            painter.fillRect(QRectF(edge, rect.bottom() - 1, rect.width() - 2 * edge, 1), theme.tokens.line)
        ring = self.hasFocus() and self.shows_focus and index.row() == self.currentIndex().row()
        draw_row(painter, rect.adjusted(0, 0, 0, -1), theme, state, ring=ring, inset=px(_EDGE))
        for column in Column:
            cell = self.entities.index(index.row(), column)
            if not self.isColumnHidden(column):
                options.rect = self.visualRect(cell)
                self.itemDelegate().paint(painter, options, cell)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.shows_focus = True
        super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Leave letters to the actions."""

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.shows_focus = by_keyboard(event, self.shows_focus)
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self._hover(self.indexAt(event.position().toPoint()).row())

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover(-1)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.shows_focus = False
        super().mousePressEvent(event)
        verdict = self._verdict_at(event.position().toPoint())
        if verdict and event.button() == Qt.MouseButton.LeftButton:
            self.verdict_clicked.emit(verdict)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if self.current() is not None:
            place = event.globalPos()
            if event.reason() == QContextMenuEvent.Reason.Keyboard:
                place = self.viewport().mapToGlobal(self.visualRect(self.currentIndex()).bottomLeft())
            self.menu_wanted.emit(place)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for column, least in _NARROW:
            self.setColumnHidden(column, self.viewport().width() < self._theme.px(least))
        self._share_width()

    def _verdict_at(self, place: QPoint) -> str:
        index = self.indexAt(place)
        if not index.isValid() or index.column() != Column.DECISION:
            return ""
        if self.entities.rows[index.row()].verdict not in ("open", "mixed"):
            return ""
        px = self._theme.px
        left = self.visualRect(index).left() + px(_PADDING) - 4
        for key, verdict in (("A", "accepted"), ("R", "rejected")):
            width = cap_width(self._theme, key) + px(8)
            if left <= place.x() < left + width:
                return verdict
            left += width
        return ""

    def _hover(self, row: int) -> None:
        if row != self._over:
            self._over = row
            self.viewport().update()

    def _share_width(self) -> None:
        """Give the name, and what else it is called, the room that is left."""
        header = self.header()
        shown = [column for column in Column if not self.isColumnHidden(column)]
        fixed = sum(
            header.sectionSize(column) for column in shown if column not in (Column.NAME, Column.ALSO)
        )
        room = self.viewport().width() - fixed
        if self.isColumnHidden(Column.ALSO):
            header.resizeSection(Column.NAME, max(room, self._theme.px(120)))
        else:
            name = header.sectionSize(Column.NAME)
            header.resizeSection(Column.ALSO, max(room - name, self._theme.px(80)))

    def _dress(self) -> None:
        self._theme.lay_ground(self)
        header = self.header()
        header.setMinimumSectionSize(self._theme.px(44))
        for column, width in _WIDTHS.items():
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Interactive)
            header.resizeSection(column, self._theme.px(width))
        self._share_width()
        self.scheduleDelayedItemsLayout()
