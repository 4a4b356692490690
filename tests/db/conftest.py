"""A real project in a temporary folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from glossator_db.project import Project

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with Project.create(tmp_path / "study.gloss") as project:
        yield project
