"""What a person may do next, at random, through the verbs that the window calls."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from glossator.operations import codebook, coding, documents, exchange, status
from glossator_db import codes, codings
from glossator_db import documents as texts
from glossator_db.errors import NameTaken, NotAllowed, NothingToUndo
from glossator_db.records import Extent

if TYPE_CHECKING:
    import random
    from pathlib import Path

    from glossator_db.project import Project
    from glossator_db.records import CodeId, Coder, CodingId, Document

WORDS = (
    "reform",
    "from",
    "within",
    "🧠",
    "needs",
    "people",
    "who",
    "are",
    "trusted",
    "and",
    "time,",
    "nobody",
    "gave",
)


class Gestures:
    """One person at work; the same *chance* does the same on the same project."""

    def __init__(self, project: Project, coder: Coder, chance: random.Random, folder: Path) -> None:
        self._project = project
        self._coder = coder
        self._chance = chance
        self._folder = folder
        self._often = [
            self.apply,
            self.apply,
            self.apply,
            self.apply,
            self.recode,
            self.resize,
            self.remark,
            self.remove,
        ]
        self._sometimes = [
            self.add_code, self.move, self.change, self.merge, self.remove_code, self.add_text, self.remove_text,
            self.bring_codings, self.bring_codings, self.bring_codebook, self.finish, self.finish,
        ]  # fmt: skip

    def one(self) -> str:
        """Do something; return “do”, “undo” or “redo”. What is refused changes nothing."""
        kind = self.next()
        self.carry_out(kind)
        return kind

    def next(self) -> str:
        """Say what kind of thing comes next."""
        return self._chance.choices(["do", "undo", "redo"], [7, 2, 1])[0]

    def carry_out(self, kind: str) -> None:
        """Do something of that kind."""
        try:
            match kind:
                case "undo":
                    self._project.undo()
                case "redo":
                    self._project.redo()
                case _:
                    self._chance.choice(self._often if self._chance.random() < 0.7 else self._sometimes)()
        except (NameTaken, NotAllowed, NothingToUndo):
            pass

    def apply(self) -> None:
        if (document := self._document()) and (code_id := self._code()):
            coding.apply_code(self._project, document.id, code_id, self._extent(document), coder=self._coder)

    def recode(self) -> None:
        if (ids := self._codings()) and (code_id := self._code()):
            coding.recode(self._project, ids, code_id, coder=self._coder)

    def resize(self) -> None:
        if (ids := self._codings()) and (document := self._document()):
            coding.resize(self._project, ids[0], self._extent(document), coder=self._coder)

    def remark(self) -> None:
        if ids := self._codings():
            coding.set_memo(self._project, ids[0], self._words(8), coder=self._coder)

    def remove(self) -> None:
        if ids := self._codings():
            coding.remove_codings(self._project, ids, coder=self._coder)

    def add_code(self) -> None:
        codebook.add_code(self._project, self._words(3), coder=self._coder, parent_id=self._code() or None)

    def move(self) -> None:
        if code_id := self._code():
            codebook.move_code(
                self._project, code_id, self._code() or None, self._chance.randrange(4), coder=self._coder
            )

    def change(self) -> None:
        if code_id := self._code():
            digit = self._chance.choice([None, *range(1, 10)])
            codebook.update_code(self._project, code_id, coder=self._coder, name=self._words(2), digit=digit)

    def merge(self) -> None:
        if (one := self._code()) and (other := self._code()):
            codebook.merge_codes(self._project, one, other, coder=self._coder)

    def remove_code(self) -> None:
        if code_id := self._code():
            codebook.remove_code(self._project, code_id, coder=self._coder)

    def add_text(self) -> None:
        documents.add_text(self._project, self._words(2), self._words(60) + "\n", coder=self._coder)

    def remove_text(self) -> None:
        if (document := self._document()) and self._chance.random() < 0.5:
            documents.remove(self._project, document.id, coder=self._coder)

    def finish(self) -> None:
        names = [document.name] if (document := self._document()) and self._chance.random() < 0.5 else []
        status.finish(self._project, self._coder.name, names)

    def bring_codings(self) -> None:
        if document := self._document():
            path = self._folder / "codings.jsonl"
            with path.open("w", encoding="utf-8") as file:
                for _ in range(40):
                    place = self._extent(document)
                    row = {
                        "doc": document.name,
                        "start": place.start,
                        "end": place.end,
                        "coder": self._words(1),
                    }
                    file.write(json.dumps({**row, "code": f"Brought > {self._words(1)}"}) + "\n")
            exchange.import_(self._project, path, coder=self._coder, create_codes=True)

    def bring_codebook(self) -> None:
        path = self._folder / "codebook.csv"
        rows = sorted({" > ".join([self._words(1), self._words(1)]) for _ in range(6)})
        path.write_text(
            "path,memo\n" + "".join(f'"{row}",{self._words(2)}\n' for row in rows), encoding="utf-8"
        )
        exchange.import_(self._project, path, coder=self._coder)

    def _document(self) -> Document | None:
        with self._project.read() as conn:
            there = texts.list_(conn)
        return self._chance.choice(there) if there else None

    def _code(self) -> CodeId | None:
        with self._project.read() as conn:
            there = codes.list_(conn)
        return self._chance.choice(there).id if there and self._chance.random() < 0.9 else None

    def _codings(self) -> list[CodingId]:
        with self._project.read() as conn:
            there = [one.id for one in codings.list_(conn)]
        return self._chance.sample(there, min(len(there), self._chance.choice([1, 1, 5])))

    def _extent(self, document: Document) -> Extent:
        start = self._chance.randrange(document.length - 1)
        return Extent(start, min(document.length, start + self._chance.randrange(1, 40)))

    def _words(self, count: int) -> str:
        return " ".join(self._chance.choice(WORDS).strip(",") for _ in range(count))
