"""What the command line refuses: exit status 2, one sentence, and nothing changed."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from glossator_db import schema
from stories.command_line import is_one_line, run, say, spawn, start, state

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

READING = [("info",), ("history",), ("check",), ("search", "trust"), ("export", "OUT.csv")]
WRITING = [("add", "TEXT"), ("import", "CODES"), ("undo",), ("redo",)]
EVERY = pytest.mark.parametrize("verb", READING + WRITING, ids=lambda verb: verb[0])


def words(verb: tuple[str, ...], project: Path) -> list[object]:
    """Return the command line of *verb* on *project*."""
    outside = project.parent.parent / "source"
    names = {"TEXT": outside / "One.txt", "CODES": outside / "codes.csv", "OUT.csv": outside / "out.csv"}
    return [verb[0], project, *(names.get(word, word) for word in verb[1:])]


def not_a_project(path: Path) -> None:
    path.write_bytes(b"PK\x03\x04 something else")


def zero_length(path: Path) -> None:
    path.write_bytes(b"")


def another_programs(path: Path) -> None:
    path.unlink()
    other = sqlite3.connect(path)
    other.execute("CREATE TABLE source (id INTEGER PRIMARY KEY, name TEXT)")
    other.commit()
    other.close()


def newer(path: Path) -> None:
    raw = bytearray(path.read_bytes())
    raw[60:64] = (schema.SCHEMA + 1).to_bytes(4, "big")
    path.write_bytes(raw)


def cut(path: Path) -> None:
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])


def missing(path: Path) -> None:
    path.unlink()


def folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def dangling(path: Path) -> None:
    path.unlink()
    path.symlink_to(path.with_name("gone.gloss"))


def pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


def planted(path: Path) -> None:
    other = sqlite3.connect(path)
    other.execute("CREATE TRIGGER planted AFTER INSERT ON coding BEGIN DELETE FROM coding; END")
    other.commit()
    other.close()


@EVERY
@pytest.mark.parametrize(
    "spoil",
    [not_a_project, zero_length, another_programs, newer, cut, missing, folder, dangling, pipe, planted],
    ids=lambda spoil: spoil.__name__,
)
def test_a_file_that_cannot_be_opened(
    study: Path, verb: tuple[str, ...], spoil: Callable[[Path], None]
) -> None:
    spoil(study)
    before = state(study.parent.parent)
    outcome = run(*words(verb, study), status=2)
    assert outcome.out == ""
    assert is_one_line(outcome.err), outcome.err
    assert "study.gloss" in outcome.err
    assert state(study.parent.parent) == before
    assert [path.name for path in study.parent.iterdir()] == ([] if spoil is missing else ["study.gloss"])


def test_a_refusal_is_one_line_in_a_process_too(study: Path) -> None:
    outcome = spawn("info", study.with_name("nowhere.gloss"), "--json", status=2)
    assert outcome.out == ""
    assert is_one_line(outcome.err)


@pytest.mark.parametrize(
    "line",
    [
        [], ["fly", "x"], ["undo"], ["import", "a.gloss"], ["add", "a.gloss"], ["export", "a.gloss"],
        ["import", "a.gloss", "b", "--as", "poem"], ["search", "a.gloss"], ["info", "a.gloss", "--loud"],
    ],
)  # fmt: skip
def test_a_command_line_that_makes_no_sense(line: list[str]) -> None:
    outcome = run(*line, status=2)
    assert outcome.out == ""
    assert "Traceback" not in outcome.err


def test_new_never_overwrites(study: Path) -> None:
    before = state(study.parent)
    outcome = run("new", study, status=2)
    assert is_one_line(outcome.err)
    assert state(study.parent) == before


@pytest.mark.parametrize("coder", ["   ", "x" * 400, "two\nlines"])
def test_new_with_a_name_that_is_none_leaves_no_file(tmp_path: Path, coder: str) -> None:
    outcome = run("new", tmp_path / "a.gloss", "--coder", coder, status=2)
    assert "coder" in outcome.err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("place", ["file/a.gloss", "nowhere/a.gloss", "/proc/a.gloss", f"{'x' * 300}.gloss"])
def test_new_where_no_file_can_be(tmp_path: Path, place: str) -> None:
    (tmp_path / "file").write_text("mine")
    before = state(tmp_path)
    outcome = run("new", tmp_path / place, status=2)
    assert is_one_line(outcome.err)
    assert state(tmp_path) == before


# texts


def test_texts_that_cannot_be_read_are_listed_and_the_others_come_in(study: Path, tmp_path: Path) -> None:
    bad = tmp_path / "bad"
    bad.mkdir()
    os.mkfifo(bad / "pipe.txt")
    (bad / "dangling.txt").symlink_to(bad / "gone.txt")
    (bad / "noise.txt").write_bytes(bytes(range(256)) * 40)
    (bad / "film.mp4").write_bytes(b"\x00\x00\x00 ftyp")
    (bad / "zip.txt").write_bytes(b"PK\x03\x04 and so on")
    (bad / "loop").symlink_to(bad)
    before = state(study.parent)
    receipt = say("add", study, bad, tmp_path / "nowhere.txt", status=2)
    skipped = {os.path.basename(str(item["file"])): item["reason"] for item in receipt["skipped"]}
    assert set(skipped) == {"pipe.txt", "dangling.txt", "noise.txt", "film.mp4", "zip.txt", "nowhere.txt"}
    assert all(reason for reason in skipped.values())
    assert receipt["added"] == 0
    assert state(study.parent) == before, "nothing came in, so nothing may have changed"
    outcome = run("add", study, bad, status=2)
    assert is_one_line(outcome.err)
    assert outcome.err.startswith("5 files could not be read")
    assert outcome.out.count("skipped: ") == 5

    (bad / "good.txt").write_text("Good.\n")
    receipt = say("add", study, bad, status=2)
    assert receipt["added"] == 1
    assert len(receipt["skipped"]) == 5
    assert [document["name"] for document in say("info", study)["documents"]] == ["One", "Two", "good"]


def test_texts_are_named_after_their_files_and_folders_are_walked(study: Path, tmp_path: Path) -> None:
    for number, place in enumerate(
        ("One.txt", "more/One.md", "more/deep/One.v2.txt", "more/.hidden/No.txt", "One")
    ):
        path = tmp_path / "many" / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"Text {number}.\n")
    assert say("add", study, tmp_path / "many")["added"] == 4
    names = [document["name"] for document in say("info", study)["documents"]]
    assert names == ["One", "Two", "One (2)", "One (3)", "One (4)", "One.v2"]
    assert say("add", study, tmp_path / "many")["added"] == 0


def test_a_text_that_is_there_already_is_skipped_and_listed(study: Path, tmp_path: Path) -> None:
    before = state(study.parent)
    again = tmp_path / "Again.txt"
    shutil.copy(tmp_path / "source" / "One.txt", again)
    receipt = say("add", study, again)
    assert receipt["added"] == 0
    [item] = receipt["skipped"]
    assert "One" in item["reason"]
    assert state(study.parent) == before


@pytest.mark.parametrize("name", [b"\xff\xfe.txt", b"line\nbreak.txt", b"   .txt", b"x" * 250 + b".txt"])
def test_file_names_that_are_no_names_of_texts(study: Path, tmp_path: Path, name: bytes) -> None:
    folder = tmp_path / "odd"
    folder.mkdir()
    path = os.path.join(os.fsencode(folder), name)
    with open(path, "w") as file:
        file.write("Something new.\n")
    receipt = spawn("add", study, folder, "--json").json
    assert receipt["added"] == 1
    [*_, last] = say("info", study)["documents"]
    assert last["name"].strip()
    assert "\n" not in last["name"]
    run("info", study)
    run("export", study, tmp_path / "texts", "--format", "texts")
    assert len(list((tmp_path / "texts").iterdir())) == 3


# codebooks and codings


def coding(**fields: object) -> str:
    row = {"doc": "Two", "start": 0, "end": 5, "code": "Money", "coder": "Bo", "quote": "Money"}
    return json.dumps({**row, **fields})


BAD_LINES = {
    "document": (coding(doc="Three"), "Three"),
    "code": (coding(code="Nothing > Such"), "Nothing > Such"),
    "heading": (coding(code="Change"), "heading"),
    "range": (coding(start=100, end=105, quote="elsewhere"), ""),
    "range without quote": (coding(start=100, end=105, quote=None), ""),
    "negative": (coding(start=-5), "start"),
    "reversed": (coding(start=5, end=0), "end"),
    "fraction": (coding(start=0.5), "start"),
    "words": (coding(start="zero"), "start"),
    "quote": (coding(quote="Honey"), ""),
    "no coder": (coding(coder=""), "coder"),
    "coder of two lines": (coding(coder="Bo\nBo"), "coder"),
    "code too long": (coding(code="x" * 400), ""),
    "weight": (coding(weight=101), "weight"),
    "unsure": (coding(unsure="maybe"), "unsure"),
    "time": (coding(created="yesterday"), "yesterday"),
    "not JSON": ('{"doc": "Two", "start": 0,', "JSON"),
    "a list": ("[1, 2]", "JSON"),
    "deep": ("[" * 100_000, "JSON"),
}


@pytest.mark.parametrize(
    ("kind", "options"),
    [
        (kind, options)
        for kind in BAD_LINES
        for options in ((), ("--create-codes",))
        if kind != "code" or not options
    ],
)
def test_a_coding_that_cannot_come_in_names_its_line(
    study: Path, tmp_path: Path, kind: str, options: tuple[str, ...]
) -> None:
    line, said = BAD_LINES[kind]
    file = tmp_path / "bad.jsonl"
    file.write_text(f"{coding(start=9, end=14, quote='short')}\n\n{line}\n", encoding="utf-8")
    before = state(study.parent)
    outcome = run("import", study, file, *options, status=2)
    assert outcome.out == ""
    assert "line 3" in outcome.err
    assert said in outcome.err
    assert outcome.err.count("\n") == 1
    assert state(study.parent) == before


def test_a_codings_table_that_cannot_come_in_names_its_line(study: Path, tmp_path: Path) -> None:
    file = tmp_path / "bad.csv"
    file.write_text('document,start,end,quote,code,coder\nTwo,9,14,short,Money,Bo\n"Two",0,5,Money,None,Bo\n')
    before = state(study.parent)
    assert "line 3" in run("import", study, file, status=2).err
    assert state(study.parent) == before


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.csv", b"colour,of,things\nred,1,2\n"),
        ("a.csv", b""),
        ("a.csv", b"path,path\nA,B\n"),
        ("a.csv", b"path\nA >\n"),
        ("a.csv", b'path\n"A\n'),
        ("a.csv", b"path,color\nA,reddish\n"),
        ("a.csv", b"document,start,code\nTwo,1,Money\n"),
        ("a.jsonl", b"\xff\xfe\x00\x01"),
        ("a.txt", b"Just a text.\n"),
        ("a.qdpx", b"PK\x03\x04"),
        ("a", b""),
    ],
)
def test_a_file_that_is_neither_codebook_nor_codings(
    study: Path, tmp_path: Path, name: str, content: bytes
) -> None:
    file = tmp_path / name
    file.write_bytes(content)
    before = state(study.parent)
    outcome = run("import", study, file, status=2)
    assert outcome.out == ""
    assert outcome.err.count("\n") == 1
    assert state(study.parent) == before


def test_an_import_of_what_is_no_file(study: Path, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.csv")
    (tmp_path / "dangling.csv").symlink_to(tmp_path / "gone.csv")
    before = state(study.parent)
    for place in ("pipe.csv", "dangling.csv", "nowhere.csv", "."):
        outcome = run("import", study, tmp_path / place, status=2)
        assert outcome.err.count("\n") == 1
    assert state(study.parent) == before


@pytest.mark.parametrize("kind", ["codebook", "codings", "project"])
def test_as_a_kind_that_the_file_is_not(study: Path, tmp_path: Path, kind: str) -> None:
    file = tmp_path / "source" / ("codes.csv" if kind == "codings" else "codings.jsonl")
    before = state(study.parent)
    outcome = run("import", study, file, "--as", kind, status=2)
    assert outcome.err.count("\n") == 1
    assert state(study.parent) == before


def test_a_format_that_is_not_there(study: Path, tmp_path: Path) -> None:
    assert "poem" in run("import", study, tmp_path / "source" / "codes.csv", "--format", "poem", status=2).err
    assert "poem" in run("export", study, tmp_path / "x.csv", "--format", "poem", status=2).err
    assert run("export", study, tmp_path / "x.poem", status=2).err
    assert not (tmp_path / "x.csv").exists()


# exports


def test_an_export_where_no_file_can_be(study: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    (tmp_path / "folder.csv").mkdir()
    before = state(tmp_path)
    for place in ("file/out.csv", "nowhere/out.csv", "folder.csv", f"{'x' * 300}.csv"):
        outcome = run("export", study, tmp_path / place, status=2)
        assert outcome.err.count("\n") == 1, place
    assert run("export", study, "/proc/out.csv", status=2).err
    assert run("export", study, "/dev/full", "--format", "codings-csv", status=2).err
    assert run("export", study, tmp_path / "file", "--format", "texts", status=2).err
    assert state(tmp_path) == before


def test_an_export_never_takes_the_place_of_a_project(study: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.gloss"
    shutil.copy(study, other)
    before = state(tmp_path)
    for target in (study, other):
        assert "project" in run("export", study, target, "--format", "codings-csv", status=2).err
    assert state(tmp_path) == before


def test_an_export_for_people_and_texts_that_are_not_there(study: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.csv"
    assert "Cora" in run("export", study, out, "--coder", "Cora", status=2).err
    assert "Three" in run("export", study, out, "--document", "Three", status=2).err
    assert not out.exists()


# undo


def test_undo_and_redo_with_nothing_left(study: Path) -> None:
    before = state(study.parent)
    assert is_one_line(run("redo", study, status=2).err)
    assert state(study.parent) == before
    for _ in range(3):
        say("undo", study)
    before = state(study.parent)
    outcome = run("undo", study, "--json", status=2)
    assert outcome.out == ""
    assert is_one_line(outcome.err)
    assert state(study.parent) == before
    assert say("info", study)["documents"] == []


def test_a_pattern_that_cannot_be_understood(study: Path) -> None:
    assert run("search", study, "(", "--regex", status=2).err.count("\n") == 1


# other processes

HOLD = """
import sys
from pathlib import Path
from glossator_db.project import Project
project = Project.open(Path(sys.argv[1]), must_write=True)
print("open", flush=True)
sys.stdin.readline()
project.close()
"""


def test_while_another_process_has_it_verbs_that_write_name_the_holder_and_others_read(study: Path) -> None:
    link = study.parent.parent / "link.gloss"
    link.symlink_to(study)
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(study)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout is not None
        assert other.stdin is not None
        assert other.stdout.readline() == "open\n"
        before = state(study.parent)
        for verb in WRITING:
            for project in (study, link):
                outcome = run(verb[0], project, *words(verb, study)[2:], status=2)
                assert str(other.pid) in outcome.err, verb
                assert outcome.out == ""
        for verb in READING:
            run(*words(verb, study))
        assert state(study.parent) == before
        other.stdin.write("\n")
        other.stdin.flush()
        other.wait(10)
    run(*words(WRITING[0], study))
    assert [path.name for path in study.parent.iterdir()] == ["study.gloss"]


@EVERY
def test_no_verb_leaves_a_file_beside_the_project(study: Path, verb: tuple[str, ...]) -> None:
    before = state(study.parent)
    run(*words(verb, study), status=2 if verb[0] == "redo" else 0)
    assert [path.name for path in study.parent.iterdir()] == ["study.gloss"]
    if verb in READING:
        assert state(study.parent) == before


def test_output_that_nobody_takes(study: Path) -> None:
    """A full disk behind standard output is said; a reader that has gone is not our trouble."""
    with open("/dev/full", "w") as full:
        outcome = spawn("info", study, "--json", status=2, stdout=full)
    assert is_one_line(outcome.err)
    reading, writing = os.pipe()
    os.close(reading)
    process = start("info", study, "--json", stdout=writing)
    os.close(writing)
    _, err = process.communicate(timeout=60)
    assert (process.returncode, err) == (0, "")
