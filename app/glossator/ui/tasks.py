"""Jobs on threads; the only place where a thread meets Qt.

A job is a function ``job(progress) -> result`` that calls ``progress.step(done, total)`` now and then::

    task = tasks.run(lambda progress: count(texts, progress), name="count")
    task.succeeded.connect(self.show)
"""

from __future__ import annotations

import time
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, Signal

from glossator.progress import Cancelled, Progress

if TYPE_CHECKING:
    from collections.abc import Callable

_INTERVAL = 0.1
_PATIENCE = 5.0


class Task(QObject):
    """A job on a worker thread; every signal arrives on the GUI thread."""

    stepped = Signal(int, int)
    """done, total; at most ten times a second, and at the end"""
    succeeded = Signal(object)
    failed = Signal(Exception)
    cancelled = Signal()
    ended = Signal()
    """after any of the three"""
    _stepped = Signal(int, int)
    _ended = Signal(object)

    def __init__(
        self, job: Callable[[Progress], Any], pool: ThreadPoolExecutor, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._job = job
        self._pool = pool
        self._dropped = False
        self._last_step = 0.0
        self._progress = Progress(self._step)
        self._stepped.connect(self._pass_on, Qt.ConnectionType.QueuedConnection)
        self._ended.connect(self._report, Qt.ConnectionType.QueuedConnection)

    def start(self) -> Task:
        """Queue the job on its pool."""
        self._pool.submit(self._job, self._progress).add_done_callback(self._ended.emit)
        return self

    def cancel(self) -> None:
        """Ask the job to stop; `cancelled` follows if it does."""
        self._progress.cancel()

    def drop(self) -> None:
        """Ask the job to stop and say nothing of it any more, whatever it returns."""
        self._dropped = True
        self._progress.cancel()

    def _step(self, done: int, total: int) -> None:
        now = time.monotonic()
        if done >= total or now - self._last_step >= _INTERVAL:
            self._last_step = now
            self._stepped.emit(done, total)

    def _pass_on(self, done: int, total: int) -> None:
        if not self._dropped:
            self.stepped.emit(done, total)

    def _report(self, future: Future[Any]) -> None:
        error = Cancelled() if future.cancelled() else future.exception()
        if not self._dropped:
            match error:
                case None:
                    self.succeeded.emit(future.result())
                case Cancelled():
                    self.cancelled.emit()
                case _:
                    self.failed.emit(error)
        self.ended.emit()


class Tasks(QObject):
    """The two pools: one thread for jobs that use the project, two for the rest."""

    fault = Signal(Exception)
    """a job failed with what is no `GlossatorError`; its ``failed`` has been emitted too"""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store = ThreadPoolExecutor(1, thread_name_prefix="project")
        self._rest = ThreadPoolExecutor(2, thread_name_prefix="job")
        self._running: dict[int, Task] = {}
        self._named: dict[str, Task] = {}

    def run(self, job: Callable[[Progress], Any], *, store: bool = False, name: str = "") -> Task:
        """Start *job* and return its task; connect to the signals right after.

        *store* says that the job uses the project: such jobs run one after the other.
        A job with a *name* takes the place of the one of that name, which is cancelled and not heard again.
        """
        task = Task(job, self._store if store else self._rest)
        if name:
            if name in self._named:
                self._named[name].drop()
            self._named[name] = task
        self._running[id(task)] = task
        task.ended.connect(lambda: self._forget(task, name))
        task.failed.connect(self._look_at)
        return task.start()

    def running(self) -> list[Task]:
        """Return the tasks that have not ended."""
        return list(self._running.values())

    def cancel_all(self) -> None:
        """Ask every job to stop and say nothing of it any more."""
        for task in self.running():
            task.drop()

    def close(self) -> None:
        """Cancel everything and wait for the threads, up to five seconds."""
        self.cancel_all()
        for pool in (self._store, self._rest):
            pool.shutdown(wait=False, cancel_futures=True)
        until = time.monotonic() + _PATIENCE
        for thread in (*self._store._threads, *self._rest._threads):  # noqa: SLF001  shutdown cannot wait with a limit
            thread.join(max(0.0, until - time.monotonic()))

    def _look_at(self, error: Exception) -> None:
        from glossator_db.errors import GlossatorError

        if not isinstance(error, GlossatorError):
            self.fault.emit(error)

    def _forget(self, task: Task, name: str) -> None:
        self._running.pop(id(task), None)
        if self._named.get(name) is task:
            del self._named[name]
