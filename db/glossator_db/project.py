"""A project: one SQLite file, and the two doors into it, `Project.read` and `Project.change`."""

from __future__ import annotations

import errno
import os
import sqlite3
import threading
import uuid
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Self

import sqlalchemy as sa

from glossator_db import journal, schema
from glossator_db.engine import (
    end_transaction,
    full,
    in_memory,
    make_engine,
    outside_transaction,
    told_plainly,
)
from glossator_db.errors import Damaged, InUse, Locked, NameTaken, NotAProject, ProjectError, ReadOnly, TooNew
from glossator_db.lock import Holder, Lock

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path
    from typing import Literal

    from glossator_db.records import Changes, Step, StepId

_PATIENCE = (
    0.08  # seconds that a gesture waits for a job: long enough for a small write, too short to be felt
)
_MAGIC = b"SQLite format 3\x00"


def now() -> str:
    """Return the time as a project writes it: UTC, ISO 8601, to the millisecond."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


class Project:
    """An open project file.

    The thread that opened it keeps a connection; any other thread gets one for as long as it reads or changes.
    """

    def __init__(self, path: Path, lock: Lock | None, holder: Holder | None) -> None:
        self.path = path
        self.readonly = lock is None
        self.holder = holder
        """who has the lock, where that is why we only read"""
        self._lock = lock
        self._opened = now()
        self._thread = threading.get_ident()
        self._writing = threading.Lock()
        self._step: StepId | None = None
        self._listeners: list[Callable[[Changes], None]] = []
        self._deciders: list[Callable[[], None]] = []
        with told_plainly(path):
            self._engine = make_engine(path, readonly=self.readonly)
            self._bulk_engine = make_engine(path, readonly=self.readonly, bulk=True)
            self._own = self._connect(self._engine, check=True)
        self.guid: str = self._meta("guid")

    @property
    def name(self) -> str:
        """The file's name without its ending."""
        return self.path.stem

    @classmethod
    def create(cls, path: Path) -> Self:
        """Make an empty project and open it; never over a file that is there."""
        descriptor = None
        try:
            descriptor = os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600)
        except FileExistsError as error:
            raise NameTaken(
                f"“{path}” is there already. Choose another name; nothing was changed."
            ) from error
        except OSError as error:
            raise ProjectError(
                f"“{path.name}” cannot be made in “{path.parent}”: {error.strerror}. Choose another folder."
            ) from error
        finally:
            if descriptor is not None:
                os.close(descriptor)
        try:
            with told_plainly(path):
                _fill(path)
            return cls.open(path, must_write=True)
        except BaseException:
            path.unlink(missing_ok=True)
            path.with_name(path.name + "-journal").unlink(missing_ok=True)
            raise

    @classmethod
    def open(cls, path: Path, *, write: bool = True, must_write: bool = False) -> Self:
        """Open a project.

        Parameters
        ----------
        write
            Take the lock. Where another process has it, or nothing may be written, the project opens to read only.
        must_write
            Refuse instead of opening to read only.

        Raises
        ------
        NotAProject, Damaged, TooNew
            By what the file's first bytes say; the file is not touched.
        Locked, ReadOnly
            With *must_write* alone.
        """
        _check_header(path)
        lock: Lock | None = None
        holder: Holder | None = None
        if write or must_write or _has_hot_journal(path):
            lock, holder = _take_lock(path, must_write=must_write)
        if lock is not None and not (write or must_write):
            with told_plainly(path):  # a crash left a change half written: roll it back, then only read
                _recover(path)
            lock.release()
            lock = None
        try:
            return cls(path, lock, holder)
        except BaseException:
            if lock is not None:
                lock.release()
            raise

    def close(self) -> None:
        """Close the file and let others write."""
        try:
            if not self.readonly and not self._own.closed and self.path.exists():
                self._own.rollback()
                with told_plainly(self.path):  # leaves no empty journal beside the file
                    outside_transaction(self._own, "PRAGMA journal_mode=DELETE")
        finally:
            self._own.close()
            if self._lock is not None:
                self._lock.release()
                self._lock = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @contextmanager
    def read(self) -> Iterator[sa.Connection]:
        """Open a transaction that sees one state of the project."""
        with told_plainly(self.path), self._connection(writes=False) as conn, conn.begin():
            yield conn

    @contextmanager
    def snapshot(self) -> Iterator[sa.Connection]:
        """Give a copy of the project in memory: one state of it, that holds up no writer however long it is read."""
        with told_plainly(self.path), self._connection(writes=False) as conn:
            source = conn.connection.driver_connection
            assert isinstance(source, sqlite3.Connection)
            engine = in_memory(source)
        try:
            with engine.connect() as copy:
                yield copy
        finally:
            engine.dispose()

    @contextmanager
    def change(self, label: str, *, coder: str = "", recorded: bool = True) -> Iterator[sa.Connection]:
        """Open the one transaction that makes one undo step called *label*, by *coder*.

        A change that is not *recorded* cannot be undone: caches, and the coder's own row.

        Raises
        ------
        ReadOnly, InUse, Full
            Nothing has changed then.
        """
        changes = None
        with self._writer() as conn:
            with conn.begin() as transaction:
                if recorded:
                    self._step = journal.begin(conn, label, coder=coder, at=now(), opened=self._opened)
                    yield conn
                    changes = journal.end(conn, self._step)
                    if changes is None:
                        transaction.rollback()  # not a byte of the file changes
                    else:
                        self._decide()
                else:
                    yield conn
            self._step = None
        if changes is not None:
            self._tell(changes)

    def relabel(self, conn: sa.Connection, label: str) -> None:
        """Name the step of the open change by what is known only at its end."""
        assert self._step is not None
        journal.relabel(conn, self._step, label)

    def undo(self) -> Changes:
        """Take back the last step."""
        return self._play("undone")

    def redo(self) -> Changes:
        """Do the last undone step again."""
        return self._play("redone")

    @property
    def undo_label(self) -> str | None:
        """What undo would take back."""
        with self.read() as conn:
            step = journal.next_undo(conn)
        return step[1] if step else None

    @property
    def redo_label(self) -> str | None:
        """What redo would bring back."""
        with self.read() as conn:
            step = journal.next_redo(conn)
        return step[1] if step else None

    def history(self) -> list[Step]:
        """Return all steps ever made, newest first."""
        with self.read() as conn:
            return journal.history(conn)

    def subscribe(self, listener: Callable[[Changes], None]) -> None:
        """Have *listener* called after each commit, on the thread that committed."""
        self._listeners.append(listener)

    def before_commit(self, listener: Callable[[], None]) -> None:
        """Have *listener* called just before each step is committed; what it raises takes the step back."""
        self._deciders.append(listener)

    def _decide(self) -> None:
        for decider in self._deciders:
            decider()

    def _play(self, kind: Literal["undone", "redone"]) -> Changes:
        with self._writer() as conn:
            outside_transaction(conn, "PRAGMA foreign_keys=OFF")
            try:
                with conn.begin():
                    changes = journal.play(conn, kind)
                    self._decide()
            finally:
                outside_transaction(conn, "PRAGMA foreign_keys=ON")
        self._tell(changes)
        return changes

    def _tell(self, changes: Changes) -> None:
        for listener in self._listeners:
            listener(changes)

    def _meta(self, key: str) -> str:
        with self.read() as conn:
            return str(
                conn.execute(sa.select(schema.meta.c.value).where(schema.meta.c.key == key)).scalar_one()
            )

    @contextmanager
    def _writer(self) -> Iterator[sa.Connection]:
        if self.readonly:
            raise ReadOnly(_why_readonly(self.path, self.holder))
        own = threading.get_ident() == self._thread
        if not self._writing.acquire(timeout=_PATIENCE if own else -1):
            raise InUse(f"“{self.name}” is being written by a longer job. Try again when it is done.")
        try:
            with told_plainly(self.path), self._connection(writes=True) as conn:
                yield conn
        finally:
            self._writing.release()

    @contextmanager
    def _connection(self, *, writes: bool) -> Iterator[sa.Connection]:
        conn = self._own if threading.get_ident() == self._thread else self._connect(self._bulk_engine)
        conn.info["writes"] = writes
        try:
            yield conn
        except BaseException:
            end_transaction(conn)
            raise
        finally:
            conn.info["writes"] = False
            if conn is not self._own:
                conn.close()

    def _connect(self, engine: sa.Engine, *, check: bool = False) -> sa.Connection:
        conn = engine.connect()
        try:
            if check:
                _check_tables(conn, self.path)
            if not self.readonly:
                journal.prepare(conn)
            conn.commit()
        except BaseException:
            conn.close()
            raise
        return conn


