"""A window with two texts and a small codebook, in Code."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from glossator.operations import codebook, documents
from glossator_db import codes, codings
from glossator_db.records import Extent

if TYPE_CHECKING:
    from glossator.ui.coding.page import CodingPage
    from glossator.ui.window import Window
    from glossator_db.records import CodeId, Coding

WARD = """Night shift

The ward is short of staff. Managers send targets from above. We decide together what matters.

Nobody asked us. Trust takes years.
"""
CLINIC = "The clinic closed in May. Patients were told by letter.\n"


@dataclass
class Desk:
    """The Code workspace of a window, with short ways to what a test looks at."""

    window: Window
    page: CodingPage
    ids: dict[str, CodeId]

    @property
    def pane(self):
        return self.page.pane

    @property
    def session(self):
        return self.page.session

    @property
    def tree(self):
        return self.page.codes.tree

    @property
    def here(self):
        return self.page.mirror.document.id

    def extent(self, words: str) -> Extent:
        start = self.page.mirror.text.index(words)
        return Extent(start, start + len(words))

    def mark(self, words: str) -> Extent:
        extent = self.extent(words)
        self.pane.select(extent)
        return extent

    def words(self, coding: Coding) -> str:
        return self.page.mirror.text[coding.extent.start : coding.extent.end]

    def codings(self) -> list[Coding]:
        with self.session.read() as conn:
            return codings.list_(conn, document_id=self.here)

    def coded(self) -> list[tuple[str, str]]:
        """What is coded in the text, as words and the code's name."""
        names = {code.id: code.name for code in self.all_codes()}
        return [(self.words(coding), names[coding.code_id]) for coding in self.codings()]

    def shown(self) -> list[int]:
        """The codings that the pane shows."""
        return sorted(coding.id for coding in self.pane.page.store.within(0, len(self.page.mirror.text)))

    def all_codes(self):
        with self.session.read() as conn:
            return codes.list_(conn)

    def outline(self) -> list[tuple[int, str]]:
        """The codes as the tree shows them: depth and name."""
        model, found = self.page.codes.model, []

        def below(parent, depth):
            for row in range(model.rowCount(parent)):
                index = model.index(row, 0, parent)
                found.append((depth, index.data()))
                below(index, depth + 1)

        below(self.tree.rootIndex(), 0)
        return found

    def steps(self) -> int:
        return len(self.session.project.history())

    def text_key(self, key, modifiers=Qt.KeyboardModifier.NoModifier) -> None:
        self.pane.setFocus()
        QTest.keyClick(self.pane, key, modifiers)

    def tree_key(self, name: str, key, modifiers=Qt.KeyboardModifier.NoModifier) -> None:
        self.tree.select(self.ids[name])
        self.tree.setFocus()
        QTest.keyClick(self.tree, key, modifiers)

    def type_into(self, widget, words: str) -> None:
        for letter in words:
            QTest.keyClick(widget, letter)


@pytest.fixture
def desk(qtbot, opened) -> Desk:
    session = opened.session
    with qtbot.waitActive(opened):
        opened.activateWindow()
    documents.add_text(session.project, "Ward", WARD, coder=session.coder)
    documents.add_text(session.project, "Clinic", CLINIC, coder=session.coder)
    control = codebook.add_code(session.project, "Approach", coder=session.coder, codable=False)
    people = codebook.add_code(session.project, "People", coder=session.coder, codable=False)
    ids = {"Approach": control.id, "People": people.id}
    for name, parent in (
        ("Top-down control", control),
        ("Devolution", control),
        ("Trust", people),
        ("Staff", people),
    ):
        ids[name] = codebook.add_code(session.project, name, coder=session.coder, parent_id=parent.id).id
    opened.show_workspace("codePage")
    page = opened.stage.pages["codePage"]
    return Desk(opened, page, ids)
