"""The one way to open SQLite, and what its refusals mean."""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING

import sqlalchemy as sa
from sqlalchemy.pool import NullPool, StaticPool

from glossator_db.errors import Damaged, Full, InUse, ProjectError, ReadOnly

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

Connection = sa.Connection  # the name by which the window calls what it hands on to the nouns

_BUSY_MS = 1000  # another process that reads is done long before; longer would look like a stall
_BULK_BUSY_MS = 5000


def make_engine(path: Path, *, readonly: bool, bulk: bool = False) -> sa.Engine:
    """Return an engine that never creates the file.

    ``TRUNCATE`` with ``FULL`` keeps the one file complete after each commit and loses none at a power cut; a
    write-ahead log would be left behind when people copy the file. Writers keep their pages in memory, so that
    readers wait for the commit only; *bulk* is for jobs beside the window, which wait longer.
    """
    uri = path.absolute().as_uri() + ("?mode=ro" if readonly else "?mode=rw")
    busy = _BULK_BUSY_MS if bulk else _BUSY_MS

    def connect() -> sqlite3.Connection:
        return sqlite3.connect(
            uri, uri=True, timeout=busy / 1000, isolation_level=None, cached_statements=256
        )

    engine = sa.create_engine("sqlite://", creator=connect, poolclass=NullPool)
    pragmas = [
        "trusted_schema=OFF",  # before anything else is read
        "cell_size_check=ON",
        "mmap_size=0",
        *(
            ()
            if readonly
            else ("journal_mode=TRUNCATE", "synchronous=FULL", "fullfsync=ON", "secure_delete=ON")
        ),
        "foreign_keys=ON",
        "recursive_triggers=OFF",
        "temp_store=MEMORY",  # no research text in the temporary folder
        "cache_size=-32768",
        "cache_spill=OFF",
        f"query_only={int(readonly)}",
    ]

    @sa.event.listens_for(engine, "connect")
    def _prepare(connection: sqlite3.Connection, _record: object) -> None:
        for pragma in pragmas:
            connection.execute(f"PRAGMA {pragma}")
        connection.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
        connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, 512_000_000)

    @sa.event.listens_for(engine, "begin")
    def _begin(connection: sa.Connection) -> None:
        # Immediate, so that a change never fails half-way for having begun as a reader.
        connection.exec_driver_sql("BEGIN IMMEDIATE" if connection.info.get("writes") else "BEGIN")

    return engine


def in_memory(source: sqlite3.Connection) -> sa.Engine:
    """Return an engine on a copy of *source* in memory."""
    copy = sqlite3.connect(":memory:", check_same_thread=False)
    source.backup(copy)
    return sa.create_engine("sqlite://", creator=lambda: copy, poolclass=StaticPool)


def outside_transaction(conn: sa.Connection, statement: str) -> None:
    """Run a PRAGMA that has no effect inside a transaction, which SQLAlchemy would begin."""
    assert not conn.in_transaction()
    conn.connection.cursor().execute(statement)


def end_transaction(conn: sa.Connection) -> None:
    """Take back what is not committed, also after a commit that failed, which SQLAlchemy takes for an end."""
    if not conn.in_transaction():
        raw = conn.connection.driver_connection
        assert isinstance(raw, sqlite3.Connection)
        raw.rollback()


@contextmanager
def told_plainly(path: Path) -> Iterator[None]:
    """Turn what SQLite says about the world into our errors; its complaints about our SQL pass as they are."""
    try:
        yield
    except (sa.exc.DBAPIError, sqlite3.Error) as error:
        origin = error.orig if isinstance(error, sa.exc.DBAPIError) else error
        plain = _explain(origin, path.name)
        if plain is None:
            raise
        raise plain from error


def full(name: str) -> Full:
    """Return the error of a disk without space."""
    return Full(f"Not saved: the disk that holds “{name}” is full. Free some space and try again.")


def _explain(error: BaseException | None, name: str) -> ProjectError | InUse | None:
    match getattr(error, "sqlite_errorcode", 0) & 0xFF:
        case sqlite3.SQLITE_FULL:
            return full(name)
        case sqlite3.SQLITE_READONLY if (
            getattr(error, "sqlite_errorcode", 0) == sqlite3.SQLITE_READONLY_DBMOVED
        ):
            return ProjectError(
                f"Not saved: “{name}” was moved or replaced while it was open. Open it again."
            )
        case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_PERM:
            return ReadOnly(
                f"Not saved: “{name}” may only be read. Save a copy elsewhere, or ask for the right to write."
            )
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return InUse(f"“{name}” is being written by a longer job. Try again when it is done.")
        case sqlite3.SQLITE_IOERR | sqlite3.SQLITE_CANTOPEN:
            return ProjectError(
                f"“{name}” cannot be reached. Check the disk or the connection, then try again."
            )
        case sqlite3.SQLITE_CORRUPT | sqlite3.SQLITE_NOTADB:
            return _damaged(name)
    if "Could not decode to UTF-8" in str(error):  # from Python, which gives it no code
        return _damaged(name)
    return None


def _damaged(name: str) -> Damaged:
    return Damaged(
        f"“{name}” is damaged and cannot be read. The file was not changed; open a copy of it you kept."
    )
