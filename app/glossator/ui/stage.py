"""The workspaces one behind the other: made when first shown, heard while they are shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QMainWindow, QStackedWidget, QWidget

from glossator.ui.actions import Ways, install
from glossator.ui.panes import target_in
from glossator.ui.widgets.labels import Ground
from glossator.ui.workspaces import WORKSPACES, Needs

if TYPE_CHECKING:
    from collections.abc import Callable

    from glossator.ui.session import Session
    from glossator.ui.settings import SettingsStore
    from glossator.ui.tasks import Tasks
    from glossator.ui.theme import Theme


class Stage(QStackedWidget):
    """Holds the pages by their objectName and passes on what they say."""

    message = Signal(object)
    open_passage = Signal(object, object, object)
    """document id, extent, coding id or None"""
    files_wanted = Signal(object)
    position_changed = Signal(str)
    selection_changed = Signal(str)

    def __init__(
        self, window: QMainWindow, session: Session, theme: Theme, settings: SettingsStore, tasks: Tasks
    ) -> None:
        super().__init__()
        self._window = window
        self._needs = Needs(session, theme, settings, tasks, self)
        self.pages: dict[str, QWidget] = {}
        """the workspaces made so far"""
        self.name = ""
        """the workspace shown"""
        self.setObjectName("workspaceStack")
        self.addWidget(Ground(theme, "page"))

    def page(self) -> QWidget | None:
        """Return the workspace shown."""
        return self.pages.get(self.name)

    def known(self, name: str) -> str:
        """Return *name* if there is such a workspace, else the first there is."""
        names = [space.page for space in WORKSPACES if space.exists()]
        return name if name in names else (names[0] if names else "")

    def show_page(self, name: str) -> bool:
        """Show the workspace *name*, made on first use; say whether there is one."""
        page = self.pages.get(name) or self._make(name)
        if page is None:
            return False
        self.name = name
        self.setCurrentWidget(page)
        self.position_changed.emit("")
        self.selection_changed.emit("")
        self.call("activate")
        self._focus(page)
        return True

    def can(self, method: str) -> bool:
        """Say whether the workspace shown has *method*."""
        return callable(getattr(self.page(), method, None))

    def call(self, method: str, *args: object) -> object:
        """Call *method* of the workspace shown, if it has it; what some have and others need not."""
        found = getattr(self.page(), method, None)
        return found(*args) if callable(found) else None

    def stop(self) -> None:
        """Let every workspace end what it runs."""
        for page in self.pages.values():
            end = getattr(page, "stop", None)
            if callable(end):
                end()

    def _make(self, name: str) -> QWidget | None:
        space = next((space for space in WORKSPACES if space.page == name and space.exists()), None)
        if space is None:
            return None
        page, actions = space.make(self._needs)
        self.pages[name] = page
        self.addWidget(page)
        install(self._window, page, actions)
        self._listen(page)
        return page

    def _listen(self, page: QWidget) -> None:
        """Connect the signals that the workspace has."""
        heard: tuple[tuple[str, Callable[..., object]], ...] = (
            ("message", self.message.emit),
            ("open_passage", self.open_passage.emit),
            ("files_wanted", self.files_wanted.emit),
            ("position_changed", lambda words: self._pass_on(page, self.position_changed.emit, words)),
            ("selection_changed", lambda words: self._pass_on(page, self.selection_changed.emit, words)),
        )
        for name, act in heard:
            signal = getattr(page, name, None)
            if signal is not None:
                signal.connect(act)

    def _pass_on(self, page: QWidget, say: Callable[[str], None], words: str) -> None:
        if page is self.page():
            say(words)

    def _focus(self, page: QWidget) -> None:
        """Give the focus to the page, unless it has taken it where it wants it."""
        focus = QApplication.focusWidget() or self._window.focusWidget()
        panes = getattr(page, "panes", None)
        if (focus is not None and page.isAncestorOf(focus)) or not callable(panes):
            return
        target = next((found for pane in panes() if (found := target_in(pane))), None)
        if target is not None:
            target.setFocus(Qt.FocusReason.ShortcutFocusReason)


class ToWorkspaces(Ways):
    """Leads to the workspace an action belongs to; *show* shows the one of a name."""

    def __init__(self, stage: Stage, session: Session, show: Callable[[str], object]) -> None:
        self._stage = stage
        self._session = session
        self._show = show

    def is_here(self, owner: object) -> bool:
        page = self._stage.pages.get(self._name(owner))
        return page is None or page.isVisible()

    def can_go(self, owner: object) -> bool:
        return self._session.is_open

    def go(self, owner: object) -> None:
        self._show(self._name(owner))

    def _name(self, owner: object) -> str:
        return next((name for name, page in self._stage.pages.items() if page is owner), "")
