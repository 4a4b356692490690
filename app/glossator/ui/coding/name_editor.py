"""The line in which a row's name is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QLineEdit, QWidget

if TYPE_CHECKING:
    from glossator.ui.theme import Theme


class NameEditor(QLineEdit):
    """Keeps every key to itself, so that no command acts while a name is written."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        t = theme.tokens
        self.setFrame(False)
        self.setFont(theme.font())
        self.setStyleSheet(
            f"QLineEdit {{ background: {t.field.name()}; border: 2px solid {t.accent.name()}; border-radius: 5px;"
            f" padding: 0 3px; color: {t.text.name()}; selection-background-color: {t.sel.name()};"
            f" selection-color: {t.text.name()}; }}"
        )

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)
