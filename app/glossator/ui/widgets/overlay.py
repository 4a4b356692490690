"""What floats over the window: the shadow, and the ground of popups and dialogs.

Popups and dialogs are children of the window, not windows of their own: round corners, shadow and scrim then
need no compositor, and nothing is ever left behind on the screen.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QApplication, QWidget

if TYPE_CHECKING:
    from glossator.ui.theme import Theme

SHADOW = 14
"""how far a shadow reaches, and 4 more below"""
_DROP = 4


def app() -> QApplication:
    """Return the application."""
    found = QApplication.instance()
    assert isinstance(found, QApplication)
    return found


def draw_floating(painter: QPainter, rect: QRectF, theme: Theme, radius: float) -> None:
    """Paint the page with a hairline in line2 and its shadow (0 4 14) under it; *rect* is the page."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    strength = 0.60 if theme.dark else 0.18
    for reach in range(SHADOW, 0, -1):
        share = (1 - reach / SHADOW) ** 1.2
        painter.setBrush(QColor(0, 0, 0, round(255 * strength * share * 0.16)))
        grown = rect.translated(0, _DROP).adjusted(-reach, -reach, reach, reach)
        painter.drawRoundedRect(grown, radius + reach, radius + reach)
    painter.setPen(QPen(theme.tokens.line2, 1))
    painter.setBrush(theme.tokens.page)
    painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
    painter.restore()


def next_stop(root: QWidget, forward: bool) -> bool:
    """Move the focus to the next thing inside *root*, in reading order and round; for ``focusNextPrevChild``."""

    def place(child: QWidget) -> tuple[int, int]:
        corner = child.mapTo(root, QPoint(0, 0))
        return corner.y(), corner.x()

    stops = [
        child
        for child in root.findChildren(QWidget)
        if child.isVisible() and child.isEnabled() and child.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]
    stops.sort(key=place)
    if stops:
        now = QApplication.focusWidget()
        at = stops.index(now) if now in stops else (-1 if forward else 0)
        reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
        stops[(at + (1 if forward else -1)) % len(stops)].setFocus(reason)
    return True


def focus_in(window: QWidget) -> QWidget | None:
    """Return what has the focus in *window*, or will have it when a file dialog before it has gone."""
    focus = QApplication.focusWidget()
    return focus if focus is not None and focus.window() is window else window.focusWidget()


def give_focus_back(widget: QWidget | None) -> None:
    """Focus *widget* again, if it is still there to be focused."""
    if widget is not None and widget in QApplication.allWidgets() and widget.isVisible():
        widget.setFocus(Qt.FocusReason.PopupFocusReason)


def lies_under(widget: QWidget, overlay: QWidget) -> bool:
    """Say whether *widget* is in a part of the window that *overlay* covers: what was raised later lies above."""
    window, layer = overlay.window(), widget
    while (above := layer.parentWidget()) is not None and above is not window:
        layer = above
    layers = window.children()
    return layer in layers and layers.index(layer) < layers.index(overlay)
