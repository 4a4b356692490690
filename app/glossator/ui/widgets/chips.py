"""Chips: a word on a rounded ground, with a mark before it or a cross behind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from glossator.ui.widgets.focus import FocusRing
from glossator.ui.widgets.marks import draw_mark

if TYPE_CHECKING:
    from glossator.ui.theme import Theme

_GROUNDS = {"good": "goodbg", "warn": "warnbg", "bad": "badbg"}


class Chip(QWidget):
    """A chip 22 high; *kind* is ``plain``, ``good``, ``warn`` or ``bad``, *mark* a code's mark with its colour."""

    clicked = Signal()
    removed = Signal()

    def __init__(
        self,
        theme: Theme,
        text: str,
        kind: str = "plain",
        *,
        mark: tuple[str, QColor] | None = None,
        removable: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._text = text
        self._kind = kind
        self._mark = mark
        self._removable = removable
        self.setAccessibleName(text)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        if removable:
            self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            FocusRing(self, theme, 11)
        theme.changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        px = self._theme.px
        width = QFontMetricsF(self._theme.font(12)).horizontalAdvance(self._text) + px(14)
        width += px(14) if self._mark else 0
        width += px(18) if self._removable else 0
        return QSize(round(width), px(22))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._removable and event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removed.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Space):
            self.clicked.emit()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        on_cross = self._removable and event.position().x() > self.width() - self._theme.px(22)
        (self.removed if on_cross else self.clicked).emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, t, painter = self._theme, self._theme.tokens, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color(_GROUNDS.get(self._kind, "hover")))
        painter.drawRoundedRect(QRectF(self.rect()), self.height() / 2, self.height() / 2)
        left = float(theme.px(7))
        if self._mark:
            side = theme.px(6.6)
            mark, color = self._mark
            draw_mark(painter, QRectF(left + 1, (self.height() - side) / 2, side, side), mark, color)
            left += theme.px(14)
        painter.setFont(theme.font(12))
        painter.setPen(theme.color(self._kind) if self._kind in _GROUNDS else t.text)
        painter.drawText(
            QRectF(left, 0, self.width(), self.height()), Qt.AlignmentFlag.AlignVCenter, self._text
        )
        if self._removable:
            box = QRectF(self.width() - theme.px(20), 0, theme.px(16), self.height())
            theme.paint_icon(painter, "x", "sub", box, size=12)
