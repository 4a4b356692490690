"""A study by mouse: mark, click, drag, and take back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QDrag, QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QPushButton, QWidget

from glossator_db.records import Extent
from stories.person import NOBODY, SHORT, TARGETS, TOGETHER, Person

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
LEFT, RIGHT = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton
NONE = Qt.KeyboardModifier.NoModifier
NO_ACTION = Qt.DropAction.IgnoreAction


def in_window(widget: QWidget, place: QPoint) -> QPoint:
    """Return a place of *widget* as its window counts."""
    return widget.mapTo(widget.window(), place)


class Desktop:
    """Carries what is dragged to where the pointer goes, for a system without a desktop does not."""

    def __init__(self) -> None:
        self.under: QWidget | None = None
        self.place = QPoint()

    def aim(self, widget: QWidget, place: QPoint) -> None:
        """Say where the pointer will let go."""
        self.under, self.place = widget, place

    def carry(self, drag: QDrag, actions: Qt.DropAction, first: Qt.DropAction = NO_ACTION) -> Qt.DropAction:
        """Do what `QDrag.exec` does: enter, move, drop."""
        mime, place, under = drag.mimeData(), self.place, self.under
        assert under is not None
        assert under.acceptDrops()
        move = QDragMoveEvent(place, actions, mime, LEFT, NONE)
        for event in (QDragEnterEvent(place, actions, mime, LEFT, NONE), move):
            QApplication.sendEvent(under, event)
        if not move.isAccepted():
            return NO_ACTION
        drop = QDropEvent(place.toPointF(), actions, mime, LEFT, NONE)
        QApplication.sendEvent(under, drop)
        return drop.dropAction()


class Hand(Person):
    """Points at things."""

    desktop = Desktop()

    def press_at(self, widget: QWidget, place: QPoint, button: Qt.MouseButton = LEFT) -> None:
        """Click at a place of *widget*, later than any double click would come."""
        QTest.mouseClick(widget.window().windowHandle(), button, NONE, in_window(widget, place), 600)

    def click(self, widget: QWidget) -> None:
        """Click in the middle of *widget*."""
        self.press_at(widget, widget.rect().center())

    def drag(self, widget: QWidget, start: QPoint, target: QWidget, end: QPoint) -> None:
        """Press at one place, go to another in steps, let go."""
        self.desktop.aim(target, end)
        window, begin, stop = widget.window().windowHandle(), in_window(widget, start), in_window(target, end)
        QTest.mousePress(window, LEFT, NONE, begin, 600)
        for step in range(1, 5):
            QTest.mouseMove(window, begin + (stop - begin) * step / 4)
        QTest.mouseRelease(window, LEFT, NONE, stop)

    @property
    def paper(self):
        return self.page.pane.viewport()

    def at(self, words: str, part: float = 0.5) -> QPoint:
        """Return a place on *words* of the text: at their middle, or so far along them."""
        start = self.page.mirror.text.index(words)
        character = min(start + round(part * len(words)), start + len(words) - 1)
        rect = self.page.pane.rect_of(Extent(character, character + 1))
        return QPoint(rect.right() if part == 1 else rect.left() + 1, rect.center().y())

    def row(self, name: str) -> QPoint:
        """Return the middle of the row of a code."""
        tree = self.page.codes.tree
        return tree.visualRect(self.page.codes.model.index_of(self.codes()[name].id)).center()

    def mark(self, words: str) -> None:
        """Drag over *words*."""
        self.drag(self.paper, self.at(words, 0), self.paper, self.at(words, 1))

    def choose(self, text: str) -> None:
        """Click the line of the open menu that begins with *text*."""
        self.wait(lambda: bool(self._menus()))
        (menu,) = self._menus()
        (line,) = [line for line in menu.actions() if line.text().startswith(text)]
        self.press_at(menu, menu.actionGeometry(line).center())

    def _menus(self) -> list[QMenu]:
        return [menu for menu in self.window.findChildren(QMenu) if menu.isVisible()]


@pytest.fixture
def hand(qtbot: QtBot, qapp: QApplication, home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Hand]:
    """Somebody who has coded three sentences of the second text with two codes."""
    monkeypatch.setattr(QDrag, "exec", lambda drag, *actions: Hand.desktop.carry(drag, *actions))
    hand = Hand(qtbot, qapp, home / "settings.ini")
    hand.start()
    hand.begin_project()
    hand.bring_texts()
    hand.code_ward()
    yield hand
    hand.leave()


def test_what_is_marked_is_coded_by_a_click_on_a_code(hand: Hand) -> None:
    hand.mark("Department of Health")
    assert hand.marked == "Department of Health"
    hand.press_at(hand.page.codes.tree.viewport(), hand.row("Targets"))
    assert hand.coded()[-1] == ("Department of Health", "Targets")
    assert (hand.where, hand.marked) == ("readingPane", "Department of Health")


def test_a_click_on_a_text_and_a_workspace_opens_them(hand: Hand) -> None:
    texts = hand.page.documents.list
    hand.press_at(texts.viewport(), texts.visualRect(texts.model().index(0, 0)).center())
    assert hand.text == "Clinic"
    hand.click(hand.window.rail.items["railExplore"])
    assert hand.window.current_page().objectName() == "explorePage"


def test_a_code_is_dragged_on_a_sentence(hand: Hand) -> None:
    hand.press("Esc")
    hand.drag(hand.page.codes.tree.viewport(), hand.row("Targets"), hand.paper, hand.at(NOBODY))
    assert hand.coded()[-1] == (NOBODY, "Targets")


def test_a_passage_is_dragged_on_a_code(hand: Hand) -> None:
    hand.mark("Department of Health")
    tree = hand.page.codes.tree.viewport()
    hand.drag(hand.paper, hand.at("Department of Health"), tree, hand.row("Targets"))
    assert hand.coded()[-1] == ("Department of Health", "Targets")


def test_a_code_is_dragged_under_another(hand: Hand) -> None:
    tree = hand.page.codes.tree.viewport()
    hand.drag(tree, hand.row("Targets"), tree, hand.row("Staffing"))
    assert hand.outline() == [("Staffing", ""), ("Targets", "Staffing")]


def test_a_coding_is_clicked_and_its_end_dragged(hand: Hand) -> None:
    hand.press_at(hand.paper, hand.at(TARGETS))
    assert hand.active == (TARGETS, "Targets")
    end = hand.at(TARGETS, 1)
    hand.drag(hand.paper, end, hand.paper, hand.at("Managers send targets", 1))
    assert hand.active == ("Managers send targets", "Targets")


def test_brackets_are_clicked(hand: Hand) -> None:
    pane, y = hand.page.pane, hand.at(TOGETHER).y()
    targets = {x: pane.margin_target(QPoint(x, y)) for x in range(pane.viewport().width())}
    brackets = {
        target.ids: x
        for x, target in targets.items()
        if target and target.kind in ("bracket", "start", "end")
    }
    assert brackets
    seen = []
    for x in brackets.values():
        hand.press_at(hand.paper, QPoint(x, y))
        seen.append(hand.active)
    assert len(set(seen)) == len(brackets)
    assert (TOGETHER, "Staffing") in seen


def test_the_menu_of_a_coding_removes_it(hand: Hand) -> None:
    hand.press_at(hand.paper, hand.at(TARGETS), RIGHT)
    hand.choose("Remove the coding")
    assert hand.coded() == [(SHORT, "Staffing"), (TOGETHER, "Staffing")]


def test_a_deleted_code_is_brought_back_from_the_message(hand: Hand) -> None:
    before = (hand.outline(), hand.codings())
    hand.press_at(hand.page.codes.tree.viewport(), hand.row("Staffing"), RIGHT)
    hand.choose("Delete the code")
    assert hand.outline() == [("Targets", "")]
    assert hand.window.message_bar.message.text == "Code “Staffing” deleted, 2 codings."
    (undo,) = [
        button for button in hand.window.message_bar.findChildren(QPushButton) if button.text() == "Undo"
    ]
    hand.click(undo)
    assert (hand.outline(), hand.codings()) == before
