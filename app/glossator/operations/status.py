"""How far a coder is with the texts: not started, in progress, finished."""

from __future__ import annotations

from typing import TYPE_CHECKING

from glossator.operations.named import coders_named, documents_named
from glossator.operations.wording import counted
from glossator_db import documents, statuses

if TYPE_CHECKING:
    from collections.abc import Collection

    from glossator_db.engine import Connection
    from glossator_db.project import Project
    from glossator_db.records import Coder, DocumentId, State


def mark(project: Project, document_ids: Collection[DocumentId], state: State, *, coder: Coder) -> int:
    """Say how far a coder is with texts; return for how many that is news."""
    with project.change("Marked texts", coder=coder.name) as conn:
        changed = statuses.set_(conn, document_ids, coder.id, state)
        project.relabel(conn, f"Marked {_named(conn, changed)} {state}")
        return len(changed)


def finish(project: Project, coder_name: str, document_names: Collection[str] = ()) -> int:
    """Mark texts finished for a coder, all where none is named; return how many were not so before.

    Raises
    ------
    NotFound
        For a coder or text that is not in the project.
    """
    with project.read() as conn:
        texts, coder = _found(project, conn, coder_name, document_names)
    return mark(project, texts, "finished", coder=coder)


def reopen(project: Project, coder_name: str, document_names: Collection[str] = ()) -> int:
    """Open a coder's finished texts again, all where none is named; return how many there were.

    Raises
    ------
    NotFound
        For a coder or text that is not in the project.
    """
    with project.read() as conn:
        texts, coder = _found(project, conn, coder_name, document_names)
    with project.change("Reopened texts", coder=coder.name) as conn:
        done = statuses.finished(conn)
        chosen = [document_id for document_id in texts if (document_id, coder.id) in done]
        statuses.set_(conn, chosen, coder.id, "in progress")
        project.relabel(conn, f"Reopened {_named(conn, chosen)}")
        return len(chosen)


def name_step(project: Project, conn: Connection, label: str) -> None:
    """Name a step that changes codings; the finished texts in which it did so are open again, as its name says.

    So codings changed after a discussion never pass for those of coders who worked apart.
    """
    reopened = len({document_id for document_id, _ in statuses.reopen_changed(conn)})
    if reopened:
        label += ", text reopened" if reopened == 1 else f", {reopened:,} texts reopened"
    project.relabel(conn, label)


def _found(
    project: Project, conn: Connection, coder_name: str, document_names: Collection[str]
) -> tuple[list[DocumentId], Coder]:
    coder = coders_named(project, conn, [coder_name])[0]
    return [document.id for document in documents_named(project, conn, document_names)], coder


def _named(conn: Connection, ids: Collection[DocumentId]) -> str:
    names = [documents.get(conn, document_id).name for document_id in list(ids)[:1]]
    return names[0] if len(ids) == 1 else counted(len(ids), "text")
