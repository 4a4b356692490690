"""Notes: thoughts about a passage that carry no code."""

from __future__ import annotations

import sqlalchemy as sa

from glossator_db import schema
from glossator_db.errors import NotFound
from glossator_db.names import new_guid, new_id
from glossator_db.project import now
from glossator_db.records import CoderId, DocumentId, Extent, Note, NoteId

_note = schema.note


def add(conn: sa.Connection, document_id: DocumentId, coder_id: CoderId, extent: Extent, text: str) -> Note:
    """Add a note on a passage."""
    values = {
        "guid": new_guid(),
        "document_id": document_id,
        "coder_id": coder_id,
        "start": extent.start,
        "end": extent.end,
        "text": text,
        "created": now(),
        "modified": now(),
    }
    return get(conn, NoteId(new_id(conn.execute(sa.insert(_note).values(values)))))


def get(conn: sa.Connection, note_id: NoteId) -> Note:
    """Return one note."""
    row = conn.execute(sa.select(_note).where(_note.c.id == note_id)).one_or_none()
    if row is None:
        raise NotFound("That note is not in the project any more.")
    return _record(row)


def list_(conn: sa.Connection, document_id: DocumentId | None = None) -> list[Note]:
    """Return the notes of a document, or all, by place."""
    query = sa.select(_note).order_by(_note.c.document_id, _note.c.start, _note.c.end)
    if document_id is not None:
        query = query.where(_note.c.document_id == document_id)
    return [_record(row) for row in conn.execute(query)]


def rewrite(conn: sa.Connection, note_id: NoteId, text: str) -> None:
    """Replace a note's text."""
    conn.execute(sa.update(_note).where(_note.c.id == note_id).values(text=text, modified=now()))


def remove(conn: sa.Connection, note_id: NoteId) -> None:
    """Remove a note."""
    conn.execute(sa.delete(_note).where(_note.c.id == note_id))


def _record(row: sa.Row[tuple[object, ...]]) -> Note:
    fields = dict(row._mapping)  # noqa: SLF001  SQLAlchemy's public name for it
    return Note(extent=Extent(fields.pop("start"), fields.pop("end")), **fields)
