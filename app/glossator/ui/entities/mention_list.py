"""The mentions of an entity, one to a line, with what stands left and right of them."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate

from glossator.ui.entities.lines import draw_underline
from glossator.ui.widgets.rows import Index, RowList, draw_row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

    from glossator.operations.contexts import Context, Texts
    from glossator.operations.entities import PlacedMention
    from glossator.ui.theme import Theme

_ROOT = QModelIndex()
_PITCH = 29
_TEXT_SIZE = 15
_SHARE = 0.32  # of the line is for what stands left of the mention
_REACH = 120  # code points on either side; more never fits
_LINE = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
_STATES = {"open": "to decide", "accepted": "accepted", "rejected": "rejected"}


class MentionRole(IntEnum):
    """What `MentionModel` tells the delegate."""

    MENTION = Qt.ItemDataRole.UserRole + 1
    CONTEXT = MENTION + 1
    HEAD = MENTION + 2
    """name of the text that begins here; only where there are several"""


class MentionModel(QAbstractListModel):
    """Mentions in the order of the texts; those of several texts under the names of these."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._texts: Texts | None = None
        self._lines: list[PlacedMention | str] = []

    def show_mentions(self, texts: Texts | None, mentions: Sequence[PlacedMention]) -> None:
        """Show *mentions*."""
        self.beginResetModel()
        self._texts, self._lines = texts, []
        several = len({mention.document_id for mention in mentions}) > 1
        before = None
        for mention in mentions:
            if several and mention.document_id != before:
                self._lines.append(mention.document)
            before = mention.document_id
            self._lines.append(mention)
        self.endResetModel()

    def mention(self, row: int) -> PlacedMention | None:
        """Return the mention in *row*; None for the name of a text."""
        line = self._lines[row]
        return None if isinstance(line, str) else line

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._lines)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if isinstance(self._lines[index.row()], str):
            return Qt.ItemFlag.ItemIsEnabled
        return super().flags(index)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        line = self._lines[index.row()]
        if isinstance(line, str):
            return line if role in (Qt.ItemDataRole.DisplayRole, MentionRole.HEAD) else None
        match role:
            case MentionRole.MENTION:
                return line
            case MentionRole.CONTEXT:
                return self._context(line)
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.AccessibleTextRole:
                context = self._context(line)
                before, words, after = around(context)
                state = _STATES[line.state]
                return f"{before}{words}{after} (paragraph {context.paragraph} of {line.document}, {state})"
        return None

    def _context(self, mention: PlacedMention) -> Context:
        assert self._texts is not None
        return self._texts[mention.document_id].around(mention.extent)


def around(context: Context) -> tuple[str, str, str]:
    """Return what stands before a mention, the mention, and what stands after it, on one line."""
    parts = (
        context.text[max(0, context.start - _REACH) : context.start],
        context.text[context.start : context.end],
        context.text[context.end : context.end + _REACH],
    )
    before, words, after = (part.replace("\n", " ") for part in parts)
    return before, words, after


class _Delegate(QStyledItemDelegate):
    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, self._theme.px(_PITCH))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, px, rect = self._theme, self._theme.px, QRectF(option.rect)
        inner = rect.adjusted(px(16), 0, -px(16), 0)
        head = index.data(MentionRole.HEAD)
        if head:
            painter.setFont(theme.font(12))
            painter.setPen(theme.tokens.sub)
            painter.drawText(inner.adjusted(0, px(4), 0, 0), _LINE, head)
            return
        ring = bool(option.state & QStyle.StateFlag.State_HasFocus)
        shows = getattr(option.widget, "shows_focus", False)
        draw_row(painter, rect.adjusted(0, 1, 0, -1), theme, option.state, ring=ring and shows, inset=px(6))
        context: Context = index.data(MentionRole.CONTEXT)
        painter.setFont(theme.font(12))
        painter.setPen(theme.tokens.sub)
        number = f"¶ {context.paragraph}"
        width = QFontMetricsF(painter.font()).horizontalAdvance(number)
        painter.drawText(inner, _LINE | Qt.AlignmentFlag.AlignRight, number)
        self._words(painter, inner.adjusted(0, 0, -max(width, px(34)) - px(12), 0), context, index)

    def _words(self, painter: QPainter, box: QRectF, context: Context, index: Index) -> None:
        theme = self._theme
        mention: PlacedMention = index.data(MentionRole.MENTION)
        before, words, after = around(context)
        font = theme.reading_font(theme.px(_TEXT_SIZE))
        metrics = QFontMetricsF(font)
        painter.setFont(font)
        middle = box.left() + box.width() * _SHARE
        left = QRectF(box.left(), box.top(), middle - box.left() - theme.px(4), box.height())
        painter.setPen(theme.tokens.sub)
        shown = metrics.elidedText(before.rstrip(), Qt.TextElideMode.ElideLeft, left.width())
        painter.drawText(left, _LINE | Qt.AlignmentFlag.AlignRight, shown)
        rest = QRectF(middle, box.top(), box.right() - middle, box.height())
        shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, rest.width())
        painter.setPen(theme.tokens.faint if mention.state == "rejected" else theme.tokens.text)
        painter.drawText(rest, _LINE, shown)
        end = middle + metrics.horizontalAdvance(shown)
        baseline = box.center().y() - metrics.height() / 2 + metrics.ascent()
        draw_underline(painter, theme, mention.label, mention.state, middle, end, baseline)
        rest.setLeft(end)
        painter.setPen(theme.tokens.sub)
        painter.drawText(rest, _LINE, metrics.elidedText(after, Qt.TextElideMode.ElideRight, rest.width()))


class MentionList(RowList):
    """The lines; a click, Return and Shift+Return open one in Code."""

    wanted = Signal(object)
    """the `PlacedMention` to be opened"""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, None, parent)
        self.mentions = MentionModel(self)
        self.setObjectName("mentionList")
        self.setAccessibleName("Mentions")
        self.setItemDelegate(_Delegate(theme, self))
        self.setUniformItemSizes(True)
        self.setModel(self.mentions)
        self.clicked.connect(self._open)

    def current(self) -> PlacedMention | None:
        """Return the mention the keyboard is on."""
        index = self.currentIndex()
        return self.mentions.mention(index.row()) if index.isValid() else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self._open(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Leave letters to the actions."""

    def _open(self, index: QModelIndex) -> None:
        mention = self.mentions.mention(index.row())
        if mention is not None:
            self.wanted.emit(mention)
