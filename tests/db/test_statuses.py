"""How far coders are with texts, as the store keeps it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from glossator_db import coders, codes, codings, documents, statuses
from glossator_db.project import Project
from glossator_db.records import Extent

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def study(tmp_path: Path) -> Iterator[Project]:
    with Project.create(tmp_path / "study.gloss") as project:
        with project.change("Set up") as conn:
            for name in ("One", "Two"):
                documents.add(conn, name=name, text=f"{name} has words.", words=3)
            for name in ("Anna", "Bo"):
                coders.ensure(conn, name)
            code = codes.add(conn, "Trust")
            codings.add(conn, documents.list_(conn)[0].id, code.id, coders.list_(conn)[0].id, Extent(0, 3))
        yield project


def states(project: Project) -> list[list[str]]:
    with project.read() as conn:
        found = [
            [statuses.get(conn, text.id, coder.id) for coder in coders.list_(conn)]
            for text in documents.list_(conn)
        ]
        listed = statuses.list_(conn)
        assert found == [
            [listed.get((text.id, coder.id), "not started") for coder in coders.list_(conn)]
            for text in documents.list_(conn)
        ]
        assert {key for key, state in listed.items() if state == "finished"} == statuses.finished(conn)
    return found


def test_codings_tell_what_was_started_and_rows_the_rest(study: Project) -> None:
    assert states(study) == [["in progress", "not started"], ["not started", "not started"]]
    with study.change("Finish") as conn:
        one, two = (text.id for text in documents.list_(conn))
        anna, bo = (coder.id for coder in coders.list_(conn))
        assert statuses.set_(conn, [one, two], anna, "finished") == [one, two]
        assert statuses.set_(conn, [one, two], anna, "finished") == []
        assert statuses.set_(conn, [two], bo, "in progress") == [two]
    assert states(study) == [["finished", "not started"], ["finished", "in progress"]]
    with study.change("Take back") as conn:
        assert statuses.set_(conn, [one, two], anna, "not started") == [two]
        assert statuses.set_(conn, [two], bo, "not started") == [two]
    assert states(study) == [["in progress", "not started"], ["not started", "not started"]]
    study.undo()
    assert states(study) == [["finished", "not started"], ["finished", "in progress"]]


def test_the_same_again_is_no_step(study: Project) -> None:
    for _ in range(2):
        with study.change("Finish") as conn:
            statuses.set_(conn, [documents.list_(conn)[0].id], coders.list_(conn)[0].id, "finished")
    assert [step.label for step in study.history()] == ["Finish", "Set up"]


def test_a_status_goes_and_comes_with_its_text(study: Project) -> None:
    with study.change("Finish") as conn:
        ids = [text.id for text in documents.list_(conn)]
        statuses.set_(conn, ids, coders.list_(conn)[1].id, "finished")
    with study.change("Remove") as conn:
        documents.remove(conn, ids[1])
    assert states(study) == [["in progress", "finished"]]
    study.undo()
    assert states(study) == [["in progress", "finished"], ["not started", "finished"]]
