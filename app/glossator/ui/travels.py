"""Going places: to a passage, back, forward, and back to where a project was left."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from glossator.ui.places import Places
from glossator.ui.settings import Place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from glossator.ui.window import Window
    from glossator_db.records import DocumentId, Extent


class Travels(QObject):
    """Knows where the person is in the window's project, and was."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window = window
        self._session = window.session
        self._places = Places()
        self._text_before: DocumentId | None = None
        self._on_the_way = False
        self._session.opened.connect(self._begin)
        self._session.document_changed.connect(self._leave_text)

    def here(self) -> Place:
        """Return where the person is now."""
        stage = self._window.stage
        position = stage.call("position")
        return Place(
            stage.name or "codePage", self._session.document_id, position if isinstance(position, int) else 0
        )

    def can_go(self, step: int) -> bool:
        """Say whether there is a place *step* further on (1) or back (-1)."""
        return self._places.can_go(step)

    def go(self, step: int) -> None:
        """Go back (-1) or forward (1)."""
        place = self._places.go(step, self.here())
        if place is not None:
            with self._journey():
                if place.document is not None:
                    self._session.show_document(place.document)  # type: ignore[arg-type]
                self._window.show_workspace(place.workspace)
                self._window.stage.call("show_position", place.position)

    def open_passage(self, document_id: DocumentId, extent: Extent, coding_id: object = None) -> None:
        """Show a passage in Code."""
        before = self.here()
        with self._journey():
            self._window.show_workspace("codePage")
            self._window.stage.call("show_passage", document_id, extent, coding_id)
        self._places.leave(before, Place("codePage", document_id, extent.start))

    def change_workspace(self, before: Place) -> None:
        """Take note that the person went from *before* to another workspace."""
        if not self._on_the_way:
            self._places.leave(before, self.here())

    def return_to(self, place: Place | None) -> None:
        """Show the text at the place where the person was in the project, else the first text."""
        from glossator_db import documents

        with self._session.read() as conn:
            ids = [document.id for document in documents.list_(conn)]
        wanted = place.document if place is not None else None
        shown = next((found for found in ids if found == wanted), ids[0] if ids else None)
        with self._journey():
            self._session.show_document(shown)
            self._window.show_workspace(self._window.stage.known(place.workspace if place else "codePage"))
            if place is not None and shown == wanted:
                self._window.stage.call("show_position", place.position)

    @contextmanager
    def _journey(self) -> Iterator[None]:
        """Let changes of text or workspace inside not count as places of their own."""
        self._on_the_way = True
        try:
            yield
        finally:
            self._on_the_way = False

    def _begin(self) -> None:
        self._places.clear()
        self._text_before = None

    def _leave_text(self) -> None:
        """Remember the text that is left; its page still shows it."""
        before, self._text_before = self._text_before, self._session.document_id
        here = self.here()
        if before is not None and here.document is not None and not self._on_the_way:
            self._places.leave(replace(here, document=before), replace(here, position=0))
