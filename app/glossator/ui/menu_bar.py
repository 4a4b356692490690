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

    def key(self, event: QKeyEvent) -> None:
        """Take note of a key event of the window: Alt alone, pressed and let go, shows the bar."""
        if not _HIDES or event.key() != Qt.Key.Key_Alt or event.isAutoRepeat():
            return
        app = QApplication.instance()
        assert app is not None
        if event.type() == QEvent.Type.KeyPress:
            self._alone = True
            app.installEventFilter(self)  # sees also what a shortcut or a field takes before the window
        else:
            app.removeEventFilter(self)
            if self._alone:
                self.reveal()
            self._alone = False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """While Alt is down: see whether anything else is pressed."""
        kinds = (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress)
        other = isinstance(event, QKeyEvent) and event.type() in kinds and event.key() != Qt.Key.Key_Alt
        if other or event.type() in (
            QEvent.Type.MouseButtonPress,
            QEvent.Type.Wheel,
            QEvent.Type.WindowDeactivate,
        ):
            self._alone = False
        if event.type() == QEvent.Type.ApplicationDeactivate:  # Alt is let go in another program
            watched.removeEventFilter(self)
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
