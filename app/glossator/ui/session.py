"""The open project as a QObject: runs verbs, and says what changed.

A click runs ``session.do(coding.apply_code, document_id, code_id, extent)``; the verb gets the project first
and ``coder=`` last, opens one change, and `Session.changed` follows on the GUI thread with the `Changes`.
A verb that raises `GlossatorError` has changed nothing: its sentence goes out as `Session.refused`.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, Signal

from glossator_db.errors import GlossatorError
from glossator_db.records import Changes

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager
    from pathlib import Path

    from glossator_db.project import Project
    from glossator_db.records import CodeId, Coder, CoderId, DocumentId

T = TypeVar("T")
_READONLY = "This project is open to read only: nothing was changed. Open a copy to work on it."


class Session(QObject):
    """One project at a time, and what the person looks at in it."""

    opened = Signal()
    closing = Signal()
    """the project is still there"""
    closed = Signal()
    changed = Signal(object)
    """`Changes`, after each commit, undo and redo; always on the GUI thread"""
    refused = Signal(str)
    """one sentence: why a verb did nothing"""
    view_changed = Signal()
    """`hidden_codes` or `visible_coders` differ"""
    document_changed = Signal()
    _committed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._project: Project | None = None
        self.coder: Coder | None = None
        self._person = ("", "")
        """the name and initials under which the person codes"""
        self.saved_at: datetime | None = None
        """local time of the last commit; of the file's last change when nothing was committed yet"""
        self.document_id: DocumentId | None = None
        self.last_code: CodeId | None = None
        """the code used last, for *Last code again*"""
        self.hidden_codes: set[CodeId] = set()
        self.visible_coders: set[CoderId] = set()
        self._committed.connect(self._tell)

    @property
    def is_open(self) -> bool:
        """Whether there is a project."""
        return self._project is not None

    @property
    def project(self) -> Project:
        """The open project; asking without one is a fault of the caller."""
        if self._project is None:
            raise RuntimeError("no project is open")
        return self._project

    @property
    def readonly(self) -> bool:
        """Whether nothing can be written: no project, or one held by somebody else."""
        return self._project is None or self._project.readonly

    @property
    def undo_label(self) -> str | None:
        """What undo would take back."""
        return None if self._project is None else self._project.undo_label

    @property
    def redo_label(self) -> str | None:
        """What redo would do again."""
        return None if self._project is None else self._project.redo_label

    def create(self, path: Path, name: str, initials: str = "") -> None:
        """Make a project at *path* and open it for the coder *name*; raises `GlossatorError`."""
        from glossator_db.project import Project

        self._take(Project.create(path), name, initials)

    def open(self, path: Path, name: str, initials: str = "") -> None:
        """Open the project at *path* for the coder *name*; raises `GlossatorError`.

        Where another process has it the project opens to read only: see `readonly` and ``project.holder``.
        """
        from glossator_db.project import Project

        self._take(Project.open(path), name, initials)

    def close(self) -> None:
        """Close the project, if there is one."""
        if self._project is None:
            return
        self.closing.emit()
        project, self._project = self._project, None
        self.coder = None
        self._forget_view()
        project.close()
        self.closed.emit()

    def read(self) -> AbstractContextManager[Any]:
        """Open the door for reading; gives the connection that the functions of `glossator_db` take."""
        return self.project.read()

    def do(self, verb: Callable[..., T], *args: object, **kwargs: object) -> T | None:
        """Run ``verb(project, *args, coder=self.coder, **kwargs)``; return its result, None if refused."""
        if self.project.readonly:
            self.refuse_to_write()
            return None
        kwargs.setdefault("coder", self.coder)
        return self._guarded(verb, self.project, *args, **kwargs)

    def refuse_to_write(self) -> None:
        """Say that the project is open to read only."""
        self.refused.emit(_READONLY)

    def undo(self) -> None:
        """Take back the last step."""
        self._guarded(self.project.undo)

    def redo(self) -> None:
        """Do the step undone last again."""
        self._guarded(self.project.redo)

    def use_coder(self, name: str, initials: str) -> bool:
        """Let codings carry *name* from now on; those made before keep the name they have.

        Returns whether the coder of those before could be given the name instead: see `rename_coder`.
        """
        if self._project is None or not name or self._person == (name, initials):
            return False
        before, free = self.coder, self._find(name) is None
        self._person = (name, initials)
        if before is not None and before.name == name:
            self._change_initials(before, initials)
            return False
        self.coder = self._find_coder()
        self.visible_coders = self._coders_to_show()
        if self.coder is not None:
            self.changed.emit(Changes("", {"coder": frozenset([self.coder.id])}))
        self.view_changed.emit()
        return free and before is not None and self.coder is not None

    def rename_coder(self, before: Coder) -> None:
        """Give the coder *before* the name that codings carry now, in the place of a coder who did nothing yet."""
        from glossator.operations import coders

        name, initials = self._person
        self.do(coders.rename, name, initials, coder=before)

    def show_document(self, document_id: DocumentId | None) -> None:
        """Make *document_id* the current text."""
        if document_id != self.document_id:
            self.document_id = document_id
            self.document_changed.emit()

    def show_codes(self, hidden: set[CodeId]) -> None:
        """Hide the codings of these codes, and only of these."""
        self.hidden_codes = hidden
        self.view_changed.emit()

    def show_coders(self, visible: set[CoderId]) -> None:
        """Show the codings of these coders, and only of these."""
        self.visible_coders = visible
        self.view_changed.emit()

    def _take(self, project: Project, name: str, initials: str) -> None:
        self.close()
        self._project = project
        self._forget_view()
        project.subscribe(self._committed.emit)
        self.saved_at = datetime.fromtimestamp(project.path.stat().st_mtime).astimezone()
        self._person = (name, initials)
        self.coder = self._find_coder()
        self.visible_coders = self._coders_to_show()
        self.opened.emit()

    def _find(self, name: str) -> Coder | None:
        from glossator_db import coders

        with self.read() as conn:
            return coders.find(conn, name)

    def _find_coder(self) -> Coder | None:
        """Return the coder of the person's name, made if need be; none where there is no name or nothing is written."""
        name, initials = self._person
        if not name or self.readonly:
            return self._find(name) if name else None
        from glossator.operations import coders

        return coders.use(self.project, name, initials)

    def _change_initials(self, coder: Coder, initials: str) -> None:
        if coder.initials != initials and not self.readonly:
            self.rename_coder(coder)

    def _follow_coder(self) -> None:
        """Be the coder of the person's name again, after coders were changed, undone or brought back."""
        before, self.coder = self.coder, self._find_coder()
        if self.coder is not None and (before is None or before.id != self.coder.id):
            self.visible_coders = self._coders_to_show()
            self.view_changed.emit()

    def _coders_to_show(self) -> set[CoderId]:
        """Return the person's own codings, or everybody's where there are none of the person's yet."""
        from glossator_db import coders, codings

        with self.read() as conn:
            if self.coder and codings.counts(conn, coder_ids=[self.coder.id]):
                return {self.coder.id}
            return {coder.id for coder in coders.list_(conn)}

    def _forget_view(self) -> None:
        self.document_id = None
        self.last_code = None
        self.hidden_codes = set()
        self.visible_coders = set()

    def _guarded(self, verb: Callable[..., T], *args: object, **kwargs: object) -> T | None:
        try:
            return verb(*args, **kwargs)
        except GlossatorError as error:
            self.refused.emit(str(error))
            return None

    def _tell(self, changes: Changes) -> None:
        if self._project is not None:
            self.saved_at = datetime.now().astimezone()
            if changes.touch("coder"):
                self._follow_coder()
            self.changed.emit(changes)
