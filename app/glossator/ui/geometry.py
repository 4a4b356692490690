"""Where the window was: kept, and brought back on to a screen that is there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QRect, QSize
from PySide6.QtGui import QGuiApplication

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

_VISIBLE = 100
"""so much of the window must lie on a screen for its place to be kept"""


def kept(window: QWidget) -> str:
    """Return the window's geometry as text."""
    return window.saveGeometry().toBase64().toStdString()


def restore(window: QWidget, geometry: str, first: QSize) -> None:
    """Put the window where *geometry* says, or in the middle of the screen in the size *first*."""
    if not geometry or not window.restoreGeometry(QByteArray.fromBase64(geometry.encode())):
        window.resize(first)
        _centre(window)
    elif not _can_be_seen(window.geometry()):
        _centre(window)


def _can_be_seen(area: QRect) -> bool:
    for screen in QGuiApplication.screens():
        common = screen.availableGeometry().intersected(area)
        if (
            common.width() >= _VISIBLE
            and common.height() >= _VISIBLE
            and common.top() <= area.top() + _VISIBLE
        ):
            return True
    return False


def _centre(window: QWidget) -> None:
    area = QGuiApplication.primaryScreen().availableGeometry()
    size = window.size().boundedTo(area.size()).expandedTo(window.minimumSize())
    place = QRect(area.topLeft(), size)
    place.moveCenter(area.center())
    window.setGeometry(place)
