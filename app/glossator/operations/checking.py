"""Looks whether a project is sound: the file, its references, and every coding against its words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from glossator_db import codes, codings, documents
from glossator_db.errors import NotFound
from glossator_db.project import integrity

if TYPE_CHECKING:
    from glossator_db.project import Project
    from glossator_db.records import Coding, Document


def problems(project: Project) -> list[str]:
    """Return what is wrong, one sentence each; nothing where all is sound."""
    found = [f"The file: {problem}." for problem in integrity(project)]
    with project.read() as conn:
        names = {code.id: code.name for code in codes.list_(conn)}
        for document in documents.list_(conn):
            try:
                text = documents.text(conn, document.id)
            except NotFound:
                found.append(f"“{document.name}”: its text is missing.")
                continue
            if documents.hash_of(text) != document.sha256:
                found.append(f"“{document.name}”: its text is not the one it was coded on.")
            if len(text) != document.length:
                found.append(
                    f"“{document.name}”: {document.length:,} characters are noted, its text has {len(text):,}."
                )
            found += [
                f"{_place(coding, document)}, {names.get(coding.code_id, 'a code that is missing')}: {problem}."
                for coding in codings.list_(conn, document.id)
                if (problem := _coding_problem(coding, text))
            ]
    return found


def _coding_problem(coding: Coding, text: str) -> str:
    if coding.extent.end > len(text):
        return "it ends after the end of the text"
    if codings.hash_of(text[coding.extent.start : coding.extent.end]) != coding.quote_hash:
        return "it covers other words than those it was made on"
    return ""


def _place(coding: Coding, document: Document) -> str:
    return f"“{document.name}”, characters {coding.extent.start} to {coding.extent.end}"
