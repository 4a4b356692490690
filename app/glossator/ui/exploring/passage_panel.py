"""The panel at the foot of Explore: which mark was chosen, and its passages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStackedLayout, QVBoxLayout, QWidget

from glossator.ui.exploring.passages import PassageDelegate, PassageModel, PassageRole
from glossator.ui.widgets.buttons import Button
from glossator.ui.widgets.labels import ElidedLabel, Ground, Hairline, Label
from glossator.ui.widgets.marks import draw_mark
from glossator.ui.widgets.rows import RowList

if TYPE_CHECKING:
    from collections.abc import Sequence

    from glossator.operations.contexts import Texts
    from glossator.ui.theme import Theme
    from glossator_db.records import Coding

_HEAD = 46


class _Mark(QWidget):
    """The mark of the code before its name."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._look: tuple[str, str] | None = None
        self.setFixedSize(theme.px(16), theme.px(16))

    def show_look(self, look: tuple[str, str] | None) -> None:
        """Show a mark in its colour, or none."""
        self._look = look
        self.setVisible(look is not None)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._look is None:
            return
        side, (mark, color) = self._theme.px(10), self._look
        box = QRectF((self.width() - side) / 2, (self.height() - side) / 2, side, side)
        draw_mark(QPainter(self), box, mark, self._theme.code(color).mark)


class PassageList(RowList):
    """The passages; Return, Shift+Return and a double click open one in Code."""

    wanted = Signal(object)
    """the `Coding` to be opened"""

    def __init__(self, theme: Theme, model: PassageModel) -> None:
        super().__init__(theme, None)
        self.setObjectName("passageList")
        self.setAccessibleName("Passages")
        self.setItemDelegate(PassageDelegate(theme, self))
        self.setUniformItemSizes(True)
        self.setModel(model)
        self.doubleClicked.connect(lambda index: self.wanted.emit(index.data(PassageRole.CODING)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.wanted.emit(self.currentIndex().data(PassageRole.CODING))
        else:
            super().keyPressEvent(event)


class PassagePanel(Ground):
    """Head with the chosen mark, *Copy* and *Open in Code*; the list below."""

    wanted = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, "win", parent)
        self._theme = theme
        self.model = PassageModel(self)
        self.list = PassageList(theme, self.model)
        self.list.wanted.connect(self.wanted)
        self._mark = _Mark(theme)
        self._name = ElidedLabel(theme, weight=600)
        self._name.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._rest = ElidedLabel(theme, size=12, token="sub")
        self._copy = Button(theme, "Copy")
        self._copy.clicked.connect(self.copy)
        self._open = Button(theme, "Open in Code")
        self._open.clicked.connect(self.open_current)
        hint = Label(theme, "Click a bar, or press Return on it, to see its passages.", token="sub")
        hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        head = QHBoxLayout()
        px = theme.px
        head.setContentsMargins(px(18), 0, px(18), 0)
        head.setSpacing(px(8))
        for part in (self._mark, self._name, self._rest):
            head.addWidget(part)
        head.addStretch(1)
        head.addWidget(self._copy)
        head.addWidget(self._open)
        holder = QWidget()
        holder.setFixedHeight(px(_HEAD))
        holder.setLayout(head)
        full = QWidget()
        column = QVBoxLayout(full)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(holder)
        column.addWidget(Hairline(theme))
        column.addWidget(self.list, 1)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(hint)
        self._stack.addWidget(full)
        self.setMinimumHeight(px(_HEAD + 90))

    def clear(self) -> None:
        """Go back to the hint."""
        self.model.clear()
        self._stack.setCurrentIndex(0)

    def show_codings(
        self, texts: Texts, codings: Sequence[Coding], name: str, look: tuple[str, str], group: str = ""
    ) -> None:
        """List *codings* of the code *name* with its mark and colour; *group* says in words of which part."""
        mark, color = look
        self._name.setText(name)
        self._mark.show_look((mark, color))
        count = f"{len(codings):,} passage{'' if len(codings) == 1 else 's'}"
        self._rest.setText(f"{group}   {count}" if group else count)
        self.model.show_codings(texts, codings, color)
        if codings:
            self.list.setCurrentIndex(self.model.index(0, 0))
        self._stack.setCurrentIndex(1)

    def open_current(self) -> None:
        """Open the current passage in Code."""
        index = self.list.currentIndex()
        if index.isValid():
            self.wanted.emit(index.data(PassageRole.CODING))

    def copy(self) -> None:
        """Copy the current passage with where it stands."""
        index = self.list.currentIndex()
        if index.isValid():
            QGuiApplication.clipboard().setText(self.model.words(index.row()))
