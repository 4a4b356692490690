"""The JSON that other people's scripts rely on, verb by verb."""

from __future__ import annotations

import hashlib
import json
import re
from typing import TYPE_CHECKING

from stories.command_line import is_one_line, run, say, spawn, state
from stories.conftest import TEXT

if TYPE_CHECKING:
    from pathlib import Path

TALLY = {"added", "placed_exactly", "guessed", "unplaced", "skipped", "warnings"}
KINDS = ("documents", "codes", "codings", "memos")


def test_each_verb_prints_one_document_and_nothing_else(study: Path, tmp_path: Path) -> None:
    """In a process of its own, where a stray line of a library would show."""
    (tmp_path / "More.txt").write_text("More.\n")
    for line in (
        ("new", tmp_path / "b.gloss", "--coder", "Anna"),
        ("add", study, tmp_path / "More.txt"),
        ("import", study, tmp_path / "source" / "codings.jsonl"),
        ("export", study, tmp_path / "out.csv"),
        ("info", study),
        ("history", study),
        ("search", study, "trust"),
        ("finish", study, "--coder", "Anna"),
        ("undo", study),
        ("redo", study),
        ("check", study),
    ):
        outcome = spawn(*line, "--json")
        assert outcome.err == ""
        json.loads(outcome.out)


def test_info(study: Path) -> None:
    info = say("info", study)
    assert set(info) >= {"project", "schema", "documents", "codes", "coders", "codings", "entities"}
    assert (info["project"], info["codings"], info["entities"]) == ("study", 2, 0)
    assert isinstance(info["schema"], int)
    assert info["coders"] == ["Anna", "Bo"]
    assert info["documents"][0] == {
        "name": "One", "length": len(TEXT), "sha256": hashlib.sha256(TEXT.encode()).hexdigest(),
        "coders": {"Anna": "in progress", "Bo": "not started"},
    }  # fmt: skip
    assert [(code["path"], code["codings"]) for code in info["codes"]] == [
        ("Change", 0), ("Change > Trust", 1), ("Money", 1),
    ]  # fmt: skip
    assert all(set(code) >= {"path", "color", "description", "codings"} for code in info["codes"])
    assert all(re.fullmatch("#[0-9a-f]{6}", code["color"]) for code in info["codes"])


def test_finish(study: Path) -> None:
    done = say("finish", study, "--coder", "Anna", "--document", "Two")
    assert (done["project"], done["documents"]) == ("study", 1)
    assert done["done"] == "Marked 1 text finished for Anna."
    assert say("finish", study, "--coder", "Bo")["documents"] == 2
    seen = {text["name"]: text["coders"] for text in say("info", study)["documents"]}
    assert seen == {
        "One": {"Anna": "in progress", "Bo": "finished"}, "Two": {"Anna": "finished", "Bo": "finished"},
    }  # fmt: skip
    assert [step["label"] for step in say("history", study)][:2] == [
        "Marked 2 texts finished", "Marked Two finished",
    ]  # fmt: skip
    again = run("finish", study, "--coder", "Bo").out
    assert again == "Nothing to do: Bo has finished all of that already.\n"
    for words in (("--coder", "Cora"), ("--coder", "Anna", "--document", "Three")):
        assert is_one_line(run("finish", study, *words, status=2).err)
    assert say("undo", study)["label"] == "Marked 2 texts finished"
    assert say("info", study)["documents"][1]["coders"] == {"Anna": "finished", "Bo": "in progress"}


def test_receipts(study: Path, tmp_path: Path) -> None:
    (tmp_path / "More.txt").write_text("More.\n")
    added = say("add", study, tmp_path / "More.txt")
    imported = say("import", study, tmp_path / "source" / "codings.jsonl", "--coder", "Cora")
    for receipt in (added, imported):
        assert set(receipt) >= TALLY | set(KINDS)
        assert "dry_run" not in receipt
        for kind in KINDS:
            assert set(receipt[kind]) >= TALLY
        for figure in ("added", "placed_exactly"):
            assert receipt[figure] == sum(receipt[kind][figure] for kind in KINDS)
        for figure in ("guessed", "unplaced", "skipped", "warnings"):
            assert receipt[figure] == [item for kind in KINDS for item in receipt[kind][figure]]
    assert (added["added"], added["documents"]["added"]) == (1, 1)
    assert (imported["added"], imported["codings"]["added"], imported["placed_exactly"]) == (2, 2, 2)
    before = state(study.parent)
    dry = say("import", study, tmp_path / "source" / "codings.jsonl", "--coder", "Dora", "--dry-run")
    assert dry["dry_run"] is True
    assert dry["codings"]["added"] == 2
    assert state(study.parent) == before


