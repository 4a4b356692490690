"""What a person calls by name, found in a project."""

from __future__ import annotations

from typing import TYPE_CHECKING

from glossator_db import coders, documents
from glossator_db.errors import NotFound

if TYPE_CHECKING:
    from collections.abc import Collection

    from glossator_db.engine import Connection
    from glossator_db.project import Project
    from glossator_db.records import Coder, Document


def documents_named(project: Project, conn: Connection, names: Collection[str]) -> list[Document]:
    """Return the texts of these names in the project's order; all where none is named.

    Raises
    ------
    NotFound
        For a name that no text has.
    """
    there = documents.list_(conn)
    known = {document.name for document in there}
    for name in names:
        if name not in known:
            raise NotFound(f"There is no text “{name}” in “{project.name}”.")
    return [document for document in there if not names or document.name in names]


def coders_named(project: Project, conn: Connection, names: Collection[str]) -> list[Coder]:
    """Return the coders of these names in the project's order; all where none is named.

    Raises
    ------
    NotFound
        For a name that no coder has.
    """
    there = coders.list_(conn)
    known = {coder.name for coder in there}
    for name in names:
        if name not in known:
            raise NotFound(f"There is no coder “{name}” in “{project.name}”.")
    return [coder for coder in there if not names or coder.name in names]
