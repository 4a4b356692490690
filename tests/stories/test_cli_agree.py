"""Agreement from the command line: a project, or a case file."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from stories.command_line import is_one_line, run, say, spawn, state

if TYPE_CHECKING:
    from pathlib import Path

FIGURES = {"alpha", "ci", "positive_agreement", "segment_f1", "percent_agreement", "kappa"}


def finished(study: Path) -> Path:
    for name in ("Anna", "Bo"):
        run("finish", study, "--coder", name)
    return study


def test_before_two_have_finished_there_are_nulls_and_a_sentence(study: Path) -> None:
    run("finish", study, "--coder", "Anna")
    before = state(study.parent)
    found = say("agree", study)
    assert set(found) >= {"settings", "summary", "codes", "message"}
    assert "finish" in found["message"]
    assert [row["path"] for row in found["codes"]] == ["Change > Trust", "Money"]
    for row in found["codes"]:
        assert all(row[figure] is None for figure in FIGURES)
        assert row["status"] == "no_pairable"
    assert (
        found["summary"]["alpha_pooled"] is found["summary"]["ci"] is found["summary"]["alpha_mean"] is None
    )
    assert (found["summary"]["documents"], found["summary"]["status"]) == (0, "no_pairable")
    assert [(text["document"], text["missing"]) for text in found["settings"]["left_out"]] == [
        ("One", ["Bo"]), ("Two", ["Bo"]),
    ]  # fmt: skip
    shown = run("agree", study)
    assert "finish" in shown.err
    assert "nan" not in shown.out
    assert state(study.parent) == before


def test_the_table_of_a_project(study: Path) -> None:
    outcome = spawn("agree", finished(study), "--json")
    assert outcome.err == ""
    found = outcome.json
    assert "message" not in found
    assert set(found["summary"]) >= {"alpha_pooled", "ci", "alpha_mean", "documents", "characters"}
    assert set(found["codes"][0]) >= FIGURES | {"path", "status", "spans", "flags"}
    trust = found["codes"][0]
    assert trust["spans"] == {"Anna": 1, "Bo": 0}
    assert (trust["kappa"], trust["positive_agreement"], trust["ci"]) == (0, 0, None)
    assert {"one_sided", "few_documents"} <= set(trust["flags"])
    rows = [line.split() for line in run("agree", study, "--unit", "sentence").out.splitlines()]
    assert rows[0][:2] == ["code", "alpha"]
    assert len(rows) == 4


def test_coders_units_and_codes_are_chosen(study: Path) -> None:
    run("import", finished(study), study.parent.parent / "source" / "codings.jsonl", "--coder", "Cora")
    run("finish", study, "--coder", "Cora", "--document", "One")
    found = say("agree", study, "--coders", "Cora", "Anna", "--unit", "document", "--code", "Change > Trust")
    assert found["settings"]["coders"] == ["Anna", "Cora"]
    assert (found["settings"]["unit"], found["summary"]["units"]) == ("document", 1)
    assert [row["path"] for row in found["codes"]] == ["Change > Trust"]
    assert (found["codes"][0]["alpha"], found["codes"][0]["status"]) == (None, "no_variation")
    for words in (
        ("--coders", "Anna"),
        ("--coders", "Anna", "Eve"),
        ("--code", "Nothing"),
        ("--code", "Change"),
    ):
        assert is_one_line(run("agree", study, *words, status=2).err)
    assert run("agree", study, "--unit", "page", status=2).out == ""


def test_a_project_is_known_by_its_content_and_a_case_file_takes_no_options(
    study: Path, tmp_path: Path
) -> None:
    other = tmp_path / "renamed.dat"
    other.write_bytes(finished(study).read_bytes())
    assert say("agree", other)["codes"]
    assert is_one_line(run("agree", tmp_path / "none.gloss", status=2).err)
    case = tmp_path / "case.json"
    case.write_text(json.dumps({"kind": "ratings", "input": {}, "requests": []}))
    refused = run("agree", case, "--unit", "char", status=2).err
    assert is_one_line(refused)
    assert "no project" in refused
