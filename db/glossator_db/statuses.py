"""How far each coder is with each text: not started, in progress, finished.

Only *finished* and a text opened again are written down; that a text was started is told by its codings.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import sqlalchemy as sa
from sqlalchemy.dialects.sqlite import insert

from glossator_db import journal, schema
from glossator_db.project import now
from glossator_db.records import CoderId, DocumentId

if TYPE_CHECKING:
    from collections.abc import Collection

    from glossator_db.records import State

_status = schema.status


def get(conn: sa.Connection, document_id: DocumentId, coder_id: CoderId) -> State:
    """Return how far a coder is with a text."""
    query = sa.select(_status.c.state).where(
        _status.c.document_id == document_id, _status.c.coder_id == coder_id
    )
    written: State | None = conn.execute(query).scalar_one_or_none()
    if written is not None:
        return written
    coding = schema.coding
    started = sa.exists().where(coding.c.document_id == document_id, coding.c.coder_id == coder_id)
    return "in progress" if conn.execute(sa.select(started)).scalar_one() else "not started"


def list_(conn: sa.Connection) -> dict[tuple[DocumentId, CoderId], State]:
    """Return how far coders are with texts; what has not been started is left out."""
    coding = schema.coding
    started = conn.execute(sa.select(coding.c.document_id, coding.c.coder_id).distinct())
    states: dict[tuple[DocumentId, CoderId], State] = {(row[0], row[1]): "in progress" for row in started}
    written = conn.execute(sa.select(_status.c.document_id, _status.c.coder_id, _status.c.state))
    return states | {(row[0], row[1]): row[2] for row in written}


def finished(conn: sa.Connection) -> set[tuple[DocumentId, CoderId]]:
    """Return who has finished what."""
    query = sa.select(_status.c.document_id, _status.c.coder_id).where(_status.c.state == "finished")
    return {(DocumentId(row[0]), CoderId(row[1])) for row in conn.execute(query)}


def set_(
    conn: sa.Connection, document_ids: Collection[DocumentId], coder_id: CoderId, state: State
) -> list[DocumentId]:
    """Say how far a coder is with texts; return those for which that is news.

    A text that holds codings of the coder stays in progress where it is said not to be started.
    """
    changed = [document_id for document_id in document_ids if get(conn, document_id, coder_id) != state]
    if not changed:
        return []
    if state == "not started":
        gone = sa.delete(_status).where(
            _status.c.document_id == sa.bindparam("of_document"), _status.c.coder_id == coder_id
        )
        conn.execute(gone, [{"of_document": document_id} for document_id in changed])
        return [document_id for document_id in changed if get(conn, document_id, coder_id) == state]
    put = insert(_status)
    put = put.on_conflict_do_update(
        index_elements=[_status.c.document_id, _status.c.coder_id],
        set_={"state": put.excluded.state, "changed": put.excluded.changed},
    )
    time = now()
    rows = [
        {"document_id": document_id, "coder_id": coder_id, "state": state, "changed": time}
        for document_id in changed
    ]
    conn.execute(put, rows)
    return changed


def reopen_changed(conn: sa.Connection) -> set[tuple[DocumentId, CoderId]]:
    """Open finished texts again in which the open step has changed what was coded; return whose and which.

    A memo, a weight or a doubt changes nothing that was coded.
    """
    if not conn.execute(sa.select(sa.exists().where(_status.c.state == "finished"))).scalar_one():
        return set()
    rows = journal.changed_rows(conn, schema.coding, ("document_id", "coder_id"), ("code_id", "start", "end"))
    places = sorted((DocumentId(document), CoderId(coder)) for document, coder in rows)
    reopened = {place for place in places if get(conn, *place) == "finished"}
    for document_id, coder_id in sorted(reopened):
        set_(conn, [document_id], coder_id, "in progress")
    return reopened