def _fill(path: Path) -> None:
    """Make the tables of a new project; Alembic is not needed for it."""
    engine = make_engine(path, readonly=False)
    with engine.connect() as conn:
        conn.info["writes"] = True
        with conn.begin():
            conn.exec_driver_sql(f"PRAGMA application_id = {schema.APPLICATION_ID}")
            conn.exec_driver_sql(f"PRAGMA user_version = {schema.SCHEMA}")
            schema.metadata.create_all(conn)
            conn.exec_driver_sql("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL, "
                                 "CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num))")  # fmt: skip
            conn.exec_driver_sql("INSERT INTO alembic_version VALUES (?)", (schema.REVISION,))
            facts = {"guid": str(uuid.uuid4()), "created": now()}
            conn.execute(
                sa.insert(schema.meta), [{"key": key, "value": value} for key, value in facts.items()]
            )
        outside_transaction(conn, "PRAGMA journal_mode=DELETE")
    engine.dispose()


def is_project(header: bytes) -> bool:
    """Say whether a file that begins with these hundred bytes is a project."""
    return header.startswith(_MAGIC) and int.from_bytes(header[68:72], "big") == schema.APPLICATION_ID


def _check_header(path: Path) -> None:
    """Read the first hundred bytes before SQLite does, so that nothing of a stranger is touched."""
    try:
        if not path.is_file():
            raise NotAProject(
                f"“{path}” is not a file."
                if path.exists()
                else f"There is no project “{path}”. Check the name."
            )
        with path.open("rb") as file:
            header = file.read(100)
    except OSError as error:
        raise ProjectError(f"“{path.name}” cannot be read: {error.strerror}. Nothing was changed.") from error
    if not header:
        raise Damaged(
            f"“{path.name}” is empty: zero bytes. The file was not changed; open a copy of it you kept."
        )
    if not is_project(header):
        raise NotAProject(f"“{path.name}” is not a Glossator project. Nothing was changed.")
    version = int.from_bytes(header[60:64], "big")
    if version > schema.SCHEMA:
        raise TooNew(
            f"“{path.name}” was made by a newer Glossator: its format is {version}, this one knows {schema.SCHEMA}. "
            "Your work is safe: nothing in the file was changed. Update Glossator to open it."
        )


