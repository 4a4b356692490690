"""The bar that says what happened, inside the view it concerns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from glossator.ui.widgets.buttons import Button, IconButton
from glossator.ui.widgets.labels import Label
from glossator.ui.widgets.overlay import app, give_focus_back

if TYPE_CHECKING:
    from collections.abc import Callable

    from glossator.ui.theme import Theme

_GROUNDS = {"good": "goodbg", "info": "row", "warn": "warnbg", "bad": "badbg"}
_ICONS = {
    "good": ("check", "good"),
    "info": ("info", "accent"),
    "warn": ("warn", "warn"),
    "bad": ("warn", "bad"),
}
_STAYS = ("warn", "bad")
_SECONDS = 8


@dataclass(frozen=True)
class Message:
    """One sentence for the bar.

    *kind* is ``good`` (done), ``info``, ``warn`` or ``bad``; at most two buttons, each a word and what it does.
    """

    kind: str
    text: str
    buttons: tuple[tuple[str, Callable[[], object]], ...] = ()
    icon: str = ""
    """another icon than the kind's, such as ``lock``"""


class MessageBar(QWidget):
    """Shows one `Message` at a time, the newest; goes after 8 s unless it warns; 40 high, radius 8.

    Put it into the layout above what it concerns, so that it never covers text. A bar whose person is on
    it (pointer or focus) waits. Its buttons take the focus by key alone, and give it back.
    """

    went = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._message: Message | None = None
        self.setObjectName("messageBar")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._row = QHBoxLayout(self)
        self._label = Label(theme, wrap=True)
        self._label.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._row.addWidget(self._label, 1)
        self._buttons: list[QWidget] = []
        self._timer = QTimer(self, singleShot=True, interval=_SECONDS * 1000)
        self._timer.timeout.connect(self._time_up)
        self._focus_before: QWidget | None = None
        app().focusChanged.connect(self._look)
        theme.changed.connect(self._dress)
        self._dress()
        self.hide()

    @property
    def message(self) -> Message | None:
        """What it says now."""
        return self._message

    def show_message(self, message: Message) -> None:
        """Say *message* in place of whatever is said now."""
        self._clear()
        self._message = message
        self._label.setText(message.text)
        for word, act in message.buttons[:2]:
            button = Button(self._theme, word, height=28)
            button.clicked.connect(lambda _=False, act=act: self._press(act))
            self._add(button)
        if message.kind in _STAYS or not message.buttons:
            cross = IconButton(self._theme, "x", "Close message", size=24, icon_size=14)
            cross.clicked.connect(self.dismiss)
            self._add(cross)
        self.setAccessibleName(f"Message: {message.text}")
        self.show()
        self.update()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, message.text))
        if message.kind in _STAYS:
            self._timer.stop()
        else:
            self._timer.start()

    def say(self, kind: str, text: str, *buttons: tuple[str, Callable[[], object]]) -> None:
        """Show a message of these parts."""
        self.show_message(Message(kind, text, buttons))

    def dismiss(self) -> None:
        """Take the bar away."""
        self._timer.stop()
        self._message = None
        if self._has_focus():
            give_focus_back(self._focus_before)
        self.hide()
        self._clear()
        self.went.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._message is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color(_GROUNDS[self._message.kind]))
        painter.drawRoundedRect(QRectF(self.rect()), 8, 8)
        icon, token = _ICONS[self._message.kind]
        px = self._theme.px
        box = QRectF(px(13), 0, px(18), self.height())
        self._theme.paint_icon(painter, self._message.icon or icon, token, box, size=18)

    def _press(self, act: Callable[[], object]) -> None:
        self.dismiss()
        act()

    def _time_up(self) -> None:
        if self.underMouse() or self._has_focus():
            self._timer.start()
        else:
            self.dismiss()

    def _has_focus(self) -> bool:
        return any(button.hasFocus() for button in self._buttons)

    def _look(self, old: QWidget | None, new: QWidget | None) -> None:
        if new in self._buttons and old not in self._buttons:
            self._focus_before = old

    def _add(self, button: QWidget) -> None:
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._row.addWidget(button)
        self._buttons.append(button)

    def _clear(self) -> None:
        for button in self._buttons:
            self._row.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._buttons = []

    def _dress(self) -> None:
        px = self._theme.px
        self._row.setContentsMargins(px(40), px(6), px(10), px(6))
        self._row.setSpacing(px(8))
        self.setMinimumHeight(px(40))
        self.update()
