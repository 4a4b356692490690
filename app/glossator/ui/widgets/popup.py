"""The popup: opens at an anchor, closes on Esc, on focus loss, on choice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from glossator.ui.widgets.overlay import SHADOW, app, draw_floating, focus_in, give_focus_back, next_stop

if TYPE_CHECKING:
    from glossator.ui.theme import Theme

_GAP = 4
_RADIUS = 10


class Popup(QWidget):
    """A page of radius 10 over the window; put the content into ``column``.

    It is a child of *window* (any widget in it will do). ``show_at`` opens it below a rectangle, above where it
    would not fit. It holds the focus: Tab stays inside, keys of the window do not act, and at closing the
    focus goes back to where it was. Esc, focus loss and ``close_popup`` close it and emit ``closed``.
    """

    closed = Signal()

    def __init__(self, theme: Theme, window: QWidget, *, width: int = 0) -> None:
        """Make it, hidden; *width* is that of the page, 0 for as wide as the content wants."""
        super().__init__(window.window())
        self._window = window.window()
        self._theme = theme
        self._page_width = width
        self._focus_before: QWidget | None = None
        self._anchor = QRect()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(SHADOW + 1, SHADOW + 1, SHADOW + 1, SHADOW + 5)
        self.column.setSpacing(0)
        theme.changed.connect(self.update)
        self.hide()

    @property
    def is_open(self) -> bool:
        """Whether it is shown."""
        return not self.isHidden()

    def show_at(self, anchor: QRect, focus: QWidget | None = None) -> None:
        """Open below *anchor* (in the window's coordinates; see `anchor_of`) and focus *focus* or itself."""
        self._focus_before = focus_in(self._window)
        self._anchor = anchor
        self.place()
        self.show()
        self.raise_()
        (focus or self).setFocus(Qt.FocusReason.PopupFocusReason)
        app().focusChanged.connect(self._look)

    def anchor_of(self, widget: QWidget) -> QRect:
        """Return where *widget* is in the window."""
        return QRect(widget.mapTo(self._window, QPoint(0, 0)), widget.size())

    def place(self) -> None:
        """Take the size of the content and move to the anchor; call it when the content has grown or shrunk."""
        window = self._window
        self.column.activate()
        width = self._theme.px(self._page_width) or self.sizeHint().width() - 2 * SHADOW
        height = self.column.totalHeightForWidth(width + 2 * SHADOW) if self.hasHeightForWidth() else 0
        height = (height if height > 0 else self.sizeHint().height()) - 2 * SHADOW - 4
        left = max(_GAP, min(self._anchor.left(), window.width() - width - _GAP))
        top = self._anchor.bottom() + 1 + _GAP
        above = self._anchor.top() - _GAP - height
        if top + height > window.height() - _GAP and above >= _GAP:
            top = above
        top = max(_GAP, min(top, window.height() - height - _GAP))
        self.setGeometry(left - SHADOW, top - SHADOW, width + 2 * SHADOW, height + 2 * SHADOW + 4)

    def page(self) -> QRect:
        """Return the page without its shadow, in the popup's coordinates."""
        return self.rect().adjusted(SHADOW, SHADOW, -SHADOW, -SHADOW - 4)

    def close_popup(self) -> None:
        """Close it and give the focus back."""
        if self.isHidden():
            return
        focus = QApplication.focusWidget()
        inside = focus is not None and (focus is self or self.isAncestorOf(focus))
        app().focusChanged.disconnect(self._look)
        self.hide()
        if inside:
            give_focus_back(self._focus_before)
        self._focus_before = None
        self.closed.emit()

    def event(self, event: QEvent) -> bool:
        """Keep the window's keys from acting while the popup has the focus."""
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_popup()
        event.accept()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Keep Tab inside."""
        return next_stop(self, forward)

    def paintEvent(self, event: QPaintEvent) -> None:
        draw_floating(QPainter(self), QRectF(self.page()), self._theme, _RADIUS)

    def _look(self, old: QWidget | None, new: QWidget | None) -> None:
        """Close when the focus has gone elsewhere; another window in front changes nothing."""
        if (
            new is not None
            and new is not self
            and not self.isAncestorOf(new)
            and new.window() is self.window()
        ):
            self.close_popup()
