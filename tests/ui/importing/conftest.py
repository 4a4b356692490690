"""Import and export over a window, on real files."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QMainWindow, QWidget

from glossator.ui.actions import install
from glossator.ui.importing.actions import ACTIONS
from glossator.ui.importing.importing import Importing
from glossator.ui.tasks import Tasks

if TYPE_CHECKING:
    from collections.abc import Iterator

    from glossator.ui.importing.bringing import Outcome
    from glossator.ui.widgets.message_bar import Message


class Desk:
    """The importing of a window, with what it said."""

    def __init__(self, qtbot, window, importing, session):
        self.qtbot, self.window, self.importing, self.session = qtbot, window, importing, session
        self.messages: list[Message] = []
        self.brought: list[Outcome] = []
        importing.message.connect(self.messages.append)
        importing.brought.connect(self.brought.append)

    def bring(self, *paths, **kwargs):
        """Import *paths* and wait until that is over."""
        self.importing.add_files(list(paths), **kwargs)
        self.qtbot.waitUntil(lambda: self.importing._task is None)

    @property
    def said(self):
        """The last message, in words."""
        return self.messages[-1].text if self.messages else ""

    def dialog(self, name):
        """Return the open dialog called *name*."""
        found = [one for one in self.window.findChildren(QWidget, name) if one.isVisible()]
        return found[-1] if found else None

    def button(self, name):
        return next(
            one for one in self.window.findChildren(QWidget) if one.objectName() == name and one.isVisible()
        )


@pytest.fixture
def tasks(qapp) -> Iterator[Tasks]:
    tasks = Tasks()
    yield tasks
    tasks.close()


@pytest.fixture
def desk(qtbot, session, theme, settings, tasks) -> Iterator[Desk]:
    window = QMainWindow()
    window.resize(1000, 760)
    window.setCentralWidget(QWidget())
    importing = Importing(session, theme, settings, tasks, window)
    install(window, importing, ACTIONS)
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    yield Desk(qtbot, window, importing, session)
    window.close()
