"""What a person calls by name, found in a project."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from glossator_db import coders, documents
from glossator_db.errors import NotFound

if TYPE_CHECKING:
    from collections.abc import Collection

    from glossator_db.engine import Connection
    from glossator_db.project import Project
    from glossator_db.records import Coder, Document

Noun = TypeVar("Noun", "Document", "Coder")


def documents_named(project: Project, conn: Connection, names: Collection[str]) -> list[Document]:
    """Return the texts of these names in the project's order; all where none is named.

    Raises
    ------
    NotFound
        For a name that no text has.
    """
    return _named(project, documents.list_(conn), names, "text")


def coders_named(project: Project, conn: Connection, names: Collection[str]) -> list[Coder]:
    """Return the coders of these names in the project's order; all where none is named.

    Raises
    ------
    NotFound
        For a name that no coder has.
    """
    return _named(project, coders.list_(conn), names, "coder")


def _named(project: Project, there: list[Noun], names: Collection[str], what: str) -> list[Noun]:
    known = {noun.name for noun in there}
    for name in names:
        if name not in known:
            raise NotFound(f"There is no {what} “{name}” in “{project.name}”.")
    return [noun for noun in there if not names or noun.name in names]
