"""All rows that can be undone, for comparison."""

from __future__ import annotations

from typing import TYPE_CHECKING

import sqlalchemy as sa

from glossator_db import schema

if TYPE_CHECKING:
    from glossator_db.project import Project

Dump = dict[str, list[tuple[object, ...]]]


def dump(project: Project) -> Dump:
    with project.read() as conn:
        return {
            table.name: sorted(tuple(row) for row in conn.execute(sa.select(table)))
            for table in schema.TRACKED
        }
