"""Codings: one coder's use of one code on one stretch of one document."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

import sqlalchemy as sa
from sqlalchemy.dialects.sqlite import insert

from glossator_db import schema
from glossator_db.errors import NotAllowed, NotFound
from glossator_db.names import new_guid, new_id
from glossator_db.project import now
from glossator_db.records import CodeId, CoderId, Coding, CodingId, DocumentId, Extent

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    import numpy as np
    from numpy.typing import NDArray

_coding = schema.coding
_MOST_IDS = 10_000  # SQLite refuses a statement with more than 32,766


@dataclass(frozen=True, slots=True)
class NewCoding:
    """A coding to be added in bulk."""

    document_id: DocumentId
    code_id: CodeId
    coder_id: CoderId
    extent: Extent
    quote: str
    memo: str = ""
    weight: int | None = None
    unsure: bool = False
    guid: str = ""
    created: str = ""
    modified: str = ""


@dataclass(frozen=True, slots=True)
class Columns:
    """The codings of one document as arrays of shape (codings,), sorted by start, then end."""

    id: NDArray[np.int64]
    code: NDArray[np.int64]
    coder: NDArray[np.int64]
    start: NDArray[np.int64]
    """code points"""
    end: NDArray[np.int64]
    """code points, exclusive"""
    unsure: NDArray[np.bool_]
    has_memo: NDArray[np.bool_]


def hash_of(quote: str) -> str:
    """Return what a coding keeps of the words it covers."""
    return hashlib.sha256(quote.encode()).hexdigest()[:16]


def add(
    conn: sa.Connection,
    document_id: DocumentId,
    code_id: CodeId,
    coder_id: CoderId,
    extent: Extent,
    *,
    memo: str = "",
    weight: int | None = None,
    unsure: bool = False,
    words: str | None = None,
) -> Coding:
    """Add a coding; where the coder has that code there already, return that one.

    *words* are those it covers, where the caller has read them with `quote`.
    """
    there = conn.execute(_at(document_id, code_id, coder_id, extent)).one_or_none()
    if there is not None:
        return _record(there)
    codable = conn.execute(sa.select(schema.code.c.codable).where(schema.code.c.id == code_id)).scalar()
    if codable is None:
        raise NotFound("That code is not in the project any more.")
    if not codable:
        raise NotAllowed("A heading holds no codings. Choose one of the codes under it.")
    words = quote(conn, document_id, extent) if words is None else words
    new = NewCoding(document_id, code_id, coder_id, extent, words, memo, weight, unsure)
    made = conn.execute(sa.insert(_coding).values(_row(new, now())))
    return get(conn, CodingId(new_id(made)))


def add_many(conn: sa.Connection, new: Iterable[NewCoding]) -> int:
    """Add codings whose quotes were checked; those that are there already, by guid or by place, stay as they are.

    Returns
    -------
    int
        How many were added.
    """
    time = now()
    rows = [_row(coding, time) for coding in new]
    if not rows:
        return 0
    return conn.execute(insert(_coding).on_conflict_do_nothing(), rows).rowcount


def get(conn: sa.Connection, coding_id: CodingId) -> Coding:
    """Return one coding."""
    row = conn.execute(sa.select(_coding).where(_coding.c.id == coding_id)).one_or_none()
    if row is None:
        raise NotFound("That coding is not in the project any more.")
    return _record(row)


def list_(
    conn: sa.Connection,
    document_id: DocumentId | None = None,
    coder_id: CoderId | None = None,
    code_id: CodeId | None = None,
    *,
    ids: Collection[int] | None = None,
) -> list[Coding]:
    """Return the codings that meet all conditions, by document, then place."""
    query = sa.select(_coding).order_by(_coding.c.document_id, _coding.c.start, _coding.c.end, _coding.c.id)
    for column, wanted in (
        (_coding.c.document_id, document_id),
        (_coding.c.code_id, code_id),
        (_coding.c.coder_id, coder_id),
    ):
        if wanted is not None:
            query = query.where(column == wanted)
    if ids is None:
        return [_record(row) for row in conn.execute(query)]
    found = [
        _record(row) for some in _parts(ids) for row in conn.execute(query.where(_coding.c.id.in_(some)))
    ]
    return sorted(found, key=lambda coding: (coding.document_id, coding.extent, coding.id))


def by_guid(conn: sa.Connection, guids: Collection[str]) -> dict[str, Coding]:
    """Return those of the codings called *guids* that are there."""
    ordered = sorted(guids)
    found: dict[str, Coding] = {}
    for start in range(0, len(ordered), _MOST_IDS):
        query = sa.select(_coding).where(_coding.c.guid.in_(ordered[start : start + _MOST_IDS]))
        found.update((coding.guid, coding) for coding in map(_record, conn.execute(query)))
    return found


def columns(conn: sa.Connection, document_id: DocumentId) -> Columns:
    """Return the codings of a document as arrays."""
    import numpy as np

    # The driver's own cursor: thousands of rows need not become SQLAlchemy's first.
    cursor = conn.connection.cursor()
    cursor.execute(
        "SELECT id, code_id, coder_id, start, \"end\", unsure, memo <> '' FROM coding WHERE document_id = ? "
        'ORDER BY start, "end"',
        (document_id,),
    )
    flat = np.fromiter(chain.from_iterable(cursor.fetchall()), np.int64).reshape(-1, 7).T
    cursor.close()
    return Columns(flat[0], flat[1], flat[2], flat[3], flat[4], flat[5].astype(bool), flat[6].astype(bool))


def weights(conn: sa.Connection, document_id: DocumentId) -> dict[int, int]:
    """Return the weights of those codings of a document that have one."""
    query = sa.select(_coding.c.id, _coding.c.weight).where(
        _coding.c.document_id == document_id, _coding.c.weight.is_not(None)
    )
    return {row.id: row.weight for row in conn.execute(query)}


def places(conn: sa.Connection) -> NDArray[np.int64]:
    """Return all codings as rows of document, code, coder, start, end; shape (codings, 5), sorted by document."""
    import numpy as np

    cursor = conn.connection.cursor()
    cursor.execute(
        'SELECT document_id, code_id, coder_id, start, "end" FROM coding ORDER BY document_id, start'
    )
    flat = np.fromiter(chain.from_iterable(cursor.fetchall()), np.int64).reshape(-1, 5)
    cursor.close()
    return flat


def counts(
    conn: sa.Connection,
    coder_ids: Collection[CoderId] | None = None,
    *,
    document_id: DocumentId | None = None,
) -> dict[CodeId, int]:
    """Return how many codings each code that is used has."""
    query = sa.select(_coding.c.code_id, sa.func.count()).group_by(_coding.c.code_id)
    if document_id is not None:
        query = query.where(_coding.c.document_id == document_id)
    if coder_ids is not None:
        query = query.where(_coding.c.coder_id.in_(coder_ids))
    return {CodeId(row[0]): int(row[1]) for row in conn.execute(query)}


def documents_of(conn: sa.Connection, code_id: CodeId, coder_ids: Collection[CoderId] | None = None) -> int:
    """Return in how many documents a code is used."""
    query = sa.select(sa.func.count(sa.distinct(_coding.c.document_id))).where(_coding.c.code_id == code_id)
    if coder_ids is not None:
        query = query.where(_coding.c.coder_id.in_(coder_ids))
    return int(conn.execute(query).scalar_one())


def total(conn: sa.Connection) -> int:
    """Return how many codings there are."""
    return int(conn.execute(sa.select(sa.func.count()).select_from(_coding)).scalar_one())


def recent(conn: sa.Connection, coder_id: CoderId, limit: int = 9) -> list[CodeId]:
    """Return the codes that a coder used last, the latest first."""
    code = schema.code
    latest = (  # one look into the index for each code; grouping would read every coding of the coder
        sa.select(sa.func.max(_coding.c.id))
        .where(_coding.c.coder_id == coder_id, _coding.c.code_id == code.c.id)
        .scalar_subquery()
    )
    used = sa.select(code.c.id, latest.label("latest")).subquery()
    query = sa.select(used.c.id).where(used.c.latest.is_not(None)).order_by(used.c.latest.desc()).limit(limit)
    return [CodeId(row[0]) for row in conn.execute(query)]


def recode(conn: sa.Connection, ids: Collection[CodingId], code_id: CodeId) -> int:
    """Give codings another code; one that the coder has there already is not doubled but takes the other's memo.

    Returns
    -------
    int
        How many went over.
    """
    codable = conn.execute(sa.select(schema.code.c.codable).where(schema.code.c.id == code_id)).scalar()
    if not codable:
        raise NotAllowed("A heading holds no codings. Choose one of the codes under it.")
    chosen = [coding for coding in list_(conn, ids=ids) if coding.code_id != code_id]
    there = [
        coding
        for document_id in {coding.document_id for coding in chosen}
        for coding in list_(conn, document_id=document_id, code_id=code_id)
    ]
    left = {_place(coding): coding.id for coding in there}
    over: list[CodingId] = []
    gone: list[Coding] = []
    for coding in chosen:
        if left.setdefault(_place(coding), coding.id) == coding.id:
            over.append(coding.id)
        else:
            gone.append(coding)
    for coding in gone:
        if coding.memo:
            _add_to_memo(conn, left[_place(coding)], coding.memo)
    remove(conn, [coding.id for coding in gone])
    for some in _parts(over):
        conn.execute(sa.update(_coding).where(_coding.c.id.in_(some)).values(code_id=code_id, modified=now()))
    return len(over)


def resize(conn: sa.Connection, coding_id: CodingId, extent: Extent) -> None:
    """Put a coding on another stretch of its document."""
    here = get(conn, coding_id)
    there = conn.execute(_at(here.document_id, here.code_id, here.coder_id, extent)).one_or_none()
    if there is not None and there.id != coding_id:
        raise NotAllowed("This code is on that very passage already.")
    words = quote(conn, here.document_id, extent)
    values = {"start": extent.start, "end": extent.end, "quote_hash": hash_of(words)}
    conn.execute(sa.update(_coding).where(_coding.c.id == coding_id).values(**values, modified=now()))


def set_remarks(
    conn: sa.Connection, coding_id: CodingId, *, memo: str | None = None, unsure: bool | None = None
) -> None:
    """Change the memo or the unsure flag of a coding."""
    given: dict[str, object] = {"memo": memo, "unsure": None if unsure is None else int(unsure)}
    values = {name: value for name, value in given.items() if value is not None}
    conn.execute(sa.update(_coding).where(_coding.c.id == coding_id).values(**values, modified=now()))


def _add_to_memo(conn: sa.Connection, coding_id: CodingId, memo: str) -> None:
    before = get(conn, coding_id).memo
    if memo not in before.split("\n\n"):
        set_remarks(conn, coding_id, memo=f"{before}\n\n{memo}" if before else memo)


def weigh(conn: sa.Connection, coding_id: CodingId, weight: int | None) -> None:
    """Give a coding a weight from 0 to 100, or none."""
    if weight is not None and not 0 <= weight <= 100:
        raise NotAllowed(f"A weight is a number from 0 to 100, not {weight}.")
    conn.execute(sa.update(_coding).where(_coding.c.id == coding_id).values(weight=weight, modified=now()))


def remove(conn: sa.Connection, ids: Collection[CodingId]) -> int:
    """Remove codings; return how many there were."""
    return sum(
        conn.execute(sa.delete(_coding).where(_coding.c.id.in_(some))).rowcount for some in _parts(ids)
    )


def _parts(ids: Collection[CodingId] | Collection[int]) -> Iterator[list[int]]:
    """Divide ids into as many as one statement may name."""
    ordered = list(ids)
    return (ordered[start : start + _MOST_IDS] for start in range(0, len(ordered), _MOST_IDS))


def _at(
    document_id: DocumentId, code_id: CodeId, coder_id: CoderId, extent: Extent
) -> sa.Select[tuple[object, ...]]:
    """Select the one coding that a coder has with a code at a place."""
    return sa.select(_coding).where(
        _coding.c.document_id == document_id,
        _coding.c.start == extent.start,
        _coding.c.end == extent.end,
        _coding.c.code_id == code_id,
        _coding.c.coder_id == coder_id,
    )


def _place(coding: Coding) -> tuple[DocumentId, CoderId, Extent]:
    return coding.document_id, coding.coder_id, coding.extent


def quote(conn: sa.Connection, document_id: DocumentId, extent: Extent) -> str:
    """Return the words of an extent without reading the whole text into Python."""
    document, text = schema.document, schema.text
    query = (
        sa.select(document.c.length, sa.func.substr(text.c.text, extent.start + 1, len(extent)))
        .select_from(document.join(text, text.c.sha256 == document.c.sha256))
        .where(document.c.id == document_id)
    )
    row = conn.execute(query).one_or_none()
    if row is None:
        raise NotFound("That text is not in the project any more.")
    if extent.end > row[0]:
        raise NotAllowed(f"The text ends at {row[0]}, before {extent.end}.")
    return str(row[1])


def _row(new: NewCoding, time: str) -> dict[str, object]:
    return {
        "guid": new.guid or new_guid(),
        "document_id": new.document_id,
        "code_id": new.code_id,
        "coder_id": new.coder_id,
        "start": new.extent.start,
        "end": new.extent.end,
        "quote_hash": hash_of(new.quote),
        "memo": new.memo,
        "weight": new.weight,
        "unsure": int(new.unsure),
        "created": new.created or time,
        "modified": new.modified or new.created or time,
    }


def _record(row: sa.Row[tuple[object, ...]]) -> Coding:
    fields = dict(row._mapping)  # noqa: SLF001  SQLAlchemy's public name for it
    extent = Extent(fields.pop("start"), fields.pop("end"))
    fields["unsure"] = bool(fields["unsure"])
    return Coding(extent=extent, **fields)
