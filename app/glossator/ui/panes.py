"""F6: from pane to pane, round the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from collections.abc import Sequence


def target_in(pane: QWidget) -> QWidget | None:
    """Return what takes the focus when *pane* is entered: what it names, itself, or the first in it that can."""
    if not pane.isVisible() or not pane.isEnabled():
        return None
    named = getattr(pane, "focus_first", None)
    if callable(named):
        found = named()
        assert isinstance(found, QWidget)
        return found
    if pane.focusPolicy() & Qt.FocusPolicy.TabFocus:
        return pane
    inside = pane.findChildren(QWidget)
    return next(
        (
            child
            for child in inside
            if child.isVisibleTo(pane) and child.focusPolicy() & Qt.FocusPolicy.TabFocus
        ),
        None,
    )


def focus_next_pane(panes: Sequence[QWidget], step: int) -> None:
    """Focus the pane *step* further on (1) or back (-1) from the one that has the focus."""
    stops = [(pane, target) for pane in panes if (target := target_in(pane)) is not None]
    if not stops:
        return
    focus = stops[0][1].window().focusWidget()
    inside = [
        at
        for at, (pane, _) in enumerate(stops)
        if focus is not None and (pane is focus or pane.isAncestorOf(focus))
    ]
    at = inside[-1] + step if inside else (0 if step > 0 else -1)
    stops[at % len(stops)][1].setFocus(Qt.FocusReason.ShortcutFocusReason)
