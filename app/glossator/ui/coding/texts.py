"""What a person does with texts: adds, opens, names, removes them."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRect, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog

from glossator.ui.coding.popups import LinePopup
from glossator.ui.widgets.message_bar import Message

if TYPE_CHECKING:
    from glossator.ui.coding.documents_panel import DocumentPanel
    from glossator.ui.coding.mirror import Mirror
    from glossator.ui.session import Session
    from glossator.ui.settings import SettingsStore
    from glossator.ui.theme import Theme
    from glossator_db.records import DocumentId

_LONGEST_NAME = 60


class TextGestures(QObject):
    """The verbs of the Documents scope."""

    said = Signal(object)
    """a `Message`"""
    files_wanted = Signal(object)
    """paths to be brought in"""

    def __init__(
        self,
        session: Session,
        mirror: Mirror,
        panel: DocumentPanel,
        theme: Theme,
        settings: SettingsStore,
    ) -> None:
        super().__init__(panel)
        self._session = session
        self._mirror = mirror
        self._panel = panel
        self._theme = theme
        self._settings = settings
        panel.opened.connect(session.show_document)
        panel.add_asked.connect(self.choose_files)
        panel.about.memo_written.connect(self._set_memo)
        panel.model.rename_asked.connect(self._rename)
        mirror.reset.connect(self._open_one)
        mirror.documents_changed.connect(self._open_one)
        self._open_one()

    @cached_property
    def naming(self) -> LinePopup:
        """The name of a pasted text."""
        return LinePopup(self._theme, self._panel.window(), "textNamePopup")

    def can_change(self) -> bool:
        """Say whether there is a text that may be changed."""
        return not self._session.readonly and self._panel.current() is not None

    def choose_files(self) -> None:
        """Let a person choose files and add them."""
        folder = self._settings.value.folder
        kinds = "Texts (*.txt *.text *.md *.markdown);;All files (*)"
        dialog = QFileDialog(self._panel.window(), "Add texts", folder, kinds)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.filesSelected.connect(lambda names: self._take_files([Path(name) for name in names]))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def paste(self) -> None:
        """Add the clipboard's text under a name."""
        text = QGuiApplication.clipboard().text()
        if not text.strip():
            self.said.emit(Message("info", "The clipboard holds no text. Copy some, then paste it here."))
            return
        first = text.strip().splitlines()[0].strip()
        name = first if len(first) <= _LONGEST_NAME else first[:_LONGEST_NAME].rsplit(" ", 1)[0]
        middle = self._panel.window().rect().center()
        self.naming.ask(
            QRect(middle.x() - self._theme.px(150), middle.y(), 1, 1),
            "Name of the pasted text",
            name,
            lambda said: self._add_text(said, text),
            lambda said: "" if said else "A text needs a name.",
        )

    def rename(self) -> None:
        """Write the name of the current row."""
        self._panel.rename_current()

    def step(self, by: int) -> None:
        """Open the next or previous text."""
        ids = list(self._mirror.documents)
        here = self._mirror.document
        place = ids.index(here.id) + by if here and here.id in ids else 0
        if 0 <= place < len(ids):
            self._session.show_document(ids[place])

    def remove(self) -> None:
        """Remove the text of the current row; says so, with undo."""
        from glossator.operations import documents

        document = self._mirror.documents.get(self._panel.current() or self._nothing())
        if document is None or not self.can_change():
            return
        count = self._session.do(documents.remove, document.id)
        if count is not None:
            codings = f", {count:,} coding{'' if count == 1 else 's'}" if count else ""
            self.said.emit(
                Message("good", f"“{document.name}” removed{codings}.", (("Undo", self._session.undo),))
            )

    def _take_files(self, paths: list[Path]) -> None:
        self._settings.set(folder=str(paths[0].parent))
        self.files_wanted.emit(paths)

    @staticmethod
    def _nothing() -> DocumentId:
        from glossator_db.records import DocumentId

        return DocumentId(0)

    def _open_one(self) -> None:
        """Keep a text open as long as there is one: the one that took the place of what is gone."""
        if not self._session.is_open:
            return
        ids = list(self._mirror.documents)
        here = self._session.document_id
        if here in self._mirror.documents:
            return
        gone = self._mirror.document
        place = min(gone.position, len(ids) - 1) if gone else 0
        self._session.show_document(ids[place] if ids else None)

    def _add_text(self, name: str, text: str) -> None:
        from glossator.operations import documents

        made = self._session.do(documents.add_text, name, text)
        if made is not None:
            self._session.show_document(made.id)

    def _rename(self, document: DocumentId, name: str) -> None:
        from glossator.operations import documents

        self._session.do(documents.rename, document, name)

    def _set_memo(self, memo: str) -> None:
        from glossator.operations import documents

        if self._mirror.document is not None:
            self._session.do(documents.set_memo, self._mirror.document.id, memo)
