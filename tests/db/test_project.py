"""Opening, locking and refusing."""

from __future__ import annotations

import hashlib
import json
import sqlite3
import stat
import subprocess
import sys
import threading
from typing import TYPE_CHECKING

import pytest

from glossator_db import coders, codes, documents, schema
from glossator_db.errors import Damaged, InUse, Locked, NameTaken, NotAProject, ProjectError, ReadOnly, TooNew
from glossator_db.project import Project, integrity

if TYPE_CHECKING:
    from pathlib import Path


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_a_new_project_is_empty_private_and_sound(project: Project) -> None:
    with project.read() as conn:
        assert documents.list_(conn) == []
        assert codes.list_(conn) == []
    assert project.undo_label is None
    assert integrity(project) == []
    assert stat.S_IMODE(project.path.stat().st_mode) == 0o600
    header = project.path.read_bytes()[:100]
    assert header[68:72] == b"GLOS"
    assert int.from_bytes(header[60:64], "big") == schema.SCHEMA


def test_settings_of_the_connection(project: Project) -> None:
    def pragma(name: str) -> object:
        with project.read() as conn:
            return conn.exec_driver_sql(f"PRAGMA {name}").scalar()

    assert pragma("journal_mode") == "truncate"
    assert pragma("synchronous") == 2
    assert pragma("foreign_keys") == 1
    assert pragma("trusted_schema") == 0
    assert pragma("secure_delete") == 1


def test_create_never_overwrites(tmp_path: Path) -> None:
    path = tmp_path / "here.gloss"
    path.write_text("mine")
    with pytest.raises(NameTaken):
        Project.create(path)
    assert path.read_text() == "mine"


def test_create_in_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(ProjectError, match="cannot be made"):
        Project.create(tmp_path / "nowhere" / "here.gloss")


def test_names_that_urls_would_break(tmp_path: Path) -> None:
    path = tmp_path / "é 漢字 #1 100% ?.gloss"
    Project.create(path).close()
    with Project.open(path) as project:
        assert project.name == "é 漢字 #1 100% ?"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (b"", Damaged),
        (b"PK\x03\x04 a zip", NotAProject),
        (b"SQLite format 3\x00" + bytes(84), NotAProject),
        (bytes(4096), NotAProject),
    ],
)
def test_other_files_are_refused_untouched(tmp_path: Path, content: bytes, error: type[Exception]) -> None:
    path = tmp_path / "notes.gloss"
    path.write_bytes(content)
    with pytest.raises(error, match=r"notes\.gloss"):
        Project.open(path)
    assert path.read_bytes() == content
    assert list(tmp_path.iterdir()) == [path]


def test_another_programs_database_is_refused_untouched(tmp_path: Path) -> None:
    path = tmp_path / "other.gloss"
    other = sqlite3.connect(path)
    other.execute("CREATE TABLE t (x)")
    other.commit()
    other.close()
    before = digest(path)
    with pytest.raises(NotAProject):
        Project.open(path)
    assert digest(path) == before


def test_a_newer_project_is_refused_untouched(project: Project) -> None:
    project.close()
    raw = bytearray(project.path.read_bytes())
    raw[60:64] = (schema.SCHEMA + 8).to_bytes(4, "big")
    project.path.write_bytes(raw)
    with pytest.raises(TooNew, match=str(schema.SCHEMA + 8)):
        Project.open(project.path)
    assert project.path.read_bytes() == bytes(raw)


@pytest.mark.parametrize(
    "planted",
    [
        "CREATE TRIGGER planted AFTER INSERT ON coding BEGIN DELETE FROM coding; END",
        "CREATE VIEW planted AS SELECT 1",
        "CREATE TABLE planted (x)",
    ],
)
def test_what_no_glossator_wrote_is_refused(project: Project, planted: str) -> None:
    project.close()
    raw = sqlite3.connect(project.path)
    raw.execute(planted)
    raw.commit()
    raw.close()
    with pytest.raises(Damaged, match="planted"):
        Project.open(project.path)
    assert not project.path.with_name("study.gloss.lock").exists()


