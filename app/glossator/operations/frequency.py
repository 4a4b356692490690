"""How often codes are used, and the codings behind each figure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import numpy as np

from glossator.analysis.frequency import Frequencies, tally
from glossator_db import coders as coder_rows
from glossator_db import codes as code_rows
from glossator_db import codings
from glossator_db import documents as document_rows

if TYPE_CHECKING:
    from collections.abc import Collection

    from numpy.typing import NDArray

    from glossator_db.project import Project
    from glossator_db.records import CodeId, Coder, Coding, Document

By = Literal["none", "document", "coder"]


def codings_per_code(
    project: Project,
    *,
    by: By = "none",
    coders: Collection[int] | None = None,
    documents: Collection[int] | None = None,
    codes: Collection[int] | None = None,
) -> Frequencies:
    """Count the codings of each code that is no heading, in the order of the codebook.

    Parameters
    ----------
    by
        What divides the codings into groups: each text, each coder, or nothing.
    coders, documents, codes
        What is counted; None for all.
    """
    with project.read() as conn:
        texts = [d for d in document_rows.list_(conn) if documents is None or d.id in documents]
        people = [c for c in coder_rows.list_(conn) if coders is None or c.id in coders]
        counted = [c for c in code_rows.list_(conn) if c.codable and (codes is None or c.id in codes)]
        columns = [codings.columns(conn, text.id) for text in texts]
    code = _joined([column.code for column in columns])
    coder = _joined([column.coder for column in columns])
    document = np.repeat(_ids([text.id for text in texts]), [len(column.code) for column in columns])
    theirs = np.isin(coder, _ids([person.id for person in people]))
    code_ids = _ids([c.id for c in counted])
    groups = _groups(by, texts, people)
    keys = {"none": np.zeros_like(code), "document": document, "coder": coder}[by]
    return Frequencies(
        code_ids=code_ids,
        names=tuple(c.name for c in counted),
        colors=tuple(c.color for c in counted),
        marks=tuple(c.mark for c in counted),
        groups=tuple(name for _, name in groups),
        group_ids=tuple(() if by == "none" else (key,) for key, _ in groups),
        counts=tally(code[theirs], keys[theirs], code_ids, _ids([key for key, _ in groups])),
    )


def codings_of(
    project: Project,
    code_id: CodeId,
    *,
    coders: Collection[int] | None = None,
    documents: Collection[int] | None = None,
) -> list[Coding]:
    """Return the codings of one code, by text in the order of the project, then by place."""
    with project.read() as conn:
        places = {document.id: at for at, document in enumerate(document_rows.list_(conn))}
        found = codings.list_(conn, code_id=code_id)
    chosen = [
        coding
        for coding in found
        if (coders is None or coding.coder_id in coders)
        and (documents is None or coding.document_id in documents)
    ]
    return sorted(chosen, key=lambda coding: (places[coding.document_id], coding.extent, coding.id))


def _groups(by: By, texts: list[Document], people: list[Coder]) -> list[tuple[int, str]]:
    match by:
        case "document":
            return [(text.id, text.name) for text in texts]
        case "coder":
            return [(person.id, person.name) for person in people]
        case _:
            return [(0, "")]


def _ids(ids: Collection[int]) -> NDArray[np.int64]:
    return np.fromiter(ids, np.int64, len(ids))


def _joined(arrays: list[NDArray[np.int64]]) -> NDArray[np.int64]:
    return np.concatenate(arrays) if arrays else np.empty(0, np.int64)
