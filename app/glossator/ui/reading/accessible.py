"""The pane as assistive programs see it: a text that is read only, with a caret and a selection."""

from __future__ import annotations

import weakref
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QRect
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QAccessibleInterface,
    QAccessibleTextCursorEvent,
    QAccessibleTextInterface,
    QAccessibleTextSelectionEvent,
)
from PySide6.QtWidgets import QAccessibleWidget

from glossator.text.offsets import Utf16Map
from glossator_db.records import Extent

if TYPE_CHECKING:
    from glossator.ui.reading.pane import ReadingPane


class PaneText(QAccessibleTextInterface):
    """The text of a pane; offsets are UTF-16 units, as these interfaces count."""

    def __init__(self, pane: ReadingPane) -> None:
        super().__init__()
        self._alive = weakref.ref(pane)

    @property
    def _pane(self) -> ReadingPane:
        pane = self._alive()
        assert pane is not None, "Qt drops the interface together with the pane"
        return pane

    @cached_property
    def _map(self) -> Utf16Map:
        return Utf16Map(self._pane.page.model.text)

    def forget(self) -> None:
        """Look at the pane's text again; it is another."""
        self.__dict__.pop("_map", None)

    def to16(self, pos: int) -> int:
        """Turn code points into the interface's units."""
        return self._map.to16(pos)

    def _extent(self, start: int, end: int) -> Extent | None:
        first, last = self._map.to32(max(start, 0)), self._map.to32(min(end, self.characterCount()), end=True)
        return Extent(first, last) if first < last else None

    def text(self, startOffset: int, endOffset: int) -> str:  # noqa: N803
        """Return the words between two offsets."""
        extent = self._extent(startOffset, endOffset)
        return self._pane.words(extent) if extent else ""

    def characterCount(self) -> int:
        """Return the length of the text."""
        return self._map.length

    def cursorPosition(self) -> int:
        """Return where the caret stands."""
        return self.to16(self._pane.caret)

    def setCursorPosition(self, position: int) -> None:
        """Put the caret at *position*."""
        self._pane.put_caret(self._map.to32(position))

    def selectionCount(self) -> int:
        """Return 1 when something is marked, else 0."""
        return int(self._pane.selection is not None)

    def selection(self, _index: int) -> tuple[int, int]:
        """Return start and end of what is marked."""
        marked = self._pane.selection
        return (self.to16(marked.start), self.to16(marked.end)) if marked else (0, 0)

    def addSelection(self, startOffset: int, endOffset: int) -> None:  # noqa: N803
        """Mark the words between two offsets."""
        extent = self._extent(startOffset, endOffset)
        if extent:
            self._pane.select(extent)

    def removeSelection(self, _index: int) -> None:
        """Mark nothing."""
        self._pane.clear_selection()

    def setSelection(self, _index: int, startOffset: int, endOffset: int) -> None:  # noqa: N803
        """Mark the words between two offsets."""
        self.addSelection(startOffset, endOffset)

    def characterRect(self, offset: int) -> QRect:
        """Return where a character is on the screen; empty where it is not in the view."""
        pos = self._map.to32(offset)
        if pos >= len(self._pane.page.model):
            return QRect()
        rect = self._pane.rect_of(Extent(pos, pos + 1))
        return rect.translated(self._pane.viewport().mapToGlobal(QPoint(0, 0)))

    def offsetAtPoint(self, point: QPoint) -> int:
        """Return the character at a point of the screen; -1 where there is none."""
        inside = self._pane.viewport().mapFromGlobal(point)
        pos = self._pane.page.character_at(inside.x(), inside.y())
        return -1 if pos is None else self.to16(pos)

    def scrollToSubstring(self, startIndex: int, endIndex: int) -> None:  # noqa: N803
        """Bring the words between two offsets into view."""
        extent = self._extent(startIndex, endIndex)
        if extent:
            self._pane.reveal(extent)


class PaneAccessible(QAccessibleWidget):
    """Role, state and text of a pane."""

    def __init__(self, pane: ReadingPane) -> None:
        super().__init__(pane, QAccessible.Role.EditableText)
        self.pane_text = PaneText(pane)

    def text(self, kind: QAccessible.Text) -> str:
        """Return the pane's name, “Text” where it was given none."""
        found = super().text(kind)
        return found or self.widget().tr("Text") if kind == QAccessible.Text.Name else found

    def state(self) -> QAccessible.State:
        """Say that the text cannot be changed and spans lines."""
        state = super().state()
        state.readOnly = state.multiLine = state.selectableText = True
        return state

    def interface_cast(self, kind: QAccessible.InterfaceType) -> object:  # type: ignore[override]
        """Return the text for those who ask for it."""
        if kind == QAccessible.InterfaceType.TextInterface:
            return self.pane_text
        return super().interface_cast(kind)


def _make(_name: str, item: QObject) -> QAccessibleInterface | None:
    from glossator.ui.reading.pane import ReadingPane

    return item.accessible if isinstance(item, ReadingPane) else None


def install() -> None:
    """Let assistive programs find the panes; once is enough."""
    if not _installed:
        QAccessible.installFactory(_make)
        _installed.append(True)


_installed: list[bool] = []


def tell_caret(pane: ReadingPane) -> None:
    """Report where the caret is and what is marked."""
    text = pane.accessible.pane_text
    QAccessible.updateAccessibility(QAccessibleTextCursorEvent(pane, text.cursorPosition()))
    if text.selectionCount():
        QAccessible.updateAccessibility(QAccessibleTextSelectionEvent(pane, *text.selection(0)))


def announce(pane: ReadingPane, words: str) -> None:
    """Say *words* to those who listen."""
    QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(pane, words))
