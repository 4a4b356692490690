"""The large actions at the left of the welcome page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from glossator.ui.keys import spoken
from glossator.ui.widgets.focus import FocusRing
from glossator.ui.widgets.keycaps import cap_width, draw_cap

if TYPE_CHECKING:
    from glossator.ui.theme import Theme


class ActionCard(QPushButton):
    """An icon, a word over a sentence, and its key; 58 high. The *first* one stands on the page's ground."""

    def __init__(
        self,
        theme: Theme,
        icon: str,
        word: str,
        sentence: str,
        *,
        key: str = "",
        first: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(word, parent)
        self._theme = theme
        self._icon_name = icon
        self._sentence = sentence
        self._key = key
        self._first = first
        self.setAccessibleName(f"{word}, {spoken(key)}" if key else word)
        self.setAccessibleDescription(sentence)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        FocusRing(self, theme, 8)
        theme.changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(364), self._theme.px(58))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.focusNextPrevChild(event.key() == Qt.Key.Key_Down)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, t, px, painter = self._theme, self._theme.tokens, self._theme.px, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._first or self.underMouse():
            painter.setPen(QPen(t.line2, 1) if self._first else Qt.PenStyle.NoPen)
            painter.setBrush(t.page if self._first and not self.underMouse() else t.hover)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        icon = QRectF(px(17), 0, px(18), self.height())
        theme.paint_icon(painter, self._icon_name, "accent" if self._first else "sub", icon, size=18)
        middle, left = self.height() / 2, px(50)
        painter.setFont(theme.font(14))
        painter.setPen(t.text)
        painter.drawText(
            QRectF(left, middle - px(20), self.width(), px(20)), Qt.AlignmentFlag.AlignVCenter, self.text()
        )
        painter.setFont(theme.font(12))
        painter.setPen(t.sub)
        below = QRectF(left, middle + px(1), self.width() - left - px(8), px(18))
        sentence = painter.fontMetrics().elidedText(
            self._sentence, Qt.TextElideMode.ElideRight, int(below.width())
        )
        painter.drawText(below, Qt.AlignmentFlag.AlignVCenter, sentence)
        if self._key:
            draw_cap(painter, theme, self._key, self.width() - px(12) - cap_width(theme, self._key), middle)
