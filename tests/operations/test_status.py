"""Finishing texts, and what opens them again."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from glossator.operations import codebook, coders, coding, documents, entities, exchange, status
from glossator_db import statuses
from glossator_db.errors import NameTaken, NotFound
from glossator_db.records import Code, Coder, Coding, Document, Extent

if TYPE_CHECKING:
    from pathlib import Path

    from glossator_db.project import Project


@pytest.fixture
def coded(project: Project, text: Document, trust: Code, anna: Coder) -> Coding:
    return coding.apply_code(project, text.id, trust.id, Extent(0, 6), coder=anna)


def state(project: Project, document: Document, coder: Coder) -> str:
    with project.read() as conn:
        return statuses.get(conn, document.id, coder.id)


def test_finishing_and_reopening_are_steps(
    project: Project, text: Document, anna: Coder, coded: Coding
) -> None:
    other = documents.add_text(project, "Two", "Another text.", coder=anna)
    assert status.finish(project, "Anna", ["Two"]) == 1
    assert (state(project, text, anna), state(project, other, anna)) == ("in progress", "finished")
    assert status.finish(project, "Anna") == 1
    assert status.finish(project, "Anna") == 0
    assert status.reopen(project, "Anna") == 2
    assert status.reopen(project, "Anna") == 0
    assert status.mark(project, [other.id], "not started", coder=anna) == 1
    assert [(step.label, step.coder) for step in project.history()][:4] == [
        ("Marked Two not started", "Anna"), ("Reopened 2 texts", "Anna"), ("Marked One finished", "Anna"),
        ("Marked Two finished", "Anna"),
    ]  # fmt: skip
    for _ in range(2):
        project.undo()
    assert (state(project, text, anna), state(project, other, anna)) == ("finished", "finished")
    with pytest.raises(NotFound, match="Bo"):
        status.finish(project, "Bo")
    with pytest.raises(NotFound, match="Three"):
        status.finish(project, "Anna", ["Three"])


CHANGES = {
    "Coded “Ref” with Money": lambda p, c, code, who: coding.apply_code(
        p, c.document_id, code.id, Extent(0, 3), coder=who
    ),
    "Recoded 1 passage from Trust to Money": lambda p, c, code, who: coding.recode(
        p, [c.id], code.id, coder=who
    ),
    "Resized Trust by 1 word": lambda p, c, code, who: coding.resize(p, c.id, Extent(0, 11), coder=who),
    "Removed Trust from 1 passage": lambda p, c, code, who: coding.remove_codings(p, [c.id], coder=who),
    "Coded “from” with from": lambda p, c, code, who: coding.code_in_vivo(
        p, c.document_id, Extent(7, 11), coder=who
    ),
}


@pytest.mark.parametrize("label", CHANGES)
def test_changing_codings_opens_a_finished_text_in_the_same_step(
    project: Project, text: Document, anna: Coder, coded: Coding, money: Code, label: str
) -> None:
    other = documents.add_text(project, "Two", "Another text.", coder=anna)
    bo = coders.use(project, "Bo")
    for name in ("Anna", "Bo"):
        status.finish(project, name)
    CHANGES[label](project, coded, money, anna)
    assert project.undo_label == f"{label}, text reopened"
    assert state(project, text, anna) == "in progress"
    assert state(project, text, bo) == state(project, other, anna) == "finished"
    project.undo()
    assert state(project, text, anna) == "finished"
    project.redo()
    assert state(project, text, anna) == "in progress"
    coding.apply_code(project, text.id, money.id, Extent(12, 18), coder=anna)
    assert project.undo_label == "Coded “within” with Money"


def test_coding_all_mentions_opens_finished_texts_too(
    project: Project, text: Document, anna: Coder, trust: Code
) -> None:
    other = documents.add_text(project, "Two", "Another text.", coder=anna)
    status.finish(project, "Anna")
    mentions = [
        entities.PlacedMention(one.id, one.name, Extent(0, 6), "ORG", "ORG", "Reform", "", "open", "rules")
        for one in (text, other)
    ]
    assert entities.code_all(project, mentions, trust.id, coder=anna) == 2
    assert project.undo_label == "Coded 2 mentions with Trust, 2 texts reopened"
    assert (state(project, text, anna), state(project, other, anna)) == ("in progress", "in progress")


def test_a_coder_who_has_only_finished_a_text_keeps_the_name(
    project: Project, text: Document, anna: Coder
) -> None:
    coders.use(project, "Bo")
    status.finish(project, "Bo")
    with pytest.raises(NameTaken):
        coders.rename(project, "Bo", "B", coder=anna)
    status.mark(project, [text.id], "not started", coder=coders.use(project, "Bo"))
    assert coders.rename(project, "Bo", "B", coder=anna).name == "Bo"


def test_what_changes_no_coding_leaves_a_text_finished(
    project: Project, text: Document, anna: Coder, coded: Coding
) -> None:
    status.finish(project, "Anna")
    coding.apply_code(project, text.id, coded.code_id, coded.extent, coder=anna)
    coding.resize(project, coded.id, coded.extent, coder=anna)
    coding.set_memo(project, coded.id, "Ask again", coder=anna)
    coding.add_note(project, text.id, Extent(0, 3), "Why?", coder=anna)
    codebook.add_code(project, "Time", coder=anna)
    assert state(project, text, anna) == "finished"


def test_whose_coding_is_changed_has_the_text_open_again(
    project: Project, text: Document, anna: Coder, coded: Coding
) -> None:
    bo = coders.use(project, "Bo")
    for name in ("Anna", "Bo"):
        status.finish(project, name)
    coding.remove_codings(project, [coded.id], coder=bo)
    assert (state(project, text, anna), state(project, text, bo)) == ("in progress", "finished")
    assert project.history()[0].coder == "Bo"


def test_an_import_opens_the_texts_to_which_it_adds(
    project: Project, text: Document, trust: Code, anna: Coder, tmp_path: Path
) -> None:
    documents.add_text(project, "Two", "Another text.", coder=anna)
    path = tmp_path / "codings.jsonl"
    rows = [{"doc": doc, "start": 0, "end": 3, "code": "Trust", "coder": "Anna"} for doc in ("One", "Two")]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows[:1]))
    exchange.import_(project, path)
    status.finish(project, "Anna")
    exchange.import_(project, path)
    assert state(project, text, anna) == "finished"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    exchange.import_(project, path, dry_run=True)
    assert project.undo_label == "Marked 2 texts finished"
    exchange.import_(project, path)
    assert project.undo_label == "Imported codings.jsonl: 1 coding, text reopened"
    assert state(project, text, anna) == "finished"
