"""Passages inside what stands around them."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from glossator.text.units import paragraphs
from glossator_db import documents

if TYPE_CHECKING:
    from glossator_db.project import Project
    from glossator_db.records import DocumentId, Extent


@dataclass(frozen=True, slots=True)
class Context:
    """A passage inside what stands around it."""

    text: str
    """the paragraphs it touches"""
    start: int
    """where the passage begins in *text*"""
    end: int
    paragraph: int
    """number of the paragraph in which it begins, from 1; empty lines do not count"""


class Paragraphs:
    """A text and its numbered paragraphs, to be asked about many passages."""

    def __init__(self, name: str, text: str) -> None:
        self.name = name
        """of the document"""
        self._text = text
        self._extents = paragraphs(text)
        self._starts = [extent.start for extent in self._extents]

    def number(self, pos: int) -> int:
        """Return the number of the paragraph around *pos*, from 1; between two, of the one before."""
        return max(1, bisect_right(self._starts, pos))

    def around(self, extent: Extent) -> Context:
        """Return the passage with the paragraphs it touches."""
        first, last = self.number(extent.start), self.number(extent.end - 1)
        start, end = extent.start, extent.end
        if self._extents:
            start = min(self._extents[first - 1].start, start)
            end = max(self._extents[last - 1].end, end)
        return Context(self._text[start:end], extent.start - start, extent.end - start, first)


class Texts:
    """The texts of a project, each read when it is first asked about; a few are kept."""

    def __init__(self, project: Project, most: int = 8) -> None:
        self._project = project
        self._most = most
        self._kept: dict[DocumentId, Paragraphs] = {}

    def __getitem__(self, document_id: DocumentId) -> Paragraphs:
        if document_id not in self._kept:
            if len(self._kept) >= self._most:
                self._kept.pop(next(iter(self._kept)))
            with self._project.read() as conn:
                name, text = documents.get(conn, document_id).name, documents.text(conn, document_id)
            self._kept[document_id] = Paragraphs(name, text)
        return self._kept[document_id]
