"""A person at the window: real keys to whatever has the focus, and what there is then to see."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from glossator.ui import start
from glossator.ui.settings import SettingsStore
from glossator_db import codes, codings, documents

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtGui import QWindow
    from PySide6.QtWidgets import QWidget
    from pytestqt.qtbot import QtBot

    from glossator.ui.coding.page import CodingPage
    from glossator.ui.window import Window
    from glossator_db.records import Code, Coding

WARD = """Night shift 🌙

The ward is short of staff. Managers send targets from above. We decide together what matters.

Nobody asked Dr Anna Meier of the Department of Health. Trust takes years, “they” say.
"""
CLINIC = "The clinic in Leeds closed on 3 May 2024. Patients were told by letter.\n"

SHORT = "The ward is short of staff."
TARGETS = "Managers send targets from above."
TOGETHER = "We decide together what matters."
NOBODY = "Nobody asked Dr Anna Meier of the Department of Health."

NONE = Qt.KeyboardModifier.NoModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


class Person:
    def __init__(self, qtbot: QtBot, qapp: QApplication, settings: Path) -> None:
        self._qtbot, self._qapp, self._settings = qtbot, qapp, settings
        self._windows: list[Window] = []

    @property
    def window(self) -> Window:
        return self._windows[-1]

    def start(self) -> None:
        """Start the program and have its window, 1440 by 900, in front of all others."""
        settings = SettingsStore(self._settings)
        settings.set(find_entities=False)  # each search would start a process
        self._windows.append(start.make_window(self._qapp, settings))
        self.window.start()
        self.window.resize(1440, 900)
        self.window.show()
        self._qtbot.waitExposed(self.window)
        self._in_front()

    def leave(self) -> None:
        """Close what is open."""
        for window in self._windows:
            window.close()
            window.deleteLater()

    # what they do

    def press(self, *keys: str) -> None:
        """Press each of *keys*, in the words of the key map: ``Ctrl+Return``, ``J``."""
        for key in keys:
            combination = QKeySequence(key)[0]
            QTest.keyClick(self._in_front(), combination.key(), combination.keyboardModifiers())

    def write(self, words: str) -> None:
        """Type *words* letter by letter."""
        for letter in words:
            QTest.keyClick(self._in_front(), letter, SHIFT if letter.isupper() else NONE)

    def answer(self, *names: str) -> None:
        """Type *names* into the file dialog that is open, and press Return."""
        assert self.where == "fileNameEdit"
        self.press("Ctrl+A")
        self.write(" ".join(f'"{name}"' for name in names) if len(names) > 1 else names[0])
        self.press("Return")
        self.wait(lambda: not any(dialog.isVisible() for dialog in self.window.findChildren(QFileDialog)))

    def go_to(self, name: str) -> None:
        """Press F6 until *name* has the focus."""
        seen = []
        while self.where != name:
            seen.append(self.where)
            assert seen.count(name) + len(seen) < 20, f"F6 does not lead to {name}: {seen}"
            self.press("F6")

    def tab_to(self, words: str) -> None:
        """Press Tab until the control that says *words* has the focus."""
        seen = []
        while words not in (said := self.said):
            seen.append(said)
            assert len(seen) < 40, f"Tab does not lead to {words}: {seen}"
            self.press("Tab")

    def wait(self, until: Callable[[], bool]) -> None:
        self._qtbot.waitUntil(until, timeout=20_000)

    def begin_project(self) -> None:
        """Do as at the first run: give a name and make a project, with two texts lying beside it."""
        self.write("Zoe Meier")
        self.tab_to("New project")
        self.press("Space")
        self.answer("Study")
        (self.folder / "Clinic.txt").write_text(CLINIC, encoding="utf-8")
        (self.folder / "Ward.txt").write_text(WARD, encoding="utf-8")

    def bring_texts(self) -> None:
        """Import the two texts."""
        self.press("Ctrl+I")
        self.answer("Clinic.txt", "Ward.txt")
        self.wait(lambda: len(self.texts()) == 2)
        self.wait(self.window.message_bar.isVisible)

    def code_ward(self) -> None:
        """Code three sentences of the second text with two codes of their own."""
        self.press("Ctrl+1", "Ctrl+PgDown", "J", "J", "Ctrl+Return")
        self.write("Staffing")
        self.press("Return", "J", "Ctrl+Return")
        self.write("Targets")
        self.press("Return", "J", "1")

    # what there is to see

    @property
    def focus(self) -> QWidget:
        self._in_front()
        found = QApplication.focusWidget()
        assert found is not None
        return found

    @property
    def where(self) -> str:
        """The name of what has the focus: its objectName, or what a screen reader says."""
        return self.focus.objectName() or self.said

    @property
    def said(self) -> str:
        """What a screen reader says of what has the focus."""
        return self.focus.accessibleName() or str(self.focus.property("text") or "")

    @property
    def page(self) -> CodingPage:
        return self.window.stage.pages["codePage"]

    @property
    def folder(self) -> Path:
        """Where the project is, and the file dialogs open."""
        return self.window.session.project.path.parent

    @property
    def text(self) -> str:
        """The name of the text shown."""
        return self.page.mirror.document.name

    @property
    def marked(self) -> str:
        """The words marked in it."""
        extent = self.page.pane.selection
        return self.page.mirror.text[extent.start : extent.end] if extent else ""

    @property
    def active(self) -> tuple[str, str] | None:
        """Words and code of the active coding."""
        at = self.page.pane.active
        return self._words(self.coding(at)) if at is not None else None

    def texts(self) -> list[str]:
        with self.window.session.read() as conn:
            return [document.name for document in documents.list_(conn)]

    def codes(self) -> dict[str, Code]:
        with self.window.session.read() as conn:
            return {code.name: code for code in codes.list_(conn)}

    def outline(self) -> list[tuple[str, str]]:
        """Each code of the store, in the order of the tree, with the name of the one above it."""
        found = self.codes()
        names = {code.id: code.name for code in found.values()} | {None: ""}
        return [(code.name, names[code.parent_id]) for code in found.values()]

    def coding(self, at: int) -> Coding:
        with self.window.session.read() as conn:
            return codings.get(conn, at)

    def codings(self) -> list[Coding]:
        with self.window.session.read() as conn:
            return codings.list_(conn)

    def coded(self) -> list[tuple[str, str]]:
        """All codings of the store, by place: words and the code's name."""
        found = sorted(self.codings(), key=lambda coding: (coding.document_id, coding.extent, coding.id))
        return [self._words(coding) for coding in found]

    def _words(self, coding: Coding) -> tuple[str, str]:
        with self.window.session.read() as conn:
            text = documents.text(conn, coding.document_id)
            return text[coding.extent.start : coding.extent.end], codes.get(conn, coding.code_id).name

    def _in_front(self) -> QWindow:
        """Return the window in front: after a dialog it is the program's own again, as any desktop sees to."""
        if QGuiApplication.focusWindow() is None:
            with self._qtbot.waitActive(self.window):
                self.window.activateWindow()
        return QGuiApplication.focusWindow()
