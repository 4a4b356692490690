"""What a person writes beside a passage or coding, and finds again: memo, weight, note, bookmark."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication

from glossator.ui.coding.popups import LinePopup, TextPopup
from glossator_db.records import Extent

if TYPE_CHECKING:
    from glossator.ui.coding.code_panel import CodePanel
    from glossator.ui.coding.mirror import Mirror
    from glossator.ui.coding.passage import Passage
    from glossator.ui.reading.pane import ReadingPane
    from glossator.ui.session import Session
    from glossator_db.records import CodingId, DocumentId

_HEAVIEST = 100


class Remarks(QObject):
    """The verbs of the Text scope that change no code."""

    definition_asked = Signal()
    """the details of a code are to be seen"""

    def __init__(
        self, about: Passage, session: Session, mirror: Mirror, pane: ReadingPane, panel: CodePanel
    ) -> None:
        super().__init__(pane)
        self._about = about
        self._session = session
        self._mirror = mirror
        self._pane = pane
        self._panel = panel
        self._theme = pane.theme
        self._bookmarks: dict[DocumentId, int] = {}
        mirror.document_shown.connect(self._show_bookmark)
        mirror.reset.connect(self._bookmarks.clear)

    @cached_property
    def writing(self) -> TextPopup:
        """Memo or note."""
        return TextPopup(self._theme, self._pane.window(), "memoPopup")

    @cached_property
    def weighing(self) -> LinePopup:
        """The weight of a coding."""
        return LinePopup(self._theme, self._pane.window(), "weightPopup")

    def write_memo(self) -> None:
        """Write the coding's memo."""
        from glossator.operations import coding

        target = self._about.target()
        if target is None:
            return
        title = f"Memo on {self._mirror.codes[target.code_id].name}"
        keep = target.id
        self.writing.ask(
            self._about.anchor(target.extent),
            title,
            target.memo,
            lambda memo: self._session.do(coding.set_memo, keep, memo),
        )

    def weigh(self) -> None:
        """Give the coding a weight."""
        target = self._about.target()
        if target is None:
            return
        title = f"Weight of {self._mirror.codes[target.code_id].name}, 0 to 100"
        begun = "" if target.weight is None else str(target.weight)
        keep = target.id
        self.weighing.ask(
            self._about.anchor(target.extent),
            title,
            begun,
            lambda said: self._set_weight(keep, int(said) if said else None),
            _wrong_weight,
        )

    def _set_weight(self, coding_id: CodingId, weight: int | None) -> None:
        from glossator.operations import coding

        self._session.do(coding.set_weight, coding_id, weight)
        if self._mirror.weights.get(coding_id) == weight:
            self._about.announce("no weight" if weight is None else f"weight {weight}")

    def mark_unsure(self) -> None:
        """Say that one is unsure of the coding, or sure again."""
        from glossator.operations import coding

        target = self._about.target()
        if target is not None:
            self._session.do(coding.set_unsure, target.id, not target.unsure)

    def write_note(self) -> None:
        """Write a note on the passage, or go on with the one that is there."""
        from glossator.operations import coding

        extent, here = self._about.passage(), self._mirror.document
        if extent is None or here is None:
            return
        there = next((note for note in self._mirror.notes if note.extent == extent), None)
        if there is None:
            self.writing.ask(
                self._about.anchor(extent),
                "Note on this passage",
                "",
                lambda text: text and self._session.do(coding.add_note, here.id, extent, text),
            )
        else:
            keep = there.id
            self.writing.ask(
                self._about.anchor(extent),
                "Note on this passage",
                there.text,
                lambda text: self._session.do(coding.rewrite_note, keep, text),
            )

    def show_definition(self) -> None:
        """Go to the definition of the coding's code."""
        here = self._pane.codings_at(self._pane.caret)
        chosen = self._pane.active if self._pane.active is not None else here[0] if here else None
        placed = self._mirror.placed(chosen) if chosen is not None else None
        if placed is not None:
            self._panel.select(placed.code)
        self.definition_asked.emit()
        self._panel.details.edit("description")

    def go_to_memo(self, step: int) -> None:
        """Go to the next memo or note."""
        places: list[tuple[Extent, int]] = [(extent, coding) for coding, extent in self._mirror.memos.items()]
        places += [(note.extent, -1) for note in self._mirror.notes]
        places.sort()
        active = self._pane.active
        now = self._pane.selection or Extent(self._pane.caret, self._pane.caret + 1)
        here = next(((extent, one) for extent, one in places if one == active and one >= 0), (now, -1))
        later = [place for place in places if place > here] if step > 0 else [p for p in places if p < here]
        if not later:
            self._about.say("info", "No memo further on." if step > 0 else "No memo before this.")
            return
        extent, coding = later[0] if step > 0 else later[-1]
        if coding >= 0:
            self._pane.put_caret(extent.start, reveal=False)
            self._pane.activate(coding)
            self._pane.reveal(extent)
        else:
            self._pane.select(extent)

    def set_bookmark(self) -> None:
        """Put the bookmark at the caret, or take it away from there."""
        here = self._mirror.document
        if here is None:
            return
        if self._bookmarks.get(here.id) == self._pane.caret:
            del self._bookmarks[here.id]
        else:
            self._bookmarks[here.id] = self._pane.caret
        self._show_bookmark()

    def go_to_bookmark(self) -> None:
        """Go to the bookmark of this text."""
        here = self._mirror.document
        place = self._bookmarks.get(here.id) if here else None
        if place is None:
            self._about.say("info", "No bookmark in this text. B sets one.")
        else:
            self._pane.put_caret(min(place, len(self._mirror.text)))

    def copy_with_source(self) -> None:
        """Copy what is marked with the text's name and paragraph."""
        extent, here = self._pane.selection, self._mirror.document
        if extent is None or here is None:
            return
        name = self._mirror.documents[here.id].name
        words = self._mirror.text[extent.start : extent.end].strip()
        QGuiApplication.clipboard().setText(
            f"“{words}” ({name}, paragraph {self._about.paragraph(extent.start)})"
        )

    def _show_bookmark(self) -> None:
        here = self._mirror.document
        self._pane.set_bookmark(self._bookmarks.get(here.id) if here else None)


def _wrong_weight(said: str) -> str:
    if not said or (said.isdigit() and int(said) <= _HEAVIEST):
        return ""
    return "A weight is a number from 0 to 100."
