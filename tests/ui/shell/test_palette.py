"""The command palette finds and runs what there is."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from glossator.ui.widgets.fuzzy import match


def _shown(palette):
    return [palette.model.index(row, 0).data() for row in range(palette.model.rowCount())]


def test_all_actions_are_there(opened):
    opened.commands.open()
    assert len(_shown(opened.commands)) == len(opened.table.entries)
    opened.commands.close_palette()


def test_letters_find_and_return_runs(qtbot, opened):
    opened.action("help.palette").trigger()
    palette = opened.commands
    assert palette.is_open
    qtbot.keyClicks(palette.input, "text larg")
    assert _shown(palette)[0] == "Text larger"
    qtbot.keyClick(palette.input, Qt.Key.Key_Return)
    assert not palette.is_open
    assert opened.status.zoom.text() == "112 %"


def test_arrows_choose_and_escape_leaves(qtbot, opened):
    opened.commands.open()
    qtbot.keyClick(opened.commands.input, Qt.Key.Key_Down)
    assert opened.commands.list.currentIndex().row() == 1
    qtbot.keyClick(opened.commands.input, Qt.Key.Key_Up)
    qtbot.keyClick(opened.commands.input, Qt.Key.Key_Up)
    assert opened.commands.list.currentIndex().row() == 0
    qtbot.keyClick(opened.commands.input, Qt.Key.Key_Escape)
    assert not opened.commands.is_open


def test_nothing_found_is_said(qtbot, opened):
    opened.commands.open()
    qtbot.keyClicks(opened.commands.input, "xyz")
    assert opened.commands.nothing.text() == "No command contains “xyz”."
    qtbot.keyClick(opened.commands.input, Qt.Key.Key_Return)
    assert opened.commands.is_open
    opened.commands.close_palette()


def test_keys_of_the_window_rest_while_it_is_open(qtbot, opened):
    opened.commands.open()
    qtbot.keyClick(opened.commands.input, Qt.Key.Key_W, Qt.KeyboardModifier.ControlModifier)
    assert opened.session.is_open
    opened.commands.close_palette()


@pytest.mark.parametrize(
    ("letters", "better", "worse"),
    [
        ("co", "Codes panel", "Documents panel, second"),
        ("gc", "Go to Code", "Full screen, gone c"),
        ("next", "Next pane", "New text"),
        ("undo", "Undo", "Run down it"),
    ],
)
def test_word_starts_come_first(letters, better, worse):
    first, second = match(letters, better), match(letters, worse)
    assert first is not None
    assert second is None or first[0] > second[0]


@pytest.mark.parametrize(
    ("letters", "name", "ranges"),
    [
        ("comp", "Compare: agreement table", [(0, 4)]),
        ("", "Anything", []),
        ("pane next", "Next pane", [(0, 4), (5, 9)]),
        ("straße", "Straße", [(0, 6)]),
    ],
)
def test_matches_are_marked(letters, name, ranges):
    fit = match(letters, name)
    assert fit is not None
    assert fit[1] == ranges


def test_letters_that_are_not_there_do_not_fit():
    assert match("q", "Next pane") is None
    assert match("enap", "pane") is None
