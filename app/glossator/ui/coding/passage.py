"""What a gesture is about: the passage that is marked, or the coding that is meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QRect, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

from glossator.ui.widgets.message_bar import Message, MessageBar
from glossator_db.records import Extent

if TYPE_CHECKING:
    from glossator.ui.coding.mirror import Mirror
    from glossator.ui.reading.pane import ReadingPane
    from glossator.ui.session import Session
    from glossator_db.records import Coding

_RIGHT_EDGE = 26


class Passage(QObject):
    """What gestures on the text share."""

    said = Signal(object)
    """a `Message`"""

    def __init__(self, session: Session, mirror: Mirror, pane: ReadingPane) -> None:
        super().__init__(pane)
        self._session = session
        self._mirror = mirror
        self._pane = pane
        self._theme = pane.theme
        self.last: Coding | None = None
        """the coding made last"""
        mirror.reset.connect(self._forget)

    def can_code(self) -> bool:
        """Say whether there is a text that may be coded."""
        return (
            self._mirror.document is not None
            and not self._session.readonly
            and self._session.coder is not None
        )

    def passage(self) -> Extent | None:
        """Return what is marked; where nothing is, mark the sentence at the caret first."""
        if self._pane.selection is None and self._mirror.text:
            from glossator.text.units import sentence_at

            found = sentence_at(self._mirror.text, min(self._pane.caret, len(self._mirror.text) - 1))
            if found is not None:
                self._pane.select(found)
            else:
                self.say("info", "No sentence here. Mark the words to code.")
        return self._pane.selection

    def target(self) -> Coding | None:
        """Return the coding a gesture is for: the active one, the one just made, else the innermost at the caret."""
        chosen = self._pane.active
        if chosen is None and self.last is not None and self.last.extent == self._pane.selection:
            chosen = int(self.last.id)
        if chosen is None or self._mirror.placed(chosen) is None:
            place = self._pane.selection.start if self._pane.selection else self._pane.caret
            here = self._pane.codings_at(place) or self._pane.codings_at(place - 1)  # or it ends there
            chosen = here[0] if here else None
        if chosen is None:
            self.say("info", "No coding here. N goes to the next one.")
            return None
        return self._mirror.coding(chosen)

    def paragraph(self, pos: int) -> int:
        """Return the number of the paragraph that holds *pos*."""
        model = self._pane.page.model
        return max(1, int(model.numbers[model.block_at(pos)])) if model.count else 1

    def anchor(self, extent: Extent) -> QRect:
        """Return where a popup for *extent* hangs, in the window: its height, and the end of its last line."""
        view = self._pane.viewport()
        seen = self._pane.rect_of(extent).intersected(view.rect())
        last = self._pane.rect_of(Extent(extent.end - 1, extent.end)).intersected(view.rect())
        if seen.isEmpty():
            seen = QRect(view.rect().center(), view.rect().center())
        left = last.right() if not last.isEmpty() else seen.left()
        bottom = last.bottom() if not last.isEmpty() else seen.bottom()
        anchor = QRect(QPoint(left, seen.top()), QPoint(left, bottom))
        return QRect(view.mapTo(self._pane.window(), anchor.topLeft()), anchor.size())

    def bounds(self) -> QRect:
        """Return where popups may stand, in the window: over the text, left of its overview."""
        corner = self._pane.mapTo(self._pane.window(), QPoint(0, 0))
        edge = self._theme.px(_RIGHT_EDGE)
        return QRect(corner.x(), 0, self._pane.width() - edge, corner.y() + self._pane.height())

    def say(self, kind: str, text: str) -> None:
        """Say one sentence in the message bar."""
        self.said.emit(Message(kind, text))

    def take_back(self, message: Message) -> None:
        """Say *message* no more, if it is still said."""
        bar = self._pane.window().findChild(MessageBar)
        if bar is not None and bar.message is message:
            bar.dismiss()

    def go(self, found: bool, what: str, step: int) -> None:
        """Say so where the way to the next (previous) *what* found none."""
        if not found:
            self.say("info", f"No {what} further on." if step > 0 else f"No {what} before this.")

    def announce(self, words: str) -> None:
        """Let a screen reader say *words*."""
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._pane, words))

    def _forget(self) -> None:
        self.last = None
