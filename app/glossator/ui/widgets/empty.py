"""The empty state: what is missing, one sentence, one or two buttons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from glossator.ui.widgets.buttons import Button
from glossator.ui.widgets.labels import Label

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from glossator.ui.theme import Theme


class EmptyState(QWidget):
    """Says what is missing and what can be done about it; ``centred`` on a page, else at the left of a panel."""

    def __init__(
        self,
        theme: Theme,
        title: str,
        sentence: str = "",
        buttons: Sequence[tuple[str, Callable[[], object]]] = (),
        *,
        centred: bool = False,
        primary: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        px = theme.px
        side = Qt.AlignmentFlag.AlignHCenter if centred else Qt.AlignmentFlag.AlignLeft
        column = QVBoxLayout(self)
        column.setContentsMargins(px(16), px(16), px(16), px(16))
        column.setSpacing(px(8))
        if centred:
            column.addStretch(1)
        self.title = Label(theme, title, weight=600, size=15 if centred else 13, wrap=True)
        self.sentence = Label(theme, sentence, token="sub", wrap=True)
        for label in (self.title, self.sentence):
            label.setAlignment(side)
            if not label.text():  # never shown here: without a parent it would be a window of its own
                label.hide()
            column.addWidget(label)
        row = QHBoxLayout()
        row.setSpacing(px(8))
        self.buttons = [
            Button(theme, word, "primary" if primary and at == 0 else "plain")
            for at, (word, _) in enumerate(buttons)
        ]
        for button, (_, act) in zip(self.buttons, buttons, strict=True):
            button.clicked.connect(lambda _=False, act=act: act())
            row.addWidget(button)
        if centred:
            row.insertStretch(0)
        row.addStretch(1)
        column.addSpacing(px(4))
        column.addLayout(row)
        column.addStretch(1)

    def set_text(self, title: str, sentence: str = "") -> None:
        """Say something else."""
        self.title.setText(title)
        self.sentence.setText(sentence)
        self.sentence.setVisible(bool(sentence))