def test_a_project_without_one_of_our_tables_is_damaged(project: Project) -> None:
    project.close()
    raw = sqlite3.connect(project.path)
    raw.execute("DROP TABLE decision")
    raw.commit()
    raw.close()
    with pytest.raises(Damaged, match="parts of it are missing"):
        Project.open(project.path)
    assert [path.name for path in project.path.parent.iterdir()] == ["study.gloss"]


def test_a_truncated_project_is_damaged(project: Project) -> None:
    project.close()
    whole = project.path.read_bytes()
    project.path.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(Damaged):
        Project.open(project.path)


HOLD = """
import sys
from pathlib import Path
from glossator_db.project import Project
project = Project.open(Path(sys.argv[1]), must_write=True)
print("open", flush=True)
sys.stdin.readline()
"""


def test_a_second_opener_reads_only_and_knows_who_holds_it(project: Project) -> None:
    project.close()
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(project.path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as other:
        assert other.stdout is not None
        assert other.stdin is not None
        assert other.stdout.readline() == "open\n"
        with Project.open(project.path) as second:
            assert second.readonly
            assert second.holder is not None
            assert second.holder.pid == other.pid
            with pytest.raises(ReadOnly, match=str(other.pid)), second.change("No") as conn:
                coders.ensure(conn, "Ben")
        with pytest.raises(Locked):
            Project.open(project.path, must_write=True)
        other.kill()
    with Project.open(project.path) as third:
        assert not third.readonly, "a lock must not outlive its process"


def test_reading_changes_no_byte_and_takes_no_lock(project: Project) -> None:
    project.close()
    before = digest(project.path)
    with Project.open(project.path, write=False) as reader:
        assert reader.readonly
        assert reader.history() == []
        assert [path.name for path in project.path.parent.iterdir()] == ["study.gloss"]
    assert digest(project.path) == before


def test_the_lock_says_who(project: Project) -> None:
    held = json.loads(project.path.with_name("study.gloss.lock").read_text())
    assert set(held) == {"user", "host", "pid", "since"}
    project.close()
    assert [path.name for path in project.path.parent.iterdir()] == ["study.gloss"]


def test_a_gesture_is_refused_at_once_while_a_job_writes(project: Project) -> None:
    inside, done = threading.Event(), threading.Event()

    def job() -> None:
        with project.change("A long import") as conn:
            coders.ensure(conn, "Ben")
            inside.set()
            done.wait(10)

    thread = threading.Thread(target=job)
    thread.start()
    assert inside.wait(10)
    with pytest.raises(InUse), project.change("A gesture") as conn:
        coders.ensure(conn, "Anna")
    with project.read() as conn:
        assert coders.list_(conn) == [], "what a job writes shows only when it is done"
    done.set()
    thread.join()
    with project.read() as conn:
        assert [coder.name for coder in coders.list_(conn)] == ["Ben"]


def test_a_change_that_fails_leaves_nothing(project: Project) -> None:
    def half() -> None:
        with project.change("Half") as conn:
            codes.add(conn, "Half")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        half()
    with project.read() as conn:
        assert codes.list_(conn) == []
    assert project.history() == []


def test_a_change_of_nothing_makes_no_step_and_keeps_redo(project: Project) -> None:
    with project.change("Add") as conn:
        codes.add(conn, "One")
    project.undo()
    with project.change("Nothing"):
        pass
    assert project.redo_label == "Add"


def test_listeners_hear_what_changed(project: Project) -> None:
    heard = []
    project.subscribe(heard.append)
    with project.change("Add", coder="Anna") as conn:
        code = codes.add(conn, "One")
        project.relabel(conn, "Added “One”")
    project.undo()
    assert [(change.kind, change.label, change.rows) for change in heard] == [
        ("done", "Added “One”", {"code": frozenset({code.id})}),
        ("undone", "Added “One”", {"code": frozenset({code.id})}),
    ]
    [step] = project.history()
    assert (step.coder, step.undone) == ("Anna", True)


def test_a_file_replaced_while_open_is_not_written(project: Project) -> None:
    copy = project.path.with_name("copy.gloss")
    copy.write_bytes(project.path.read_bytes())
    copy.replace(project.path)
    with pytest.raises(ProjectError, match="moved or replaced"), project.change("Add") as conn:
        codes.add(conn, "One")
