"""The rows of the code palette."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from glossator.ui.coding import paint
from glossator.ui.widgets.marks import draw_mark

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QObject

    from glossator.ui.theme import Theme
    from glossator_db.records import Code

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
ROW = 34
ROWS = 8


@dataclass(frozen=True, slots=True)
class Row:
    """A code that fits, or (without one) the offer to make a new one."""

    code: Code | None
    above: str
    """name of the code it stands under"""
    letters: frozenset[int] = frozenset()
    """places in the name to show in accent"""
    new_name: str = ""

    @property
    def spoken(self) -> str:
        """What a screen reader says."""
        if self.code is None:
            return f"New code “{self.new_name}”"
        key = f", key {self.code.digit}" if self.code.digit else ""
        return f"{self.code.name}{', ' + self.above if self.above else ''}{key}"


class PaletteModel(QAbstractListModel):
    """Holds the rows; they change at every letter, so they are replaced as a whole."""

    RowRole = Qt.ItemDataRole.UserRole + 1

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: Sequence[Row] = ()

    def show(self, rows: Sequence[Row]) -> None:
        """Replace what is shown."""
        self.beginResetModel()
        self.rows = tuple(rows)
        self.endResetModel()

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.rows[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return row.code.name if row.code else f"New code “{row.new_name}”"
            case Qt.ItemDataRole.AccessibleTextRole:
                return row.spoken
            case self.RowRole:
                return row
        return None


class PaletteList(QListView):
    """At most eight rows; the field above keeps the focus."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self.rows = PaletteModel(self)
        self.setObjectName("codePaletteList")
        self.setAccessibleName("Codes that fit")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMouseTracking(True)
        self.setUniformItemSizes(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)
        self.setModel(self.rows)
        self.setItemDelegate(_PaletteDelegate(theme, self))

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show *rows* with the first chosen."""
        self.rows.show(rows)
        self.setFixedHeight(self.theme.px(ROW) * len(rows))
        self.setCurrentIndex(self.rows.index(0))

    def step(self, by: int) -> None:
        """Choose the row after or before, round the ends."""
        count = self.rows.rowCount()
        if count:
            self.setCurrentIndex(self.rows.index((self.currentIndex().row() + by) % count))

    def row(self) -> Row | None:
        """Return the chosen row."""
        index = self.currentIndex()
        return self.rows.rows[index.row()] if index.isValid() else None


class _PaletteDelegate(QStyledItemDelegate):
    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(self._theme.px(200), self._theme.px(ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, t = self._theme, self._theme.tokens
        row: Row = index.data(PaletteModel.RowRole)
        rect = QRectF(option.rect)
        ground = rect.adjusted(theme.px(5), 1, -theme.px(5), -1)
        if option.state & QStyle.StateFlag.State_Selected:
            paint.row_ground(painter, theme, ground, t.row, ring=False, radius=6)
        elif option.state & QStyle.StateFlag.State_MouseOver:
            paint.row_ground(painter, theme, ground, t.hover, ring=False, radius=6)
        middle = rect.center().y()
        right = rect.right() - theme.px(15)
        left = rect.left() + theme.px(35)
        if row.code is None:
            icon = QRectF(left - theme.px(22), middle - theme.px(8), theme.px(16), theme.px(16))
            theme.paint_icon(painter, "plus", "sub", icon)
            right = paint.key_cap(painter, theme, right, middle, "Ctrl ↵") - theme.px(8)
            said = f"New code “{row.new_name}”" if row.new_name else "New code…"
            paint.words(painter, theme, QRectF(left, rect.top(), right - left, rect.height()), said, t.text)
            return
        side = 10 * theme.scale
        place = QRectF(left - theme.px(14) - side / 2, middle - side / 2, side, side)
        draw_mark(painter, place, row.code.mark, theme.code(row.code.color).mark)
        if row.code.digit:
            right = paint.key_cap(painter, theme, right, middle, str(row.code.digit), least=18) - theme.px(8)
        end = self._name(painter, row, QRectF(left, rect.top(), right - left, rect.height()))
        rest = QRectF(end + theme.px(11), rect.top(), right - end - theme.px(11), rect.height())
        if row.above and rest.width() > theme.px(30):
            paint.words(painter, theme, rest, row.above, t.sub, size=12)

    def _name(self, painter: QPainter, row: Row, rect: QRectF) -> float:
        """Paint the name run by run, what was typed in accent; return where it ends."""
        theme, t = self._theme, self._theme.tokens
        assert row.code is not None
        plain, bold = theme.font(13), theme.font(13, 600)
        left = rect.left()
        for begin, end, typed in _runs(row.code.name, row.letters):
            piece, font = row.code.name[begin:end], bold if typed else plain
            metrics = QFontMetricsF(font)
            room = rect.right() - left
            shown = metrics.elidedText(piece, Qt.TextElideMode.ElideRight, room)
            painter.setFont(font)
            painter.setPen(t.accent if typed else t.text)
            painter.drawText(QRectF(left, rect.top(), room, rect.height()), _LEFT, shown)
            left += metrics.horizontalAdvance(shown)
            if shown != piece:
                break
        return left


_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


def _runs(name: str, letters: frozenset[int]) -> list[tuple[int, int, bool]]:
    runs: list[tuple[int, int, bool]] = []
    for place in range(len(name)):
        typed = place in letters
        if runs and runs[-1][2] == typed:
            runs[-1] = (runs[-1][0], place + 1, typed)
        else:
            runs.append((place, place + 1, typed))
    return runs
