"""What one coding costs in a small and in a large project, and what an import of many does."""

from __future__ import annotations

import json
import random
import shutil
import time
from statistics import median
from typing import TYPE_CHECKING

import pytest

from glossator.operations import codebook, coders, coding, exchange
from glossator_db import coders as people
from glossator_db import codes, codings, documents
from glossator_db.codings import NewCoding
from glossator_db.project import Project
from glossator_db.records import Extent

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

pytestmark = pytest.mark.bench

SIZES = (1_000, 50_000, 500_000)
WORDS = ("change", "culture", "trust", "money", "people", "said", "from", "within", "reform", "time")
IMPORTED = 50_000
GROWTH = 3.0  # how many times more a gesture may cost where there are 500 times as many codings


def build(path: Path, count: int) -> None:
    """Make a project of so many codings: 150 codes, two coders, 250 codings on each text of 3,000 words."""
    chance = random.Random(5)
    with Project.create(path) as project, project.change("", recorded=False) as conn:
        who = [people.ensure(conn, name).id for name in ("Anna", "Bo")]
        tree = [codes.add(conn, f"Code {number}").id for number in range(150)]
        texts = []
        for number in range(max(5, count // 250)):
            text = " ".join(chance.choice(WORDS) for _ in range(3000)) + f" {number}\n"
            texts.append((documents.add(conn, name=f"Text {number}", text=text, words=3001).id, text))

        def rows() -> Iterator[NewCoding]:
            for number in range(count):
                document_id, text = texts[number % len(texts)]
                start = chance.randrange(len(text) - 200)
                place = Extent(start, start + chance.randrange(1, 200))
                yield NewCoding(
                    document_id, chance.choice(tree), who[number % 2], place, text[place.start : place.end]
                )

        codings.add_many(conn, rows())


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> dict[int, Path]:
    folder = tmp_path_factory.mktemp("built")
    made = {count: folder / f"{count}.gloss" for count in SIZES}
    for count, path in made.items():
        build(path, count)
    return made


def costs(times: int, gesture: Callable[[int], object]) -> tuple[float, float]:
    """Return the median of CPU and of wall seconds."""
    cpu, wall = [], []
    for number in range(times):
        began, began_cpu = time.perf_counter(), time.process_time()
        gesture(number)
        wall.append(time.perf_counter() - began)
        cpu.append(time.process_time() - began_cpu)
    return median(cpu), median(wall)


class Bench:
    """The gestures, on one project."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self.anna = coders.use(project, "Anna")
        self.chance = random.Random(1)
        self.made: list[codings.Coding] = []
        with project.read() as conn:
            self.codes = [code.id for code in codes.list_(conn)]
            self.texts = [document.id for document in documents.list_(conn)]

    def apply(self, _: int) -> None:
        start = self.chance.randrange(10_000)
        place = Extent(start, start + self.chance.randrange(200, 900))
        document_id, code_id = self.chance.choice(self.texts), self.chance.choice(self.codes)
        self.made.append(coding.apply_code(self.project, document_id, code_id, place, coder=self.anna))

    def undo(self, _: int) -> None:
        self.project.undo()

    def redo(self, _: int) -> None:
        self.project.redo()

    def recode(self, number: int) -> None:
        coding.recode(self.project, [self.made[number].id], self.codes[number], coder=self.anna)

    def resize(self, number: int) -> None:
        coding.resize(self.project, self.made[number].id, Extent(number, number + 2000), coder=self.anna)

    def rename(self, number: int) -> None:
        codebook.update_code(self.project, self.codes[number], coder=self.anna, name=f"Other {number}")

    def recent(self, _: int) -> None:
        with self.project.read() as conn:
            codings.recent(conn, self.anna.id)


def test_a_gesture_costs_no_more_in_a_large_project(
    built: dict[int, Path], tmp_path: Path, within: Callable[[str, float, float], None]
) -> None:
    found: dict[str, list[float]] = {}
    for count in SIZES:
        path = shutil.copy(built[count], tmp_path / f"{count}.gloss")
        with Project.open(path) as project:
            bench = Bench(project)
            for name, times in (
                ("apply", 60), ("undo", 30), ("redo", 30), ("recode", 25), ("resize", 25), ("rename", 25), ("undo", 20),
                ("recent", 20),
            ):  # fmt: skip
                cpu, wall = costs(times, getattr(bench, name))
                what = f"{name}, {count:,} codings in the project"
                within(f"{what}, CPU", cpu, 0.010)
                within(f"{what}, wall with the commit", wall, 0.060)
                found.setdefault(name, []).append(cpu)
        path.unlink()
    for name, cpu in found.items():
        assert cpu[-1] < GROWTH * cpu[0] + 0.001, f"{name} grows with the project"


@pytest.mark.parametrize("count", SIZES)
def test_many_codings_in_one_change(
    built: dict[int, Path], tmp_path: Path, count: int, within: Callable[[str, float, float], None]
) -> None:
    path = shutil.copy(built[count], tmp_path / "study.gloss")
    with Project.open(path) as project:
        bench = Bench(project)
        with project.read() as conn:
            texts = {
                document.name: documents.text(conn, document.id) for document in documents.list_(conn)[:200]
            }
        file = tmp_path / "many.jsonl"
        names = list(texts)
        with file.open("w", encoding="utf-8") as stream:
            for number in range(IMPORTED):
                name = names[number % len(names)]
                start = bench.chance.randrange(len(texts[name]) - 300)
                end = start + bench.chance.randrange(200, 300)
                row = {
                    "doc": name,
                    "start": start,
                    "end": end,
                    "code": f"Code {number % 150}",
                    "coder": "Cora",
                }
                stream.write(json.dumps({**row, "quote": texts[name][start:end]}) + "\n")
        began = time.process_time()
        receipt = exchange.import_(project, file, coder=bench.anna)
        within(f"{IMPORTED:,} codings imported into {count:,}", time.process_time() - began, 3.0)
        assert receipt.codings.added > IMPORTED * 0.99
        for name in ("undo", "redo"):
            cpu, _ = costs(1, getattr(bench, name))
            within(f"that import, {name}", cpu, 1.0)


def test_opening_a_large_project(built: dict[int, Path], within: Callable[[str, float, float], None]) -> None:
    path = built[SIZES[-1]]
    cpu, _ = costs(5, lambda _: Project.open(path, write=False).close())
    within(f"opening {path.stat().st_size // 1_000_000} MB to read", cpu, 1.0)
