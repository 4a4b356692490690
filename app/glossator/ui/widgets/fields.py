"""The field: one line of text with an icon, a key cap and a state of error."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from glossator.ui.widgets.keycaps import cap_width, draw_cap
from glossator.ui.widgets.labels import Label

if TYPE_CHECKING:
    from glossator.ui.theme import Theme


class Field(QLineEdit):
    """A line edit of the window: 30 high, radius 6; the focus is a 2 px accent line, an error one in ``bad``.

    *key* is the portable key that leads here; it is printed at the right while the field is empty.
    A field with *clear* gets a cross there while it holds text, and Esc empties it before it leaves.
    """

    left = Signal()
    """Esc was pressed in the empty field"""
    down = Signal()
    """Down was pressed: the list below may take the focus"""

    def __init__(
        self,
        theme: Theme,
        placeholder: str = "",
        *,
        icon: str = "",
        key: str = "",
        clear: bool = False,
        height: int = 30,
        framed: bool = True,
        size: float = 13,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icon_name = icon
        self._key = key
        self._clear = clear
        self._high = height
        self._framed = framed
        self._size = size
        self._error = False
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(placeholder)
        self.setFrame(False)
        self.textChanged.connect(lambda: self._margins())
        theme.changed.connect(self._dress)
        self._dress()

    def set_error(self, wrong: bool) -> None:
        """Draw the line in ``bad``; `FieldBox` also shows the sentence."""
        self._error = wrong
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(140), self._theme.px(self._high))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._clear:
            if self.text():
                self.clear()
            else:
                self.left.emit()
        elif event.key() == Qt.Key.Key_Down:
            self.down.emit()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self._cross().contains(event.position()):
            self.clear()
        else:
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        inside = self._cross().contains(event.position())
        self.setCursor(Qt.CursorShape.ArrowCursor if inside else Qt.CursorShape.IBeamCursor)
        super().mouseMoveEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, t, painter = self._theme, self._theme.tokens, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._framed:
            wide = 2 if self._error or self.hasFocus() else 1
            line = t.bad if self._error else t.accent if self.hasFocus() else t.line2
            painter.setPen(QPen(line, wide))
            painter.setBrush(t.field)
            inset = wide / 2
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), 6, 6)
        if self._icon_name:
            box = QRectF(theme.px(9 if self._framed else 18), 0, theme.px(16), self.height())
            theme.paint_icon(painter, self._icon_name, "sub", box, size=16)
        if self._cross():
            theme.paint_icon(painter, "x", "sub", self._cross(), size=14)
        elif self._key and not self.text():
            left = self.width() - theme.px(7) - cap_width(theme, self._key)
            draw_cap(painter, theme, self._key, left, self.height() / 2)
        painter.end()
        super().paintEvent(event)

    def _cross(self) -> QRectF:
        if not self._clear or not self.text():
            return QRectF()
        side = self._theme.px(24)
        return QRectF(self.width() - side - 3, (self.height() - side) / 2, side, side)

    def _margins(self) -> None:
        px = self._theme.px
        right = px(26) if self._cross() else px(8)
        if self._key and not self.text():
            right += cap_width(self._theme, self._key)
        left = 30 if self._icon_name else 8
        self.setTextMargins(px(left if self._framed else left + 14), 0, right, 0)

    def _dress(self) -> None:
        t = self._theme.tokens
        self.setFont(self._theme.font(self._size))
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Base, Qt.GlobalColor.transparent)
        palette.setColor(QPalette.ColorRole.Text, t.text)
        palette.setColor(QPalette.ColorRole.PlaceholderText, t.faint)
        palette.setColor(QPalette.ColorRole.Highlight, t.sel)
        palette.setColor(QPalette.ColorRole.HighlightedText, t.text)
        self.setPalette(palette)
        self.setFixedHeight(self._theme.px(self._high))
        self._margins()
        self.update()


class FieldBox(QWidget):
    """A caption in 12 ``sub``, the field, and below it one sentence in ``bad`` where something is wrong."""

    def __init__(self, theme: Theme, caption: str, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = field
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(5))
        if caption:
            label = Label(theme, caption, size=12, token="sub")
            label.setBuddy(field)
            field.setAccessibleName(caption)
            column.addWidget(label)
        column.addWidget(field)
        self._sentence = Label(theme, size=12, token="bad", wrap=True)
        self._sentence.hide()
        column.addWidget(self._sentence)

    def set_error(self, sentence: str) -> None:
        """Say what is wrong; an empty sentence takes it back."""
        self.field.set_error(bool(sentence))
        self._sentence.setText(sentence)
        self._sentence.setVisible(bool(sentence))
        self.field.setAccessibleDescription(sentence)
