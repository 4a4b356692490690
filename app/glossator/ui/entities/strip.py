"""The strip under the head: how far the search is, that it failed, or that it has not been made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from glossator.ui.widgets.buttons import Button
from glossator.ui.widgets.labels import Ground, Hairline, Label
from glossator.ui.widgets.progress import ProgressLine

if TYPE_CHECKING:
    from glossator.ui.theme import Theme


class Strip(Ground):
    """One sentence, a bar while the search goes on, one button."""

    pressed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, "page", parent)
        px = theme.px
        self.label = Label(theme, token="sub", wrap=True)
        self.label.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._bar = ProgressLine(theme, "Looking for entities", height=6)
        self._bar.setFixedWidth(px(220))
        self.button = Button(theme, "Cancel", height=28)
        self.button.clicked.connect(self.pressed)
        row = QHBoxLayout()
        row.setContentsMargins(px(18), px(6), px(14), px(6))
        row.setSpacing(px(16))
        row.addWidget(self.label, 1)
        row.addWidget(self._bar)
        row.addWidget(self.button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        column.addWidget(Hairline(theme))
        self.hide()

    def show_progress(self, done: int, total: int) -> None:
        """Say how far the search is."""
        texts = f"{total:,} text{'' if total == 1 else 's'}"
        self._say(f"Looking for entities: {done:,} of {texts}" if total else "Looking for entities …", "sub")
        self._bar.set_progress(done, total)
        self._bar.show()
        self.button.setText("Cancel")

    def show_failure(self, sentence: str) -> None:
        """Say why the search ended."""
        self._say(f"{sentence} Your coding was not touched.", "bad")
        self._bar.hide()
        self.button.setText("Try again")

    def show_rest(self, unread: int, texts: int) -> None:
        """Say in how many texts nobody has looked."""
        self._say(f"Entities have not been looked for in {unread:,} of {texts:,} texts.", "sub")
        self._bar.hide()
        self.button.setText("Find now")

    def _say(self, sentence: str, token: str) -> None:
        self.label.setText(sentence)
        self.label.set_token(token)
        self.button.updateGeometry()
        self.show()
