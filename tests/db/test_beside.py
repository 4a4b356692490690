"""What other processes and other programs do to an open project."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
import tempfile
import time
from typing import TYPE_CHECKING

import pytest

from glossator_db import codes
from glossator_db.errors import Full, InUse, Locked, ProjectError
from glossator_db.lock import Holder, Lock
from glossator_db.project import Project, integrity

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def reader(project: Project) -> Iterator[sqlite3.Connection]:
    """Return another program's connection that is in the middle of reading."""
    other = sqlite3.connect(project.path, isolation_level=None)
    other.execute("BEGIN")
    other.execute("SELECT count(*) FROM code").fetchone()
    yield other
    other.close()


def test_a_foreign_reader_delays_a_commit_but_not_for_long(
    project: Project, reader: sqlite3.Connection
) -> None:
    began = time.monotonic()
    with pytest.raises(InUse), project.change("Add") as conn:
        codes.add(conn, "Trust")
    assert time.monotonic() - began < 5
    reader.execute("COMMIT")
    with project.read() as conn:
        assert codes.list_(conn) == []
    with project.change("Add") as conn:
        codes.add(conn, "Trust")
    assert integrity(project) == []


def test_closing_under_a_foreign_reader_gives_the_lock_back(
    project: Project, reader: sqlite3.Connection
) -> None:
    project.close()
    assert not project.path.with_name("study.gloss.lock").exists()
    reader.execute("COMMIT")
    with Project.open(project.path) as again:
        assert not again.readonly
    assert [path.name for path in project.path.parent.iterdir()] == ["study.gloss"]


def test_a_foreign_writer_is_waited_for_and_then_named_a_job(project: Project) -> None:
    other = sqlite3.connect(project.path, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    with pytest.raises(InUse):
        project.history()
    other.execute("ROLLBACK")
    other.close()
    assert project.history() == []


def test_a_file_that_is_gone_is_said(project: Project) -> None:
    project.path.unlink()
    with pytest.raises(ProjectError, match=r"study\.gloss|moved"), project.change("Add") as conn:
        codes.add(conn, "Trust")
    project.close()
    assert list(project.path.parent.iterdir()) == []


def test_one_file_by_two_names_has_one_lock(project: Project) -> None:
    link = project.path.parent / "link.gloss"
    link.symlink_to(project.path)
    with pytest.raises(Locked, match=str(os.getpid())):
        Project.open(link, must_write=True)
    with Project.open(link) as second:
        assert second.readonly
    project.close()
    with Project.open(link) as second:
        assert not second.readonly


def test_a_holder_that_has_not_signed_yet_is_waited_for(project: Project) -> None:
    lock = project.path.with_name("study.gloss.lock")
    signed = lock.read_text()
    lock.write_text("")
    signer = f"import pathlib, sys, time; time.sleep(0.05); pathlib.Path(sys.argv[1]).write_text({signed!r})"
    with subprocess.Popen([sys.executable, "-c", signer, lock]):
        taken = Lock.take(project.path)
    assert isinstance(taken, Holder)
    assert taken.pid in (os.getpid(), 0)
    lock.write_text("not JSON")
    taken = Lock.take(project.path)
    assert isinstance(taken, Holder)
    assert taken.user == "someone"


@pytest.mark.skipif(os.getuid() != 0, reason="only root can take another number")
def test_a_user_without_a_name_can_work() -> None:
    """As in a container that runs under a bare number."""
    work = (
        "import os, sys, pathlib\n"
        "from glossator_db.project import Project\n"
        "os.setuid(54321)\n"
        "with Project.create(pathlib.Path(sys.argv[1])) as project:\n"
        "    print(project.path.with_name('study.gloss.lock').read_text())\n"
    )
    plain = {
        key: value for key, value in os.environ.items() if key not in ("USER", "LOGNAME", "LNAME", "USERNAME")
    }
    with tempfile.TemporaryDirectory() as folder:
        os.chmod(folder, 0o777)
        command = [sys.executable, "-c", work, os.path.join(folder, "study.gloss")]
        done = subprocess.run(command, capture_output=True, text=True, env=plain, check=False)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["user"] == "user 54321"


def test_a_step_too_large_for_the_disk_leaves_the_session_usable(tmp_path: Path) -> None:
    place = tmp_path / "small"
    place.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", place], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("a small disk cannot be mounted here")
    try:
        with Project.create(place / "study.gloss") as project:
            with project.change("One") as conn:
                codes.add(conn, "One")
            with pytest.raises(Full, match="full"), project.change("Too much") as conn:
                codes.add(conn, "Two", memo="x" * 2_000_000)
            with project.read() as conn:
                assert [code.name for code in codes.list_(conn)] == ["One"]
            with project.change("Less") as conn:
                codes.add(conn, "Three")
            assert integrity(project) == []
            assert [step.label for step in project.history()] == ["Less", "One"]
        assert [path.name for path in place.iterdir()] == ["study.gloss"]
    finally:
        subprocess.run(["umount", place], check=True)
