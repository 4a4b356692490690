"""The contracts of pyproject.toml hold, and each reports an import that breaks it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
LINT = "from importlinter import cli; cli.lint_imports_command()"

# where, and what is written there, to break each contract
BREACHES = {
    "The layers, from the window down to the store": ("db/glossator_db/records.py", "import glossator.text"),
    "The layers of the store, from the nouns down to the records": (
        "db/glossator_db/records.py",
        "import glossator_db.codes",
    ),
    "Agreement takes arrays alone": ("app/glossator/agreement/arrays.py", "import glossator_db.records"),
    "Workspaces share widgets, not one another": (
        "app/glossator/ui/coding/__init__.py",
        "import glossator.ui.entities",
    ),
    "Only the window knows Qt": ("app/glossator/text/__init__.py", "import PySide6.QtCore"),
    "Only the plots know pyqtgraph": ("app/glossator/ui/exploring/__init__.py", "import pyqtgraph"),
    "Only the store knows SQL": ("app/glossator/operations/__init__.py", "import sqlalchemy"),
    "Only the store and the readers of other programs' files know SQLite": (
        "app/glossator/language/__init__.py",
        "import sqlite3",
    ),
    "Only the worker, a process of its own, knows spaCy": (
        "app/glossator/analysis/__init__.py",
        "import glossator.language.worker",
    ),
}


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """Return a copy of the two packages and their contracts."""
    for folder in ("app", "db"):
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def lint(root: Path) -> str:
    path = os.pathsep.join(str(root / folder) for folder in ("app", "db"))
    run = subprocess.run(
        [sys.executable, "-c", LINT, "--no-cache", "--no-logo"],
        cwd=root,
        env={**os.environ, "PYTHONPATH": path, "COLUMNS": "200"},
        capture_output=True,
        text=True,
        check=False,
    )
    return run.stdout + run.stderr


def test_the_contracts_hold(copy: Path) -> None:
    assert f"{len(BREACHES)} kept, 0 broken" in lint(copy)


def test_each_contract_reports_a_breach(copy: Path) -> None:
    for file, line in BREACHES.values():
        with (copy / file).open("a", encoding="utf-8") as module:
            module.write(f"\n{line}\n")
    report = lint(copy)
    assert [name for name in BREACHES if f"{name} BROKEN" not in report] == []


def test_there_is_a_breach_for_each_contract() -> None:
    with (ROOT / "pyproject.toml").open("rb") as file:
        contracts = tomllib.load(file)["tool"]["importlinter"]["contracts"]
    assert [contract["name"] for contract in contracts] == list(BREACHES)


def test_the_command_line_does_its_work_without_qt(tmp_path: Path) -> None:
    project = str(tmp_path / "study.gloss")
    (tmp_path / "a.txt").write_text("Ada met Grace.", encoding="utf-8")
    verbs = [["new", project], ["add", project, str(tmp_path / "a.txt")], ["info", project]]
    verbs += [["export", project, str(tmp_path / "codebook.csv")], ["search", project, "Ada"]]
    ask = f"""
import sys
from glossator.cli import main
assert [main(verb) for verb in {verbs!r}] == [0, 0, 0, 0, 0]
print("loaded:", *(name for name in ("PySide6", "pyqtgraph", "spacy", "alembic") if name in sys.modules))
"""
    run = subprocess.run([sys.executable, "-c", ask], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    assert run.stdout.splitlines()[-1] == "loaded:"
