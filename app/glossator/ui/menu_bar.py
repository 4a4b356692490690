"""The menu bar that is hidden until Alt, F10 or the menu button."""

from __future__ import annotations

import sys

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QMenu, QWidget

from glossator.ui.widgets.overlay import give_focus_back

_HIDES = sys.platform != "darwin"


class MenuReveal(QObject):
    """Shows the bar of *window* on demand and hides it when no menu is open any more."""

    def __init__(self, window: QMainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._bar = window.menuBar()
        self._alone = False
        self._focus_before: QWidget | None = None
        if _HIDES:
            self._bar.hide()
        for menu in self._bar.findChildren(QMenu):
            menu.aboutToHide.connect(self._later)

    def reveal(self) -> None:
        """Show the bar and open its first menu."""
        if not self._bar.isVisible():
            self._focus_before = self._window.focusWidget()
        self._bar.show()
        self._bar.setFocus(Qt.FocusReason.MenuBarFocusReason)
        actions = self._bar.actions()
        if actions:
            self._bar.setActiveAction(actions[0])

    def key(self, event: QEvent) -> bool:
        """Take note of a key event of the window; return True when it was Alt alone, pressed and let go."""
        if not _HIDES or not isinstance(event, QKeyEvent):
            return False
        if event.type() == QEvent.Type.KeyPress:
            self._alone = event.key() == Qt.Key.Key_Alt and not event.isAutoRepeat()
            return False
        if event.key() == Qt.Key.Key_Alt and self._alone:
            self._alone = False
            self.reveal()
            return True
        return False

    def _later(self) -> None:
        QTimer.singleShot(0, self, self._hide_if_idle)

    def _hide_if_idle(self) -> None:
        if _HIDES and QApplication.activePopupWidget() is None:
            had_focus = self._window.focusWidget() in (self._bar, None)
            self._bar.hide()
            if had_focus:
                give_focus_back(self._focus_before)
            self._focus_before = None
