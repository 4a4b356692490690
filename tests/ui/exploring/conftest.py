"""The Explore workspace on a project with two texts, two coders and four codes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QMainWindow

from glossator.ui.actions import install
from glossator.ui.exploring.actions import ACTIONS
from glossator.ui.exploring.page import ExplorePage
from glossator.ui.tasks import Tasks
from glossator_db import coders, codes, codings, documents
from glossator_db.records import Extent

if TYPE_CHECKING:
    from collections.abc import Iterator

WARD = "Night shift\n\nTrust grows slowly. Managers send targets.\nThen 🙂 trust is lost.\n"
CLINIC = "Nobody trusts us. We decide together."


@pytest.fixture
def tasks(qapp) -> Iterator[Tasks]:
    tasks = Tasks()
    yield tasks
    tasks.close()


@pytest.fixture
def coded(session):
    """The session, its project coded: Trust 3 (Anna 2, Ben 1), Targets 1 (Anna), Deciding 1 (Ben), Doubt 0."""
    with session.project.change("Filled") as conn:
        anna, ben = coders.ensure(conn, "Anna Meier"), coders.ensure(conn, "Ben Okafor")
        ward = documents.add(conn, name="Ward", text=WARD, words=11)
        clinic = documents.add(conn, name="Clinic", text=CLINIC, words=6)
        people = codes.add(conn, "People", codable=False)
        deciding, trust, targets, _ = (
            codes.add(conn, name, parent_id=people.id) for name in ("Deciding", "Trust", "Targets", "Doubt")
        )
        for document, text, code, coder, words in (
            (ward, WARD, trust, anna, "Trust grows slowly."),
            (ward, WARD, trust, ben, "trust is lost"),
            (clinic, CLINIC, trust, anna, "trusts"),
            (ward, WARD, targets, anna, "Managers send targets."),
            (clinic, CLINIC, deciding, ben, "We decide together."),
        ):
            start = text.index(words)
            codings.add(conn, document.id, code.id, coder.id, Extent(start, start + len(words)))
    session.show_coders({anna.id, ben.id})
    return session


@pytest.fixture
def page(qtbot, coded, theme, settings, tasks) -> Iterator[ExplorePage]:
    window = QMainWindow()
    window.resize(1200, 800)
    page = ExplorePage(coded, theme, settings, tasks, window)
    window.setCentralWidget(page)
    install(window, page, ACTIONS)
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    page.activate()
    qtbot.waitUntil(page.has_figures)
    yield page
    window.close()
