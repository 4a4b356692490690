"""Who codes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from glossator_db import coders, journal

if TYPE_CHECKING:
    from glossator_db.project import Project
    from glossator_db.records import Coder


def use(project: Project, name: str, initials: str = "") -> Coder:
    """Return the coder of that name; made, outside undo, if not there: undo must not take away who is coding."""
    with project.read() as conn:
        there = coders.find(conn, name.strip())
    if there is not None:
        return there
    with project.change("", recorded=False) as conn:
        journal.forget_undone(
            conn
        )  # a step that made a coder of this name could not come back beside this one
        return coders.ensure(conn, name, initials)


def rename(project: Project, name: str, initials: str, *, coder: Coder) -> Coder:
    """Change a coder's name and initials; who has that name but has done nothing in the project gives way."""
    label = f"Renamed {coder.name} to {name}"
    if name == coder.name:
        label = f"Changed the initials of {name} to {initials}"
    with project.change(label, coder=name) as conn:
        other = coders.find(conn, name.strip())
        if other is not None and other.id != coder.id and not coders.has_work(conn, other.id):
            coders.remove(conn, other.id)
        coders.rename(conn, coder.id, name, initials)
        return coders.get(conn, coder.id)
