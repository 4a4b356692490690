"""Keeps the reading pane in step with the mirror: only what differs is handed on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from glossator.ui.reading.looks import CodeLook, PaneMention

if TYPE_CHECKING:
    from glossator.ui.coding.mirror import Mirror
    from glossator.ui.reading.pane import ReadingPane
    from glossator.ui.session import Session
    from glossator_db.records import Coding


class PaneLink(QObject):
    """Shows the current text and what is on it."""

    def __init__(self, session: Session, mirror: Mirror, pane: ReadingPane) -> None:
        super().__init__(pane)
        self._session = session
        self._mirror = mirror
        self._pane = pane
        self._shown: tuple[object, str] | None = None
        self._looks: dict[int, CodeLook] = {}
        self.mentions_shown = True
        mirror.reset.connect(self._start_again)
        mirror.document_shown.connect(self._show_document)
        mirror.documents_changed.connect(self._name)
        mirror.codes_changed.connect(self._show_codes)
        mirror.coders_changed.connect(self._show_coders)
        mirror.coding_added.connect(self._add)
        mirror.coding_changed.connect(self._change)
        mirror.coding_removed.connect(self._remove)
        mirror.notes_changed.connect(self._show_notes)
        mirror.mentions_changed.connect(self.show_mentions)
        session.view_changed.connect(self._hide)
        self._start_again()
        self._show_document()

    def _start_again(self) -> None:
        self._shown = None
        self._pane.resizable = not self._session.readonly
        self._show_codes()
        self._show_coders()

    def _show_document(self) -> None:
        here = self._mirror.document
        shown = (here.id, here.sha256) if here else None
        if shown != self._shown:  # else only the codings were read anew, and the reader stays where they were
            self._shown = shown
            self._pane.set_document(self._mirror.text, (self._project_guid(), here.id) if here else None)
        self._name()
        if self._mirror.columns is not None:
            self._pane.set_weights(self._mirror.weights)
            self._pane.set_codings(self._mirror.columns)
        self._hide()
        self._show_notes()
        self.show_mentions()

    def _project_guid(self) -> str:
        return self._session.project.guid if self._session.is_open else ""

    def _name(self) -> None:
        here = self._mirror.document
        document = self._mirror.documents.get(here.id) if here else None
        self._pane.setAccessibleName(f"Text: {document.name}" if document else "Text")

    def _show_codes(self) -> None:
        codes = self._mirror.codes.values()
        looks = {int(code.id): CodeLook(code.name, code.color, code.mark) for code in codes}
        if looks != self._looks:
            self._looks = looks
            self._pane.set_codes(looks)

    def _show_coders(self) -> None:
        own = self._session.coder
        initials = {int(coder.id): coder.initials for coder in self._mirror.coders.values()}
        self._pane.set_coders(initials, int(own.id) if own else None)
        self._hide()

    def _hide(self) -> None:
        coders = {int(coder) for coder in self._mirror.coders.keys() - self._session.visible_coders}
        self._pane.set_hidden({int(code) for code in self._session.hidden_codes}, coders)

    def _show_notes(self) -> None:
        self._pane.set_notes([note.extent for note in self._mirror.notes])

    def show_mentions(self) -> None:
        """Underline the entities, or none where they are not to be shown."""
        mentions = self._mirror.mentions if self.mentions_shown else []
        self._pane.set_mentions([PaneMention(one.extent, one.label, one.state) for one in mentions])

    def _add(self, coding: Coding) -> None:
        self._pane.set_weights(self._mirror.weights)
        self._pane.add_coding(
            int(coding.id),
            int(coding.code_id),
            int(coding.coder_id),
            coding.extent,
            unsure=coding.unsure,
            has_memo=bool(coding.memo),
        )

    def _change(self, coding: Coding) -> None:
        self._pane.set_weights(self._mirror.weights)
        self._pane.change_coding(
            int(coding.id),
            code=int(coding.code_id),
            extent=coding.extent,
            unsure=coding.unsure,
            has_memo=bool(coding.memo),
        )

    def _remove(self, coding: int) -> None:
        self._pane.remove_coding(coding)
