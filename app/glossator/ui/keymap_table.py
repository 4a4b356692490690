"""The map of keys: every action under its scope, found by word."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QRectF, QSize, Qt
from PySide6.QtWidgets import QStyleOptionViewItem, QVBoxLayout, QWidget

from glossator.ui.keys import cap
from glossator.ui.widgets.fields import Field
from glossator.ui.widgets.fuzzy import Ranges, match
from glossator.ui.widgets.keycaps import cap_width, draw_cap
from glossator.ui.widgets.labels import Label
from glossator.ui.widgets.rows import Index, RowDelegate, RowList, draw_ranges, draw_row

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter

    from glossator.ui.actions import ActionTable
    from glossator.ui.theme import Theme

_ROOT = QModelIndex()
ROW_ROLE = Qt.ItemDataRole.UserRole + 1
_HINTS = {"Everywhere": "in every workspace", "Text": "single letters, while the text has the focus"}
_KEY_COLUMN = 0.49


@dataclass(frozen=True, slots=True)
class KeyRow:
    """A heading (no keys and ``head`` set), or an action with its keys."""

    text: str
    keys: tuple[str, ...] = ()
    ranges: Ranges | None = None
    head: bool = False


def rows_of(table: ActionTable, letters: str, view: QWidget | None = None) -> list[KeyRow]:
    """Return the actions that have a key and hold *letters*, grouped by scope; those of *view* come first."""
    groups: dict[str, list[KeyRow]] = {}
    near: set[str] = set()
    for entry in table:
        keys = table.keys_of(entry.action)
        fit = match(letters, entry.action.text) if keys else None
        if fit is not None:
            seen = {cap(key): key for key in reversed(keys)}  # Return and Enter look the same
            row = KeyRow(entry.action.text, tuple(key for key in keys if seen[cap(key)] == key), fit[1])
            groups.setdefault(entry.scope_word, []).append(row)
            if view is not None and entry.owner is view and entry.scope_word != "Everywhere":
                near.add(entry.scope_word)
    rows: list[KeyRow] = []
    for scope, found in sorted(
        groups.items(), key=lambda pair: (pair[0] not in near, pair[0] != "Everywhere")
    ):
        rows += [KeyRow(scope, head=True), *found]
    return rows


class KeyModel(QAbstractListModel):
    """Shows `KeyRow` records."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[KeyRow] = []

    def show(self, rows: list[KeyRow]) -> None:
        """Replace what is shown."""
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        head = index.isValid() and self._rows[index.row()].head
        return flags & ~Qt.ItemFlag.ItemIsSelectable & ~Qt.ItemFlag.ItemIsEnabled if head else flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self._rows[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return row.text
            case Qt.ItemDataRole.AccessibleTextRole:
                return ", ".join((row.text, *row.keys))
            case _ if role == ROW_ROLE:
                return row
        return None


class _Delegate(RowDelegate):
    """Paints an action with its keys in a column, 32 high."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, self.theme.px(28 if index.data(ROW_ROLE).head else 32))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, t, px = self.theme, self.theme.tokens, self.theme.px
        row: KeyRow = index.data(ROW_ROLE)
        rect = QRectF(option.rect)
        left = rect.left() + px(19)
        if row.head:
            painter.fillRect(rect, t.win)
            painter.setFont(theme.font(13, 600))
            painter.setPen(t.text)
            painter.drawText(rect.adjusted(px(19), 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, row.text)
            left += painter.fontMetrics().horizontalAdvance(row.text) + px(12)
            hint = QRectF(left, rect.top(), rect.right() - left, rect.height())
            self._line(painter, hint, _HINTS.get(row.text, ""), t.sub, 12)
            return
        ring = bool(getattr(option.widget, "shows_focus", False)) and index == option.widget.currentIndex()  # type: ignore[attr-defined]
        draw_row(painter, rect, theme, option.state, ring=ring, inset=px(6))
        words = QRectF(left, rect.top(), rect.width() * _KEY_COLUMN - px(24), rect.height())
        draw_ranges(painter, theme, left, words, row.text, row.ranges or [])
        at = rect.left() + rect.width() * _KEY_COLUMN
        for key in row.keys:
            draw_cap(painter, theme, key, at, rect.center().y())
            at += cap_width(theme, key) + px(8)


class KeyMap(QWidget):
    """The search field, the count and the rows; to be read, not yet to be changed."""

    def __init__(
        self, theme: Theme, table: ActionTable, view: QWidget | None = None, parent: QWidget | None = None
    ) -> None:
        """Show the keys of *table*, those of the workspace *view* first."""
        super().__init__(parent)
        self._table = table
        self._view = view
        px = theme.px
        column = QVBoxLayout(self)
        column.setContentsMargins(0, px(14), 0, 0)
        column.setSpacing(px(8))
        self.search = Field(theme, "Search by word", icon="search", clear=True)
        self.search.setObjectName("keymapSearch")
        self.count = Label(theme, size=12, token="sub")
        head = QVBoxLayout()
        head.setContentsMargins(px(19), 0, px(19), 0)
        head.setSpacing(px(6))
        head.addWidget(self.search)
        head.addWidget(self.count)
        column.addLayout(head)
        self.model = KeyModel(self)
        self.list = RowList(theme, _Delegate(theme))
        self.list.setObjectName("keymapTable")
        self.list.setAccessibleName("Keys")
        self.list.setModel(self.model)
        column.addWidget(self.list, 1)
        self.search.textChanged.connect(self.filter)
        self.search.down.connect(lambda: self.list.setFocus(Qt.FocusReason.TabFocusReason))
        self.filter("")

    def filter(self, letters: str) -> None:
        """Show the actions that hold *letters*."""
        rows = rows_of(self._table, letters, self._view)
        every = sum(1 for entry in self._table if self._table.keys_of(entry.action))
        found = sum(1 for row in rows if not row.head)
        self.model.show(rows)
        self.count.setText(f"{found} of {every}" if found else f"No action contains “{letters}”.")
