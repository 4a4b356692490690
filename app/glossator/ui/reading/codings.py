"""A marking view in which a coding stands out, and its ends can be changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from glossator.ui.reading import travel
from glossator.ui.reading.marking import MarkingView
from glossator_db.records import Extent

if TYPE_CHECKING:
    from collections.abc import Set

    from PySide6.QtWidgets import QWidget

    from glossator.ui.reading.index import Placed
    from glossator.ui.reading.looks import Columns
    from glossator.ui.theme import Theme


class CodingView(MarkingView):
    """The active coding, the ways from one coding to the next, and the change of ends."""

    active_changed = Signal(object)
    """id of the coding that stands out now, or None"""
    coding_resized = Signal(int, Extent)
    resize_ended = Signal()
    """the ends were kept or dropped, or another coding stands out now"""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.resizable = True
        """whether ends of codings can be changed here"""

    def set_codings(self, columns: Columns) -> None:
        """Show these codings and no others; the active one stays active if it is among them."""
        super().set_codings(columns)
        self._drop_unseen()

    def set_hidden(self, codes: Set[int], coders: Set[int] = frozenset()) -> None:
        """Leave out the codings of these codes and coders."""
        super().set_hidden(codes, coders)
        self._drop_unseen()

    def _drop_unseen(self) -> None:
        row = None if self.active is None else self.page.store.row_of(self.active)
        if row is None or not self.page.store.shown[row]:
            self.activate(None)
        self.hover(None)

    @property
    def active(self) -> int | None:
        """Id of the coding that stands out."""
        return self.page.marks.active

    def activate(self, coding_id: int | None) -> None:
        """Let a coding stand out, or none."""
        if coding_id == self.active:
            return
        resized, self.page.marks.resized = self.page.marks.resized, None
        super().activate(coding_id)
        self.active_changed.emit(coding_id)
        if resized is not None:
            self.resize_ended.emit()

    def selection_moved(self, *, reveal: bool = True, caret: bool = False) -> None:
        """Repaint and tell; the active coding is no more meant once caret and selection lie away from it."""
        super().selection_moved(reveal=reveal, caret=caret)
        active = self.page.store.get(self.active)
        low, high = sorted((self.page.selection.anchor, self.caret))
        if active is not None and (high < active.start or active.end < low):
            self.activate(None)

    def hover(self, coding_id: int | None) -> None:
        """Let a coding stand out while the pointer is on its bracket or label."""
        if coding_id != self.page.marks.hovered:
            self._relight(hovered=coding_id)

    def next_coding(self, step: int = 1) -> bool:
        """Activate the next coding in the text (the one before where *step* is negative)."""
        store = self.page.store
        row = None if self.active is None else store.row_of(self.active)
        if row is None:
            row = store.first_from(self.caret) - (step > 0)
        found = store.shown_from(row, step)
        return self._go_coding(found)

    def next_overlapping(self) -> bool:
        """Activate the next of the codings that overlap the active one, or that lie at the caret."""
        store = self.page.store
        active = store.get(self.active)
        here = self.page.selection.here
        around = store.within(active.start, active.end) if active else store.at(here) or store.at(here - 1)
        if not around:
            return False
        ids = [coding.id for coding in around]
        place = ids.index(active.id) + 1 if active and active.id in ids else 0
        return self._go_coding(around[place % len(ids)])

    def _go_coding(self, coding: Placed | None) -> bool:
        if coding is None:
            return False
        self.put_caret(coding.start, reveal=False)
        self.activate(coding.id)
        self.reveal(coding.extent)
        return True

    def next_uncoded(self, step: int = 1) -> bool:
        """Mark the next stretch of a paragraph that no coding shown covers."""
        now = self.selection
        pos = self.caret if now is None else now.end if step > 0 else now.start
        return self._go_extent(travel.uncoded(self.page.model, self.page.store, pos, step))

    def next_mention(self, step: int = 1) -> bool:
        """Mark the next mention of an entity."""
        return self._go_extent(self.page.marks.mention_extents.next(self.selection, self.caret, step))

    def next_note(self, step: int = 1) -> bool:
        """Mark the next passage that has a note."""
        return self._go_extent(self.page.marks.notes.next(self.selection, self.caret, step))

    def _go_extent(self, extent: Extent | None) -> bool:
        if extent is not None:
            self.select(extent)
        return extent is not None

    # changing the ends of the active coding

    def begin_resize(self) -> bool:
        """Let `move_end` and `move_start` change the active coding until `end_resize`."""
        coding = self.page.store.get(self.active) if self.resizable else None
        if coding is not None:
            self.show_resized(coding.extent)
        return coding is not None

    @property
    def resizing(self) -> Extent | None:
        """Where the active coding would lie if its ends were kept as they are now."""
        return self.page.marks.resized

    def show_resized(self, extent: Extent) -> None:
        """Show the active coding with other ends."""
        was, self.page.marks.resized = self.page.marks.resized, extent
        for changed in (was, extent):
            if changed is not None:
                self.update_rows(changed)

    def end_resize(self, *, keep: bool) -> None:
        """Keep the ends as they are shown, or drop them."""
        extent, coding = self.page.marks.resized, self.page.store.get(self.active)
        self.page.marks.resized = None
        if extent is None:
            return
        self.resize_ended.emit()
        if coding is None:
            return
        self.update_rows(extent)
        self.update_rows(coding.extent)
        if keep and extent != coding.extent:
            self.coding_resized.emit(coding.id, extent)

    def _move_ends(self, words: int, *, end: bool) -> None:
        resized = self.page.marks.resized
        if resized is None:
            super()._move_ends(words, end=end)
        else:
            moved = travel.ends_by_words(self.page.model, resized, words, end=end)
            self.show_resized(moved)
            self.reveal(Extent(moved.end - 1, moved.end) if end else Extent(moved.start, moved.start + 1))
