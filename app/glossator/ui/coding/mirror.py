"""What the Code workspace shows of the project, kept up to date by difference.

It reads the store once when a project or a text is opened, and afterwards only the rows that a change touched.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from glossator_db.errors import GlossatorError, NotFound
from glossator_db.records import Extent

if TYPE_CHECKING:
    from glossator.operations.entities import PlacedMention
    from glossator.ui.session import Session
    from glossator_db.codings import Columns
    from glossator_db.engine import Connection
    from glossator_db.records import (
        Changes,
        Code,
        CodeId,
        Coder,
        CoderId,
        Coding,
        Document,
        DocumentId,
        Note,
    )

_MANY = 200  # rows; beyond this a document is read again as a whole
_RECENT = 9
_FEW = 8


@dataclass(frozen=True, slots=True)
class Placed:
    """The code and coder of a coding in the current text: what is gone must still be counted off."""

    code: CodeId
    coder: CoderId


class Mirror(QObject):
    """The records on screen; says what differs."""

    reset = Signal()
    """another project, or none"""
    codes_changed = Signal()
    coders_changed = Signal()
    documents_changed = Signal()
    document_shown = Signal()
    """another text, or its codings were read anew"""
    coding_added = Signal(object)
    coding_changed = Signal(object)
    coding_removed = Signal(int)
    counts_changed = Signal(object)
    """the codes whose figure differs; None for all"""
    notes_changed = Signal()
    mentions_changed = Signal()

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._placed: dict[int, Placed] = {}
        self._counted: frozenset[CoderId] = frozenset()
        self._clear()
        session.opened.connect(self._open)
        session.closed.connect(self._close)
        session.changed.connect(self._take)
        session.document_changed.connect(self.show_document)
        session.view_changed.connect(self._look)
        if session.is_open:
            self._open()

    def _clear(self) -> None:
        self.codes: dict[CodeId, Code] = {}
        """all codes by id, in the order of the tree"""
        self.coders: dict[CoderId, Coder] = {}
        self.documents: dict[DocumentId, Document] = {}
        self.counts: dict[CodeId, int] = {}
        """codings of the coders shown"""
        self.recent: list[CodeId] = []
        """codes used last, the latest first"""
        self.document: Document | None = None
        self.text = ""
        self.columns: Columns | None = None
        """codings of the current text as they were when it was opened"""
        self.memos: dict[int, Extent] = {}
        """where the codings of the current text are that have a memo"""
        self.weights: dict[int, int] = {}
        """of the codings of the current text that have one"""
        self.notes: list[Note] = []
        self.mentions: list[PlacedMention] = []
        self._placed = {}

    # questions

    @property
    def total(self) -> int:
        """How many codings of the coders shown there are."""
        return sum(self.counts.values())

    @property
    def codable(self) -> int:
        """How many codes there are, headings aside."""
        return sum(code.codable for code in self.codes.values())

    def by_digit(self, digit: int) -> Code | None:
        """Return the code that holds a digit."""
        return next((code for code in self.codes.values() if code.digit == digit), None)

    def coding(self, coding_id: int) -> Coding | None:
        """Read one coding."""
        from glossator_db import codings

        with self._session.read() as conn:
            found = codings.list_(conn, ids=[coding_id])
        return found[0] if found else None

    def placed(self, coding_id: int) -> Placed | None:
        """Return code and coder of a coding in the current text, without reading."""
        return self._placed.get(coding_id)

    def documents_of(self, code: CodeId) -> int:
        """Read in how many texts the coders shown used a code."""
        from glossator_db import codings

        with self._session.read() as conn:
            return codings.documents_of(conn, code, self._counted)

    # opening

    def _open(self) -> None:
        self._clear()
        with self._session.read() as conn:
            self._read_codes(conn)
            self._read_coders(conn)
            self._read_documents(conn)
            self._count(conn)
            self._read_recent(conn)
        self.reset.emit()
        self.show_document()

    def _close(self) -> None:
        self._clear()
        self.reset.emit()
        self.document_shown.emit()

    def show_document(self) -> None:
        """Read the current text and all that is on it."""
        from glossator_db import documents

        document_id = self._session.document_id if self._session.is_open else None
        self.document = self.documents.get(document_id) if document_id is not None else None
        self.text, self.columns, self._placed, self.memos, self.weights = "", None, {}, {}, {}
        self.notes, self.mentions = [], []
        try:
            if self.document is not None:
                with self._session.read() as conn:
                    self.text = documents.text(conn, self.document.id)
                    self._read_columns(conn)
                    self._read_notes(conn)
                self.read_mentions()
        except GlossatorError:
            self.document = None  # nothing of the text before may be taken for this one
            raise
        finally:
            self.document_shown.emit()

    def read_mentions(self) -> None:
        """Read the entities of the current text; finding them is no step, so nobody says when it was done."""
        from glossator.operations import entities

        self.mentions = entities.of_document(self._session.project, self.document.id) if self.document else []

    def _look(self) -> None:
        if self._session.is_open and frozenset(self._session.visible_coders) != self._counted:
            with self._session.read() as conn:
                self._count(conn)
            self.counts_changed.emit(None)

    # changes

    def _take(self, changes: Changes) -> None:
        with self._session.read() as conn:
            if changes.touch("coder"):
                self._read_coders(conn)
            if changes.touch("code"):
                self._take_codes(conn, changes.rows["code"])
            if changes.touch("document"):
                self._read_documents(conn)
            if changes.touch("note"):
                self._read_notes(conn)
        for table, told in (("coder", self.coders_changed), ("code", self.codes_changed)):
            if changes.touch(table):
                told.emit()
        if changes.touch("document"):
            self._documents_differ()
        if changes.touch("coding"):
            self._take_codings(changes.rows["coding"])
        if changes.touch("note"):
            self.notes_changed.emit()
        if changes.touch("decision", "reading"):
            self.read_mentions()
            self.mentions_changed.emit()

    def _take_codes(self, conn: Connection, ids: frozenset[int]) -> None:
        """Read the codes that changed; all of them where one came, went or moved."""
        from glossator_db import codes
        from glossator_db.records import CodeId

        known = [CodeId(one) for one in ids if one in self.codes]
        if len(known) < len(ids) or len(ids) > _FEW:
            self._read_codes(conn)
            return
        try:
            now = [codes.get(conn, code) for code in known]
        except NotFound:
            self._read_codes(conn)
            return
        places = {code.id: (code.parent_id, code.position) for code in now}
        if any(places[code] != (self.codes[code].parent_id, self.codes[code].position) for code in known):
            self._read_codes(conn)
            return
        self.codes.update({code.id: code for code in now})

    def _documents_differ(self) -> None:
        here = self.document
        self.documents_changed.emit()
        if here is None:
            return
        now = self.documents.get(here.id)
        if now is None:
            return  # another text is about to be opened
        if now.sha256 == here.sha256:
            self.document = now
        else:
            self.show_document()

    def _take_codings(self, ids: frozenset[int]) -> None:
        from glossator_db import codings

        if len(ids) > _MANY:
            with self._session.read() as conn:
                self._read_columns(conn)
                self._count(conn)
                self._read_recent(conn)
            self.document_shown.emit()
            self.counts_changed.emit(None)
            return
        with self._session.read() as conn:
            there = {int(coding.id): coding for coding in codings.list_(conn, ids=ids)}
        here = self.document.id if self.document else None
        known = all(
            identity in self._placed or (identity in there and there[identity].document_id == here)
            for identity in ids
        )
        touched: set[CodeId] = set()
        for identity in sorted(ids):
            touched |= self._take_coding(identity, there.get(identity))
        if known:
            self.counts_changed.emit(touched)
        else:  # rows of other texts: what they were before is not known here
            with self._session.read() as conn:
                self._count(conn)
            self.counts_changed.emit(None)

    def _take_coding(self, identity: int, now: Coding | None) -> set[CodeId]:
        """Follow one coding of the current text; return the codes whose figure may differ."""
        was = self._placed.get(identity)
        if now is not None and (self.document is None or now.document_id != self.document.id):
            return set()
        touched: set[CodeId] = set()
        if was is not None:
            touched |= self._add(was, -1)
        self.memos.pop(identity, None)
        self.weights.pop(identity, None)
        if now is None:
            if self._placed.pop(identity, None) is not None:
                self.coding_removed.emit(identity)
            return touched
        placed = self._placed[identity] = Placed(now.code_id, now.coder_id)
        touched |= self._add(placed, 1)
        if now.memo:
            self.memos[identity] = now.extent
        if now.weight is not None:
            self.weights[identity] = now.weight
        if was is None:
            self._use(now)
            self.coding_added.emit(now)
        else:
            self.coding_changed.emit(now)
        return touched

    def _add(self, placed: Placed, number: int) -> set[CodeId]:
        if placed.coder not in self._counted or placed.code not in self.codes:
            return set()
        self.counts[placed.code] = self.counts.get(placed.code, 0) + number
        return {placed.code}

    def _use(self, coding: Coding) -> None:
        own = self._session.coder
        if own is not None and coding.coder_id == own.id:
            rest = [code for code in self.recent if code != coding.code_id]
            self.recent = [coding.code_id, *rest][:_RECENT]

    # reading

    def _read_codes(self, conn: Connection) -> None:
        from glossator_db import codes

        self.codes = {code.id: code for code in codes.list_(conn)}
        self.counts = {code: count for code, count in self.counts.items() if code in self.codes}
        self.recent = [code for code in self.recent if code in self.codes]

    def _read_coders(self, conn: Connection) -> None:
        from glossator_db import coders

        self.coders = {coder.id: coder for coder in coders.list_(conn)}

    def _read_documents(self, conn: Connection) -> None:
        from glossator_db import documents

        self.documents = {document.id: document for document in documents.list_(conn)}

    def _read_columns(self, conn: Connection) -> None:
        from glossator_db import codings

        if self.document is None:
            self.columns, self._placed, self.memos, self.weights = None, {}, {}, {}
            return
        found = self.columns = codings.columns(conn, self.document.id)
        rows = zip(found.id.tolist(), found.code.tolist(), found.coder.tolist(), strict=True)
        self._placed = {identity: Placed(code, coder) for identity, code, coder in rows}
        with_memo = zip(
            *(column[found.has_memo].tolist() for column in (found.id, found.start, found.end)), strict=True
        )
        self.memos = {identity: Extent(start, end) for identity, start, end in with_memo}
        self.weights = codings.weights(conn, self.document.id)

    def _read_notes(self, conn: Connection) -> None:
        from glossator_db import notes

        self.notes = notes.list_(conn, self.document.id) if self.document else []

    def _count(self, conn: Connection) -> None:
        from glossator_db import codings

        self._counted = frozenset(self._session.visible_coders)
        self.counts = codings.counts(conn, coder_ids=self._counted)

    def _read_recent(self, conn: Connection) -> None:
        from glossator_db import codings

        coder = self._session.coder
        self.recent = codings.recent(conn, coder.id, _RECENT) if coder else []
