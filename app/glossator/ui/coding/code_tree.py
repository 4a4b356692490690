"""The tree of codes: rows, filter, dragging."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPoint, QRect, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QDrag,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QPixmap,
)
from PySide6.QtWidgets import QAbstractItemView, QFrame, QTreeView, QWidget

from glossator.ui.coding.code_delegate import CodeDelegate, depth_of
from glossator.ui.coding.codes_model import PASSAGE_MIME, CodesModel, Index
from glossator.ui.coding.ranking import fold
from glossator.ui.widgets.focus import by_keyboard

if TYPE_CHECKING:
    from collections.abc import Mapping

    from glossator.ui.theme import Theme
    from glossator_db.records import CodeId


class CodeTree(QTreeView):
    """Shows a `CodesModel`; says what a person asks of a code."""

    code_clicked = Signal(object)
    current_changed = Signal(object)
    context_asked = Signal(object, QPoint)

    def __init__(self, model: CodesModel, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self.codes = model
        self.keyboard_focus = False
        self.hint_letters: Mapping[CodeId, str] = {}
        self.hints_typed = ""
        self._needle = ""
        self._closed: set[CodeId] = set()
        self._pressed_on_chevron = False
        self._drop: tuple[QModelIndex, int] | None = None  # row, and -1 above, 0 on, 1 below it
        self.setObjectName("codeTree")
        self.setAccessibleName("Codes")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHeaderHidden(True)
        self.setIndentation(0)
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setMouseTracking(True)
        self.setExpandsOnDoubleClick(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setDragEnabled(True)
        self.setAcceptDrops(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setModel(model)
        self._delegate = CodeDelegate(self)
        self.setItemDelegate(self._delegate)
        self.collapsed.connect(self._remember_closed)
        self.expanded.connect(self._forget_closed)
        model.modelReset.connect(self.open_all)
        model.rowsInserted.connect(self._open_new)
        model.rowsMoved.connect(self._open_moved)
        theme.changed.connect(self._restyle)
        self._restyle()

    # what is shown

    def current(self) -> CodeId | None:
        """Return the code of the current row."""
        index = self.currentIndex()
        return index.data(CodesModel.IdRole) if index.isValid() else None

    def select(self, code: CodeId | None) -> None:
        """Make a code the current one and bring it into view."""
        index = self.codes.index_of(code)
        above = index.parent()
        while above.isValid():
            self.expand(above)
            above = above.parent()
        self.setCurrentIndex(index)
        if index.isValid():
            self.scrollTo(index)

    def open_all(self) -> None:
        """Open every row that a person has not closed."""
        for code in self.codes.codes():
            index = self.codes.index_of(code.id)
            if self.codes.hasChildren(index):
                self.setExpanded(index, bool(self._needle) or code.id not in self._closed)

    def visible_codes(self) -> list[CodeId]:
        """Return the codes whose rows can be reached by scrolling: not filtered away, not folded in."""
        found: list[CodeId] = []
        index = self.codes.index(0, 0)
        if index.isValid() and self.isRowHidden(0, QModelIndex()):
            index = self.indexBelow(index)
        while index.isValid():
            found.append(index.data(CodesModel.IdRole))
            index = self.indexBelow(index)
        return found

    def filter(self, needle: str) -> int:
        """Show only the codes whose name contains *needle*, with what is above and below; return how many match."""
        self._needle = fold(needle.strip())
        matches = self._hide_rows(QModelIndex(), shown=not self._needle)
        self.open_all()
        return matches

    def show_hints(self, letters: Mapping[CodeId, str], typed: str = "") -> None:
        """Show hint letters where the key caps are; none takes them away."""
        self.hint_letters, self.hints_typed = letters, typed
        self.viewport().update()

    def rename(self, code: CodeId) -> None:
        """Edit a code's name in its row."""
        self.select(code)
        self.edit(self.codes.index_of(code))

    def _hide_rows(self, parent: QModelIndex, *, shown: bool) -> int:
        """Hide the rows that do not match; with *shown* their branch has matched already. Return the matches."""
        matches = 0
        for row in range(self.codes.rowCount(parent)):
            index = self.codes.index(row, 0, parent)
            own = self._needle in fold(str(index.data()))
            below = self._hide_rows(index, shown=shown or own)
            self.setRowHidden(row, parent, not (shown or own or below))
            matches += own + below
        return matches

    def _open_new(self, parent: QModelIndex, first: int, last: int) -> None:
        if self._needle:
            self.filter(self._needle)
        if parent.isValid() and first == 0 and last + 1 == self.codes.rowCount(parent):
            self.expand(parent)

    def _open_moved(
        self, _from: QModelIndex, _first: int, _last: int, parent: QModelIndex, _row: int
    ) -> None:
        if parent.isValid() and self.codes.rowCount(parent) == 1:
            self.expand(parent)

    def _remember_closed(self, index: QModelIndex) -> None:
        if not self._needle:
            self._closed.add(index.data(CodesModel.IdRole))

    def _forget_closed(self, index: QModelIndex) -> None:
        if not self._needle:
            self._closed.discard(index.data(CodesModel.IdRole))

    def _restyle(self) -> None:
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Base, Qt.GlobalColor.transparent)
        self.setPalette(palette)
        self.viewport().setAutoFillBackground(False)
        self.scheduleDelayedItemsLayout()
        self.viewport().update()

    # mouse and keys

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.current_changed.emit(current.data(CodesModel.IdRole) if current.isValid() else None)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.keyboard_focus = False
        index = self.indexAt(event.position().toPoint())
        self._pressed_on_chevron = index.isValid() and self._delegate.chevron_hit(index).contains(
            event.position().toPoint()
        )
        if self._pressed_on_chevron:
            if event.button() == Qt.MouseButton.LeftButton:
                self.setExpanded(index, not self.isExpanded(index))
            event.accept()
            return
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._pressed_on_chevron:
            self._pressed_on_chevron = False
            return
        dragged = self.state() == QAbstractItemView.State.DraggingState
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        plain = event.button() == Qt.MouseButton.LeftButton and not event.modifiers()
        if plain and not dragged and index.isValid() and index == self.currentIndex():
            self.code_clicked.emit(index.data(CodesModel.IdRole))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and self.codes.hasChildren(index):
            self.setExpanded(index, not self.isExpanded(index))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self.keyboard_focus:
            self.keyboard_focus = True
            self.viewport().update()
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() != Qt.FocusReason.OtherFocusReason:  # back from an editor: as it was before
            self.keyboard_focus = by_keyboard(event, self.keyboard_focus)
        if self.keyboard_focus and not self.currentIndex().isValid():
            self.setCurrentIndex(self.codes.index(0, 0))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if by_key else self.indexAt(event.pos())
        if index.isValid():
            self.setCurrentIndex(index)
            place = self.visualRect(index).bottomLeft() + QPoint(24, 0) if by_key else event.pos()
            self.context_asked.emit(index.data(CodesModel.IdRole), self.viewport().mapToGlobal(place))

    # dragging

    def startDrag(self, _actions: Qt.DropAction) -> None:
        index = self.currentIndex()
        if not index.isValid() or self.codes.read_only:
            return
        drag = QDrag(self)
        drag.setMimeData(self.codes.mimeData([index]))
        drag.setPixmap(self._picture(index))
        drag.setHotSpot(QPoint(-self.theme.px(10), self.theme.px(4)))
        drag.exec(Qt.DropAction.MoveAction | Qt.DropAction.CopyAction, Qt.DropAction.MoveAction)
        self._show_drop(None)

    def dragEnterEvent(self, event: QDragMoveEvent) -> None:
        self.dragMoveEvent(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        place = self._place(event)
        action = self._action(event)
        mime = event.mimeData()
        if place is not None and self.codes.canDropMimeData(mime, action, *self._model_place(place)):
            self._show_drop(place)
            event.setDropAction(action)
            event.accept()
        else:
            self._show_drop(None)
            event.ignore()

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:
        self._show_drop(None)

    def dropEvent(self, event: QDropEvent) -> None:
        place, action = self._place(event), self._action(event)
        self._show_drop(None)
        if place is None:
            event.ignore()
            return
        event.setDropAction(action)
        event.accept()
        self.codes.dropMimeData(event.mimeData(), action, *self._model_place(place))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._drop is None:
            return
        index, side = self._drop
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self.theme.tokens.accent, 2))
        row = self.visualRect(index)
        if side == 0:
            ring = QRect(self.theme.px(5), row.top() + 1, self.width() - self.theme.px(12), row.height() - 2)
            painter.drawRoundedRect(ring.adjusted(1, 1, -1, -1), self.theme.px(6), self.theme.px(6))
        else:
            left = self.theme.px(14 + 16 * depth_of(index))
            y = row.top() if side < 0 else row.bottom() + 1
            painter.drawLine(left, y, self.width() - self.theme.px(8), y)
        painter.end()

    def _place(self, event: QDropEvent) -> tuple[QModelIndex, int] | None:
        point = event.position().toPoint()
        index = self.indexAt(point)
        if not index.isValid():
            count = self.codes.rowCount()
            return (self.codes.index(count - 1, 0), 1) if count else None
        row = self.visualRect(index)
        if event.mimeData().hasFormat(PASSAGE_MIME) or self._action(event) == Qt.DropAction.CopyAction:
            return index, 0
        quarter = row.height() / 4
        if point.y() < row.top() + quarter:
            return index, -1
        return index, 1 if point.y() > row.bottom() - quarter else 0

    def _model_place(self, place: tuple[QModelIndex, int]) -> tuple[int, int, QModelIndex]:
        index, side = place
        if side == 0:
            return -1, 0, index
        if side > 0 and self.isExpanded(index) and self.codes.hasChildren(index):
            return 0, 0, index
        return index.row() + (1 if side > 0 else 0), 0, index.parent()

    @staticmethod
    def _action(event: QDropEvent) -> Qt.DropAction:
        merge = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        return Qt.DropAction.CopyAction if merge else Qt.DropAction.MoveAction

    def _show_drop(self, place: tuple[QModelIndex, int] | None) -> None:
        if place != self._drop:
            self._drop = place
            self.viewport().update()

    def _picture(self, index: QModelIndex) -> QPixmap:
        theme, ratio = self.theme, self.devicePixelRatioF()
        name = str(index.data())
        width = self.fontMetrics().horizontalAdvance(name) + theme.px(20)
        pixmap = QPixmap(round(width * ratio), round(theme.px(24) * ratio))
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(theme.tokens.row)
        painter = QPainter(pixmap)
        painter.setPen(theme.tokens.text)
        painter.setFont(theme.font())
        painter.drawText(QRect(0, 0, width, theme.px(24)), int(Qt.AlignmentFlag.AlignCenter), name)
        painter.end()
        return pixmap
