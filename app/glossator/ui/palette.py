"""The command palette: every action of the window, found by a few letters."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractListModel, QEvent, QModelIndex, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from glossator.ui.widgets.fields import Field
from glossator.ui.widgets.fuzzy import Ranges, match
from glossator.ui.widgets.keycaps import KeyLine
from glossator.ui.widgets.labels import Hairline, Label
from glossator.ui.widgets.overlay import draw_floating, focus_in, give_focus_back
from glossator.ui.widgets.rows import Index, Role, RowDelegate, RowList

if TYPE_CHECKING:
    from collections.abc import Sequence

    from glossator.ui.actions import ActionTable, Entry
    from glossator.ui.theme import Theme

_WIDTH = 640
_TOP = 96
_ROW = 38
_MOST_ROWS = 8
_ROOT = QModelIndex()


@dataclass(frozen=True, slots=True)
class Found:
    """An action that fits what was typed."""

    entry: Entry
    ranges: Ranges
    keys: tuple[str, ...]


class CommandModel(QAbstractListModel):
    """Shows found actions with their place and first key."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._found: Sequence[Found] = ()

    def show(self, found: Sequence[Found]) -> None:
        """Replace what is shown."""
        self.beginResetModel()
        self._found = tuple(found)
        self.endResetModel()

    def at(self, row: int) -> Found:
        """Return what is shown in *row*."""
        return self._found[row]

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._found)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        found = self._found[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return found.entry.action.text
            case Qt.ItemDataRole.AccessibleTextRole:
                words = (found.entry.action.text, found.entry.place, " ".join(found.keys[:1]))
                return ", ".join(word for word in words if word)
            case Role.RANGES:
                return found.ranges
            case Role.FAINT:
                return not found.entry.can_run()
        return None


class _Delegate(RowDelegate):
    """Prints the place before the key, both at the right."""

    def _paint_right(self, painter: QPainter, content: QRectF, index: Index) -> float:
        from glossator.ui.widgets.keycaps import cap_width, draw_cap

        theme, model = self.theme, index.model()
        assert isinstance(model, CommandModel)
        found = model.at(index.row())
        right = content.right()
        if found.keys:
            width = cap_width(theme, found.keys[0])
            draw_cap(painter, theme, found.keys[0], right - width, content.center().y())
            right -= width + theme.px(13)
        painter.setFont(theme.font(12))
        painter.setPen(theme.tokens.sub)
        box = QRectF(content.left(), content.top(), right - content.left(), content.height())
        painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, found.entry.place)
        return right - painter.fontMetrics().horizontalAdvance(found.entry.place) - theme.px(12)


class CommandPalette(QWidget):
    """Lies over the whole window; Return runs, Esc or a click beside it closes."""

    ran = Signal(object)
    """an `Entry` was chosen; the palette is closed already"""

    def __init__(self, theme: Theme, window: QWidget, table: ActionTable) -> None:
        super().__init__(window)
        self._theme = theme
        self._window = window
        self._table = table
        self._focus_before: QWidget | None = None
        self.setObjectName("commandPalette")
        self.setAccessibleName("Command palette")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.card = QWidget(self)
        self.input = Field(theme, "Find a command", icon="search", framed=False, height=50, size=15)
        self.input.setObjectName("commandInput")
        self.input.textChanged.connect(self._search)
        self.input.installEventFilter(self)
        self.model = CommandModel(self)
        self.list = RowList(theme, _Delegate(theme, height=_ROW, inset=6, padding=12))
        self.list.setObjectName("commandList")
        self.list.setAccessibleName("Commands")
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.always_active = True
        self.list.setModel(self.model)
        self.list.clicked.connect(lambda index: self._run(index.row()))
        self.nothing = Label(theme, token="sub")
        self.nothing.setContentsMargins(theme.px(18), 0, theme.px(18), 0)
        keys = ((("Return",), "run"), (("Up", "Down"), "choose"), (("Escape",), "close"))
        self._fill(KeyLine(theme, keys))
        self.hide()

    def _fill(self, line: KeyLine) -> None:
        column = QVBoxLayout(self.card)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addWidget(self.input)
        column.addWidget(Hairline(self._theme))
        column.addSpacing(self._theme.px(6))
        column.addWidget(self.list)
        column.addWidget(self.nothing)
        column.addSpacing(self._theme.px(6))
        column.addWidget(line)

    @property
    def is_open(self) -> bool:
        """Whether it is shown."""
        return not self.isHidden()

    def open(self) -> None:
        """Show it, empty, over the window."""
        self._focus_before = focus_in(self._window)
        self._window.installEventFilter(self)
        self.input.clear()
        self._search("")
        self.show()
        self.raise_()
        self.input.setFocus(Qt.FocusReason.PopupFocusReason)

    def close_palette(self) -> None:
        """Hide it and give the focus back."""
        self._window.removeEventFilter(self)
        self.hide()
        give_focus_back(self._focus_before)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the keys of the list from the input, and follow the window's size."""
        if watched is self._window:
            if event.type() == QEvent.Type.Resize:
                self._place()
            return False
        return isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and self._key(event)

    def event(self, event: QEvent) -> bool:
        """Keep the window's keys from acting."""
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self.card.geometry().contains(event.position().toPoint()):
            self.close_palette()

    def focusNextPrevChild(self, forward: bool) -> bool:
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(0, 0, 0, round(255 * (0.3 if self._theme.dark else 0.127))))
        draw_floating(painter, QRectF(self.card.geometry()), self._theme, 10)

    def _key(self, event: QKeyEvent) -> bool:
        steps = {
            Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -_MOST_ROWS, Qt.Key.Key_PageDown: _MOST_ROWS,
        }  # fmt: skip
        key = Qt.Key(event.key())
        if key in steps:
            self._move(steps[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._run(self.list.currentIndex().row())
        elif key == Qt.Key.Key_Escape:
            self.close_palette()
        else:
            return key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
        return True

    def _move(self, step: int) -> None:
        last = self.model.rowCount() - 1
        if last >= 0:
            row = min(last, max(0, self.list.currentIndex().row() + step))
            self.list.setCurrentIndex(self.model.index(row, 0))

    def _search(self, letters: str) -> None:
        ranked = []
        for entry in self._table:
            fit = match(letters, entry.action.text)
            if fit is not None:
                keys = self._table.keys_of(entry.action)
                ranked.append((fit[0], Found(entry, fit[1], keys)))
        ranked.sort(key=lambda pair: -pair[0])
        self.model.show([found for _, found in ranked])
        self.list.setCurrentIndex(self.model.index(0, 0))
        self.nothing.setText(f"No command contains “{letters}”.")
        self.nothing.setVisible(not ranked)
        self.list.setVisible(bool(ranked))
        self._place()

    def _place(self) -> None:
        px = self._theme.px
        self.setGeometry(self._window.rect())
        rows = max(1, min(_MOST_ROWS, self.model.rowCount()))
        self.list.setFixedHeight(rows * px(_ROW))
        self.nothing.setFixedHeight(px(_ROW))
        width = min(px(_WIDTH), self.width() - 48)
        height = px(50) + 1 + px(12) + rows * px(_ROW) + px(38) + 2
        self.card.setGeometry((self.width() - width) // 2, px(_TOP), width, height)
        self.update()

    def _run(self, row: int) -> None:
        if row < 0:
            return
        entry = self.model.at(row).entry
        if entry.can_run():
            self.close_palette()
            self.ran.emit(entry)
