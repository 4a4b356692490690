"""Whoever uses no mouse, or no screen: every control is reached by key and says what it is."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QMenu, QScrollBar, QWidget

from stories.person import Person

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from glossator.ui.actions import Entry

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
WITHOUT_MENU = {
    "help.menu",  # opens them
    *(f"entities.sort_{column}" for column in ("name", "kind", "mentions", "texts", "also", "decision")),
}  # fmt: skip
"""found in the command palette alone"""


@pytest.fixture
def person(qtbot: QtBot, qapp: QApplication, home: Path) -> Iterator[Person]:
    """Somebody at the first run."""
    person = Person(qtbot, qapp, home / "settings.ini")
    person.start()
    yield person
    person.leave()


@pytest.fixture
def coder(person: Person) -> Person:
    """Somebody with two texts, two codes and three codings."""
    person.begin_project()
    person.bring_texts()
    person.code_ward()
    return person


def stops(person: Person) -> set[QWidget]:
    """Return what can have the focus and is to be seen."""
    return {
        widget
        for widget in person.window.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.focusProxy() is None
        and widget.isVisible()
        and widget.isEnabled()
        and not isinstance(widget, QScrollBar)
    }


def reached(person: Person, *keys: str) -> set[QWidget]:
    """Return where *keys*, each pressed again and again, lead."""
    found: set[QWidget] = set()
    for key in keys:
        for _ in range(60):
            person.press(key)
            found.add(person.focus)
    return found


def spoken(widget: QWidget) -> str:
    """Return what a screen reader calls *widget*."""
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)


def named(widgets: set[QWidget]) -> set[str]:
    return {f"{type(widget).__name__} {widget.objectName()} “{spoken(widget)}”" for widget in widgets}


def check(person: Person, within: QWidget | None = None) -> None:
    """See that all in the window, or in the panel that lies over it and keeps Tab inside, is named and reached."""
    shown = {widget for widget in stops(person) if within is None or within.isAncestorOf(widget)}
    assert len(shown) >= 4
    assert named({widget for widget in shown if not spoken(widget).strip("…").strip()}) == set()
    assert named(shown - reached(person, "Tab", "F6")) == set()


def test_the_first_run_and_an_empty_project(person: Person) -> None:
    check(person)
    person.begin_project()
    check(person)


def test_the_workspaces_the_history_and_the_welcome_page(coder: Person) -> None:
    check(coder)
    coder.press("Ctrl+Shift+H")
    check(coder, within=coder.window.history)
    coder.press("Esc", "Ctrl+6")
    coder.wait(coder.window.current_page().has_figures)
    check(coder)
    coder.press("Ctrl+3")
    coder.window.current_page().find_now()
    coder.wait(coder.window.current_page().has_rows)
    check(coder)
    coder.press("Ctrl+W")
    check(coder)


def test_dialogs_and_popups_hold_the_focus_and_give_it_back(coder: Person) -> None:
    for key in ("Ctrl+,", "F1", "Ctrl+E", "Ctrl+Shift+P", "Return", "M", "F"):
        assert coder.where == "readingPane", key
        coder.press(key)
        inside = coder.focus
        assert inside is not coder.page.pane, key
        assert spoken(inside), key
        for stop in reached(coder, "Tab") if key != "Return" else ():
            assert stop is not coder.page.pane, key
            assert not coder.window.rail.isAncestorOf(stop), key
        coder.press("Esc")


def in_menus(person: Person) -> set[str]:
    """Return the ids of the actions in the menus of the bar, and in those inside them."""
    menus = person.window.menuBar().findChildren(QMenu)
    return {item.objectName() for menu in menus for item in menu.actions() if item.objectName()}


def test_every_action_has_a_name_an_id_a_menu_and_is_in_the_palette(coder: Person) -> None:
    coder.press("Ctrl+3", "Ctrl+6", "Ctrl+1")
    entries = list(coder.window.table)
    assert len(entries) > 80
    for entry in entries:
        assert entry.item.text().strip(), entry.action.id
        assert entry.item.objectName() == entry.action.id
    assert {entry.action.id for entry in entries} - in_menus(coder) - WITHOUT_MENU == set()
    coder.press("Ctrl+Shift+P")
    model = coder.window.commands.model
    listed = {model.at(row).entry.action.id for row in range(model.rowCount())}
    assert listed == {entry.action.id for entry in entries}


def test_no_key_means_two_things_where_scopes_lie_in_one_another(coder: Person) -> None:
    coder.press("Ctrl+3", "Ctrl+6", "Ctrl+1")

    def holder(entry: Entry) -> QWidget:
        (found,) = [thing for thing in entry.item.associatedObjects() if not isinstance(thing, QMenu)]
        return found

    kept = [(entry, holder(entry), coder.window.table.keys_of(entry.action)) for entry in coder.window.table]
    clashes = [
        (one.action.id, other.action.id, sorted(set(keys) & set(others)))
        for (one, here, keys), (other, there, others) in combinations(kept, 2)
        if set(keys) & set(others) and (here is there or here.isAncestorOf(there) or there.isAncestorOf(here))
    ]
    assert clashes == []
