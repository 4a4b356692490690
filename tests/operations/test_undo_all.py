"""After a long session everything can be taken back, down to the empty project, and done again; also after restarts."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest

from db.dumps import dump
from glossator.operations import codebook, coders, coding, documents
from glossator_db.errors import NameTaken, NothingToUndo
from glossator_db.project import Project, integrity
from operations.gestures import Gestures
from stories.command_line import run, say

if TYPE_CHECKING:
    from pathlib import Path

    from glossator_db.records import Coder


def work(path: Path, seed: int, gestures: int, every: int) -> None:
    """Do so many gestures, with a restart after *every* few."""
    chance = random.Random(seed)
    for start in range(0, gestures, every):
        with Project.open(path, must_write=True) as project:
            anna = coders.use(project, "Anna")
            person = Gestures(project, anna, chance, path.parent)
            if start == 0:
                for name in ("One", "Two", "Three"):
                    documents.add_text(
                        project, name, f"{name} reform from within 🧠 needs people.\n" * 9, coder=anna
                    )
            for _ in range(every):
                person.one()


@pytest.mark.parametrize("seed", range(3))
def test_a_long_session_goes_back_to_nothing_and_forth_again(tmp_path: Path, seed: int) -> None:
    path = tmp_path / "study.gloss"
    with Project.create(path) as project:
        coders.use(project, "Anna")
        empty = dump(project)
    work(path, seed, 120, 30)
    with Project.open(path) as project:
        steps = project.history()
        while project.redo_label:
            project.redo()
        full = dump(project)
        assert sum(map(len, full.values())) > 30
        taken = 0
        while project.undo_label:
            project.undo()
            taken += 1
        with pytest.raises(NothingToUndo):
            project.undo()
        assert dump(project) == empty
        assert integrity(project) == []
    with Project.open(path) as project:
        assert [step.id for step in project.history()] == [step.id for step in steps], (
            "the history stays to be read"
        )
        assert all(step.undone for step in project.history())
        for _ in range(taken):
            project.redo()
        with pytest.raises(NothingToUndo):
            project.redo()
        assert dump(project) == full
        assert integrity(project) == []


def test_the_command_line_undoes_a_session_to_nothing(tmp_path: Path) -> None:
    path = tmp_path / "study.gloss"
    run("new", path, "--coder", "Anna")
    with Project.open(path) as project:
        empty = dump(project)
    work(path, 8, 40, 20)
    steps = [step for step in say("history", path) if not step["undone"]]
    assert len(steps) > 15
    for step in steps:
        done = say("undo", path)
        assert (done["step"], done["done"]) == (step["step"], f"Undone: {step['label']}.")
    run("undo", path, status=2)
    with Project.open(path) as project:
        assert dump(project) == empty
    assert [say("redo", path)["step"] for _ in steps] == [step["step"] for step in reversed(steps)]
    assert say("check", path)["sound"]


def test_whoever_codes_is_there_after_undoing_all(project: Project, anna: Coder) -> None:
    bo = coders.use(project, "Bo")
    codebook.add_code(project, "Trust", coder=bo)
    project.undo()
    with pytest.raises(NothingToUndo):
        project.undo()
    assert coders.use(project, "Bo") == bo
    assert [row[2] for row in dump(project)["coder"]] == ["Anna", "Bo"]


def test_a_name_taken_since_is_said_and_undo_works_again_when_it_is_free(
    project: Project, anna: Coder
) -> None:
    coders.rename(project, "Anna B", "AB", coder=anna)
    other = coders.use(project, "Anna")
    with pytest.raises(NameTaken, match="coder"):
        project.undo()
    assert [row[2] for row in dump(project)["coder"]] == ["Anna B", "Anna"]
    with project.change("", recorded=False) as conn:
        from glossator_db import coders as rows

        rows.rename(conn, other.id, "Anna C", "")
    project.undo()
    assert [row[2] for row in dump(project)["coder"]] == ["Anna", "Anna C"]


def test_a_new_change_after_undo_ends_redo_but_not_the_record(project: Project, anna: Coder) -> None:
    for name in ("One", "Two"):
        codebook.add_code(project, name, coder=anna)
    project.undo()
    codebook.add_code(project, "Three", coder=anna)
    assert project.redo_label is None
    assert [(step.label, step.undone) for step in project.history()] == [
        ("Made the code Three", False), ("Made the code Two", True), ("Made the code One", False),
    ]  # fmt: skip
    project.undo()
    assert project.undo_label == "Made the code One"
    assert project.redo_label == "Made the code Three"


def test_a_code_deleted_with_5000_codings_comes_back_exactly_after_a_restart(
    project: Project, anna: Coder
) -> None:
    from glossator_db import codings
    from glossator_db.codings import NewCoding
    from glossator_db.records import Extent

    text = documents.add_text(project, "One", "x" * 6000, coder=anna)
    code = codebook.add_code(project, "Trust", coder=anna)
    with project.change("Many") as conn:
        codings.add_many(
            conn, (NewCoding(text.id, code.id, anna.id, Extent(n, n + 9), "x" * 9) for n in range(5000))
        )
    coding.apply_code(project, text.id, code.id, Extent(0, 3), coder=anna)
    before = dump(project)
    assert codebook.remove_code(project, code.id, coder=anna) == 5001
    project.close()
    with Project.open(project.path) as again:
        again.undo()
        assert dump(again) == before
