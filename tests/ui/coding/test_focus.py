"""Where the focus goes, and the way back to the text."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from glossator.operations import documents
from glossator.ui.coding.find_bar import MOST
from glossator.ui.coding.page import CodingPage

Key = Qt.Key
NONE = Qt.KeyboardModifier.NoModifier
CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def press(key, modifiers=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(QApplication.focusWidget(), key, modifiers)


@pytest.mark.parametrize("part", ["definition", "tree", "documents"])
def test_escape_leads_from_a_panel_back_to_the_text(desk, part):
    if part == "definition":
        desk.text_key(Key.Key_D)
    else:
        (desk.tree if part == "tree" else desk.page.documents.list).setFocus()
    assert not desk.pane.hasFocus()
    press(Key.Key_Escape)
    assert desk.pane.hasFocus()
    assert desk.pane.has_ring()


def test_escape_puts_a_panel_away_that_lies_over_the_text(desk):
    desk.window.resize(800, 560)
    desk.page.toggle_codes()
    desk.tree.setFocus()
    press(Key.Key_Escape)
    assert not desk.page.codes.isVisible()
    assert desk.pane.hasFocus()


def test_the_definition_is_shown_where_the_codes_were_hidden(desk):
    desk.page.toggle_text_alone()
    desk.page.gestures.apply(desk.ids["Staff"], desk.extent("staff"))
    desk.text_key(Key.Key_D)
    assert desk.page.codes.isVisible()
    assert desk.page.codes.details.fields["description"].hasFocus()


def test_a_project_without_texts_offers_to_bring_some_in(opened, qtbot):
    page = opened.stage.pages["codePage"]
    with qtbot.waitActive(opened):
        opened.activateWindow()
    page.activate()
    assert page.empty.area.choose.hasFocus()
    assert page.empty.area.choose in page.panes()
    opened.session.do(documents.add_text, "Ward", "The ward is short of staff.")
    qtbot.waitUntil(page.pane.hasFocus)


def test_words_written_elsewhere_keep_the_focus_when_a_text_comes(opened, qtbot):
    page = opened.stage.pages["codePage"]
    with qtbot.waitActive(opened):
        opened.activateWindow()
    page.codes.filter.setFocus()
    opened.session.do(documents.add_text, "Ward", "The ward is short of staff.")
    QTest.qWait(20)
    assert page.codes.filter.hasFocus()


def test_a_renamed_row_shows_the_ring_again(desk, qtbot):
    desk.tree_key("Trust", Key.Key_F2)
    editor = desk.tree.findChild(QLineEdit, "codeName")
    desk.type_into(editor, "Trust in others")
    QTest.keyClick(editor, Key.Key_Return)
    qtbot.waitUntil(desk.tree.hasFocus)
    assert desk.tree.keyboard_focus


def test_a_field_of_the_details_shows_the_ring_after_writing(desk):
    desk.text_key(Key.Key_D)
    press(Key.Key_Return)
    press(Key.Key_A)
    press(Key.Key_Return, CONTROL)
    field = desk.page.codes.details.fields["description"]
    assert field.hasFocus()
    assert field.has_ring()


def test_the_history_gives_the_focus_back(desk):
    desk.tree.setFocus()
    desk.window.toggle_history()
    assert not desk.tree.hasFocus()
    press(Key.Key_Escape)
    assert desk.tree.hasFocus()


def test_return_on_the_mark_opens_the_colours(desk):
    desk.tree.select(desk.ids["Trust"])
    desk.page.codes.details.mark.setFocus()
    press(Key.Key_Return)
    assert desk.page.codebook.coloring.is_open
    before = desk.steps()
    press(Key.Key_Return)  # the pair it has: nothing is changed
    assert desk.steps() == before


def test_words_are_found_in_the_text_a_page_begins_with(desk, qtbot):
    page = CodingPage(desk.session, desk.window.theme, desk.window.settings, desk.window.tasks)
    qtbot.addWidget(page)
    page.finder.open_bar("staff")
    assert len(page.finder.hits) == 1


def test_closing_the_bar_marks_the_hit_and_f3_finds_on(desk):
    desk.text_key(Key.Key_F, CONTROL)
    desk.type_into(desk.page.finder.field, "ma")
    first, second = desk.page.finder.hits
    press(Key.Key_Escape)
    assert desk.pane.selection == first
    desk.window.action("text.find_next").trigger()
    assert desk.page.finder.isVisible()
    press(Key.Key_Escape)
    assert desk.pane.selection == second


def test_a_letter_is_found_in_a_long_text_and_a_long_query_is_refused(desk):
    finder = desk.page.finder
    finder.set_text("e and another e, " * 150_000)
    finder.open_bar()
    desk.type_into(finder.field, "e")
    assert len(finder.hits) == MOST
    assert finder.count.text() == "1 of 10,000 or more"
    finder.field.setText("x" * 3000)
    assert finder.hits == []
    assert finder.count.text() == "The query has 3,000 characters; 2,000 are the most."


def test_codes_that_came_for_their_letters_go_again(desk):
    desk.window.resize(800, 560)
    desk.mark("Nobody asked us.")
    desk.text_key(Key.Key_F)
    assert desk.page.codes.isVisible()
    hints = desk.page.hints
    assert "⇧ V" not in [key for _, key in hints._caps]  # the codes lie over it
    desk.type_into(hints, "tc")
    assert desk.coded() == [("Nobody asked us.", "Top-down control")]
    assert not desk.page.codes.isVisible()


def test_escape_closes_the_bar_before_it_clears_the_selection(desk):
    extent = desk.mark("Nobody asked us.")
    desk.page.find_in_text()
    desk.pane.setFocus()
    desk.page.finder.field.clear()
    press(Key.Key_Escape)
    assert not desk.page.finder.isVisible()
    assert desk.pane.selection == extent
    press(Key.Key_Escape)
    assert desk.pane.selection is None


@pytest.mark.parametrize("width", [1440, 1000])
def test_a_text_opened_by_key_has_the_focus(desk, width):
    desk.window.resize(width, 800)
    desk.text_key(Key.Key_T, CONTROL)
    assert not desk.pane.hasFocus()
    press(Key.Key_Down)
    press(Key.Key_Return)
    assert desk.page.mirror.document.name == "Clinic"
    press(Key.Key_J)
    assert desk.pane.selection == desk.extent("The clinic closed in May.")


@pytest.mark.parametrize(("key", "modifiers"), [(Key.Key_Insert, NONE), (Key.Key_N, CONTROL | SHIFT)])
def test_the_first_code_is_made_by_key(opened, qtbot, key, modifiers):
    page = opened.stage.pages["codePage"]
    with qtbot.waitActive(opened):
        opened.activateWindow()
    page.codes.filter.setFocus()
    press(Key.Key_F6)
    assert QApplication.focusWidget().text() == "New code"
    press(key, modifiers)
    assert page.codebook.naming.is_open
    QTest.keyClicks(QApplication.focusWidget(), "Trust")
    press(Key.Key_Return)
    assert [code.name for code in page.mirror.codes.values()] == ["Trust"]
    assert page.codes.tree.hasFocus()


def test_f6_stops_at_the_code_that_the_filter_did_not_find(desk):
    desk.page.codes.filter.setText("Pay")
    desk.page.codes.filter.setFocus()
    press(Key.Key_F6)
    assert QApplication.focusWidget().text() == "New code “Pay”"
