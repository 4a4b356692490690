"""The rail at the left: the menu button, the workspaces, and at its foot what opens over them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from glossator.ui.keys import cap, spoken
from glossator.ui.widgets.buttons import IconButton
from glossator.ui.widgets.focus import FocusRing

if TYPE_CHECKING:
    from glossator.ui.theme import Theme

_WIDE = 72
_NARROW = 48


class RailItem(QAbstractButton):
    """An icon with its word, 72 by 54; narrow, the icon alone, 48 by 40, and the word as tool tip."""

    def __init__(
        self, theme: Theme, icon: str, word: str, key: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icon_name = icon
        self._narrow = False
        self._key = key
        self.setText(word)
        self.setAccessibleName(f"{word}, {spoken(key)}" if key else word)
        self.setToolTip(f"{word}  {cap(key)}" if key else word)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        FocusRing(self, theme, 8)
        self.set_narrow(False)

    def set_narrow(self, narrow: bool) -> None:
        """Show the icon alone."""
        px = self._theme.px
        self._narrow = narrow
        self.setFixedSize(px((_NARROW if narrow else _WIDE) - 12), px(36 if narrow else 50))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, t, painter = self._theme, self._theme.tokens, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        on = self.isChecked()
        if on or self.underMouse() or self.isDown():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(t.row if on else t.hover)
            painter.drawRoundedRect(QRectF(self.rect()), 8, 8)
        token = "accent" if on else "sub" if self.isEnabled() else "faint"
        if self._narrow:
            theme.paint_icon(painter, self._icon_name, token, QRectF(self.rect()), size=20)
            return
        box = QRectF(0, theme.px(7), self.width(), theme.px(20))
        theme.paint_icon(painter, self._icon_name, token, box, size=20)
        painter.setFont(theme.font(11, 600 if on else 400))
        painter.setPen(theme.color(token))
        words = QRectF(-theme.px(6), theme.px(28), self.width() + theme.px(12), theme.px(18))
        painter.drawText(words, Qt.AlignmentFlag.AlignCenter, self.text())


class Rail(QWidget):
    """Holds the items; Up and Down move among them."""

    menu_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._narrow = False
        self.items: dict[str, RailItem] = {}
        self.setObjectName("workspaceRail")
        self.setAccessibleName("Workspaces")
        self._column = QVBoxLayout(self)
        self.menu_button = IconButton(theme, "menu", "Menu", size=32, icon_size=18, key=cap("F10"))
        self.menu_button.setObjectName("menuButton")
        self.menu_button.clicked.connect(self.menu_wanted)
        self._top = QHBoxLayout()
        self._top.addWidget(self.menu_button, 0, Qt.AlignmentFlag.AlignCenter)
        self._column.addLayout(self._top)
        self._column.addStretch(1)
        self._upper = 1
        theme.changed.connect(self._dress)
        self._dress()

    def add(self, name: str, icon: str, word: str, key: str = "", *, foot: bool = False) -> RailItem:
        """Add an item called *name*, among the workspaces or at the foot."""
        item = RailItem(self._theme, icon, word, key)
        item.setObjectName(name)
        item.setCheckable(True)
        if foot:
            self._column.addWidget(item, 0, Qt.AlignmentFlag.AlignHCenter)
        else:
            self._column.insertWidget(self._upper, item, 0, Qt.AlignmentFlag.AlignHCenter)
            self._upper += 1
        item.set_narrow(self._narrow)
        self.items[name] = item
        return item

    def set_narrow(self, narrow: bool) -> None:
        """Take 48 in place of 72."""
        if narrow != self._narrow:
            self._narrow = narrow
            self._dress()

    def mark(self, name: str, on: bool) -> None:
        """Show the item *name* as on or off."""
        if name in self.items:
            self.items[name].setChecked(on)

    def focus_first(self) -> QWidget:
        """Return the item that takes the focus when the rail is entered."""
        return next((item for item in self.items.values() if item.isChecked()), self.menu_button)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: False, Qt.Key.Key_Down: True}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        stops: list[QWidget] = [self.menu_button, *self.items.values()]
        at = next((at for at, stop in enumerate(stops) if stop.hasFocus()), 0)
        reason = Qt.FocusReason.TabFocusReason
        stops[(at + (1 if step else -1)) % len(stops)].setFocus(reason)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.tokens.win)
        painter.fillRect(self.width() - 1, 0, 1, self.height(), self._theme.tokens.line)

    def _dress(self) -> None:
        px = self._theme.px
        self.setFixedWidth(px(_NARROW if self._narrow else _WIDE))
        self._column.setContentsMargins(0, px(6), 1, px(6))
        self._column.setSpacing(px(4))
        for item in self.items.values():
            item.set_narrow(self._narrow)
        self._top.setContentsMargins(0, 0, 0, px(8))
        self.update()
