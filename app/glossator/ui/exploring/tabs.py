"""The tabs of a workspace: words in a row, the chosen one underlined."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from glossator.ui.widgets.focus import FocusRing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from glossator.ui.theme import Theme

_HEIGHT = 44
_GAP = 25


class Tabs(QWidget):
    """One word for each view; Left and Right move."""

    chosen = Signal(str)

    def __init__(self, theme: Theme, words: Sequence[str], name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._words = tuple(words)
        self._name = name
        self._value = self._words[0]
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        FocusRing(self, theme, 6)
        theme.changed.connect(self.updateGeometry)
        self._choose(self._value)

    @property
    def value(self) -> str:
        """The word chosen now."""
        return self._value

    def sizeHint(self) -> QSize:
        boxes = self._boxes()
        return QSize(round(boxes[-1].right()), self._theme.px(_HEIGHT))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
        at = self._words.index(self._value) + step
        if step and 0 <= at < len(self._words):
            self._choose(self._words[at])
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        for word, box in zip(self._words, self._boxes(), strict=True):
            if box.contains(event.position()):
                self._choose(word)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter = self._theme, QPainter(self)
        for word, box in zip(self._words, self._boxes(), strict=True):
            on = word == self._value
            painter.setFont(theme.font(13, 600 if on else 400))
            painter.setPen(theme.tokens.text if on else theme.tokens.sub)
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, word)
            if on:
                painter.fillRect(QRectF(box.left(), box.bottom() - 2, box.width(), 2), theme.tokens.accent)

    def _boxes(self) -> list[QRectF]:
        metrics, left, boxes = QFontMetricsF(self._theme.font(13, 600)), 0.0, []
        for word in self._words:
            width = metrics.horizontalAdvance(word)
            boxes.append(QRectF(left, 0, width, self._theme.px(_HEIGHT)))
            left += width + self._theme.px(_GAP)
        return boxes

    def _choose(self, word: str) -> None:
        changed, self._value = word != self._value, word
        self.setAccessibleName(f"{self._name}: {word}")
        self.update()
        if changed:
            self.chosen.emit(word)
