"""A page view in which a person marks passages, by keys and by what commands call."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication

from glossator.ui.reading import travel
from glossator.ui.reading.caret import CaretKeys, Move
from glossator.ui.reading.page import Anchor
from glossator.ui.reading.view import PageView
from glossator_db.records import Extent

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from glossator.ui.theme import Theme

_REVEALED_WHOLE = 2_000
"""Code points; of longer passages only the caret's end is brought into view, and none of what grew so long."""


class MarkingView(PageView):
    """Caret and selection; all offsets are code points."""

    selection_changed = Signal()
    caret_moved = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._keys = CaretKeys(self.page)
        self._was: tuple[Extent | None, int] = (None, 0)

    @property
    def selection(self) -> Extent | None:
        """What is marked."""
        return self.page.selection.extent

    @property
    def caret(self) -> int:
        """Where the caret stands."""
        return self.page.selection.caret

    def select(self, extent: Extent, *, reveal: bool = True) -> None:
        """Mark *extent*."""
        self.page.selection.mark(extent)
        self._marked(reveal=reveal)

    def put_caret(self, pos: int, *, reveal: bool = True) -> None:
        """Put the caret at *pos*, with nothing marked."""
        self.page.selection.put(pos)
        self._marked(reveal=reveal)

    def clear_selection(self) -> None:
        """Mark nothing; the caret stays."""
        self.put_caret(self.caret, reveal=False)

    def select_all(self) -> None:
        """Mark the whole text."""
        if self.page.model.text:
            self.select(Extent(0, len(self.page.model.text)), reveal=False)

    def copy(self) -> None:
        """Copy what is marked, line feeds as they are in the text."""
        if self.selection is not None:
            QGuiApplication.clipboard().setText(self.words(self.selection))

    def share_selection(self) -> None:
        """Offer what is marked to the middle button, where the system has one."""
        clipboard = QGuiApplication.clipboard()
        if self.selection is not None and clipboard.supportsSelection():
            clipboard.setText(self.words(self.selection), clipboard.Mode.Selection)

    def words(self, extent: Extent) -> str:
        """Return the words of a passage."""
        return self.page.model.text[extent.start : extent.end]

    def go(self, move: Move, *, extend: bool = False) -> None:
        """Move the caret as a key does."""
        top = self.page.line_of(self.caret)[2]
        self._keys.go(move, extend=extend)
        if move in ("page_up", "page_down") and 0 <= top < self.page.height:
            self.page.hold(Anchor(self.caret, top))
            self._scrolled()
        self.selection_moved(caret=True)
        self.share_selection()

    def grow(self) -> None:
        """Mark the next larger unit: word, sentence, paragraph, text."""
        if self.page.selection.grow():
            now = self.selection
            self.selection_moved(reveal=now is not None and len(now) < _REVEALED_WHOLE)

    def shrink(self) -> None:
        """Take the last growing back, or mark the next smaller unit."""
        if self.page.selection.shrink():
            self.selection_moved()

    def move_sentence(self, step: int, extend: bool = False) -> None:
        """Mark the next sentence (the one before where *step* is negative), or extend by it."""
        self._mark_unit(step, travel.sentences, extend=extend)

    def move_paragraph(self, step: int, extend: bool = False) -> None:
        """Mark the next paragraph (the one before where *step* is negative), or extend by it."""
        self._mark_unit(step, travel.paragraphs, extend=extend)

    def _mark_unit(self, step: int, find: travel.Find, *, extend: bool) -> None:
        now = self.selection
        found = travel.next_unit(self.page.model, now, self.caret, step, find)
        if found is None:
            return
        if extend and now is not None:
            found = Extent(min(now.start, found.start), max(now.end, found.end))
        self.select(found)

    def move_end(self, words: int) -> None:
        """Move the end of what is marked by *words*."""
        self._move_ends(words, end=True)

    def move_start(self, words: int) -> None:
        """Move the start of what is marked by *words*."""
        self._move_ends(words, end=False)

    def _move_ends(self, words: int, *, end: bool) -> None:
        now = self.selection
        if now is None:
            self._mark_unit(1, travel.words, extend=False)
        else:
            self.select(travel.ends_by_words(self.page.model, now, words, end=end))

    def _marked(self, *, reveal: bool) -> None:
        self._keys.forget()
        self.selection_moved(reveal=reveal)
        self.share_selection()

    def selection_moved(self, *, reveal: bool = True, caret: bool = False) -> None:
        """Repaint and tell, after caret or selection changed; *caret* brings only the caret into view."""
        selection = self.page.selection
        was, self._was = self._was, (selection.extent, selection.caret)
        if was == self._was:
            return
        if reveal:
            extent = selection.extent
            whole = extent is not None and len(extent) < _REVEALED_WHOLE and not caret
            self.reveal(extent if whole and extent is not None else self._at_caret())
        self.viewport().update()
        if was[1] != selection.caret:
            self.caret_moved.emit()
        if was[0] != selection.extent:
            self.selection_changed.emit()

    def _at_caret(self) -> Extent:
        return Extent(self.caret, self.caret + 1)
