"""A real project with one text and a few codes, and the person who codes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from glossator.operations import codebook, coders, documents
from glossator_db.project import Project

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from glossator_db.records import Code, Coder, Document

TEXT = "Reform from within 🧠 needs people who are trusted, and time.\nNobody gave them either.\n"


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with Project.create(tmp_path / "study.gloss") as project:
        yield project


@pytest.fixture
def anna(project: Project) -> Coder:
    return coders.use(project, "Anna")


@pytest.fixture
def text(project: Project, anna: Coder) -> Document:
    return documents.add_text(project, "One", TEXT, coder=anna)


@pytest.fixture
def trust(project: Project, anna: Coder) -> Code:
    return codebook.add_code(project, "Trust", coder=anna)


@pytest.fixture
def money(project: Project, anna: Coder) -> Code:
    return codebook.add_code(project, "Money", coder=anna)
