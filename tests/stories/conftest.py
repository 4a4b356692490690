"""A small project on disk, made through the command line."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

import pytest

from stories.command_line import run

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "Reform from within 🧠 needs people who are trusted, and time.\nNobody gave them either.\n"


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("made")
    source = folder / "source"
    (folder / "study").mkdir()
    source.mkdir()
    project = folder / "study" / "study.gloss"
    (source / "One.txt").write_text(TEXT, encoding="utf-8")
    (source / "Two.txt").write_text("Money is short, as ever.\n", encoding="utf-8")
    (source / "codes.csv").write_text(
        "path,codable\nChange,no\nChange > Trust,yes\nMoney,\n", encoding="utf-8"
    )
    rows = [
        {
            "doc": "One",
            "start": 42,
            "end": 49,
            "code": "Change > Trust",
            "coder": "Anna",
            "quote": TEXT[42:49],
        },
        {"doc": "Two.txt", "start": 0, "end": 5, "code": "Money", "coder": "Bo", "quote": "Money"},
    ]
    (source / "codings.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    run("new", project)
    run("add", project, source / "One.txt", source / "Two.txt")
    run("import", project, source / "codes.csv")
    run("import", project, source / "codings.jsonl")
    return folder


@pytest.fixture
def study(made: Path, tmp_path: Path) -> Path:
    """Return a project with two texts, three codes and two codings, alone in its folder."""
    shutil.copytree(made, tmp_path, dirs_exist_ok=True)
    return tmp_path / "study" / "study.gloss"