def _check_tables(conn: sa.Connection, path: Path) -> None:
    """Refuse a file that holds other tables, triggers or views than ours: they could change rows unseen."""
    rows = conn.exec_driver_sql("SELECT type, name FROM sqlite_master").all()
    conn.rollback()
    found = {(kind, name) for kind, name in rows if not name.startswith("sqlite_")}
    tables = schema.metadata.tables.values()
    known = {("table", table.name) for table in tables} | {("table", "alembic_version")}
    known |= {("index", str(index.name)) for table in tables for index in table.indexes}
    if strange := sorted(f"{kind} “{name}”" for kind, name in found - known):
        raise Damaged(
            f"“{path.name}” holds what no Glossator wrote: {', '.join(strange)}. The file was not changed."
        )
    if found != known:
        raise Damaged(
            f"“{path.name}” is damaged: parts of it are missing. The file was not changed; open a copy of it you kept."
        )


def _has_hot_journal(path: Path) -> bool:
    real = path.resolve()
    try:
        return real.with_name(real.name + "-journal").stat().st_size > 0
    except OSError:
        return False


def _recover(path: Path) -> None:
    engine = make_engine(path, readonly=False)
    with engine.connect() as conn:
        conn.exec_driver_sql("SELECT count(*) FROM sqlite_master").all()
        conn.rollback()
        outside_transaction(conn, "PRAGMA journal_mode=DELETE")
    engine.dispose()


def _take_lock(path: Path, *, must_write: bool) -> tuple[Lock | None, Holder | None]:
    if not os.access(path, os.W_OK):
        if must_write:
            raise ReadOnly(_why_readonly(path, None))
        return None, None
    try:
        taken = Lock.take(path)
    except OSError as error:
        if must_write and error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise full(path.name) from error
        if must_write:
            raise ReadOnly(_why_readonly(path, None)) from error
        return None, None
    if isinstance(taken, Lock):
        return taken, None
    if must_write:
        raise Locked(_why_readonly(path, taken))
    return None, taken


def _why_readonly(path: Path, holder: Holder | None) -> str:
    if holder is None:
        return f"“{path.name}” may only be read here. Copy it to a folder in which you may write."
    return (
        f"“{path.name}” is open in another Glossator: {holder.user} on {holder.host} has had it open since "
        f"{holder.since[11:16]} (process {holder.pid}). Close it there, then try again."
    )


def integrity(project: Project) -> list[str]:
    """Return what SQLite's own checks find wrong with the file, in its words."""
    with project.read() as conn:
        found = [row[0] for row in conn.exec_driver_sql("PRAGMA integrity_check") if row[0] != "ok"]
        keys = conn.exec_driver_sql("PRAGMA foreign_key_check").all()
    return found + [f"row {row[1]} of {row[0]} points to a row of {row[2]} that is not there" for row in keys]
