"""A writer killed at any moment: what it had acknowledged is there, what it had not is there whole or not at all.

The page cache outlives the process, so this says nothing about power cuts.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import random
import signal
import sqlite3
import sys
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest
import sqlalchemy as sa

from glossator.operations import coders, documents
from glossator_db import schema
from glossator_db.errors import GlossatorError
from glossator_db.project import Project, integrity
from operations.gestures import Gestures

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Spoil = Callable[[Project, "Pipe"], None]

LONGEST = 0.06  # seconds between the first acknowledgement and the kill
FRESH_AFTER = 40  # kills; so that a project stays small enough to be compared often


def digest(conn: sa.Connection) -> str:
    """Return a hash of every row that can be undone."""
    found = hashlib.sha256()
    for table in schema.TRACKED:
        for row in conn.execute(sa.select(table).order_by(table.c.id)):
            found.update(repr(tuple(row)).encode())
    return found.hexdigest()


def now(project: Project) -> str:
    with project.read() as conn:
        return digest(conn)


class Pipe:
    """Where the child says what it is about to do, and that it has done it."""

    def __init__(self) -> None:
        self._reading, self._writing = os.pipe()
        self._heard = b""

    def say(self, kind: str, what: str) -> None:
        os.write(self._writing, f"{kind} {what}\n".encode())

    def wait(self) -> None:
        """Wait until the child is at work."""
        os.close(self._writing)
        self._heard = os.read(self._reading, 1000)

    def hear(self) -> list[tuple[str, str]]:
        """Return all that the child has said, once it has gone."""
        with os.fdopen(self._reading, "rb") as stream:
            said = (self._heard + stream.read()).decode()
        return [(line.split()[0], line.split()[1]) for line in said.split("\n")[:-1]]


@dataclass
class Tally:
    """What a run of kills met."""

    kills: int = 0
    gestures: int = 0
    unacknowledged: int = 0
    """gestures that were there without having been acknowledged"""
    hot: int = 0
    """kills that left a journal to be rolled back"""
    reopening: list[float] = field(default_factory=list)

    def __str__(self) -> str:
        return (
            f"{self.kills} kills, {self.gestures} gestures, {self.unacknowledged} committed but not yet acknowledged, "
            f"{self.hot} hot journals, reopened in at most {max(self.reopening) * 1000:.0f} ms"
        )


def work(path: Path, seed: int, pipe: Pipe, spoil: Spoil | None) -> None:
    """Do gesture after gesture, until killed."""
    folder = path.parent
    with Project.open(path, must_write=True) as project:
        person = Gestures(project, coders.use(project, "Anna"), random.Random(seed), folder)
        pipe.say("done", now(project))
        if spoil:
            spoil(project, pipe)
        while True:
            kind = person.next()
            pipe.say("next", kind)
            person.carry_out(kind)
            pipe.say("done", now(project))


def kill_once(path: Path, seed: int, tally: Tally, spoil: Spoil | None) -> None:
    """Let a child work on the project, kill it, and look at what it left."""
    pipe = Pipe()
    child = os.fork()
    if not child:
        with contextlib.suppress(BaseException):
            work(path, seed, pipe, spoil)
        os._exit(1)
    try:
        pipe.wait()
        time.sleep(random.Random(seed).uniform(0, LONGEST))
    finally:
        os.kill(child, signal.SIGKILL)
        status = os.waitpid(child, 0)[1]
    assert os.WIFSIGNALED(status), "the child came to an end of its own"
    said = pipe.hear()
    acknowledged = [what for kind, what in said if kind == "done"][-1]
    announced = said[-1][1] if said[-1][0] == "next" else ""
    tally.gestures += sum(kind == "done" for kind, _ in said) - 1
    beside = path.with_name(path.name + "-journal")
    tally.hot += beside.exists() and beside.stat().st_size > 0
    tally.kills += 1
    started = time.perf_counter()
    with Project.open(path, must_write=True) as project:
        here = now(project)
        tally.reopening.append(time.perf_counter() - started)
        assert integrity(project) == []
        if here != acknowledged:
            assert announced, "an acknowledged gesture is lost"
            tally.unacknowledged += 1
            back = project.redo if announced == "undo" else project.undo
            forth = project.undo if announced == "undo" else project.redo
            back()
            assert now(project) == acknowledged, "a gesture is lost or torn"
            forth()
            assert now(project) == here, "what was taken back did not come again"
        shown = project.history()
        assert project.undo_label == next((step.label for step in shown if not step.undone), None)
    assert {left.suffix for left in path.parent.iterdir()} <= {".gloss", ".csv", ".jsonl"}


def torture(folder: Path, kills: int, spoil: Spoil | None = None) -> Tally:
    tally = Tally()
    path = folder / "study.gloss"
    for number in range(kills):
        if number % FRESH_AFTER == 0:
            path.unlink(missing_ok=True)
            with Project.create(path) as project:
                anna = coders.use(project, "Anna")
                for name in ("One", "Two"):
                    documents.add_text(
                        project, name, f"{name} reform from within 🧠 needs people.\n" * 20, coder=anna
                    )
        kill_once(path, number, tally, spoil)
    return tally


def test_a_killed_writer_loses_nothing_and_tears_nothing(tmp_path: Path) -> None:
    tally = torture(tmp_path, 40)
    assert tally.gestures > 40


@pytest.mark.torture
def test_200_kills(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    tally = torture(tmp_path, 200)
    with capsys.disabled():
        sys.stdout.write(f"\n{tally}\n")
    assert max(tally.reopening) < 0.5


def acknowledge_too_soon(project: Project, pipe: Pipe) -> None:
    project.before_commit(lambda: pipe.say("done", digest(project._own)))


def write_without_a_journal(project: Project, _pipe: Pipe) -> None:
    raw = project._own.connection.driver_connection
    assert isinstance(raw, sqlite3.Connection)
    project._own.rollback()
    for pragma in ("journal_mode = OFF", "cache_size = 2", "cache_spill = ON"):
        raw.execute(f"PRAGMA {pragma}")


@pytest.mark.parametrize("spoil", [acknowledge_too_soon, write_without_a_journal])
def test_the_torture_finds_a_store_that_is_not_safe(tmp_path: Path, spoil: Spoil) -> None:
    """A harness that never fails anything proves nothing."""
    with pytest.raises((AssertionError, GlossatorError)):
        torture(tmp_path, 80, spoil)
