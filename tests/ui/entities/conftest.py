"""The Entities workspace on a project whose readings are there already, as a search would have left them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QMainWindow, QWidget

from glossator.language import pipelines
from glossator.operations import documents as document_verbs
from glossator.ui.actions import install
from glossator.ui.entities.actions import ACTIONS
from glossator.ui.entities.page import EntitiesPage
from glossator.ui.tasks import Tasks
from glossator_db import entities
from glossator_db.records import Extent, Mention

if TYPE_CHECKING:
    from collections.abc import Iterator

WARD = "Dr Ann Poole spoke in Leeds.\n\nAnn Poole of NHS England knows Leeds. It was 5 June.\n"
CLINIC = "NHS England said 🙂 that Ann Poole had left.\n"
NAMES = (
    ("Ann Poole", "PERSON", "title and name"),
    ("Leeds", "GPE", "place of the list"),
    ("NHS England", "ORG", "known body"),
    ("5 June", "DATE", "day and month"),
)


def mentions_in(text: str) -> list[Mention]:
    found = [
        Mention(Extent(*hit.span()), label, words, rule)
        for words, label, rule in NAMES
        for hit in re.finditer(re.escape(words), text)
    ]
    return sorted(found, key=lambda mention: mention.extent)


class Desk:
    """The page, with short ways to what a test looks at."""

    def __init__(self, qtbot, page, window):
        self.qtbot, self.page, self.window = qtbot, page, window
        self.messages = []
        self.opened = []
        self.positions = []
        page.message.connect(self.messages.append)
        page.open_passage.connect(lambda *args: self.opened.append(args))
        page.position_changed.connect(self.positions.append)

    @property
    def session(self):
        return self.page._session

    @property
    def said(self):
        """The last message, in words."""
        return self.messages[-1].text if self.messages else ""

    def rows(self):
        return {row.name: row for row in self.page.table.entities.rows}

    def names(self):
        return [row.name for row in self.page.table.entities.rows]

    def verdicts(self):
        return {name: row.verdict for name, row in self.rows().items()}

    def go(self, name):
        table = self.page.table
        table.setFocus()
        table.setCurrentIndex(table.entities.index(self.names().index(name), 0))

    def key(self, key, modifiers=None, widget=None):
        args = (key,) if modifiers is None else (key, modifiers)
        self.qtbot.keyClick(widget or self.page.table, *args)

    def until(self, condition):
        self.qtbot.waitUntil(condition)

    def find(self, name):
        found = [one for one in self.window.findChildren(QWidget, name) if one.isVisible()]
        return found[-1] if found else None

    def mentions(self):
        model = self.page.details.list.mentions
        return [model.index(row, 0).data() for row in range(model.rowCount())]


@pytest.fixture
def tasks(qapp) -> Iterator[Tasks]:
    tasks = Tasks()
    yield tasks
    tasks.close()


@pytest.fixture
def make(qtbot, session, theme, settings, tasks) -> Iterator:
    """Return a function that makes the page; the search does not start by itself."""
    settings.set(find_entities=False)
    windows = []

    def made() -> Desk:
        window = QMainWindow()
        window.resize(1300, 800)
        page = EntitiesPage(session, theme, settings, tasks, window)
        window.setCentralWidget(page)
        install(window, page, ACTIONS)
        qtbot.addWidget(window)
        windows.append((window, page))
        with qtbot.waitActive(window):
            window.show()
            window.activateWindow()
        page.activate()
        qtbot.waitUntil(lambda: page._overview is not None)
        return Desk(qtbot, page, window)

    yield made
    for window, page in windows:
        page.stop()
        window.close()


@pytest.fixture
def filled(session):
    """The session with two texts and their readings."""
    version = pipelines.version_of("rules")
    for name, text in (("Ward", WARD), ("Clinic", CLINIC)):
        document = document_verbs.add_text(session.project, name, text, coder=session.coder)
        with session.project.change("", recorded=False) as conn:
            entities.put_reading(conn, document.sha256, "rules", version, mentions_in(text))
    return session


@pytest.fixture
def desk(filled, make) -> Desk:
    return make()
