"""Fixtures of the window: real components on temporary files, and a check that nothing is left behind."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QTimer

from glossator.ui.session import Session
from glossator.ui.settings import SettingsStore
from glossator.ui.theme import Theme
from glossator.ui.window import Window
from glossator_db.project import Project

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication

CODER = ("Anna Meier", "A")


@pytest.fixture(autouse=True)
def nothing_of_qt_left(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail a test that leaves a top-level widget or a running timer."""
    if "qapp" not in request.fixturenames and "qtbot" not in request.fixturenames:
        yield
        return
    qapp = request.getfixturevalue("qapp")
    before = set(qapp.topLevelWidgets())
    yield
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    left = [widget for widget in qapp.topLevelWidgets() if widget not in before and widget.isVisible()]
    assert not left, f"windows left open: {left}"
    ticking = [
        timer.objectName() or repr(timer.parent())
        for widget in qapp.topLevelWidgets()
        if widget not in before
        for timer in widget.findChildren(QTimer)
        if timer.isActive()
    ]
    assert not ticking, f"timers left running: {ticking}"


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    """A light theme, whatever the system has."""
    theme = Theme()
    theme.set_mode("light")
    theme.dress(qapp)
    yield theme
    theme.deleteLater()


@pytest.fixture
def settings(qapp: QApplication, tmp_path: Path) -> SettingsStore:
    """Settings on a temporary file, of a person whose name is known; entities are not looked for by themselves."""
    store = SettingsStore(tmp_path / "settings.ini")
    store.set(coder_name=CODER[0], coder_initials=CODER[1], appearance="light", find_entities=False)
    return store


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    """A real, empty project file, open for writing."""
    with Project.create(tmp_path / "Study.gloss") as made:
        yield made


@pytest.fixture
def session(qapp: QApplication, tmp_path: Path) -> Iterator[Session]:
    """A session with a new project of its own."""
    session = Session()
    session.create(tmp_path / "Session.gloss", *CODER)
    yield session
    session.close()


@pytest.fixture
def window(qtbot, theme: Theme, settings: SettingsStore) -> Iterator[Window]:
    """A window on the welcome page, shown, 1440 by 900; closed after the test."""
    window = Window(theme, settings)
    window.resize(1440, 900)
    window.show()
    qtbot.waitExposed(window)
    yield window
    window.close()
    window.deleteLater()


@pytest.fixture
def opened(window: Window, tmp_path: Path) -> Window:
    """The window with a new project."""
    assert window.projects.create(tmp_path / "Open.gloss")
    return window
