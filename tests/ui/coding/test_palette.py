"""The code palette and the hint overlay in the window."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

Key = Qt.Key
SHIFT = Qt.KeyboardModifier.ShiftModifier
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def palette(desk):
    desk.mark("Nobody asked us.")
    desk.text_key(Key.Key_Return)
    return desk.page.gestures.palette


def rows(palette):
    return [row.code.name if row.code else f"+{row.new_name}" for row in palette.list.rows.rows]


def test_an_empty_field_shows_the_codes_used_last_first(desk):
    desk.page.gestures.apply(desk.ids["Devolution"], desk.extent("ward"))
    desk.page.gestures.apply(desk.ids["Staff"], desk.extent("staff"))
    desk.mark("Nobody asked us.")
    desk.text_key(Key.Key_Return)
    assert rows(desk.page.gestures.palette)[:2] == ["Staff", "Devolution"]


def test_headings_are_not_offered(palette):
    assert "People" not in rows(palette)


def test_the_field_says_how_many_words_are_marked(palette):
    assert palette.field.accessibleDescription() == "3 words"


def test_letters_narrow_the_rows_and_offer_a_new_code(desk, palette):
    desk.type_into(palette.field, "tru")
    assert rows(palette) == ["Trust", "+tru"]
    assert palette.list.row().letters == {0, 1, 2}


def test_a_code_of_that_name_is_not_offered_as_new(desk, palette):
    desk.type_into(palette.field, "trust")
    assert rows(palette) == ["Trust"]


def test_arrows_choose_round_the_ends(desk, palette):
    desk.type_into(palette.field, "t")
    QTest.keyClick(palette.field, Key.Key_Up)
    assert palette.list.row().code is None
    QTest.keyClick(palette.field, Key.Key_Down)
    assert palette.list.row().code is not None


def test_shift_return_applies_and_keeps_open(desk, palette):
    desk.type_into(palette.field, "tru")
    QTest.keyClick(palette.field, Key.Key_Return, SHIFT)
    assert palette.is_open
    desk.type_into(palette.field, "staff")
    QTest.keyClick(palette.field, Key.Key_Return)
    assert sorted(name for _, name in desk.coded()) == ["Staff", "Trust"]
    assert not palette.is_open


def test_control_return_makes_the_code_that_was_typed(desk, palette):
    desk.type_into(palette.field, "Voice")
    QTest.keyClick(palette.field, Key.Key_Return, CONTROL)
    assert desk.coded() == [("Nobody asked us.", "Voice")]


def test_escape_changes_nothing(desk, palette):
    desk.type_into(palette.field, "tru")
    QTest.keyClick(palette.field, Key.Key_Escape)
    assert desk.codings() == []
    assert desk.pane.hasFocus()
    assert desk.pane.words(desk.pane.selection) == "Nobody asked us."


def test_a_click_on_a_row_applies_it(desk, palette):
    desk.type_into(palette.field, "staff")
    place = palette.list.visualRect(palette.list.currentIndex()).center()
    QTest.mouseClick(palette.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert desk.coded() == [("Nobody asked us.", "Staff")]


def test_a_click_elsewhere_closes_it(desk, palette):
    desk.page.codes.filter.setFocus(Qt.FocusReason.MouseFocusReason)
    assert not palette.is_open


def test_it_stays_inside_the_window(desk, palette):
    assert desk.window.rect().contains(palette.page().translated(palette.pos()))


# hints


@pytest.fixture
def hints(desk):
    desk.mark("Nobody asked us.")
    desk.text_key(Key.Key_F)
    return desk.page.hints


def test_two_letters_code_the_marked_sentence(desk, hints):
    letters = desk.page.mirror.codes[desk.ids["Top-down control"]].shortcut
    assert letters == "TC"
    assert desk.tree.hint_letters[desk.ids["Top-down control"]] == "TC"
    desk.type_into(hints, "tc")
    assert desk.coded() == [("Nobody asked us.", "Top-down control")]
    assert not hints.isVisible()
    assert desk.tree.hint_letters == {}
    assert desk.pane.hasFocus()


def test_headings_have_no_letters(desk, hints):
    assert desk.ids["People"] not in desk.tree.hint_letters


def test_a_wrong_letter_is_said(desk, hints):
    desk.type_into(hints, "tz")
    assert hints.sentence == "No code begins with TZ."
    assert hints.isVisible()
    desk.type_into(hints, "c")
    assert desk.coded() == [("Nobody asked us.", "Top-down control")]


def test_escape_leaves_the_overlay(desk, hints):
    QTest.keyClick(hints, Key.Key_Escape)
    assert not hints.isVisible()
    assert desk.codings() == []
    assert desk.pane.hasFocus()


def test_without_a_mark_the_sentence_at_the_caret_is_marked_first(desk):
    desk.pane.put_caret(desk.extent("targets").start)
    desk.text_key(Key.Key_F)
    assert desk.pane.words(desk.pane.selection) == "Managers send targets from above."
    QTest.keyClick(desk.page.hints, Key.Key_Escape)


def test_another_size_of_the_window_ends_the_overlay(desk, hints):
    desk.window.resize(1300, 850)
    assert not hints.isVisible()
