"""What is in a project, at a glance."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from glossator_db import coders, codes, codings, documents, entities, schema, statuses

if TYPE_CHECKING:
    from glossator_db.project import Project
    from glossator_db.records import Code, CodeId, Coder, CoderId, Document, DocumentId, State


@dataclass(frozen=True, slots=True)
class Overview:
    """The contents of a project and how much there is of each."""

    name: str
    schema: int
    documents: list[Document]
    codes: list[Code]
    counts: dict[CodeId, int]
    """codings by code"""
    coders: list[Coder]
    codings: int
    entities: int
    """mentions in the newest reading of each text"""
    states: dict[tuple[DocumentId, CoderId], State]
    """how far coders are with texts; what is not started is left out"""

    def as_json(self) -> dict[str, object]:
        """Return it as ``info --json`` prints it."""
        paths = codes.paths(self.codes)
        return {
            "project": self.name,
            "schema": self.schema,
            "documents": [
                {
                    "name": document.name,
                    "length": document.length,
                    "sha256": document.sha256,
                    "coders": {
                        coder.name: self.states.get((document.id, coder.id), "not started")
                        for coder in self.coders
                    },
                }
                for document in self.documents
            ],
            "codes": [
                {
                    "path": paths[code.id],
                    "color": code.color,
                    "description": code.description,
                    "codings": self.counts.get(code.id, 0),
                }
                for code in self.codes
            ],
            "coders": [coder.name for coder in self.coders],
            "codings": self.codings,
            "entities": self.entities,
        }


def overview(project: Project) -> Overview:
    """Count what is in a project."""
    with project.read() as conn:
        texts = documents.list_(conn)
        readings = [entities.latest(conn, document.id) for document in texts]
        return Overview(
            name=project.name,
            schema=schema.SCHEMA,
            documents=texts,
            codes=codes.list_(conn),
            counts=codings.counts(conn),
            coders=coders.list_(conn),
            codings=codings.total(conn),
            entities=sum(len(reading[2]) for reading in readings if reading),
            states=statuses.list_(conn),
        )
