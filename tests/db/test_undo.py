"""Undo and redo through the real store, at random, across restarts."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from db.dumps import Dump, dump
from glossator_db import coders, codes, codings, documents, entities, notes, statuses
from glossator_db.errors import NameTaken, NotAllowed, NothingToUndo
from glossator_db.project import Project
from glossator_db.records import Extent

TEXT = "Reform from within 🧠 needs people who are trusted, and time.\nNobody gave them either.\n"
starts = st.integers(0, len(TEXT) - 2)
sizes = st.integers(1, 30)
picks = st.integers(0, 10_000)
names = st.text(st.characters(codec="utf-8", categories=("L", "N", "S")), min_size=1, max_size=8)


class UndoMachine(RuleBasedStateMachine):
    """Does what a person does, keeps a dump after each step, and goes up and down the steps."""

    @initialize()
    def open_empty(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.project = Project.create(Path(self.folder.name) / "study.gloss")
        self.dumps: list[Dump] = [dump(self.project)]
        self.here = 0

    def teardown(self) -> None:
        if hasattr(self, "project"):
            while self.here:
                self.undo()
            assert self.project.undo_label is None
            with pytest.raises(NothingToUndo):
                self.project.undo()
            while self.here < len(self.dumps) - 1:
                self.redo()
            self.project.close()
            self.folder.cleanup()

    def step(self, change: object) -> None:
        try:
            with self.project.change("A step", coder="Anna") as conn:
                change(conn)  # type: ignore[operator]
        except (NameTaken, NotAllowed):
            assert dump(self.project) == self.dumps[self.here], "a refused change left something behind"
            return
        after = dump(self.project)
        if after != self.dumps[self.here]:
            del self.dumps[self.here + 1 :]
            self.dumps.append(after)
            self.here += 1
        elif self.project.undo_label is not None and len(self.project.history()) > 0:
            # rows written and taken back within one step still make a step; the dump is the same on both sides
            shown = [step for step in self.project.history() if not step.undone]
            if len(shown) > self.here:
                del self.dumps[self.here + 1 :]
                self.dumps.append(after)
                self.here += 1

    def ids(self, table: str) -> list[int]:
        return [row[0] for row in self.dumps[self.here][table]]  # type: ignore[misc]

    def pick(self, table: str, number: int) -> int:
        ids = self.ids(table)
        return ids[number % len(ids)]

    @rule(name=names)
    def add_document(self, name: str) -> None:
        self.step(lambda conn: documents.add(conn, name=name, text=TEXT + name, words=14))

    @rule(name=names, number=picks, root=st.booleans())
    def add_code(self, name: str, number: int, root: bool) -> None:
        parent = None if root or not self.ids("code") else self.pick("code", number)
        self.step(lambda conn: codes.add(conn, name, parent_id=parent))

    @rule(name=names)
    def add_coder(self, name: str) -> None:
        self.step(lambda conn: coders.ensure(conn, name))

    @precondition(lambda self: all(self.ids(table) for table in ("document", "code", "coder")))
    @rule(start=starts, size=sizes, number=picks)
    def apply_code(self, start: int, size: int, number: int) -> None:
        def change(conn: object) -> None:
            code_id = self.pick("code", number)
            extent = Extent(start, min(start + size, len(TEXT)))
            codings.add(
                conn, self.pick("document", number // 7), code_id, self.pick("coder", number // 3), extent
            )
            codes.take_digit(conn, code_id)

        self.step(change)

    @precondition(lambda self: self.ids("coding"))
    @rule(number=picks, start=starts, size=sizes)
    def resize(self, number: int, start: int, size: int) -> None:
        extent = Extent(start, min(start + size, len(TEXT)))
        self.step(lambda conn: codings.resize(conn, self.pick("coding", number), extent))

    @precondition(lambda self: self.ids("coding"))
    @rule(number=picks, other=picks)
    def recode(self, number: int, other: int) -> None:
        chosen = self.ids("coding")[number % len(self.ids("coding")) :]
        self.step(lambda conn: codings.recode(conn, chosen, self.pick("code", other)))

    @precondition(lambda self: self.ids("coding"))
    @rule(number=picks)
    def remove_coding(self, number: int) -> None:
        self.step(lambda conn: codings.remove(conn, [self.pick("coding", number)]))

    @precondition(lambda self: self.ids("code"))
    @rule(number=picks, other=picks, position=st.integers(0, 4), root=st.booleans())
    def move_code(self, number: int, other: int, position: int, root: bool) -> None:
        parent = None if root else self.pick("code", other)
        self.step(lambda conn: codes.move(conn, self.pick("code", number), parent, position))

    @precondition(lambda self: self.ids("code"))
    @rule(number=picks, other=picks)
    def merge_codes(self, number: int, other: int) -> None:
        self.step(lambda conn: codes.merge(conn, self.pick("code", number), self.pick("code", other)))

    @precondition(lambda self: self.ids("code"))
    @rule(number=picks, name=names, digit=st.none() | st.integers(1, 9))
    def change_code(self, number: int, name: str, digit: int | None) -> None:
        self.step(lambda conn: codes.update(conn, self.pick("code", number), name=name, digit=digit))

    @precondition(lambda self: self.ids("code"))
    @rule(number=picks)
    def remove_code(self, number: int) -> None:
        self.step(lambda conn: codes.remove(conn, self.pick("code", number)))

    @precondition(lambda self: self.ids("document") and self.ids("coder"))
    @rule(number=picks, start=starts)
    def decide_and_note(self, number: int, start: int) -> None:
        document, coder = self.pick("document", number), self.pick("coder", number)

        def change(conn: object) -> None:
            notes.add(conn, document, coder, Extent(start, start + 1), "Ask again")
            entities.decide(conn, [(document, Extent(start, start + 1), "ORG")], "accepted", coder_id=coder)

        self.step(change)

    @precondition(lambda self: self.ids("document") and self.ids("coder"))
    @rule(number=picks, state=st.sampled_from(["not started", "in progress", "finished"]))
    def set_status(self, number: int, state: str) -> None:
        coder = self.pick("coder", number)
        self.step(lambda conn: statuses.set_(conn, self.ids("document")[number % 3 :], coder, state))

    @precondition(lambda self: self.ids("document"))
    @rule(number=picks)
    def remove_document(self, number: int) -> None:
        self.step(lambda conn: documents.remove(conn, self.pick("document", number)))

    @precondition(lambda self: self.here > 0)
    @rule()
    def undo(self) -> None:
        self.project.undo()
        self.here -= 1
        assert dump(self.project) == self.dumps[self.here]

    @precondition(lambda self: self.here < len(self.dumps) - 1)
    @rule()
    def redo(self) -> None:
        self.project.redo()
        self.here += 1
        assert dump(self.project) == self.dumps[self.here]

    @rule()
    def restart(self) -> None:
        path = self.project.path
        self.project.close()
        self.project = Project.open(path, must_write=True)
        assert dump(self.project) == self.dumps[self.here]


TestUndo = UndoMachine.TestCase
TestUndo.settings = settings(
    max_examples=40, stateful_step_count=30, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
