"""The tables of a project file; constraints say what is true.

Ids are never used twice (AUTOINCREMENT), so that a step undone long ago cannot come back over another row.
"""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, Integer, Table, Text, UniqueConstraint

APPLICATION_ID = 0x474C4F53
"""“GLOS”, at byte 68 of the file, as SQLite's application_id."""

SCHEMA = 1
"""The number at byte 60 of the file, as SQLite's user_version."""

REVISION = "0001"
"""The Alembic revision that the tables below are."""

metadata = sa.MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _table(name: str, *parts: Column[object] | sa.schema.SchemaItem, counted: bool = True) -> Table:
    return Table(name, metadata, *parts, sqlite_strict=True, sqlite_autoincrement=counted)


def _id() -> Column[int]:
    return Column("id", Integer, primary_key=True)


def _guid() -> Column[str]:
    return Column("guid", Text, nullable=False, unique=True)


def _text(name: str, default: str | None = "") -> Column[str]:
    return Column(name, Text, nullable=False, server_default=default)


def _truth(name: str, default: str = "0") -> Column[int]:
    return Column(
        name, Integer, CheckConstraint(f"{name} IN (0, 1)", name=name), nullable=False, server_default=default
    )


def _parent(name: str, target: str, *, nullable: bool = False) -> Column[int]:
    return Column(name, Integer, ForeignKey(target, ondelete="CASCADE"), nullable=nullable)


meta = _table("meta", Column("key", Text, primary_key=True), _text("value"), counted=False)
"""Facts about the file: guid, created."""

text = _table("text", Column("sha256", Text, primary_key=True), _text("text", None), counted=False)
"""Canonical texts, each once; never changed, and kept when its document goes, so that undo can bring it back."""

document = _table(
    "document",
    _id(),
    _guid(),
    _text("name", None),
    Column("sha256", Text, ForeignKey("text.sha256"), nullable=False, index=True),
    Column("length", Integer, nullable=False),
    Column("words", Integer, nullable=False),
    Column("position", Integer, nullable=False),
    _text("source"),
    _text("encoding"),
    _text("newlines"),
    _text("memo"),
    _text("created", None),
    UniqueConstraint("name"),
)

code = _table(
    "code",
    _id(),
    _guid(),
    Column("parent_id", Integer, ForeignKey("code.id", ondelete="CASCADE"), index=True),
    Column("position", Integer, nullable=False),
    _text("name", None),
    _text("color", None),
    _text("mark", None),
    _text("description"),
    _text("include"),
    _text("exclude"),
    _text("example"),
    _text("memo"),
    _text("shortcut"),
    Column("digit", Integer, CheckConstraint("digit BETWEEN 1 AND 9", name="digit")),
    _truth("digit_fixed"),
    _truth("codable", "1"),
    _text("created", None),
    _text("modified", None),
    CheckConstraint("parent_id <> id", name="parent"),
)
Index("uq_code_sibling_name", sa.func.coalesce(code.c.parent_id, sa.text("0")), code.c.name, unique=True)
Index("uq_code_digit", code.c.digit, unique=True, sqlite_where=code.c.digit.is_not(None))

coder = _table(
    "coder",
    _id(),
    _guid(),
    _text("name", None),
    _text("initials"),
    _text("created", None),
    UniqueConstraint("name"),
)

coding = _table(
    "coding",
    _id(),
    _guid(),
    _parent("document_id", "document.id"),
    _parent("code_id", "code.id"),
    _parent("coder_id", "coder.id"),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    _text("quote_hash", None),
    _text("memo"),
    Column("weight", Integer, CheckConstraint("weight BETWEEN 0 AND 100", name="weight")),
    _truth("unsure"),
    _text("created", None),
    _text("modified", None),
    CheckConstraint("0 <= start AND start < end", name="extent"),
    # also the order in which the reading pane takes a document's codings
    UniqueConstraint("document_id", "start", "end", "code_id", "coder_id"),
    Index("ix_coding_code_id", "code_id"),
    Index("ix_coding_coder_id_code_id", "coder_id", "code_id"),
)

note = _table(
    "note",
    _id(),
    _guid(),
    _parent("document_id", "document.id"),
    _parent("coder_id", "coder.id"),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    _text("text"),
    _text("created", None),
    _text("modified", None),
    CheckConstraint("0 <= start AND start < end", name="extent"),
    Index("ix_note_document_id", "document_id"),
    Index("ix_note_coder_id", "coder_id"),
)
"""Thoughts about a passage that carry no code."""

reading = _table(
    "reading",
    _id(),
    Column("sha256", Text, ForeignKey("text.sha256"), nullable=False),
    _text("pipeline", None),
    _text("version", None),
    _text("mentions", None),
    _text("created", None),
    UniqueConstraint("sha256", "pipeline", "version"),
)
"""What a pipeline found in a text, kept so that it need not look again."""

decision = _table(
    "decision",
    _id(),
    _guid(),
    _parent("document_id", "document.id"),
    _parent("coder_id", "coder.id"),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    _text("label", None),
    _text("relabel"),
    Column(
        "verdict",
        Text,
        CheckConstraint("verdict IN ('accepted', 'rejected')", name="verdict"),
        nullable=False,
    ),
    _text("created", None),
    CheckConstraint("0 <= start AND start < end", name="extent"),
    UniqueConstraint("document_id", "start", "end", "label"),
    Index("ix_decision_coder_id", "coder_id"),
)
"""What a person decided about a mention; outlives the reading that found it."""

status = _table(
    "status",
    _id(),
    _parent("document_id", "document.id"),
    _parent("coder_id", "coder.id"),
    Column(
        "state", Text, CheckConstraint("state IN ('in progress', 'finished')", name="state"), nullable=False
    ),
    _text("changed", None),
    UniqueConstraint("document_id", "coder_id"),
    Index("ix_status_coder_id", "coder_id"),
)
"""How far a coder is with a text; without a row the codings tell whether it was started."""

step = _table(
    "step",
    _id(),
    _text("at", None),
    _text("coder"),
    _text("label", None),
    _text("opened", None),
    Column(
        "state",
        Text,
        CheckConstraint("state IN ('done', 'undone', 'dropped')", name="state"),
        nullable=False,
        server_default="done",
    ),
    Index("ix_step_undone", "id", sqlite_where=sa.text("state = 'undone'")),
    counted=False,  # an empty step leaves no gap in the numbers that people see
)
"""One change; *dropped* is undone with no way to redo, since something else was done after it."""

journal = _table(
    "journal",
    _id(),
    _parent("step_id", "step.id"),
    _text("table_name", None),
    Column("row_id", Integer, nullable=False),
    Column("before", Text),
    Column("after", Text),
    Index("ix_journal_step_id", "step_id"),
    counted=False,
)
"""The rows that a step touched, as JSON, before and after."""

TRACKED = (document, code, coder, coding, note, decision, status)
"""The tables whose rows can be undone."""
