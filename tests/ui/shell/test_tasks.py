"""Jobs run on threads; what they say arrives on the GUI thread, once."""

from __future__ import annotations

import threading
import time

import pytest

from glossator.ui.tasks import Tasks


@pytest.fixture
def tasks(qapp):
    tasks = Tasks()
    yield tasks
    tasks.close()


def test_a_result_arrives_on_the_gui_thread(qtbot, tasks):
    seen = []
    task = tasks.run(lambda progress: threading.current_thread().name)
    task.succeeded.connect(lambda result: seen.append((result, threading.current_thread())))
    qtbot.waitUntil(lambda: bool(seen))
    assert seen[0][0].startswith("job")
    assert seen[0][1] is threading.main_thread()


def test_a_failure_arrives_with_its_error(qtbot, tasks):
    def job(progress):
        raise ValueError("no")

    faults = []
    tasks.fault.connect(faults.append)
    task = tasks.run(job)
    with qtbot.waitSignal(task.failed) as blocker:
        pass
    assert isinstance(blocker.args[0], ValueError)
    assert faults == [blocker.args[0]]


def test_a_job_can_be_cancelled_and_leaves_at_its_next_step(qtbot, tasks):
    begun = threading.Event()

    def job(progress):
        for at in range(100_000):
            progress.step(at, 100_000)
            begun.set()
            time.sleep(0.001)

    task = tasks.run(job, store=True)
    assert begun.wait(5)
    with qtbot.waitSignal(task.cancelled):
        task.cancel()
    assert tasks.running() == []


def test_steps_are_throttled_but_the_last_arrives(qtbot, tasks):
    def job(progress):
        for at in range(2001):
            progress.step(at, 2000)

    steps = []
    task = tasks.run(job)
    task.stepped.connect(lambda done, total: steps.append(done))
    with qtbot.waitSignal(task.succeeded):
        pass
    assert steps[-1] == 2000
    assert len(steps) < 50


def test_a_newer_job_of_the_same_name_silences_the_older(qtbot, tasks):
    heard = []
    go = threading.Event()

    def slow(progress):
        go.wait(5)
        return "old"

    old = tasks.run(slow, name="figures")
    old.succeeded.connect(heard.append)
    new = tasks.run(lambda progress: "new", name="figures")
    new.succeeded.connect(heard.append)
    go.set()
    qtbot.waitUntil(lambda: not tasks.running())
    assert heard == ["new"]


def test_jobs_that_use_the_project_run_one_after_the_other(qtbot, tasks):
    inside, most = [], []

    def job(progress):
        inside.append(1)
        most.append(len(inside))
        time.sleep(0.02)
        inside.pop()

    for _ in range(4):
        tasks.run(job, store=True)
    qtbot.waitUntil(lambda: not tasks.running())
    assert most == [1, 1, 1, 1]
