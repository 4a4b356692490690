"""Searching the texts of a project."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from glossator.text import search
from glossator_db import documents

if TYPE_CHECKING:
    from collections.abc import Iterator

    from glossator_db.project import Project
    from glossator_db.records import DocumentId, Extent


@dataclass(frozen=True, slots=True)
class Hit:
    """One place where a query stands, with its keyword-in-context line."""

    document_id: DocumentId
    document: str
    extent: Extent
    left: str
    match: str
    right: str


def search_texts(
    project: Project, query: str, *, mode: search.Mode = "words", timeout: float = 5.0
) -> Iterator[Hit]:
    """Yield the hits by text and place; a pattern has *timeout* seconds for each text.

    Raises
    ------
    SearchError
        Where the query cannot be understood or takes too long.
    """
    pattern = search.compile_query(query, mode=mode)
    with project.read() as conn:
        texts = documents.list_(conn)
    for document in texts:
        with project.read() as conn:
            text = documents.text(conn, document.id)
        for extent in search.matches(pattern, text, timeout=timeout):
            context = search.context(text, extent)
            yield Hit(document.id, document.name, extent, context.left, context.match, context.right)
