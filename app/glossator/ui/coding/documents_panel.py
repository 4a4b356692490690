"""The panel at the left: texts, and what is known about the current one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QSizePolicy,
    QStyle,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from glossator.ui.coding import paint
from glossator.ui.coding.about import AboutText
from glossator.ui.coding.documents_model import DocumentsModel
from glossator.ui.coding.name_editor import NameEditor
from glossator.ui.widgets.buttons import IconButton
from glossator.ui.widgets.focus import draw_ring
from glossator.ui.widgets.labels import Ground, Label
from glossator.ui.widgets.rows import RowDelegate, RowList

if TYPE_CHECKING:
    from glossator.ui.coding.mirror import Mirror
    from glossator.ui.session import Session
    from glossator.ui.theme import Theme
    from glossator_db.records import DocumentId

Index = QModelIndex | QPersistentModelIndex
WIDTH = 247
_ROW = 44


class DocumentPanel(Ground):
    """Lists the texts; a click opens one."""

    opened = Signal(object)
    add_asked = Signal()
    context_asked = Signal(object, QPoint)

    def __init__(self, session: Session, mirror: Mirror, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, "win", parent)
        self._session = session
        self._mirror = mirror
        self.setObjectName("documentPanel")
        self.setAccessibleName("Documents")
        self._head = _Head(theme)
        self._head.add.clicked.connect(self.add_asked)
        self.model = DocumentsModel(self)
        self.list = _List(theme, DocumentDelegate(theme))
        self.list.setModel(self.model)
        self.list.setObjectName("documentList")
        self.list.setAccessibleName("Documents")
        self.list.clicked.connect(self._open)
        self.list.context_asked.connect(self.context_asked)
        self._none = Label(theme, "No texts yet.", token="sub")
        self._none.setContentsMargins(theme.px(16), theme.px(14), 0, 0)
        self.about = AboutText(theme)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head)
        column.addWidget(self._none)
        column.addWidget(self.list, 1)
        column.addStretch()
        column.addWidget(self.about)
        mirror.reset.connect(self._start_again)
        mirror.documents_changed.connect(self._show_documents)
        mirror.document_shown.connect(self._show_current)
        self._start_again()

    def current(self) -> DocumentId | None:
        """Return the document of the current row."""
        document = self.model.document(self.list.currentIndex().row())
        return document.id if document else None

    def rename_current(self) -> None:
        """Write the name of the current row in place."""
        index = self.list.currentIndex()
        if index.isValid() and not self.model.read_only:
            self.list.edit(index)

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(WIDTH), self._theme.px(600))

    def _open(self, index: QModelIndex) -> None:
        document = self.model.document(index.row())
        if document is not None:
            self.opened.emit(document.id)

    def _start_again(self) -> None:
        self.model.read_only = self._session.readonly
        self._head.add.setEnabled(not self._session.readonly)
        self.about.set_writable(not self._session.readonly)
        self._show_documents()
        self._show_current()

    def _show_documents(self) -> None:
        documents = list(self._mirror.documents.values())
        self.model.show(documents)
        self._head.show_count(len(documents))
        self._none.setVisible(not documents)
        self.list.setVisible(bool(documents))
        self._show_about()

    def _show_current(self) -> None:
        row = self.model.row_of(self._mirror.document.id if self._mirror.document else None)
        self.list.setCurrentIndex(self.model.index(row) if row >= 0 else QModelIndex())
        self._show_about()

    def _show_about(self) -> None:
        here = self._mirror.document
        self.about.show_document(self._mirror.documents.get(here.id) if here else None)


class _Head(QWidget):
    """“Documents”, how many, and the button that adds some."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._count = 0
        self.setFixedHeight(theme.px(44))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.add = IconButton(theme, "plus", "Add texts", key="Ctrl+I", icon_size=18, parent=self)
        self.add.setObjectName("addDocuments")
        theme.changed.connect(self.update)

    def show_count(self, count: int) -> None:
        self._count = count
        self.update()

    def resizeEvent(self, _event: QResizeEvent) -> None:
        px = self._theme.px
        self.add.move(self.width() - px(23) - self.add.width() // 2, px(22) - self.add.height() // 2)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, theme, t = QPainter(self), self._theme, self._theme.tokens
        line = QRectF(theme.px(16), theme.px(9), self.width() - theme.px(60), theme.px(25))
        paint.words(painter, theme, line, "Documents", t.text, weight=600)
        if self._count:
            painter.setFont(theme.font(12))
            painter.setPen(t.sub)
            right = QRectF(0, line.top(), self.width() - theme.px(40), line.height())
            painter.drawText(
                right, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, f"{self._count:,}"
            )
        painter.end()


class _List(RowList):
    """The rows; asks for a context menu by row."""

    context_asked = Signal(object, QPoint)

    def __init__(self, theme: Theme, delegate: RowDelegate) -> None:
        super().__init__(theme, delegate)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if by_key else self.indexAt(event.pos())
        if index.isValid():
            self.setCurrentIndex(index)
            place = self.visualRect(index).bottomLeft() + QPoint(24, 0) if by_key else event.pos()
            self.context_asked.emit(index.data(DocumentsModel.IdRole), self.viewport().mapToGlobal(place))


class DocumentDelegate(RowDelegate):
    """Two lines on a ground of 42, and the name written in place."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(0, self.theme.px(_ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, t, px = self.theme, self.theme.tokens, self.theme.px
        row = QRectF(option.rect)
        ground = row.adjusted(px(6), 1, -px(6), -1)
        if option.state & QStyle.StateFlag.State_Selected:
            paint.row_ground(painter, theme, ground, t.row, ring=False, radius=8)
        elif option.state & QStyle.StateFlag.State_MouseOver:
            paint.row_ground(painter, theme, ground, t.hover, ring=False, radius=8)
        if option.state & QStyle.StateFlag.State_HasFocus and getattr(option.widget, "shows_focus", False):
            draw_ring(painter, ground, theme, px(8))
        width = ground.width() - px(20)
        first = QRectF(row.left() + px(16), row.top() + px(5), width, px(18))
        second = QRectF(first.left(), row.top() + px(20.5), width, px(18))
        paint.words(painter, theme, first, str(index.data()), t.text)
        paint.words(painter, theme, second, str(index.data(DocumentsModel.SecondRole)), t.sub, size=12)

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, _index: Index) -> QWidget:
        editor = NameEditor(self.theme, parent)
        editor.setObjectName("documentName")
        editor.setAccessibleName("Name of the text")
        return editor

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, _index: Index) -> None:
        row, px = option.rect, self.theme.px
        editor.setGeometry(row.adjusted(px(9), px(2), -px(9), -px(17)))
