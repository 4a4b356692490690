"""How a row of the code tree is painted and edited."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from glossator.ui.coding import paint
from glossator.ui.coding.codes_model import CodesModel
from glossator.ui.coding.name_editor import NameEditor
from glossator.ui.widgets.marks import draw_mark

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter

    from glossator.ui.coding.code_tree import CodeTree
    from glossator_db.records import Code

Index = QModelIndex | QPersistentModelIndex

_STEP = 16
_ROOM = 180  # for mark, name, key cap and count of the deepest rows
_MARK = 9.5
_HIT = 20  # from the left end to the end of the chevron's hit area


def depth_of(index: Index) -> int:
    """Return how many codes stand above the row."""
    depth, above = 0, index.parent()
    while above.isValid():
        depth, above = depth + 1, above.parent()
    return depth


class CodeDelegate(QStyledItemDelegate):
    """Paints the whole row: chevron, mark, name, key cap, count."""

    def __init__(self, tree: CodeTree) -> None:
        super().__init__(tree)
        self._tree = tree
        self._theme = tree.theme

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(self._theme.px(120), self._theme.px(25))

    def name_left(self, code: Code, index: Index) -> int:
        """Return where the name begins."""
        return self._theme.px(34 if code.codable else 27) + self._indent(index)

    def chevron_at(self, code: Code, index: Index) -> float:
        """Return the middle of the chevron."""
        return self._theme.px(8 if code.codable else 15) + self._indent(index) + 0.5

    def _indent(self, index: Index) -> int:
        """Return how far a row is moved in; what lies very deep is moved no further, so that its name has room."""
        px = self._theme.px
        return min(px(_STEP * depth_of(index)), max(px(2 * _STEP), self._tree.width() - px(_ROOM)))

    def chevron_hit(self, index: Index) -> QRect:
        """Return where a click opens or closes the row; empty where there is nothing below it."""
        code = index.data(CodesModel.CodeRole)
        model = index.model()
        if code is None or not model.hasChildren(index):
            return QRect()
        row = self._tree.visualRect(index)
        middle = round(self.chevron_at(code, index))
        half = self._theme.px(_HIT) // 2
        return QRect(middle - half, row.top(), 2 * half, row.height())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        code: Code | None = index.data(CodesModel.CodeRole)
        if code is None:
            return
        theme, t, tree = self._theme, self._theme.tokens, self._tree
        row = QRectF(option.rect)
        self._paint_ground(painter, option, index, row)
        middle = row.center().y()
        if index.model().hasChildren(index):
            at = QPointF(self.chevron_at(code, index), middle + 0.5)
            paint.chevron(painter, at, t.sub, 6.4 * theme.scale, opened=tree.isExpanded(index))
        hidden = bool(index.data(CodesModel.HiddenRole))
        left = self.name_left(code, index)
        if code.codable:
            side = _MARK * theme.scale
            place = QRectF(left - theme.px(13) - side / 2, middle - side / 2, side, side)
            draw_mark(painter, place, code.mark, theme.code(code.color).mark, hollow=hidden)
        right = self._paint_right(painter, index, code, middle)
        paint.words(
            painter,
            theme,
            QRectF(left, row.top() - 1, right - theme.px(8) - left, row.height()),
            code.name,
            t.faint if hidden else t.text,
            weight=400 if code.codable else 600,
        )

    def _paint_ground(
        self, painter: QPainter, option: QStyleOptionViewItem, index: Index, row: QRectF
    ) -> None:
        theme, t, tree = self._theme, self._theme.tokens, self._tree
        state = option.state
        ground = QRectF(theme.px(5), row.top() + 1, tree.width() - theme.px(12), row.height() - 2)
        if state & QStyle.StateFlag.State_Selected:
            ring = tree.keyboard_focus and tree.hasFocus() and tree.currentIndex() == index
            paint.row_ground(painter, theme, ground, t.row, ring=ring)
        elif state & QStyle.StateFlag.State_MouseOver:
            paint.row_ground(painter, theme, ground, t.hover, ring=False)

    def _paint_right(self, painter: QPainter, index: Index, code: Code, middle: float) -> float:
        """Paint the count and the key cap; return where they begin."""
        theme, tree = self._theme, self._tree
        right = tree.width() - theme.px(18)
        count = index.data(CodesModel.CountRole)
        painter.setFont(theme.font(12, tabular=True))
        painter.setPen(theme.tokens.sub)
        line = QRectF(right - theme.px(60), middle - theme.px(12.5) - 1, theme.px(60), theme.px(25))
        painter.drawText(line, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), f"{count:,}")
        caps = right - max(theme.px(28), painter.fontMetrics().horizontalAdvance(f"{count:,}") + theme.px(8))
        letters = tree.hint_letters.get(code.id)
        if letters is not None:
            lit = letters.startswith(tree.hints_typed)
            return paint.key_cap(painter, theme, caps, middle, letters, lit=lit, least=26 if lit else 16)
        if code.digit:
            return paint.key_cap(painter, theme, caps, middle, str(code.digit))
        return caps + theme.px(8)

    # renaming in place

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, _index: Index) -> QWidget:
        editor = NameEditor(self._theme, parent)
        editor.setObjectName("codeName")
        editor.setAccessibleName("Name of the code")
        return editor

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        row = option.rect
        left = self.name_left(index.data(CodesModel.CodeRole), index) - self._theme.px(6)
        editor.setGeometry(left, row.top(), self._tree.width() - self._theme.px(12) - left, row.height())
