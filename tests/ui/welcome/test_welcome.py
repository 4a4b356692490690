"""The welcome page and the first run."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from glossator.ui.settings import Recent
from glossator.ui.welcome.first_run import FirstRunPage
from glossator.ui.welcome.recent import plural, row_of, when, where
from glossator.ui.widgets.buttons import Button
from glossator.ui.widgets.focus import FocusRing
from glossator.ui.window import Window
from glossator_db.project import Project

NOW = datetime(2026, 11, 21, 15, 0)


@pytest.mark.parametrize(
    ("opened", "said"),
    [
        ("2026-11-21T14:03:00", "Today, 14:03"),
        ("2026-11-20T18:40:00", "Yesterday, 18:40"),
        ("2026-11-03T09:00:00", "3 November"),
        ("2025-09-02T09:00:00", "2 September 2025"),
        ("", ""),
    ],
)
def test_times_are_said_in_words(opened, said):
    assert when(opened, NOW) == said


def test_folders_are_said_from_home_on():
    home = Path("/home/anna")
    assert where(home / "Documents" / "Studies" / "a.gloss", home) == "Documents › Studies"
    assert where(home / "a.gloss", home) == "Home folder"
    assert where(Path("/media/disk/a.gloss"), home) == "media › disk"


def test_sizes_agree_with_their_nouns(tmp_path):
    assert plural(1, "coder") == "1 coder"
    assert plural(1200, "text") == "1,200 texts"
    (tmp_path / "a.gloss").touch()
    row = row_of(Recent(str(tmp_path / "a.gloss"), "2026-11-21T14:03:00", 5, 19, 1), NOW)
    assert row.size == "5 texts, 19 codes, 1 coder"
    assert not row.missing
    assert row_of(Recent("/nowhere/b.gloss", ""), NOW).missing


@pytest.fixture
def listed(window, tmp_path):
    Project.create(tmp_path / "There.gloss").close()
    there = Recent(str(tmp_path / "There.gloss"), "2026-11-21T14:03:00", 1, 2, 1)
    gone = Recent(str(tmp_path / "Gone.gloss"), "2026-09-02T09:00:00", 6, 11, 12)
    window.settings.set(recent=(there, gone))
    return window


def _names(window):
    model = window.welcome.model
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def test_projects_are_listed_filtered_and_opened_by_key(qtbot, listed):
    assert _names(listed) == ["There", "Gone"]
    qtbot.keyClicks(listed.welcome.filter, "the")
    assert _names(listed) == ["There"]
    qtbot.keyClicks(listed.welcome.filter, "x")
    assert listed.welcome.nothing.text() == "No project contains “thex”."
    qtbot.keyClick(listed.welcome.filter, Qt.Key.Key_Escape)
    assert _names(listed) == ["There", "Gone"]
    qtbot.keyClick(listed.welcome.list, Qt.Key.Key_Return)
    assert listed.session.project.name == "There"


def test_a_missing_project_can_be_removed_or_located(qtbot, listed, tmp_path):
    model, view = listed.welcome.model, listed.welcome.list
    buttons = view.indexWidget(model.index(1, 0)).findChildren(Button)
    assert [button.text() for button in buttons] == ["Locate…", "Remove"]
    Project.create(tmp_path / "Moved.gloss").close()
    buttons[0].click()
    dialog = listed.findChild(QFileDialog)
    dialog.selectFile(str(tmp_path / "Moved.gloss"))
    dialog.accept()
    assert listed.session.project.name == "Moved"
    assert [Path(row.path).stem for row in listed.settings.value.recent] == ["Moved", "There"]


def test_remove_takes_it_from_the_list_only(qtbot, listed, tmp_path):
    qtbot.keyClick(listed.welcome.list, Qt.Key.Key_Delete)
    assert _names(listed) == ["Gone"]
    assert (tmp_path / "There.gloss").is_file()


def test_a_row_says_all_to_a_screen_reader(listed):
    role = Qt.ItemDataRole.AccessibleTextRole
    model = listed.welcome.model
    assert model.index(0, 0).data(role).startswith("There, ")
    assert model.index(1, 0).data(role).endswith("6 texts, 11 codes, 12 coders, not found")


def test_no_projects_is_said(window):
    assert window.welcome.nothing.text() == "No projects yet."
    assert window.welcome.list.isHidden()


def test_a_click_on_new_project_asks_where(qtbot, window):
    qtbot.mouseClick(window.welcome.cards[0], Qt.MouseButton.LeftButton)
    dialog = window.findChild(QFileDialog)
    assert dialog is not None
    dialog.reject()


def test_the_first_run_asks_for_a_name_and_keeps_it(qtbot, theme, settings):
    settings.set(coder_name="", coder_initials="")
    page = FirstRunPage(theme, settings)
    qtbot.addWidget(page)
    with qtbot.assertNotEmitted(page.new_wanted):
        page._new.click()
    assert page._name_box._sentence.text() == "A name is needed: codings carry it."
    qtbot.keyClicks(page.name, "zoe")
    assert page.initials.text() == "Z"
    with qtbot.waitSignal(page.new_wanted):
        page._new.click()
    assert (settings.value.coder_name, settings.value.coder_initials) == ("zoe", "Z")


def test_initials_given_by_hand_stay(qtbot, theme, settings):
    page = FirstRunPage(theme, settings)
    qtbot.addWidget(page)
    page.name.clear()
    page.initials.clear()
    qtbot.keyClicks(page.initials, "ZM")
    qtbot.keyClicks(page.name, "Anna")
    with qtbot.waitSignal(page.sample_wanted):
        qtbot.keyClick(page.name, Qt.Key.Key_Return)
    assert settings.value.coder_initials == "ZM"


def test_the_appearance_applies_at_once(qtbot, window):
    page = FirstRunPage(window.theme, window.settings)
    qtbot.addWidget(page)
    page.show()
    page.appearance.setFocus()
    qtbot.keyClick(page.appearance, Qt.Key.Key_Right)
    assert page.appearance.value == "dark"
    assert window.theme.dark


@pytest.fixture
def first_run(qtbot, theme, settings):
    settings.set(coder_name="", coder_initials="")
    window = Window(theme, settings)
    window.start()
    window.show()
    qtbot.waitExposed(window)
    yield window
    window.close()
    window.deleteLater()


@pytest.mark.parametrize("action", ["file.new", "file.open", "file.sample"])
def test_no_key_gets_round_the_question_for_a_name(first_run, action):
    first_run.action(action).trigger()
    page = first_run.root.currentWidget()
    assert isinstance(page, FirstRunPage)
    assert page._name_box._sentence.text() == "A name is needed: codings carry it."
    assert first_run.findChild(QFileDialog) is None
    assert not first_run.session.is_open


def test_a_key_keeps_the_name_that_is_there(qtbot, first_run):
    qtbot.keyClicks(first_run.root.currentWidget().name, "Zoe")
    first_run.action("file.new").trigger()
    assert first_run.settings.value.coder_name == "Zoe"
    assert first_run.root.currentWidget() is first_run.welcome
    first_run.findChild(QFileDialog).reject()


def test_a_name_given_in_the_settings_is_shown(first_run):
    page = first_run.root.currentWidget()
    first_run.settings.set(coder_name="Zoe", coder_initials="Z")
    assert (page.name.text(), page.initials.text()) == ("Zoe", "Z")
    page.name.setText("Zora")
    first_run.settings.set(appearance="dark")
    assert page.name.text() == "Zora"


def test_after_the_sample_a_name_is_asked_for(qtbot, window, settings, home):
    settings.set(coder_name="", coder_initials="")
    window.start(sample=True)
    qtbot.waitUntil(lambda: window.session.is_open)
    window.action("file.new").trigger()
    assert not window.session.is_open
    assert isinstance(window.root.currentWidget(), FirstRunPage)


def test_the_ring_of_the_first_run_is_not_cut_off(qtbot, first_run):
    page = first_run.root.currentWidget()
    qtbot.keyClick(page.name, Qt.Key.Key_Tab)
    page.main.setFocus(Qt.FocusReason.TabFocusReason)
    ring = next(ring for ring in page.findChildren(FocusRing) if ring.isVisible())
    assert ring.parentWidget().rect().contains(ring.geometry())
