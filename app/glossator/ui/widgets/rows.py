"""Rows of lists: ground, focus ring, one or two lines, icon, key cap, count."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFocusEvent, QFontMetrics, QKeyEvent, QPainter, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from glossator.ui.widgets.focus import by_keyboard, draw_ring
from glossator.ui.widgets.keycaps import cap_width, draw_cap
from glossator.ui.widgets.marks import draw_mark

if TYPE_CHECKING:
    from glossator.ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex


class Role(IntEnum):
    """What a model tells `RowDelegate` beside the display text; all are optional."""

    SECOND = Qt.ItemDataRole.UserRole + 100
    """second line, 12 ``sub``; makes the row 44 high"""
    RIGHT = SECOND + 1
    """a count or a word at the right, in ``sub``"""
    KEY = SECOND + 2
    """a portable key, printed as a cap at the right"""
    ICON = SECOND + 3
    """name of an icon, or ``(name, token)``"""
    MARK = SECOND + 4
    """``(mark, "#rrggbb")`` of a code"""
    FAINT = SECOND + 5
    """true: painted as what is away or hidden"""
    HEAD = SECOND + 6
    """true: a heading over rows, 12 ``sub``, cannot be chosen"""
    RANGES = SECOND + 7
    """``[(start, end), …]`` of the display text that matched; painted in accent, semi-bold"""
    AFTER = SECOND + 8
    """words in ``sub`` after the display text"""


def draw_row(
    painter: QPainter, rect: QRectF, theme: Theme, state: QStyle.StateFlag, *, ring: bool, inset: int = 6
) -> None:
    """Paint the ground of a row: hover, selected, selected without focus; and the ring if *ring*."""
    box = rect.adjusted(inset, 0, -inset, 0)
    selected = bool(state & QStyle.StateFlag.State_Selected)
    color = None
    if selected:
        color = theme.tokens.row if state & QStyle.StateFlag.State_Active else theme.tokens.hover
    elif state & QStyle.StateFlag.State_MouseOver and state & QStyle.StateFlag.State_Enabled:
        color = theme.tokens.hover
    if color is not None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color)
        painter.drawRoundedRect(box, 7, 7)
        painter.restore()
    if ring:
        draw_ring(painter, box, theme, 7)


def draw_ranges(
    painter: QPainter,
    theme: Theme,
    left: float,
    rect: QRectF,
    text: str,
    ranges: list[tuple[int, int]],
    size: float = 13,
) -> float:
    """Paint *text* on one line with its matched *ranges* in accent; return where it ends."""
    marked = {at for start, end in ranges for at in range(start, end)}
    at = 0
    while at < len(text):
        on = at in marked
        end = at
        while end < len(text) and (end in marked) == on:
            end += 1
        font = theme.font(size, 600 if on else 400)
        painter.setFont(font)
        painter.setPen(theme.tokens.accent if on else theme.tokens.text)
        painter.drawText(
            QRectF(left, rect.top(), rect.right() - left, rect.height()),
            Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine,
            text[at:end],
        )
        left += QFontMetrics(font).horizontalAdvance(text[at:end])
        at = end
    return left


class RowDelegate(QStyledItemDelegate):
    """Paints rows from the roles of `Role`: 28 high, 44 with a second line, or *height*."""

    def __init__(
        self,
        theme: Theme,
        parent: QWidget | None = None,
        *,
        height: int = 0,
        inset: int = 6,
        padding: int = 10,
    ) -> None:
        super().__init__(parent)
        self.theme = theme
        self._height = height
        self._inset = inset
        self._padding = padding

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        high = self._height or (44 if index.data(Role.SECOND) else 28)
        return QSize(0, self.theme.px(high))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, px = self.theme, self.theme.px
        rect = QRectF(option.rect)
        head = bool(index.data(Role.HEAD))
        state = option.state & ~QStyle.StateFlag.State_MouseOver if head else option.state
        view = option.widget
        if getattr(view, "always_active", False):
            state |= QStyle.StateFlag.State_Active
        ring = bool(state & QStyle.StateFlag.State_HasFocus) and getattr(view, "shows_focus", False)
        draw_row(painter, rect, theme, state, ring=ring, inset=px(self._inset))
        content = rect.adjusted(px(self._inset + self._padding), 0, -px(self._inset + self._padding), 0)
        right = self._paint_right(painter, content, index)
        left = self._paint_left(painter, content, index)
        self._paint_words(painter, QRectF(left, rect.top(), right - left, rect.height()), index, head=head)

    def _paint_right(self, painter: QPainter, content: QRectF, index: Index) -> float:
        theme, px = self.theme, self.theme.px
        right = content.right()
        word = index.data(Role.RIGHT)
        if word:
            painter.setFont(theme.font(12, tabular=True))
            painter.setPen(theme.tokens.sub)
            painter.drawText(content, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, str(word))
            right -= max(QFontMetrics(painter.font()).horizontalAdvance(str(word)), px(18)) + px(10)
        key = index.data(Role.KEY)
        if key:
            width = cap_width(theme, key)
            draw_cap(painter, theme, key, right - width, content.center().y())
            right -= width + px(8)
        return right

    def _paint_left(self, painter: QPainter, content: QRectF, index: Index) -> float:
        theme, px = self.theme, self.theme.px
        mark, icon = index.data(Role.MARK), index.data(Role.ICON)
        if mark:
            side = px(9.5)
            box = QRectF(content.left() + px(2), content.center().y() - side / 2, side, side)
            draw_mark(painter, box, mark[0], theme.code(mark[1]).mark, hollow=bool(index.data(Role.FAINT)))
            return content.left() + px(22)
        if icon:
            name, token = icon if isinstance(icon, tuple | list) else (icon, "sub")
            theme.paint_icon(
                painter, name, token, QRectF(content.left(), content.top(), px(16), content.height()), size=16
            )
            return content.left() + px(26)
        return content.left()

    def _paint_words(self, painter: QPainter, rect: QRectF, index: Index, *, head: bool) -> None:
        theme, t = self.theme, self.theme.tokens
        text, second = str(index.data() or ""), index.data(Role.SECOND)
        first = QRectF(rect)
        if second:
            middle = rect.center().y()
            first = QRectF(rect.left(), middle - theme.px(18), rect.width(), theme.px(19))
            below = QRectF(rect.left(), middle, rect.width(), theme.px(18))
            self._line(painter, below, str(second), theme.color("sub"), 12)
        ranges = index.data(Role.RANGES)
        if ranges:
            end = draw_ranges(painter, theme, first.left(), first, text, ranges)
        else:
            color = t.sub if head else t.faint if index.data(Role.FAINT) else t.text
            end = self._line(painter, first, text, color, 12 if head else 13)
        after = index.data(Role.AFTER)
        if after:
            rest = QRectF(end + theme.px(10), first.top(), first.right() - end - theme.px(10), first.height())
            self._line(painter, rest, str(after), t.sub, 12)

    def _line(self, painter: QPainter, rect: QRectF, text: str, color: QColor, size: float) -> float:
        font = self.theme.font(size)
        metrics = QFontMetrics(font)
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(0, int(rect.width())))
        painter.setFont(font)
        painter.setPen(color)
        painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, shown)
        return rect.left() + metrics.horizontalAdvance(shown)


class RowList(QListView):
    """A list view for `RowDelegate`: no frame, hover, and a ring on the current row for keyboard focus."""

    def __init__(
        self, theme: Theme, delegate: RowDelegate | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self.shows_focus = False
        """whether the current row has the ring; a key pressed in the list turns it on"""
        self.always_active = False
        """whether the chosen row looks so without the focus too: in a palette the field keeps it"""
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setUniformItemSizes(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setItemDelegate(delegate or RowDelegate(theme, self))
        theme.changed.connect(self._dress)
        self._dress()

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.shows_focus = by_keyboard(event, self.shows_focus)
        super().focusInEvent(event)
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.shows_focus = True
        super().keyPressEvent(event)

    def _dress(self) -> None:
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Base, Qt.GlobalColor.transparent)
        self.setPalette(palette)
        self.viewport().setAutoFillBackground(False)
        self.scheduleDelayedItemsLayout()
