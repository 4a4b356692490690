"""The people who code."""

from __future__ import annotations

import sqlalchemy as sa

from glossator_db import schema
from glossator_db.errors import NameTaken, NotFound
from glossator_db.names import checked, initials_of, new_guid, new_id
from glossator_db.project import now
from glossator_db.records import Coder, CoderId

_coder = schema.coder


def ensure(conn: sa.Connection, name: str, initials: str = "") -> Coder:
    """Return the coder of that name, made if not there."""
    name = checked(name, "coder")
    there = find(conn, name)
    if there is not None:
        return there
    values = {"guid": new_guid(), "name": name, "initials": initials or initials_of(name), "created": now()}
    return get(conn, CoderId(new_id(conn.execute(sa.insert(_coder).values(values)))))


def get(conn: sa.Connection, coder_id: CoderId) -> Coder:
    """Return one coder."""
    row = conn.execute(sa.select(_coder).where(_coder.c.id == coder_id)).one_or_none()
    if row is None:
        raise NotFound("That coder is not in the project any more.")
    return Coder(**row._mapping)  # noqa: SLF001  SQLAlchemy's public name for it


def find(conn: sa.Connection, name: str) -> Coder | None:
    """Return the coder of that name."""
    row = conn.execute(sa.select(_coder).where(_coder.c.name == name)).one_or_none()
    return None if row is None else Coder(**row._mapping)  # noqa: SLF001


def list_(conn: sa.Connection) -> list[Coder]:
    """Return all coders in the order in which they came."""
    return [Coder(**row._mapping) for row in conn.execute(sa.select(_coder).order_by(_coder.c.id))]  # noqa: SLF001


def rename(conn: sa.Connection, coder_id: CoderId, name: str, initials: str) -> None:
    """Change a coder's name and initials."""
    name = checked(name, "coder")
    other = find(conn, name)
    if other is not None and other.id != coder_id:
        raise NameTaken(f"There is a coder “{name}” already.")
    values = {"name": name, "initials": initials or initials_of(name)}
    conn.execute(sa.update(_coder).where(_coder.c.id == coder_id).values(values))


def has_work(conn: sa.Connection, coder_id: CoderId) -> bool:
    """Say whether a coder has coded, noted or decided anything, or finished a text."""
    tables = (schema.coding, schema.note, schema.decision, schema.status)
    found = [sa.exists().where(table.c.coder_id == coder_id) for table in tables]
    return bool(conn.execute(sa.select(sa.or_(*found))).scalar_one())


def remove(conn: sa.Connection, coder_id: CoderId) -> None:
    """Take a coder away, with all of that coder's work."""
    conn.execute(sa.delete(_coder).where(_coder.c.id == coder_id))
