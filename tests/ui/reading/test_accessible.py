"""The pane as a screen reader finds it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint
from PySide6.QtGui import QAccessible

from glossator.ui.reading import accessible
from glossator.ui.reading.pane import ReadingPane
from glossator_db.records import Extent

from .conftest import GREEN, LOOKS, RED, TEXT, columns, extent


@pytest.fixture
def active():
    QAccessible.setActive(True)
    yield
    QAccessible.setActive(False)


def text_of(pane):
    return QAccessible.queryAccessibleInterface(pane).textInterface()


def test_the_pane_is_a_text_that_is_read_only(pane) -> None:
    found = QAccessible.queryAccessibleInterface(pane)
    assert found.role() == QAccessible.Role.EditableText
    assert found.state().readOnly
    assert found.text(QAccessible.Text.Name) == "Text"
    pane.setAccessibleName("Text: Harbour")
    assert found.text(QAccessible.Text.Name) == "Text: Harbour"


def test_offsets_are_utf16_units(pane) -> None:
    pane.set_document("😀 ab 🏥 cd")
    text = text_of(pane)
    assert text.characterCount() == 11
    assert text.text(3, 5) == "ab"
    pane.select(Extent(7, 9))
    assert text.cursorPosition() == 11
    assert text.selection(0) == (9, 11)
    text.setCursorPosition(3)
    assert pane.caret == 2
    text.addSelection(3, 5)
    assert pane.selection == Extent(2, 4)
    text.removeSelection(0)
    assert text.selectionCount() == 0
    pane.set_document("another")
    assert text.text(0, 99) == "another"


def test_characters_are_found_on_the_screen(pane) -> None:
    text = text_of(pane)
    pos = TEXT.index("ferry")
    rect = text.characterRect(pos)
    assert rect.width() > 2
    assert text.offsetAtPoint(rect.center()) == pos
    assert text.offsetAtPoint(pane.viewport().mapToGlobal(QPoint(1, 1))) == -1
    assert text.characterRect(len(TEXT)).isEmpty()


def test_words_out_of_view_are_brought_into_it(pane) -> None:
    pane.set_document("\n".join(TEXT for _ in range(20)))
    text = text_of(pane)
    text.scrollToSubstring(4000, 4005)
    assert not pane.rect_of(Extent(4000, 4005)).isEmpty()


def test_entering_a_coded_passage_is_announced_once(pane, active, monkeypatch) -> None:
    said = []
    monkeypatch.setattr(accessible, "announce", lambda _pane, words: said.append(words))
    outer, inner = extent(TEXT, "Nobody", "wet."), extent(TEXT, "the nets")
    pane.set_codings(columns((1, RED, outer.start, outer.end), (2, GREEN, inner.start, inner.end)))
    pane.put_caret(0)
    pane.put_caret(outer.start + 1)
    pane.put_caret(outer.start + 2)
    pane.put_caret(inner.start + 1)
    pane.put_caret(0)
    red, green = LOOKS[RED].name, LOOKS[GREEN].name
    assert said == [f"coded: {red}", f"coded: {green}, {red}"]


def test_panes_come_and_go_while_a_screen_reader_listens(theme, qapp, active) -> None:
    for _ in range(20):
        pane = ReadingPane(theme)
        pane.set_document(TEXT)
        pane.show()
        pane.select(Extent(3, 9))
        assert text_of(pane).text(0, 5) == "A day"
        pane.deleteLater()
        del pane
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