def test_what_was_done(study: Path, tmp_path: Path) -> None:
    exported = say("export", study, tmp_path / "out.csv")
    assert set(exported) >= {"project", "done", "file", "rows"}
    assert (exported["project"], exported["file"], exported["rows"]) == (
        "study",
        str(tmp_path / "out.csv"),
        2,
    )
    made = say("new", tmp_path / "b.gloss")
    assert set(made) >= {"project", "done"}
    newest = say("history", study)[0]
    for verb in ("undo", "redo"):
        done = say(verb, study)
        assert done["project"] == "study"
        assert done["done"].endswith(".")
        assert done["step"] == newest["step"]
        assert newest["label"] in done["done"]


def test_history(study: Path) -> None:
    steps = say("history", study)
    assert [set(step) >= {"step", "at", "coder", "label", "undone"} for step in steps] == [True] * 3
    assert [step["step"] for step in steps] == sorted((step["step"] for step in steps), reverse=True)
    assert [step["label"] for step in steps] == [
        "Imported codings.jsonl: 2 codings", "Imported codes.csv: 3 codes", "Added 2 texts",
    ]  # fmt: skip
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", step["at"]) for step in steps)
    say("undo", study)
    assert [step["undone"] for step in say("history", study)] == [True, False, False]


def test_check_and_search(study: Path) -> None:
    assert say("check", study) == {"sound": True, "problems": []}
    [hit] = say("search", study, "trusted")
    assert hit["document"] == "One"
    assert TEXT[hit["start"] : hit["end"]] == hit["match"] == "trusted"
    assert (hit["left"] + hit["match"] + hit["right"]).strip() in TEXT
    [hit] = say("search", study, "🧠 \\w+", "--regex")
    assert (hit["start"], hit["match"]) == (19, "🧠 needs")
    assert say("search", study, "absent") == []


def test_check_says_what_is_wrong(study: Path) -> None:
    import sqlite3

    with sqlite3.connect(study) as raw:
        raw.execute('UPDATE coding SET start = start - 2, "end" = "end" - 2 WHERE id = 1')
        raw.execute('UPDATE coding SET "end" = 5000 WHERE id = 2')
        raw.execute("PRAGMA foreign_keys = OFF")
    raw.close()
    found = say("check", study, status=2)
    assert found["sound"] is False
    assert len(found["problems"]) == 2
    assert "One" in found["problems"][0]
    assert run("check", study, status=2).out.count("\n") == 2


def test_check_of_what_points_nowhere_and_of_a_torn_file(study: Path) -> None:
    import sqlite3

    raw = sqlite3.connect(study)
    raw.execute("UPDATE coding SET code_id = 77 WHERE id = 1")
    raw.commit()
    raw.execute("UPDATE document SET sha256 = 'gone' WHERE id = 2")
    raw.commit()
    raw.close()
    found = say("check", study, status=2)
    assert found["sound"] is False
    assert len(found["problems"]) == 3

    whole = bytearray(study.read_bytes())
    for page in range(3, len(whole) // 4096):
        whole[page * 4096 : page * 4096 + 40] = bytes(40)
    study.write_bytes(whole)
    found = say("check", study, status=2)
    assert found["sound"] is False
    assert found["problems"]


def test_without_json_there_are_words_for_people(study: Path, tmp_path: Path) -> None:
    assert "2 texts, 3 codes, 2 codings" in run("info", study).out
    assert "Added 2 texts" in run("history", study).out
    assert "[trusted]" in run("search", study, "trusted").out
    assert run("check", study).out == "The project is sound.\n"
    assert "codings: 0 new" in run("import", study, tmp_path / "source" / "codings.jsonl").out
    assert run("undo", study).out.startswith("Undone: ")


def test_exports_of_some_people_and_some_texts(study: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    for options, docs in (
        ((), ["One", "Two"]),
        (("--coder", "Anna"), ["One"]),
        (("--document", "Two"), ["Two"]),
    ):
        say("export", study, out, *options)
        assert [json.loads(line)["doc"] for line in out.read_text().splitlines()] == docs
    rows = say("export", study, out, "--coder", "Anna", "--document", "Two")["rows"]
    assert (rows, out.read_text()) == (0, "")


def test_the_name_of_an_export_tells_its_format(study: Path, tmp_path: Path) -> None:
    heads = {
        "codebook.csv": "\ufeffpath,name,", "my-Codebook.csv": "\ufeffpath,name,",
        "any.csv": "document,start,end,quote,", "any.jsonl": '{"doc": ',
    }  # fmt: skip
    for name, head in heads.items():
        say("export", study, tmp_path / name)
        assert (tmp_path / name).read_text(encoding="utf-8").startswith(head), name
    say("export", study, tmp_path / "any.out", "--format", "codebook-csv")
    assert (tmp_path / "any.out").read_bytes() == (tmp_path / "codebook.csv").read_bytes()


def test_an_export_keeps_the_rights_of_the_file_it_replaces(study: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.csv"
    out.write_text("old")
    out.chmod(0o640)
    say("export", study, out)
    assert out.stat().st_mode & 0o777 == 0o640
    assert out.read_text().startswith("document,")
