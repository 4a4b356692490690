"""Starts the window: application, look, hooks, first page."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QApplication

from glossator import __version__
from glossator.ui.faults import Faults, start_log
from glossator.ui.settings import SettingsStore
from glossator.ui.theme import Theme
from glossator.ui.widgets.message_bar import Message
from glossator.ui.window import Window

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


def make_app(argv: Sequence[str]) -> QApplication:
    """Return the application, with its names and Qt's own words in the person's language."""
    app = QApplication(list(argv))
    app.setApplicationName("Glossator")
    app.setApplicationDisplayName("Glossator")
    app.setApplicationVersion(__version__)
    app.setDesktopFileName("glossator")
    translator = QTranslator(app)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if translator.load(QLocale(), "qtbase", "_", folder):
        app.installTranslator(translator)
    return app


def make_window(app: QApplication, settings: SettingsStore) -> Window:
    """Return the window, dressed, not yet shown."""
    theme = Theme(app)
    theme.set_mode(settings.value.appearance)
    theme.set_scale(settings.value.interface_size)
    theme.dress(app)
    app.setWindowIcon(theme.icon("glossator", size=64))
    return Window(theme, settings)


def tell_of_emoji(window: Window, families: Sequence[str]) -> None:
    """Say once, by the name of a package, that emoji would be empty boxes with these fonts."""
    if window.settings.value.emoji_told or any("emoji" in family.lower() for family in families):
        return
    window.settings.set(emoji_told=True)
    words = (
        "No font for emoji is installed; they will be empty boxes. The package is called Noto Color Emoji."
    )
    window.say(Message("info", words))


def tell_of_settings(window: Window) -> None:
    """Say that settings will be forgotten where their file cannot be written."""
    if not window.settings.can_keep:
        words = f"Settings will be forgotten: “{window.settings.path}” cannot be written."
        window.say(Message("warn", words))


def run(project: Path | None = None, *, sample: bool = False) -> int:
    """Open the window, with *project*, the sample or the welcome page; return when it is closed."""
    app = make_app(sys.argv[:1])
    start_log()
    window = make_window(app, SettingsStore())
    faults = Faults()
    faults.install()
    faults.happened.connect(window.show_fault)
    faults.refused.connect(window.refuse)
    window.tasks.fault.connect(lambda error: faults.take(type(error), error))
    window.painted.connect(lambda: tell_of_emoji(window, QFontDatabase.families()))
    window.painted.connect(lambda: tell_of_settings(window))
    window.start(project, sample=sample)
    window.show()
    return app.exec()
