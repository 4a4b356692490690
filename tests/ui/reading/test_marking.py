"""Marking passages with mouse and keyboard."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from .conftest import TEXT, extent


def point(pane, pos: int) -> QPoint:
    """Return the middle of the left edge of the character at *pos*."""
    rect = pane.page.caret_rect(pos)
    return rect.center() + QPoint(2, 0)


def drag(pane, start: QPoint, end: QPoint, modifiers=Qt.KeyboardModifier.NoModifier) -> None:
    view = pane.viewport()
    QTest.mousePress(view, Qt.MouseButton.LeftButton, modifiers, start)
    QTest.mouseMove(view, (start + end) / 2)
    QTest.mouseMove(view, end)
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, modifiers, end)


def test_drag_marks_characters(pane):
    words = extent(TEXT, "ferry leaves")
    drag(pane, point(pane, words.start), point(pane, words.end))
    assert pane.selection == words
