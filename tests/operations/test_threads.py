"""A job that imports on its own thread while the window reads and codes."""

from __future__ import annotations

import json
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest

from glossator.operations import coding, exchange
from glossator.progress import Cancelled, Progress
from glossator_db import codings
from glossator_db.errors import InUse
from glossator_db.project import integrity
from glossator_db.records import Code, Coder, Document, Extent
from operations.conftest import TEXT

if TYPE_CHECKING:
    from pathlib import Path

    from glossator.operations.receipt import Receipt
    from glossator_db.project import Project
    from glossator_db.records import Changes

COUNT = 4000


@pytest.fixture
def many(tmp_path: Path, text: Document, trust: Code) -> Path:
    path = tmp_path / "many.jsonl"
    places = [(start, end) for start in range(len(TEXT)) for end in range(start + 1, len(TEXT) + 1)]
    with path.open("w", encoding="utf-8") as file:
        for number in range(COUNT):
            start, end = places[number % len(places)]
            row = {
                "doc": text.name,
                "start": start,
                "end": end,
                "code": trust.name,
                "coder": f"C{number // len(places)}",
            }
            file.write(json.dumps(row) + "\n")
    return path


def test_the_window_reads_and_is_refused_or_served_while_a_job_imports(
    project: Project, text: Document, trust: Code, anna: Coder, many: Path
) -> None:
    heard: list[tuple[int, Changes]] = []
    project.subscribe(lambda changes: heard.append((threading.get_ident(), changes)))
    coded = refused = 0
    longest_read = longest_gesture = 0.0
    seen = set()
    with ThreadPoolExecutor(1) as pool:
        job = pool.submit(exchange.import_, project, many, coder=anna)
        start = 0
        while not job.done():
            began = time.perf_counter()
            with project.read() as conn:
                seen.add(codings.total(conn) - coded)
            longest_read = max(longest_read, time.perf_counter() - began)
            began = time.perf_counter()
            try:
                coding.apply_code(project, text.id, trust.id, Extent(start % 50, 60 + start % 20), coder=anna)
                start += 1
                coded += 1
            except InUse:
                refused += 1
            longest_gesture = max(longest_gesture, time.perf_counter() - began)
        receipt: Receipt = job.result()
    assert receipt.codings.added == COUNT
    assert seen <= {0, COUNT}, "a reader sees all of a job's work or nothing"
    assert refused, "the job was never met at work"
    assert longest_read < 1.5
    assert longest_gesture < 1.5
    here = threading.get_ident()
    by_thread = [(thread == here, changes.label.split()[0]) for thread, changes in heard]
    assert (False, "Imported") in by_thread
    assert by_thread.count((True, "Coded")) == coded
    with project.read() as conn:
        assert codings.total(conn) == COUNT + coded
    assert integrity(project) == []
    for _ in range(coded + 1):
        project.undo()
    with project.read() as conn:
        assert codings.total(conn) == 0


def test_two_jobs_wait_for_each_other(project: Project, anna: Coder, many: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.jsonl"
    other.write_text(many.read_text().replace('"C', '"D'))
    with ThreadPoolExecutor(2) as pool:
        jobs = [pool.submit(exchange.import_, project, path, coder=anna) for path in (many, other)]
        assert [job.result().codings.added for job in jobs] == [COUNT, COUNT]
    assert integrity(project) == []


def test_a_gesture_waits_for_a_small_write(
    project: Project, text: Document, trust: Code, anna: Coder
) -> None:
    inside = threading.Event()

    def small() -> None:
        with project.change("", recorded=False):
            inside.set()
            time.sleep(0.02)

    with ThreadPoolExecutor(1) as pool:
        job = pool.submit(small)
        assert inside.wait(5)
        coding.apply_code(project, text.id, trust.id, Extent(0, 6), coder=anna)
        job.result()


def test_undo_is_refused_while_a_job_writes_and_works_afterwards(project: Project, trust: Code) -> None:
    inside, go_on = threading.Event(), threading.Event()

    def job() -> None:
        with project.change("A job") as conn:
            codings.total(conn)
            inside.set()
            go_on.wait(5)

    with ThreadPoolExecutor(1) as pool:
        running = pool.submit(job)
        assert inside.wait(5)
        with pytest.raises(InUse, match="longer job"):
            project.undo()
        assert project.undo_label == "Made the code Trust"
        go_on.set()
        running.result()
    assert project.undo().label == "Made the code Trust"


def test_what_is_said_before_a_commit_can_take_it_back(
    project: Project, text: Document, trust: Code, anna: Coder
) -> None:
    steps = project.history()

    def refuse() -> None:
        raise Cancelled

    project.before_commit(refuse)
    with pytest.raises(Cancelled):
        coding.apply_code(project, text.id, trust.id, Extent(0, 6), coder=anna)
    with pytest.raises(Cancelled):
        project.undo()
    assert project.history() == steps
    with project.read() as conn:
        assert codings.total(conn) == 0


def test_adding_files_stops_when_asked_and_leaves_nothing(project: Project, tmp_path: Path) -> None:
    from glossator.operations import documents

    folder = tmp_path / "texts"
    folder.mkdir()
    for number in range(20):
        (folder / f"{number}.txt").write_text(f"Text {number}.\n")
    steps: list[tuple[int, int]] = []
    progress = Progress(
        lambda done, total: steps.append((done, total)) or (done == 10 and progress.cancel()) or None
    )
    before = project.path.read_bytes()
    with pytest.raises(Cancelled):
        documents.add_files(project, [folder], progress=progress)
    assert steps[-1] == (10, 20)
    assert project.path.read_bytes() == before


def test_a_copy_in_memory_is_one_state_and_holds_up_nobody(
    project: Project, text: Document, trust: Code, anna: Coder
) -> None:
    coding.apply_code(project, text.id, trust.id, Extent(0, 6), coder=anna)
    with project.snapshot() as copy:
        assert codings.total(copy) == 1
        coding.apply_code(project, text.id, trust.id, Extent(7, 11), coder=anna)
        assert codings.total(copy) == 1
    with project.read() as conn:
        assert codings.total(conn) == 2
