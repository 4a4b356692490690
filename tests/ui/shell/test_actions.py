"""The table of actions makes menus, keys and the palette."""

from __future__ import annotations

from collections import Counter

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QMainWindow, QWidget

from glossator.ui import keys
from glossator.ui.actions import EVERYWHERE, Action, ActionTable, install


class _Page(QWidget):
    def __init__(self, parent):
        super().__init__(parent)
        self.setObjectName("pagePane")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.field = QLineEdit(self)
        self.ran = []
        self.able = True


@pytest.fixture
def page(qtbot):
    window = QMainWindow()
    page = _Page(window)
    window.setCentralWidget(page)
    qtbot.addWidget(window)
    window.show()
    qtbot.waitExposed(window)
    window.activateWindow()
    page.setFocus()
    yield page
    window.close()


ACTIONS = (
    Action("a.letter", "Letter", lambda p: p.ran.append("letter"), "Code", ("J",), "pagePane"),
    Action("a.everywhere", "Everywhere", lambda p: p.ran.append("everywhere"), "Go", ("Ctrl+9",)),
    Action("a.able", "Able", lambda p: p.ran.append("able"), "Code", ("Ctrl+8",), enabled=lambda p: p.able),
    Action("file.quit", "Quit", lambda p: p.ran.append("quit"), "File"),
)


def test_a_key_runs_the_action_with_its_owner(qtbot, page):
    install(page.window(), page, ACTIONS)
    qtbot.keyClick(page, Qt.Key.Key_J)
    qtbot.keyClick(page, Qt.Key.Key_9, Qt.KeyboardModifier.ControlModifier)
    assert page.ran == ["letter", "everywhere"]


def test_a_single_letter_types_in_a_field(qtbot, page):
    install(page.window(), page, ACTIONS)
    page.field.setFocus()
    qtbot.keyClick(page.field, Qt.Key.Key_J)
    assert page.field.text() == "j"
    assert page.ran == []


def test_single_letters_can_be_switched_off_and_keys_changed(qtbot, page):
    install(page.window(), page, ACTIONS)
    table = ActionTable.of(page.window())
    table.set_keys({"a.everywhere": ("Ctrl+7",)}, single_letters=False)
    qtbot.keyClick(page, Qt.Key.Key_J)
    qtbot.keyClick(page, Qt.Key.Key_9, Qt.KeyboardModifier.ControlModifier)
    assert page.ran == []
    qtbot.keyClick(page, Qt.Key.Key_7, Qt.KeyboardModifier.ControlModifier)
    assert page.ran == ["everywhere"]


def test_what_makes_no_sense_now_does_not_run_and_is_grey_in_its_menu(qtbot, page):
    made = install(page.window(), page, ACTIONS)
    page.able = False
    made["a.able"].trigger()
    assert page.ran == []
    menu = ActionTable.of(page.window()).menu("Code")
    menu.aboutToShow.emit()
    assert not made["a.able"].isEnabled()
    menu.aboutToHide.emit()
    page.able = True
    qtbot.keyClick(page, Qt.Key.Key_8, Qt.KeyboardModifier.ControlModifier)
    assert page.ran == ["able"]


def test_ids_are_unique_and_scopes_must_exist(page):
    install(page.window(), page, ACTIONS)
    with pytest.raises(ValueError, match="twice"):
        install(page.window(), page, ACTIONS[:1])
    with pytest.raises(ValueError, match="nowhere"):
        install(page.window(), page, (Action("a.lost", "Lost", lambda p: None, "", (), "nowhere"),))


def test_quit_stays_last(page):
    install(page.window(), page, ACTIONS)
    install(page.window(), page, (Action("b.add", "Add texts…", lambda p: None, "File"),))
    names = [item.objectName() for item in ActionTable.of(page.window()).menu("File").actions()]
    assert names[-1] == "file.quit"
    assert "b.add" in names


def test_removing_an_owner_takes_its_actions(page):
    install(page.window(), page, ACTIONS)
    table = ActionTable.of(page.window())
    table.remove(page)
    assert list(table) == []


def test_no_key_means_two_things_in_one_scope(opened):
    for name in ("codePage", "entitiesPage", "explorePage"):
        opened.show_workspace(name)
    seen = Counter()
    for entry in opened.table:
        for key in opened.table.keys_of(entry.action):
            seen[(entry.action.scope, key)] += 1
    assert [pair for pair, times in seen.items() if times > 1] == []
    everywhere = {key for scope, key in seen if scope == EVERYWHERE}
    assert [pair for pair in seen if pair[0] != EVERYWHERE and pair[1] in everywhere] == []


def test_every_action_says_where_it_is(opened):
    for entry in opened.table:
        assert entry.place, entry.action.id
        assert entry.item.objectName() == entry.action.id


@pytest.mark.parametrize(
    ("key", "printed", "spoken"),
    [
        ("Ctrl+Shift+F", "Ctrl ⇧ F", "Ctrl Shift F"),
        ("Return", "↵", "Return"),
        ("Ctrl++", "Ctrl +", "Ctrl +"),
        ("Ctrl+=", "Ctrl =", "Ctrl ="),
        ("Alt+Left", "Alt ←", "Alt Left"),
        ("/", "/", "/"),
    ],
)
def test_keys_are_printed_and_spoken(key, printed, spoken):
    assert keys.cap(key, mac=False) == printed
    assert keys.spoken(key) == spoken


def test_the_mac_has_its_own_keys():
    assert keys.native(("Ctrl+Y", "F3", "Ctrl+N"), mac=True) == ("Ctrl+G", "Ctrl+N")
    assert keys.cap("Ctrl+Alt+Down", mac=True) == "⌘ ⌥ ↓"
    assert keys.native(("Ctrl+Y",), mac=False) == ("Ctrl+Y",)


@pytest.mark.parametrize(
    ("key", "single"), [("J", True), ("Shift+J", True), ("Space", True), ("Ctrl+J", False), ("F2", False)]
)
def test_single_letters_are_known(key, single):
    assert keys.is_single(key) is single
