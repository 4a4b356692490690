"""The segmented control: one of two to four short words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from glossator.ui.widgets.focus import FocusRing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from glossator.ui.theme import Theme


class Segmented(QWidget):
    """Chooses among *choices*, pairs of a value and its word; left and right keys move."""

    chosen = Signal(str)
    """the person chose another value"""

    def __init__(
        self,
        theme: Theme,
        choices: Sequence[tuple[str, str]],
        *,
        name: str = "",
        height: int = 30,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._choices = tuple(choices)
        self._name = name
        self._high = height
        self._value = self._choices[0][0]
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        FocusRing(self, theme, 6)
        theme.changed.connect(self.updateGeometry)
        self._speak()

    @property
    def value(self) -> str:
        """The value chosen now."""
        return self._value

    def set_value(self, value: str) -> None:
        """Choose *value* without saying so."""
        self._value = value
        self._speak()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(sum(self._widths()) + self._theme.px(6), self._theme.px(self._high))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
        if not step:
            super().keyPressEvent(event)
            return
        values = [value for value, _ in self._choices]
        at = values.index(self._value) + step
        if 0 <= at < len(values):
            self._choose(values[at])

    def mousePressEvent(self, event: QMouseEvent) -> None:
        for (value, _), box in zip(self._choices, self._boxes(), strict=True):
            if box.contains(event.position()):
                self._choose(value)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        t, painter = self._theme.tokens, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(t.hover)
        painter.drawRoundedRect(QRectF(self.rect()), 7, 7)
        painter.setFont(self._theme.font(13))
        for (value, word), box in zip(self._choices, self._boxes(), strict=True):
            on = value == self._value
            if on:
                painter.setPen(QPen(t.line, 1))
                painter.setBrush(t.page)
                painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 5, 5)
            painter.setPen(t.text if on else t.sub)
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, word)

    def _widths(self) -> list[int]:
        metrics = QFontMetricsF(self._theme.font(13))
        return [round(metrics.horizontalAdvance(word)) + self._theme.px(24) for _, word in self._choices]

    def _boxes(self) -> list[QRectF]:
        inset, left, boxes = self._theme.px(3), self._theme.px(3), []
        for width in self._widths():
            boxes.append(QRectF(left, inset, width, self.height() - 2 * inset))
            left += width
        return boxes

    def _choose(self, value: str) -> None:
        if value != self._value:
            self.set_value(value)
            self.chosen.emit(value)

    def _speak(self) -> None:
        word = dict(self._choices)[self._value]
        self.setAccessibleName(f"{self._name}: {word}" if self._name else word)
