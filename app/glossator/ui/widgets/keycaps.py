"""Key caps: how keys are printed on fields, buttons, rows and at the foot of popups."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from glossator.ui.keys import cap, spoken

if TYPE_CHECKING:
    from collections.abc import Sequence

    from glossator.ui.theme import Theme

_HEIGHT = 18
_SIDE = 5


def cap_width(theme: Theme, key: str) -> int:
    """Return the width of the cap of the portable *key* (``Ctrl+Shift+F``)."""
    text = cap(key)
    width = QFontMetricsF(theme.font(11, 500)).horizontalAdvance(text) + 2 * theme.px(_SIDE)
    return max(theme.px(_HEIGHT), round(width))


def draw_cap(painter: QPainter, theme: Theme, key: str, left: float, middle: float) -> int:
    """Paint the cap of *key* with its left edge at *left*, centred on *middle*; return its width.

    For a cap at a right edge subtract `cap_width` first.
    """
    width = cap_width(theme, key)
    height = theme.px(_HEIGHT)
    box = QRectF(round(left) + 0.5, round(middle - height / 2) + 0.5, width - 1, height - 1)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.tokens.line, 1))
    painter.setBrush(theme.tokens.key)
    painter.drawRoundedRect(box, 4, 4)
    painter.setFont(theme.font(11, 500))
    painter.setPen(theme.tokens.sub)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, cap(key))
    painter.restore()
    return width


class KeyLine(QWidget):
    """The line at the foot of a popup: ``↵ apply   Tab memo   Esc close``; 38 high with a hairline above."""

    def __init__(
        self,
        theme: Theme,
        items: Sequence[tuple[Sequence[str], str]],
        parent: QWidget | None = None,
    ) -> None:
        """Show *items*, each with the portable keys it has and what they do."""
        super().__init__(parent)
        self._theme = theme
        self._items = tuple((tuple(keys), word) for keys, word in items)
        self.setAccessibleName(", ".join(f"{' '.join(map(spoken, keys))}: {word}" for keys, word in items))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(240), self._theme.px(38))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter = self._theme, QPainter(self)
        painter.fillRect(0, 0, self.width(), 1, theme.tokens.line)
        middle = self.height() / 2
        font = theme.font(12)
        metrics = QFontMetricsF(font)
        left = float(theme.px(14))
        for keys, word in self._items:
            for key in keys:
                left += draw_cap(painter, theme, key, left, middle) + theme.px(4)
            left += theme.px(2)
            painter.setFont(font)
            painter.setPen(theme.tokens.sub)
            painter.drawText(
                QRectF(left, 0, self.width(), self.height()), Qt.AlignmentFlag.AlignVCenter, word
            )
            left += metrics.horizontalAdvance(word) + theme.px(14)
