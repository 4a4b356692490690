"""What the page shows, read in one go on a thread."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from glossator.exchange.atomic import replacing
from glossator.exchange.cells import RowWriter
from glossator.language import pipelines
from glossator.operations import entities as verbs
from glossator_db import documents, entities

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from glossator.operations.entities import EntityRow
    from glossator_db.project import Project

_HEADS = ("document", "start", "end", "label", "text", "status", "pipeline", "rule")


@dataclass(frozen=True, slots=True)
class Overview:
    """The entities, and how many texts were looked at."""

    rows: Sequence[EntityRow]
    texts: int
    unread: int
    """texts that the pipeline has not looked at"""

    @property
    def mentions(self) -> int:
        """How many mentions there are in all."""
        return sum(len(row.mentions) for row in self.rows)

    @property
    def undecided(self) -> int:
        """Entities about which not everything is decided."""
        return sum(row.verdict in ("open", "mixed") for row in self.rows)


def look(project: Project, pipeline: str) -> Overview:
    """Read the table and how many texts *pipeline* has not looked at."""
    rows = verbs.table(project)
    version = pipelines.version_of(pipeline)
    with project.read() as conn:
        return Overview(rows, len(documents.list_(conn)), len(entities.unread(conn, pipeline, version)))


def export(project: Project, path: Path) -> int:
    """Write all mentions as CSV, by text and place; return how many. Raises `ExchangeError`."""
    mentions = verbs.all_mentions(project)
    with replacing(path, encoding="utf-8-sig") as stream:
        writer = RowWriter(stream)
        writer.write(_HEADS)
        for m in mentions:
            place = (m.document, str(m.extent.start), str(m.extent.end))
            writer.write((*place, m.label, m.text, m.state, m.pipeline, m.rule))
    return len(mentions)
