"""The texts under study."""

from __future__ import annotations

import hashlib

import sqlalchemy as sa

from glossator_db import schema
from glossator_db.errors import NameTaken, NotFound
from glossator_db.names import LONGEST_NAME, checked, new_guid, new_id
from glossator_db.project import now
from glossator_db.records import Document, DocumentId

_document = schema.document


def add(
    conn: sa.Connection,
    *,
    name: str,
    text: str,
    words: int,
    source: str = "",
    encoding: str = "",
    newlines: str = "lf",
    memo: str = "",
) -> Document:
    """Add a canonical *text* with so many *words*; a second of its name gets “ (2)”."""
    digest = hash_of(text)
    known = conn.execute(sa.select(sa.literal(1)).where(schema.text.c.sha256 == digest)).first()
    if known is None:
        conn.execute(sa.insert(schema.text).values(sha256=digest, text=text))
    last = conn.execute(sa.select(sa.func.max(_document.c.position))).scalar()
    values = {
        "guid": new_guid(),
        "name": _free_name(conn, checked(name, "text")),
        "sha256": digest,
        "length": len(text),
        "words": words,
        "position": 0 if last is None else last + 1,
        "source": source,
        "encoding": encoding,
        "newlines": newlines,
        "memo": memo,
        "created": now(),
    }
    made = conn.execute(sa.insert(_document).values(values))
    return get(conn, DocumentId(new_id(made)))


def hash_of(text: str) -> str:
    """Return the SHA-256 of a text in UTF-8, as hex digits."""
    return hashlib.sha256(text.encode()).hexdigest()


def get(conn: sa.Connection, document_id: DocumentId) -> Document:
    """Return one document."""
    row = conn.execute(sa.select(_document).where(_document.c.id == document_id)).one_or_none()
    if row is None:
        raise NotFound("That text is not in the project any more.")
    return Document(**row._mapping)  # noqa: SLF001  SQLAlchemy's public name for it


def find(conn: sa.Connection, name: str) -> Document | None:
    """Return the document of that name."""
    row = conn.execute(sa.select(_document).where(_document.c.name == name)).one_or_none()
    return None if row is None else Document(**row._mapping)  # noqa: SLF001


def by_hash(conn: sa.Connection, sha256: str) -> Document | None:
    """Return the first document with that text."""
    query = sa.select(_document).where(_document.c.sha256 == sha256).order_by(_document.c.id).limit(1)
    row = conn.execute(query).one_or_none()
    return None if row is None else Document(**row._mapping)  # noqa: SLF001


def list_(conn: sa.Connection) -> list[Document]:
    """Return all documents in their order."""
    rows = conn.execute(sa.select(_document).order_by(_document.c.position, _document.c.id))
    return [Document(**row._mapping) for row in rows]  # noqa: SLF001


def text(conn: sa.Connection, document_id: DocumentId) -> str:
    """Return the canonical text of a document."""
    joined = schema.text.join(_document, schema.text.c.sha256 == _document.c.sha256)
    query = sa.select(schema.text.c.text).select_from(joined).where(_document.c.id == document_id)
    found = conn.execute(query).scalar_one_or_none()
    if found is None:
        raise NotFound("That text is not in the project any more.")
    return str(found)


def rename(conn: sa.Connection, document_id: DocumentId, name: str) -> None:
    """Give a document another name."""
    name = checked(name, "text")
    other = find(conn, name)
    if other is not None and other.id != document_id:
        raise NameTaken(f"There is a text “{name}” already.")
    _update(conn, document_id, name=name)


def set_memo(conn: sa.Connection, document_id: DocumentId, memo: str) -> None:
    """Replace a document's memo."""
    _update(conn, document_id, memo=memo)


def remove(conn: sa.Connection, document_id: DocumentId) -> int:
    """Remove a document with all that is on it; return how many codings went along."""
    codings = sa.select(sa.func.count()).where(schema.coding.c.document_id == document_id)
    count = conn.execute(codings).scalar_one()
    conn.execute(sa.delete(_document).where(_document.c.id == document_id))
    return int(count)


def _update(conn: sa.Connection, document_id: DocumentId, **values: str) -> None:
    conn.execute(sa.update(_document).where(_document.c.id == document_id).values(values))


def _free_name(conn: sa.Connection, name: str) -> str:
    candidate, number = name, 1
    while find(conn, candidate) is not None:
        number += 1
        ending = f" ({number})"
        candidate = name[: LONGEST_NAME - len(ending)] + ending
    return candidate
