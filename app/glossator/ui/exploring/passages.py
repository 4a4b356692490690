"""The passages behind a mark: each in the paragraph around it."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING
from unicodedata import bidirectional

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyle, QStyledItemDelegate

from glossator.ui.widgets.rows import Index, draw_row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

    from glossator.operations.contexts import Context, Paragraphs, Texts
    from glossator.ui.theme import Theme
    from glossator_db.records import Coding, DocumentId

_ROOT = QModelIndex()
_LINES = 3
_TEXT_SIZE = 15
_PITCH = 21
_LEFT = 150
_LEAD = 110  # code points kept before a passage that begins further into its paragraph


class PassageRole(IntEnum):
    """What `PassageModel` tells the delegate."""

    CONTEXT = Qt.ItemDataRole.UserRole + 1
    DOCUMENT = CONTEXT + 1
    CODING = CONTEXT + 2


class PassageModel(QAbstractListModel):
    """Codings as passages; a text is read when a passage of it comes into view."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._texts: Texts | None = None
        self._codings: Sequence[Coding] = ()
        self.color = "#7c8594"

    def show_codings(self, texts: Texts, codings: Sequence[Coding], color: str) -> None:
        """Show *codings*, all of a code in *color*."""
        self.beginResetModel()
        self._texts, self._codings, self.color = texts, tuple(codings), color
        self.endResetModel()

    def clear(self) -> None:
        """Show none."""
        self.beginResetModel()
        self._texts, self._codings = None, ()
        self.endResetModel()

    def coding(self, row: int) -> Coding:
        """Return the coding in *row*."""
        return self._codings[row]

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._codings)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        coding = self._codings[index.row()]
        match role:
            case PassageRole.CODING:
                return coding
            case PassageRole.CONTEXT:
                return self._text(coding.document_id).around(coding.extent)
            case PassageRole.DOCUMENT:
                return self._text(coding.document_id).name
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.AccessibleTextRole:
                return self.words(index.row())
        return None

    def words(self, row: int) -> str:
        """Return a passage with where it is, as it is read out and copied."""
        coding = self._codings[row]
        source = self._text(coding.document_id)
        context = source.around(coding.extent)
        return f"{context.text[context.start : context.end]} ({source.name}, paragraph {context.paragraph})"

    def _text(self, document_id: DocumentId) -> Paragraphs:
        assert self._texts is not None
        return self._texts[document_id]


class PassageDelegate(QStyledItemDelegate):
    """Paints a passage: text and paragraph at the left, three lines of its context with the passage on its tint."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, self._theme.px(_PITCH) * _LINES + self._theme.px(17))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, px, rect = self._theme, self._theme.px, QRectF(option.rect)
        ring = bool(option.state & QStyle.StateFlag.State_HasFocus) and getattr(
            option.widget, "shows_focus", False
        )
        draw_row(painter, rect.adjusted(0, 1, 0, -2), theme, option.state, ring=ring, inset=px(6))
        inner = rect.adjusted(px(18), px(8), -px(18), 0)
        painter.fillRect(QRectF(inner.left(), rect.bottom(), inner.width(), 1), theme.tokens.line)
        context: Context = index.data(PassageRole.CONTEXT)
        self._line(painter, inner, index.data(PassageRole.DOCUMENT), theme.tokens.text)
        below = inner.translated(0, px(19))
        self._line(painter, below, f"Paragraph {context.paragraph}", theme.tokens.sub)
        tint = theme.code(index.model().color).tint()  # type: ignore[attr-defined]
        box = QRectF(inner.left() + px(_LEFT) + px(5), inner.top() - px(1), 0, px(_PITCH) * _LINES)
        box.setRight(inner.right())
        _paint_context(painter, theme, box, context, tint)

    def _line(self, painter: QPainter, rect: QRectF, text: str, color: QColor) -> None:
        font, room = self._theme.font(12), self._theme.px(_LEFT) - self._theme.px(8)
        painter.setFont(font)
        painter.setPen(color)
        shown = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, room)
        painter.drawText(QRectF(rect.left(), rect.top(), room, self._theme.px(18)), 0, shown)


def _paint_context(painter: QPainter, theme: Theme, box: QRectF, context: Context, tint: QColor) -> None:
    before, passage, after = shortened(context)
    text = before + passage + after
    layout, end = _laid_out(theme, text, box.width())
    if end < _utf16(text):
        kept = text.encode("utf-16-le", "surrogatepass")[: 2 * (end - 2)].decode("utf-16-le", "ignore")
        layout, _ = _laid_out(theme, kept.rstrip() + "…", box.width())
    mark, ground = QTextLayout.FormatRange(), QTextCharFormat()
    ground.setBackground(tint)
    mark.start, mark.length, mark.format = _utf16(before), _utf16(passage), ground
    painter.setPen(theme.tokens.text)
    layout.draw(painter, box.topLeft(), [mark])


def _laid_out(theme: Theme, text: str, width: float) -> tuple[QTextLayout, int]:
    """Return *text* on at most three lines, and where it then ends, in UTF-16 units."""
    layout = QTextLayout(text, theme.reading_font(theme.px(_TEXT_SIZE)))
    right_to_left = _reads_from_right(text)
    side = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute
    option = QTextOption(side if right_to_left else Qt.AlignmentFlag.AlignLeft)
    option.setTextDirection(
        Qt.LayoutDirection.RightToLeft if right_to_left else Qt.LayoutDirection.LeftToRight
    )
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    end = 0
    layout.beginLayout()
    for number in range(_LINES):
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(width)
        line.setPosition(QPointF(0, number * theme.px(_PITCH)))
        end = line.textStart() + line.textLength()
    layout.endLayout()
    return layout, end


def _reads_from_right(text: str) -> bool:
    """Say whether the first letter with a direction goes from right to left."""
    strong = (kind for letter in text if (kind := bidirectional(letter)) in ("L", "R", "AL"))
    return next(strong, "L") != "L"


def shortened(context: Context) -> tuple[str, str, str]:
    """Return what is shown before the passage, the passage, and what is after it; line feeds become blanks."""
    lead = context.text[: context.start]
    if len(lead) > _LEAD:
        cut = lead[-_LEAD:]
        lead = "…" + cut[cut.find(" ") + 1 :]
    end = context.end + 1200  # more than three lines ever hold
    parts = (lead, context.text[context.start : context.end], context.text[context.end : end])
    before, passage, after = (part.replace("\n", " ") for part in parts)
    return before, passage, after


def _utf16(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
