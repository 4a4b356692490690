"""Undo: what each step did to the rows, written by triggers, and played back a table at a time.

The triggers are temporary, made for each writing connection: the file itself holds none, so a trigger found
in one is a stranger's. They see cascades and bulk statements alike, and no verb needs an inverse.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import sqlalchemy as sa

from glossator_db import schema
from glossator_db.errors import NameTaken, NothingToUndo
from glossator_db.names import new_id
from glossator_db.records import Changes, Step, StepId

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Literal

_EVENTS = (("INSERT", "", "NEW"), ("UPDATE", "OLD", "NEW"), ("DELETE", "OLD", ""))
_RECORDING = "(SELECT step_id FROM recording)"


def prepare(conn: sa.Connection) -> None:
    """Make the triggers of a writing connection."""
    conn.exec_driver_sql("CREATE TEMP TABLE recording (step_id INTEGER)")
    for table in schema.TRACKED:
        for event, before, after in _EVENTS:
            row = f"'{table.name}', {after or before}.id, {_image(table, before)}, {_image(table, after)}"
            conn.exec_driver_sql(
                f"CREATE TEMP TRIGGER journal_{table.name}_{event} AFTER {event} ON main.{table.name} "
                f"WHEN {_RECORDING} IS NOT NULL BEGIN "
                "INSERT INTO journal (step_id, table_name, row_id, before, after) VALUES "
                f"({_RECORDING}, {row}); "
                "END"
            )


def _image(table: sa.Table, row: str) -> str:
    if not row:
        return "NULL"
    return (
        "json_object("
        + ", ".join(f"'{column.name}', {row}.\"{column.name}\"" for column in table.columns)
        + ")"
    )


def begin(conn: sa.Connection, label: str, *, coder: str, at: str, opened: str) -> StepId:
    """Open a step; from here on each touched row is written down."""
    made = conn.execute(sa.insert(schema.step).values(label=label, coder=coder, at=at, opened=opened))
    step_id = StepId(new_id(made))
    conn.exec_driver_sql("INSERT INTO recording VALUES (?)", (step_id,))
    return step_id


def end(conn: sa.Connection, step_id: StepId) -> Changes | None:
    """Close the step; one that touched nothing leaves no trace and gives None."""
    conn.exec_driver_sql("DELETE FROM recording")
    rows = _touched(conn, step_id)
    if not rows:
        conn.execute(sa.delete(schema.step).where(schema.step.c.id == step_id))
        return None
    forget_undone(conn)
    return Changes(_label(conn, step_id), rows, step=step_id)


def changed_rows(
    conn: sa.Connection, table: sa.Table, columns: Sequence[str], content: Sequence[str]
) -> set[tuple[int, ...]]:
    """Return *columns* of those rows that the open step made, removed, or changed in one of *content*."""
    given = ", ".join(f"json_extract(coalesce(after, before), '$.{column}')" for column in columns)
    same = " AND ".join(
        f"json_extract(before, '$.{column}') IS json_extract(after, '$.{column}')" for column in content
    )
    query = (
        f"SELECT DISTINCT {given} FROM journal WHERE step_id = {_RECORDING} AND table_name = ? "
        f"AND (before IS NULL OR after IS NULL OR NOT ({same}))"
    )
    return {tuple(row) for row in conn.exec_driver_sql(query, (table.name,))}


def forget_undone(conn: sa.Connection) -> None:
    """Give up the steps that could have been redone; they stay in the history."""
    # a literal, not a parameter, or SQLite would not take the index and read every step ever made
    conn.exec_driver_sql("UPDATE step SET state = 'dropped' WHERE state = 'undone'")


def relabel(conn: sa.Connection, step_id: StepId, label: str) -> None:
    """Name a step by what is known only at its end."""
    conn.execute(sa.update(schema.step).where(schema.step.c.id == step_id).values(label=label))


def next_undo(conn: sa.Connection) -> tuple[StepId, str] | None:
    """Return the step that undo would take back, and its label."""
    return _one(conn, "SELECT id, label FROM step WHERE state = 'done' ORDER BY id DESC LIMIT 1")


def next_redo(conn: sa.Connection) -> tuple[StepId, str] | None:
    """Return the step that redo would bring back, and its label."""
    return _one(conn, "SELECT id, label FROM step WHERE state = 'undone' ORDER BY id LIMIT 1")


def _one(conn: sa.Connection, query: str) -> tuple[StepId, str] | None:
    row = conn.exec_driver_sql(query).one_or_none()
    return None if row is None else (StepId(row[0]), row[1])


def history(conn: sa.Connection) -> list[Step]:
    """Return all steps, newest first."""
    rows = conn.execute(sa.select(schema.step).order_by(schema.step.c.id.desc()))
    return [Step(StepId(r.id), r.at, r.coder, r.label, r.state != "done", r.opened) for r in rows]


def play(conn: sa.Connection, kind: Literal["undone", "redone"]) -> Changes:
    """Undo the last step, or redo the last one undone; foreign keys must be off.

    Raises
    ------
    NothingToUndo
        Where there is no such step.
    """
    chosen = next_undo(conn) if kind == "undone" else next_redo(conn)
    if chosen is None:
        raise NothingToUndo("There is nothing to undo." if kind == "undone" else "There is nothing to redo.")
    step_id, label = chosen
    touched = _touched(conn, step_id)
    which, image = ("min", "before") if kind == "undone" else ("max", "after")
    for name in touched:
        conn.exec_driver_sql(
            f"DELETE FROM {name} WHERE id IN (SELECT row_id FROM journal WHERE step_id = ? AND table_name = ?)",
            (step_id, name),
        )
    for name in touched:
        columns = [column.name for column in schema.metadata.tables[name].columns]
        names = ", ".join(f'"{column}"' for column in columns)
        values = ", ".join(f"json_extract({image}, '$.{column}')" for column in columns)
        try:
            conn.exec_driver_sql(
                f"INSERT INTO {name} ({names}) SELECT {values} FROM journal WHERE {image} IS NOT NULL AND id IN "
                f"(SELECT {which}(id) FROM journal WHERE step_id = ? AND table_name = ? GROUP BY row_id)",
                (step_id, name),
            )
        except sa.exc.IntegrityError as error:  # a coder, who is made outside undo, has taken the name since
            raise NameTaken(
                f"“{label}” cannot be {kind}: a name that it would bring back belongs to another {name} by now. "
                "Rename that one first."
            ) from error
    _check(conn, step_id, touched)
    state = "undone" if kind == "undone" else "done"
    conn.execute(sa.update(schema.step).where(schema.step.c.id == step_id).values(state=state))
    return Changes(label, touched, kind, step_id)


def _touched(conn: sa.Connection, step_id: StepId) -> dict[str, frozenset[int]]:
    rows = conn.exec_driver_sql(
        "SELECT DISTINCT table_name, row_id FROM journal WHERE step_id = ?", (step_id,)
    )
    touched: dict[str, set[int]] = {}
    for name, row_id in rows:
        touched.setdefault(name, set()).add(row_id)
    return {name: frozenset(ids) for name, ids in touched.items()}


def _label(conn: sa.Connection, step_id: StepId) -> str:
    return str(conn.execute(sa.select(schema.step.c.label).where(schema.step.c.id == step_id)).scalar_one())


def _check(conn: sa.Connection, step_id: StepId, touched: dict[str, frozenset[int]]) -> None:
    """Check the foreign keys of the touched rows, from both ends.

    SQLite's own check reads whole tables; undo must not cost more in a larger project.
    """
    for table in schema.TRACKED:
        for key in sorted(table.foreign_keys, key=lambda key: key.parent.name):
            child, parent = f'child."{key.parent.name}"', f'parent."{key.column.name}"'
            above = key.column.table.name
            gone = f"AND row_id NOT IN (SELECT id FROM {above})" if above in touched else ""
            for name, here, more in ((table.name, "child.id", ""), (above, child, gone)):
                if name not in touched:
                    continue
                lost = conn.exec_driver_sql(
                    f"SELECT 1 FROM {table.name} child LEFT JOIN {above} parent ON {parent} = {child} "
                    f"WHERE {here} IN (SELECT row_id FROM journal WHERE step_id = ? AND table_name = ? {more}) "
                    f"AND {child} IS NOT NULL AND {parent} IS NULL LIMIT 1",
                    (step_id, name),
                ).first()
                if lost is not None:
                    raise RuntimeError(
                        f"step {step_id} would leave {table.name}.{key.parent.name} pointing nowhere"
                    )
