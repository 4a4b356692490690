"""Entities: what pipelines found in texts, kept by text and version, and what people decided about it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import sqlalchemy as sa

from glossator_db import schema
from glossator_db.names import new_guid
from glossator_db.project import now
from glossator_db.records import CoderId, Decision, DocumentId, Extent, Mention, Verdict

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

_reading = schema.reading
_decision = schema.decision


def get_reading(conn: sa.Connection, sha256: str, pipeline: str, version: str) -> list[Mention] | None:
    """Return what that version of a pipeline found in a text; None where it has not looked."""
    query = sa.select(_reading.c.mentions).where(
        _reading.c.sha256 == sha256, _reading.c.pipeline == pipeline, _reading.c.version == version
    )
    found = conn.execute(query).scalar_one_or_none()
    return None if found is None else _mentions(found)


def put_reading(
    conn: sa.Connection, sha256: str, pipeline: str, version: str, mentions: Sequence[Mention]
) -> None:
    """Keep what a pipeline found in a text."""
    packed = [[m.extent.start, m.extent.end, m.label, m.text, m.rule] for m in mentions]
    values = {
        "sha256": sha256,
        "pipeline": pipeline,
        "version": version,
        "mentions": json.dumps(packed, ensure_ascii=False, separators=(",", ":")),
        "created": now(),
    }
    conn.execute(sa.insert(_reading).prefix_with("OR REPLACE").values(values))


def unread(conn: sa.Connection, pipeline: str, version: str) -> list[tuple[DocumentId, str]]:
    """Return the documents that this version of a pipeline has not looked at, with their texts' hashes."""
    done = sa.select(_reading.c.sha256).where(_reading.c.pipeline == pipeline, _reading.c.version == version)
    query = sa.select(schema.document.c.id, schema.document.c.sha256).where(
        schema.document.c.sha256.not_in(done)
    )
    return [(DocumentId(row[0]), row[1]) for row in conn.execute(query.order_by(schema.document.c.position))]


def latest(conn: sa.Connection, document_id: DocumentId) -> tuple[str, str, list[Mention]] | None:
    """Return the newest reading of a document: pipeline, version and what it found."""
    query = (
        sa.select(_reading.c.pipeline, _reading.c.version, _reading.c.mentions)
        .join(schema.document, schema.document.c.sha256 == _reading.c.sha256)
        .where(schema.document.c.id == document_id)
        .order_by(_reading.c.id.desc())
        .limit(1)
    )
    row = conn.execute(query).one_or_none()
    return None if row is None else (row[0], row[1], _mentions(row[2]))


def decisions(conn: sa.Connection, document_id: DocumentId | None = None) -> list[Decision]:
    """Return the decisions about a document's mentions, or all."""
    query = sa.select(_decision).order_by(_decision.c.document_id, _decision.c.start, _decision.c.end)
    if document_id is not None:
        query = query.where(_decision.c.document_id == document_id)
    return [_record(row) for row in conn.execute(query)]


def decide(
    conn: sa.Connection,
    mentions: Iterable[tuple[DocumentId, Extent, str]],
    verdict: Verdict,
    *,
    coder_id: CoderId,
    relabel: str = "",
) -> None:
    """Accept or reject mentions, each given by document, extent and label as found; a second decision replaces."""
    chosen = list(mentions)
    if not chosen:
        return
    undecide(conn, chosen)
    rows = [
        {
            "guid": new_guid(),
            "document_id": document_id,
            "coder_id": coder_id,
            "start": extent.start,
            "end": extent.end,
            "label": label,
            "relabel": relabel,
            "verdict": verdict,
            "created": now(),
        }
        for document_id, extent, label in chosen
    ]
    conn.execute(sa.insert(_decision), rows)


def undecide(conn: sa.Connection, mentions: Collection[tuple[DocumentId, Extent, str]]) -> None:
    """Take back what was decided about mentions."""
    this = sa.delete(_decision).where(
        _decision.c.document_id == sa.bindparam("in_document"),
        _decision.c.start == sa.bindparam("from_start"),
        _decision.c.end == sa.bindparam("to_end"),
        _decision.c.label == sa.bindparam("as_label"),
    )
    rows = [
        {"in_document": document_id, "from_start": extent.start, "to_end": extent.end, "as_label": label}
        for document_id, extent, label in mentions
    ]
    if rows:
        conn.execute(this, rows)


def _mentions(packed: str) -> list[Mention]:
    return [
        Mention(Extent(start, end), label, text, rule) for start, end, label, text, rule in json.loads(packed)
    ]


def _record(row: sa.Row[tuple[object, ...]]) -> Decision:
    fields = dict(row._mapping)  # noqa: SLF001  SQLAlchemy's public name for it
    return Decision(extent=Extent(fields.pop("start"), fields.pop("end")), **fields)
