"""Text that follows the theme."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QWidget

from glossator.ui.widgets.tips import tip

if TYPE_CHECKING:
    from glossator.ui.theme import Theme


class Label(QLabel):
    """A label in a size, weight and token of the theme; plain text only."""

    def __init__(
        self,
        theme: Theme,
        text: str = "",
        *,
        size: float = 13,
        weight: int = 400,
        token: str = "text",
        wrap: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self._theme = theme
        self._size = size
        self._weight = weight
        self._token = token
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        theme.changed.connect(self._dress)
        self._dress()

    def set_token(self, token: str) -> None:
        """Paint it in another token."""
        self._token = token
        self._dress()

    def _dress(self) -> None:
        self.setFont(self._theme.font(self._size, self._weight))
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.WindowText, self._theme.color(self._token))
        self.setPalette(palette)


class ElidedLabel(Label):
    """A label of one line that ends in … where there is no room; the whole text is its tool tip then."""

    def __init__(
        self,
        theme: Theme,
        text: str = "",
        *,
        size: float = 13,
        weight: int = 400,
        token: str = "text",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, text, size=size, weight=weight, token=token, parent=parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        fits = QFontMetrics(self.font()).horizontalAdvance(self.text()) <= self.width()
        self.setToolTip("" if fits else tip(self.text()))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(self.font())
        painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
        text = QFontMetrics(self.font()).elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        painter.drawText(self.rect(), self.alignment() | Qt.AlignmentFlag.AlignVCenter, text)


class Hairline(QFrame):
    """A line of one pixel, lying or standing."""

    def __init__(self, theme: Theme, *, upright: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        if upright:
            self.setFixedWidth(1)
        else:
            self.setFixedHeight(1)
        theme.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), self._theme.tokens.line)


class Ground(QWidget):
    """A widget filled with one token: ``win`` for panels, ``page`` for what is read."""

    def __init__(self, theme: Theme, token: str = "page", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._token = token
        theme.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), self._theme.color(self._token))
