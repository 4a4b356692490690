"""The line at the foot: what is saved, who codes, where, how much is marked, and that nothing leaves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QWidget

from glossator.ui.widgets.focus import FocusRing
from glossator.ui.widgets.labels import Label

if TYPE_CHECKING:
    from datetime import datetime

    from glossator.ui.theme import Theme

_HEIGHT = 26
_ROOM_FOR_PRIVACY = 1100


class _Word(QPushButton):
    """A word of the bar that can be pressed."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setFlat(True)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        FocusRing(self, theme, 4)

    def set_word(self, word: str, name: str) -> None:
        """Say *word*; a screen reader says *name*."""
        self.setText(word)
        self.setAccessibleName(name)
        self.setFont(self._theme.font(12))
        self.setFixedSize(self.fontMetrics().horizontalAdvance(word) + 2, self._theme.px(20))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(self._theme.font(12))
        painter.setPen(self._theme.tokens.text if self.underMouse() else self._theme.tokens.sub)
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())


class StatusBar(QWidget):
    """Others say what is true now; the bar puts it in its order and leaves out what is empty."""

    coder_wanted = Signal()
    """the coder's name was pressed"""
    zoom_wanted = Signal()
    """the zoom was pressed: back to 100 %"""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setObjectName("statusBar")
        self.setAccessibleName("Status")
        self._row = QHBoxLayout(self)
        self._dots: list[tuple[Label, QWidget]] = []
        self.saved = self._label("savedLabel")
        self.coder = _Word(theme)
        self.coder.setObjectName("coderLabel")
        self.coder.setToolTip("Change the name codings carry")
        self.coder.clicked.connect(self.coder_wanted)
        self.position = self._label("positionLabel")
        self.selection = self._label("selectionLabel")
        self.privacy = self._label("privacyLabel", "Nothing leaves this computer")
        self.zoom = _Word(theme)
        self.zoom.setObjectName("zoomLabel")
        self.zoom.setToolTip("Show the text at 100 %")
        self.zoom.clicked.connect(self.zoom_wanted)
        self._saves = True
        self._fill()
        theme.changed.connect(self._dress)
        self._dress()
        self.set_zoom(100)

    def set_saved(self, at: datetime | None, *, readonly: bool = False) -> None:
        """Say when the last change was saved, or that nothing can be."""
        self._saves = not readonly
        self.saved.setText("Read only" if readonly else f"Saved {at:%H:%M:%S}" if at else "")
        self._tidy()
        self.update()

    def set_coder(self, name: str) -> None:
        """Say whose name codings carry."""
        self.coder.set_word(name, f"Coder: {name}. Press to change.")
        self._tidy()

    def set_position(self, words: str) -> None:
        """Say where the caret is: “Paragraph 5 of 29”."""
        self.position.setText(words)
        self._tidy()

    def set_selection(self, words: str) -> None:
        """Say how much is marked: “18 words selected”."""
        self.selection.setText(words)
        self._tidy()

    def set_zoom(self, percent: int) -> None:
        """Say how large the text is."""
        self.zoom.set_word(f"{percent} %", f"Text at {percent} percent. Press for 100 percent.")

    def set_width(self, width: int) -> None:
        """Leave out the sentence on privacy where the window is narrow."""
        self.privacy.setVisible(width >= self._theme.px(_ROOM_FOR_PRIVACY))
        self._tidy()

    def focus_first(self) -> QWidget:
        """Return what takes the focus when the bar is entered."""
        return self.coder if self.coder.text() else self.zoom

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, px = QPainter(self), self._theme.px
        painter.fillRect(self.rect(), self._theme.tokens.win)
        painter.fillRect(0, 0, self.width(), 1, self._theme.tokens.line)
        if self.saved.text():
            box = QRectF(px(10), 1, px(14), self.height() - 1)
            name, token = ("check", "good") if self._saves else ("lock", "sub")
            self._theme.paint_icon(painter, name, token, box, size=14)

    def _label(self, name: str, text: str = "") -> Label:
        label = Label(self._theme, text, size=12, token="sub")
        label.setObjectName(name)
        return label

    def _fill(self) -> None:
        self._row.addWidget(self.saved)
        for widget in (self.coder, self.position, self.selection):
            self._row.addWidget(self._dot(widget))
            self._row.addWidget(widget)
        self._row.addStretch(1)
        self._row.addWidget(self.privacy)
        self._row.addWidget(self._dot(self.privacy))
        self._row.addWidget(self.zoom)

    def _dot(self, of: QWidget) -> Label:
        dot = Label(self._theme, "·", size=12, token="sub")
        dot.setAccessibleName("")
        self._dots.append((dot, of))
        return dot

    def _tidy(self) -> None:
        for dot, of in self._dots:
            text = of.text() if isinstance(of, Label | QPushButton) else ""
            shown = bool(text) and (of is not self.privacy or not self.privacy.isHidden())
            dot.setVisible(shown)
            if of is not self.privacy:
                of.setVisible(shown)

    def _dress(self) -> None:
        px = self._theme.px
        self.setFixedHeight(px(_HEIGHT))
        self._row.setContentsMargins(px(28), 1, px(12), 0)
        self._row.setSpacing(px(6))
        for word in (self.coder, self.zoom):
            word.set_word(word.text(), word.accessibleName())
        self.update()
