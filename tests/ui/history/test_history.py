"""The history shows what was done and leads back."""

from __future__ import annotations

from datetime import datetime

import pytest
from PySide6.QtCore import Qt

from glossator.operations import codebook
from glossator.ui.history.model import rows_of
from glossator.ui.widgets.dialog import Dialog
from glossator_db import codes
from glossator_db.records import Step, StepId


def _step(number, at, label, *, undone=False, opened="2026-11-21T08:00:00.000Z", coder="Anna"):
    return Step(StepId(number), at, coder, label, undone, opened)


def test_steps_stand_under_their_day_and_restart():
    today = datetime.fromisoformat("2026-11-21T12:00:00Z").astimezone()
    steps = [
        _step(4, "2026-11-21T11:00:00.000Z", "Coded “a” with A"),
        _step(3, "2026-11-21T10:00:00.000Z", "Deleted B", undone=True),
        _step(
            2, "2026-11-12T10:00:00.000Z", "Made the code B", opened="2026-11-12T09:00:00.000Z", coder="Ben"
        ),
        _step(1, "2025-11-12T10:00:00.000Z", "Added 2 texts", opened="2025-11-12T09:00:00.000Z"),
    ]
    rows = rows_of(steps, {"Anna": "A", "Ben": "BO"}, today)
    words = [row.text for row in rows]
    restart = datetime.fromisoformat("2026-11-21T08:00:00Z").astimezone()
    before = datetime.fromisoformat("2026-11-12T09:00:00Z").astimezone()
    assert words == [
        "Today",
        "Coded “a” with A",
        "Undid: deleted B",
        f"Restarted at {restart:%H:%M}",
        "12 November",
        "Made the code B",
        f"Restarted at {before:%H:%M}",
        "12 November 2025",
        "Added 2 texts",
    ]
    assert [row.text for row in rows if row.now] == ["Coded “a” with A"]
    assert [row.initials for row in rows if row.step] == ["A", "A", "BO", "A"]


@pytest.fixture
def busy(opened):
    for name in ("One", "Two", "Three"):
        opened.session.do(codebook.add_code, name)
    opened.toggle_history()
    return opened


def _labels(window):
    model = window.history.model
    return [model.at(row).text for row in range(model.rowCount()) if model.at(row).step]


def _names(window):
    with window.session.read() as conn:
        return [code.name for code in codes.list_(conn)]


def _choose(window, text):
    model = window.history.model
    row = next(row for row in range(model.rowCount()) if model.at(row).text == text)
    window.history.list.setCurrentIndex(model.index(row, 0))


def test_what_was_done_is_listed_newest_first(busy):
    assert _labels(busy) == ["Made the code Three", "Made the code Two", "Made the code One"]
    assert busy.rail.items["railHistory"].isChecked()
    assert busy.history.undo.isEnabled()
    assert not busy.history.go_back.isEnabled()


def test_undo_from_the_panel_shows_at_once(busy):
    busy.history.undo.click()
    assert _labels(busy)[0] == "Undid: made the code Three"
    assert _names(busy) == ["One", "Two"]


def test_going_back_lists_what_would_be_undone_first(busy):
    _choose(busy, "Made the code One")
    busy.history.go_back.click()
    dialog = next(d for d in busy.findChildren(Dialog) if d.is_open)
    assert dialog.title.text() == "Undo 2 steps?"
    assert _names(busy) == ["One", "Two", "Three"]
    dialog.reject()
    assert _names(busy) == ["One", "Two", "Three"]
    _choose(busy, "Made the code One")
    busy.history.go_back.click()
    next(d for d in busy.findChildren(Dialog) if d.is_open).accept()
    assert _names(busy) == ["One"]


def test_nothing_done_is_said(opened):
    opened.toggle_history()
    assert opened.history.nothing.isVisible()
    assert not opened.history.undo.isEnabled()
    assert opened.history.undo.toolTip() == "Nothing to undo."


def test_one_coder_can_be_looked_at(busy):
    busy.settings.set(coder_name="Ben", coder_initials="B")
    busy.session.do(codebook.add_code, "Four")
    busy.toggle_history()
    busy.toggle_history()
    busy.history._choose_coder("Ben")
    assert _labels(busy) == ["Made the code Four"]
    busy.history._choose_coder(None)
    assert len(_labels(busy)) == 4


def test_escape_and_closing_the_project_put_it_away(busy):
    assert busy.escape()
    assert not busy.history_is_open()
    busy.toggle_history()
    busy.projects.close()
    assert not busy.history_is_open()


def test_tab_stays_in_the_panel(qtbot, busy):
    busy.activateWindow()
    qtbot.waitUntil(busy.history.list.hasFocus)
    for _ in range(7):
        qtbot.keyClick(busy.focusWidget(), Qt.Key.Key_Tab)
        assert busy.history.isAncestorOf(busy.focusWidget())


def test_the_list_has_the_focus_after_going_back(qtbot, busy):
    _choose(busy, "Made the code One")
    busy.history.go_back.setFocus()
    busy.history.go_back.click()
    next(d for d in busy.findChildren(Dialog) if d.is_open).accept()
    assert busy.focusWidget() is busy.history.list
