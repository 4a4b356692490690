"""Words that are read and, after a click, written in the same place."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFont,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QSizePolicy, QWidget

from glossator.ui.widgets.tips import tip

if TYPE_CHECKING:
    from glossator.ui.theme import Theme

_KEYBOARD = {
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
}

_MOST_WRITTEN = 8  # lines
_CUT = re.compile(r"[\s.,;:…]*…$")  # with what stands before an ellipsis and does not go with it


class FieldRow(QWidget):
    """A label and some words; a click or Return opens them for writing.

    Ctrl+Return and leaving the field keep what was written, Esc drops it.
    """

    kept = Signal(str)

    def __init__(
        self,
        theme: Theme,
        label: str,
        *,
        label_width: int,
        pitch: int = 17,
        lines: int = 4,
        single: bool = False,
        writable: bool = True,
        hint: str = "Add",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.theme = theme
        self.label = label
        self._label_width = label_width
        self._pitch = pitch
        self._most = lines
        self._single = single
        self._writable = writable
        self._hint = hint
        self._text = ""
        self._editor: QPlainTextEdit | None = None
        self._ring = False
        self._lines: list[tuple[float, str]] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._be_writable()
        theme.changed.connect(self._lay_out)

    @property
    def text(self) -> str:
        """The words that are shown."""
        return self._text

    def show_text(self, text: str) -> None:
        """Show other words; drops what is being written."""
        self._drop()
        self._text = text
        self.setAccessibleName(f"{self.label}: {text or 'empty'}")
        self._lay_out()

    def has_ring(self) -> bool:
        """Say whether the focus ring is painted."""
        return self._ring

    def set_writable(self, writable: bool) -> None:
        """Let it be written to, or not."""
        self._writable = writable
        self._be_writable()
        self.update()

    def edit(self) -> None:
        """Open the words for writing."""
        if not self._writable or self._editor is not None:
            return
        editor = QPlainTextEdit(self._text, self)
        editor.setObjectName(f"{self.objectName()}Editor")
        editor.setAccessibleName(self.label)
        editor.setFont(self.theme.font(12))
        editor.setTabChangesFocus(True)
        editor.setFrameShape(QFrame.Shape.NoFrame)
        editor.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        editor.document().setDocumentMargin(3)
        t = self.theme.tokens
        editor.setStyleSheet(
            f"QPlainTextEdit {{ background: {t.field.name()}; border: 2px solid {t.accent.name()};"
            f" border-radius: 6px; color: {t.text.name()}; }}"
        )
        editor.installEventFilter(self)
        editor.selectAll() if self._single else editor.moveCursor(editor.textCursor().MoveOperation.End)
        self._editor = editor
        self._fit()
        editor.textChanged.connect(self._fit)
        editor.show()
        editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is not self._editor:
            return False
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            if event.key() == Qt.Key.Key_Escape:
                self._drop()
                self.setFocus(Qt.FocusReason.ShortcutFocusReason)
                return True
            if enter and (self._single or event.modifiers() & Qt.KeyboardModifier.ControlModifier):
                self._keep()
                self.setFocus(Qt.FocusReason.ShortcutFocusReason)
                return True
        if (
            isinstance(event, QFocusEvent)
            and event.lostFocus()
            and event.reason() != Qt.FocusReason.PopupFocusReason
        ):
            self._keep()
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2):
            self.edit()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.edit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._ring = event.reason() in _KEYBOARD
        self.update()

    def focusOutEvent(self, _event: QFocusEvent) -> None:
        self._ring = False
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        if event.size().width() != event.oldSize().width():
            self._lay_out()

    def sizeHint(self) -> QSize:
        return QSize(self.theme.px(200), self._height())

    def minimumSizeHint(self) -> QSize:
        return QSize(self.theme.px(120), self._height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, theme, t = QPainter(self), self.theme, self.theme.tokens
        pitch = theme.px(self._pitch)
        painter.setFont(theme.font(12))
        painter.setPen(t.sub)
        left = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        painter.drawText(QRectF(0, 0.5, self._value_left() - theme.px(4), pitch), left, self.label)
        if self._editor is None:
            painter.setPen(t.text if self._text else t.faint)
            for number, (x, line) in enumerate(self._lines):
                painter.drawText(QRectF(x, number * pitch, self.width() - x + 2, pitch), left, line)
            if self._ring:
                painter.setRenderHint(QPainter.RenderHint.Antialiasing)
                painter.setPen(QPen(t.accent, 2))
                box = QRectF(
                    self._value_left() - theme.px(5),
                    1,
                    self.width() - self._value_left() + 3,
                    self.height() - 2,
                )
                painter.drawRoundedRect(box, 4, 4)
        painter.end()

    def _value_left(self) -> int:
        return self.theme.px(self._label_width)

    def _height(self) -> int:
        if self._editor is not None:
            return self._editor.height() + 2
        return max(1, len(self._lines)) * self.theme.px(self._pitch)

    def _lay_out(self) -> None:
        """Break the words into lines, the last one elided where there are more than may be shown."""
        left, width = self._value_left(), max(20, self.width() - self._value_left())
        shown = self._text or (self._hint if self._writable else "")
        lines = _broken(shown, self.theme.font(12), width, self._most)
        cut = bool(lines) and lines[-1].endswith("…") and not shown.endswith("…")
        self.setToolTip(tip(self._text) if cut else "")
        self._lines = [(left, line) for line in lines]
        self.setFixedHeight(self._height())
        self.update()

    def _fit(self) -> None:
        editor = self._editor
        if editor is None:
            return
        left = self._value_left() - self.theme.px(6)
        width = self.width() - left
        line = QFontMetricsF(editor.font()).lineSpacing()
        editor.resize(width, self.theme.px(60))
        count = 1 if self._single else max(2, min(_MOST_WRITTEN, int(editor.document().size().height())))
        editor.setGeometry(QRect(left, 0, width, math.ceil(line * count) + 12))
        self.setFixedHeight(self._height())

    def _keep(self) -> None:
        editor = self._editor
        if editor is None:
            return
        written = editor.toPlainText().strip()
        self._drop()
        if written != self._text:
            self.kept.emit(written)

    def _drop(self) -> None:
        editor, self._editor = self._editor, None
        if editor is not None:
            editor.removeEventFilter(self)
            editor.hide()
            editor.deleteLater()
            self._lay_out()

    def _be_writable(self) -> None:
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus if self._writable else Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.IBeamCursor if self._writable else Qt.CursorShape.ArrowCursor)


def _broken(text: str, font: QFont, width: float, most: int) -> list[str]:
    """Break *text* into at most so many lines of *width*; the last is elided where there is more."""
    lines: list[str] = []
    paragraphs = text.split("\n")
    for number, paragraph in enumerate(paragraphs):
        units = paragraph.encode("utf-16-le")  # Qt counts in these
        layout = QTextLayout(paragraph, font)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(width)
            line.setPosition(QPointF(0, 0))
            start, end = line.textStart(), line.textStart() + line.textLength()
            last = len(lines) + 1 == most
            if last and (2 * end < len(units) or number + 1 < len(paragraphs)):
                rest = units[2 * start :].decode("utf-16-le").rstrip() + (
                    "…" if 2 * end >= len(units) else ""
                )
                cut = QFontMetricsF(font).elidedText(rest, Qt.TextElideMode.ElideRight, width)
                lines.append(_CUT.sub("…", cut))
                layout.endLayout()
                return lines
            lines.append(units[2 * start : 2 * end].decode("utf-16-le").rstrip())
        layout.endLayout()
    return lines
