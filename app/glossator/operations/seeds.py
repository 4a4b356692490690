"""The sample project, made anew from the texts, the codebook and the codings that come with the program."""

from __future__ import annotations

from typing import TYPE_CHECKING

from glossator.operations import documents, exchange
from glossator.shipped import shipped
from glossator_db.project import Project

if TYPE_CHECKING:
    from pathlib import Path

FIRST_CODER = "Anna Meier"
"""Whose work the sample shows to a person who has not given a name yet."""


def make_sample(path: Path) -> None:
    """Write the sample project to *path*, where nothing may be yet."""
    seeds = shipped("seeds")
    with Project.create(path) as project:
        documents.add_files(project, [seeds / "texts"])
        exchange.import_(project, seeds / "codebook.csv")
        exchange.import_(project, seeds / "codings.jsonl")
