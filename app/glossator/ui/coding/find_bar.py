"""Find in this text: a bar over the text, hits in it."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from glossator.ui.widgets.buttons import IconButton
from glossator.ui.widgets.fields import Field
from glossator.ui.widgets.labels import Ground, Label

if TYPE_CHECKING:
    from glossator.ui.reading.pane import ReadingPane
    from glossator.ui.theme import Theme
    from glossator_db.records import Extent


MOST = 10_000
"""Hits that are gone through; of a single letter a long text has many more."""


class FindBar(Ground):
    """Finds as one types; Return and F3 go on, Shift with them back, Esc closes."""

    closed = Signal()

    def __init__(self, theme: Theme, pane: ReadingPane, parent: QWidget | None = None) -> None:
        super().__init__(theme, "page", parent)
        self._pane = pane
        self._text = ""
        self._hits: list[Extent] = []
        self._current = -1
        self.setObjectName("findBar")
        self.setFixedHeight(theme.px(44))
        self.field = Field(theme, "Find in this text", icon="search")
        self.field.setObjectName("findField")
        self.field.setMaximumWidth(theme.px(340))
        self.field.installEventFilter(self)
        self.field.textChanged.connect(self._find)
        self.count = Label(theme, size=12, token="sub")
        before = IconButton(theme, "up", "Previous hit", key="⇧ F3")
        after = IconButton(theme, "down", "Next hit", key="F3")
        close = IconButton(theme, "x", "Close", key="Esc", icon_size=16)
        before.clicked.connect(lambda: self.step(-1))
        after.clicked.connect(lambda: self.step(1))
        close.clicked.connect(self.close_bar)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(12), 0, theme.px(10), theme.px(1))
        row.setSpacing(theme.px(6))
        row.addWidget(self.field, 1)
        row.addWidget(self.count)
        row.addWidget(before)
        row.addWidget(after)
        row.addStretch(1)
        row.addWidget(close)
        self.hide()

    @property
    def hits(self) -> list[Extent]:
        """Where the words stand."""
        return self._hits

    def open_bar(self, words: str = "") -> None:
        """Show it, looking for *words* if there are any."""
        self.show()
        if words:
            self.field.setText(words)
        self.field.selectAll()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._find()

    def close_bar(self) -> None:
        """Hide it with its hits; the text has the focus then, and the hit gone to is marked."""
        self.hide()
        if self._hits:
            self._pane.select(self._hits[self._current])
        self._hits, self._current = [], -1
        self._pane.set_hits((), None)
        self.closed.emit()

    def set_text(self, text: str) -> None:
        """Look in another text."""
        self._text = text
        if self.isVisible():
            self._find()

    def step(self, by: int) -> None:
        """Go to the next or previous hit, round the ends."""
        opened = not self.isVisible()
        if opened:
            self.open_bar()
        there = bool(self._hits) and self._hits[self._current] == self._pane.selection
        if self._hits and (not opened or there or by < 0):
            self._show((self._current + by) % len(self._hits))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take Return and Esc before the field does."""
        if watched is self.field and isinstance(event, QKeyEvent):
            ours = event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter)
            if ours and event.type() == QEvent.Type.ShortcutOverride:
                event.accept()
                return True
            if ours and event.type() == QEvent.Type.KeyPress:
                if event.key() == Qt.Key.Key_Escape:
                    self.close_bar()
                else:
                    self.step(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
                return True
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        QPainter(self).fillRect(0, self.height() - 1, self.width(), 1, self._theme.tokens.line)

    def _find(self) -> None:
        from glossator.text.search import SearchError, compile_query, matches

        query = self.field.text()
        self._hits, self._current, said = [], -1, "Nothing found"
        if query.strip():
            try:
                found = matches(compile_query(query, mode="literal"), self._text)
                self._hits = list(islice(found, MOST))
            except SearchError as error:
                said = str(error)
        if self._hits:
            start = self._pane.selection.start if self._pane.selection else self._pane.caret
            self._show(next((place for place, hit in enumerate(self._hits) if hit.start >= start), 0))
            return
        self._pane.set_hits((), None)
        self.count.setText(said if query else "")

    def _show(self, place: int) -> None:
        self._current = place
        self._pane.set_hits(self._hits, place)
        self._pane.reveal(self._hits[place])
        more = " or more" if len(self._hits) == MOST else ""
        self.count.setText(f"{place + 1:,} of {len(self._hits):,}{more}")
