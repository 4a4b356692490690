"""A combo of which several may be chosen: all, or some by name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractListModel, QModelIndex, QRectF, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter

from glossator.ui.widgets.checks import draw_check
from glossator.ui.widgets.combos import Combo
from glossator.ui.widgets.popup import Popup
from glossator.ui.widgets.rows import Index, Role, RowDelegate, RowList

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QStyleOptionViewItem, QWidget


Item = tuple[int, str, tuple[str, str] | None]
"""id, word, and mark with colour where there is one"""
_MOST_ROWS = 12
_ROOT = QModelIndex()


class ItemModel(QAbstractListModel):
    """*All*, and below it the items, each with its check box."""

    def __init__(self, items: Sequence[Item], picked: frozenset[int] | None, parent: QWidget) -> None:
        super().__init__(parent)
        self._items = tuple(items)
        self.picked = picked
        """ids that are ticked; None for all"""

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._items) + 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        item = self._items[index.row() - 1] if index.row() else None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return item[1] if item else "All"
            case Qt.ItemDataRole.CheckStateRole:
                return self._state(item)
            case Role.MARK:
                return item[2] if item else None
        return None

    def toggle(self, row: int) -> None:
        """Tick or untick the item in *row*; the first row ticks all."""
        if row == 0:
            self.picked = None
        else:
            every = frozenset(item[0] for item in self._items)
            now = every if self.picked is None else self.picked & every
            now ^= {self._items[row - 1][0]}
            self.picked = None if now == every else now
        self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, 0))

    def _state(self, item: Item | None) -> Qt.CheckState:
        if item is None and self.picked:
            return Qt.CheckState.PartiallyChecked
        on = self.picked is None or (item is not None and item[0] in self.picked)
        return Qt.CheckState.Checked if on else Qt.CheckState.Unchecked


class _CheckDelegate(RowDelegate):
    """A row with a check box before its mark and word."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        px, side = self.theme.px, self.theme.px(16)
        left = option.rect.left() + px(12)
        option.rect.adjust(px(26), 0, 0, 0)
        super().paint(painter, option, index)
        box = QRectF(left, option.rect.center().y() + 1 - side / 2, side, side)
        draw_check(painter, self.theme, box, Qt.CheckState(index.data(Qt.ItemDataRole.CheckStateRole)))


class SeveralCombo(Combo):
    """Says how many are chosen, or the name of the only one; opens a list of check boxes.

    Return and a click tick and untick; *All* ticks everything.
    """

    picked_changed = Signal(object)
    """a frozenset of ids, or None for all"""

    _items: tuple[Item, ...] = ()
    _picked: frozenset[int] | None = None

    @property
    def picked(self) -> frozenset[int] | None:
        """The ids chosen; None for all."""
        return self._picked

    def set_items(self, items: Sequence[Item], picked: frozenset[int] | None) -> None:
        """Offer *items*, of which *picked* are chosen; what is not there any more is forgotten."""
        self._items = tuple(items)
        every = frozenset(item[0] for item in items)
        self._picked = None if picked is None or every <= picked else picked & every
        self._speak()
        self.updateGeometry()
        self.update()

    def word(self) -> str:
        count = len(self._items)
        if self._picked is None:
            return self._items[0][1] if count == 1 else f"All {count}" if count else "None"
        names = [word for key, word, _ in self._items if key in self._picked]
        return names[0] if len(names) == 1 else f"{len(names)} of {count}" if names else "None"

    def open_list(self) -> None:
        theme, metrics = self._theme, QFontMetricsF(self._theme.font(13))
        widest = max((metrics.horizontalAdvance(word) for _, word, _ in self._items), default=0)
        width = max(self.width(), min(round(widest) + theme.px(110), theme.px(360)))
        popup = Popup(theme, self, width=round(width / theme.scale))
        rows = RowList(theme, _CheckDelegate(theme, height=30, inset=5))
        rows.setObjectName(f"{self.objectName()}List")
        rows.setAccessibleName(self._label)
        model = ItemModel(self._items, self._picked, rows)
        rows.setModel(model)
        rows.setFixedHeight(theme.px(30) * min(model.rowCount(), _MOST_ROWS))
        popup.column.addSpacing(theme.px(5))
        popup.column.addWidget(rows)
        popup.column.addSpacing(theme.px(5))
        rows.setCurrentIndex(model.index(0, 0))
        rows.clicked.connect(lambda index: self._toggle(model, index.row()))
        rows.activated.connect(lambda index: self._toggle(model, index.row()))
        popup.closed.connect(popup.deleteLater)
        popup.show_at(popup.anchor_of(self), rows)
        rows.shows_focus = True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.open_list()
        else:
            super().keyPressEvent(event)

    def _toggle(self, model: ItemModel, row: int) -> None:
        model.toggle(row)
        self._picked = model.picked
        self._speak()
        self.updateGeometry()
        self.update()
        self.picked_changed.emit(self._picked)
