"""What is known about the current text; its memo is written in place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from glossator.ui.coding import paint
from glossator.ui.coding.fields import FieldRow
from glossator.ui.widgets.buttons import IconButton

if TYPE_CHECKING:
    from glossator.ui.theme import Theme
    from glossator_db.records import Document

_HEIGHT = 172
_QUIET_ENCODINGS = {"", "utf-8", "ascii", "utf-8-sig"}


class AboutText(QWidget):
    """The foot of the documents panel."""

    memo_written = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setObjectName("documentInfo")
        self.setAccessibleName("About this text")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumHeight(theme.px(_HEIGHT))
        self._pencil = IconButton(theme, "pencil", "Write the memo", size=24, icon_size=16, parent=self)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(16), theme.px(37), theme.px(16), theme.px(10))
        column.setSpacing(theme.px(4))
        self._rows = {
            name: FieldRow(
                theme,
                label,
                label_width=62,
                pitch=18,
                lines=2 if name == "memo" else 1,
                writable=name == "memo",
                hint="Add a memo",
            )
            for name, label in (
                ("source", "Source"),
                ("words", "Words"),
                ("encoding", "Encoding"),
                ("memo", "Memo"),
            )
        }
        for row in self._rows.values():
            column.addWidget(row)
        column.addStretch(1)
        self.memo = self._rows["memo"]
        self.memo.setObjectName("documentMemo")
        self.memo.kept.connect(self.memo_written)
        self._pencil.clicked.connect(self.memo.edit)
        theme.changed.connect(self.update)
        self.hide()

    def show_document(self, document: Document | None) -> None:
        """Show a text's facts; None hides the place."""
        self.setVisible(document is not None)
        if document is None:
            return
        quiet = document.encoding.casefold() in _QUIET_ENCODINGS
        facts = {
            "source": document.source or "Pasted",
            "words": f"{document.words:,}",
            "encoding": document.encoding,
            "memo": document.memo,
        }
        for name, fact in facts.items():
            if self._rows[name].text != fact or not fact:
                self._rows[name].show_text(fact)
        self._rows["encoding"].setVisible(not quiet)

    def set_writable(self, writable: bool) -> None:
        """Let the memo be written, or not."""
        self.memo.set_writable(writable)
        self._pencil.setVisible(writable)

    def resizeEvent(self, _event: QResizeEvent) -> None:
        px = self._theme.px
        self._pencil.move(
            self.width() - px(23) - self._pencil.width() // 2, px(20) - self._pencil.height() // 2
        )

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, theme, t = QPainter(self), self._theme, self._theme.tokens
        painter.fillRect(0, 0, self.width(), 1, t.line)
        line = QRectF(theme.px(16), theme.px(7), self.width() - theme.px(60), theme.px(25))
        paint.words(painter, theme, line, "About this text", t.text, weight=600)
        painter.end()
