"""Gestures of hand and keyboard upon a pane."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

NONE = Qt.KeyboardModifier.NoModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier
LEFT = Qt.MouseButton.LeftButton


def at(pane, pos: int) -> QPoint:
    """Return a point just right of the left edge of the character at *pos*."""
    rect = pane.page.caret_rect(pos)
    return QPoint(rect.left() + 3, rect.center().y())


def before(pane, pos: int) -> QPoint:
    """Return a point just left of the place before *pos*."""
    rect = pane.page.caret_rect(pos)
    return QPoint(rect.left() - 1, rect.center().y())


def click(pane, point: QPoint, modifiers=NONE) -> None:
    """Click, later than any double click would come."""
    QTest.mouseClick(pane.viewport(), LEFT, modifiers, point, 600)


def drag(pane, start: QPoint, end: QPoint, modifiers=NONE) -> None:
    """Press at one point, go to another, release."""
    view = pane.viewport()
    QTest.mousePress(view, LEFT, modifiers, start, 600)
    move(pane, start + (end - start) / 2, modifiers)
    move(pane, end, modifiers)
    QTest.mouseRelease(view, LEFT, modifiers, end)


def move(pane, point: QPoint, modifiers=NONE, buttons=LEFT) -> None:
    """Move the pointer, with the left button down."""
    from PySide6.QtCore import QEvent, QPointF
    from PySide6.QtGui import QMouseEvent
    from PySide6.QtWidgets import QApplication

    place = QPointF(point)
    event = QMouseEvent(
        QEvent.Type.MouseMove, place, pane.viewport().mapToGlobal(place), LEFT, buttons, modifiers
    )
    QApplication.sendEvent(pane.viewport(), event)


def double(pane, point: QPoint) -> None:
    """Press and release twice, the second time as a double click."""
    QTest.mouseClick(pane.viewport(), LEFT, NONE, point, 600)
    QTest.mouseDClick(pane.viewport(), LEFT, NONE, point)


def key(pane, pressed: Qt.Key, modifiers=NONE) -> None:
    """Press a key."""
    QTest.keyClick(pane, pressed, modifiers)
