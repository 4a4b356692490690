"""Looks for entities in the background, in texts that have not been looked at."""

from __future__ import annotations

import time
from threading import Event
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QObject, Qt, QTimer, Signal

from glossator.ui.widgets.message_bar import Message
from glossator_db.errors import GlossatorError, NotFound

if TYPE_CHECKING:
    from glossator.language.client import Worker
    from glossator.language.pipelines import Pipeline
    from glossator.progress import Progress
    from glossator.ui.session import Session
    from glossator.ui.settings import SettingsStore
    from glossator.ui.tasks import Task, Tasks
    from glossator_db.records import Changes

_AT_REST = 60_000  # ms after which an idle worker gives its memory back
_TELL_EVERY = 2.0  # s between two tellings of what was found while the search goes on
_PATIENCE = 3.0  # s that closing a project waits for the search to end


class EntityFinder(QObject):
    """One for each session, see `of`; starts when a project is opened and when texts are added.

    The search itself is `operations.entities.refresh`, on the thread for jobs that use the project. What it finds is
    no step, so that the project says nothing of it: `found` does.

    The window makes it once, shows what is `said` and `failed`, prints `words` in the status bar whenever it has
    `changed`, and calls `stop` before it waits for its tasks.
    """

    found = Signal()
    """mentions differ from those shown"""
    changed = Signal()
    """a search began or ended, or `done` and `total` differ"""
    failed = Signal(str)
    """one sentence; nothing in the project was changed"""
    said = Signal(object)
    """a `Message` about the pipeline"""

    def __init__(self, session: Session, settings: SettingsStore, tasks: Tasks) -> None:
        super().__init__(session)
        self._session, self._settings, self._tasks = session, settings, tasks
        self._worker: Worker | None = None
        self._task: Task | None = None
        self._ended = Event()
        self._again = False
        self._told = ""
        self._told_at = 0.0
        self.done = 0
        self.total = 0
        self._rest = QTimer(self, singleShot=True, interval=_AT_REST)
        self._rest.timeout.connect(self._close_worker)
        session.opened.connect(self._begin)
        session.closing.connect(self.stop)
        session.changed.connect(self._on_changed)
        if session.is_open:
            self._begin()

    @classmethod
    def of(cls, session: Session, settings: SettingsStore, tasks: Tasks) -> EntityFinder:
        """Return the session's finder, made on first use."""
        there = session.findChild(cls, options=Qt.FindChildOption.FindDirectChildrenOnly)
        return there if there is not None else cls(session, settings, tasks)

    @property
    def running(self) -> bool:
        """Whether a search is under way."""
        return self._task is not None

    def words(self) -> str:
        """Return how far the search is, in a few words; nothing where there is none."""
        return f"Looking for entities: {self.done:,} of {self.total:,}" if self.running and self.total else ""

    def pipeline(self) -> Pipeline:
        """Return what finds entities: what the person chose, or the rules where that cannot be used."""
        from glossator.language import pipelines

        chosen = pipelines.get(self._settings.value.entity_pipeline)
        return chosen if chosen.usable else pipelines.get(pipelines.RULES)

    def choose(self, name: str) -> None:
        """Find entities by the pipeline *name* from now on."""
        self._settings.set(entity_pipeline=name)
        self.find()

    def find(self) -> None:
        """Look in the texts that have not been looked at; a second call while one is under way follows it."""
        session = self._session
        if not session.is_open or session.readonly:
            return
        if self._task is not None:
            self._again = True
            return
        from glossator.language.client import Worker
        from glossator.operations import entities

        self._say_fallback()
        self._rest.stop()
        self._worker = self._worker or Worker()
        project, worker, name = session.project, self._worker, self.pipeline().name
        self._ended = ended = Event()

        def job(progress: Progress) -> int:
            try:
                return entities.refresh(project, worker, name, progress=progress)
            finally:
                ended.set()

        self.done = self.total = 0
        self._told_at = time.monotonic()
        self._task = self._tasks.run(job, store=True, name="entities.find")
        self._task.stepped.connect(self._step)
        self._task.succeeded.connect(lambda _: self._end())
        self._task.cancelled.connect(self._end)
        self._task.failed.connect(self._fail)
        self.changed.emit()

    def cancel(self) -> None:
        """Stop the search; what was found stays."""
        self._again = False
        if self._task is not None:
            self._task.cancel()
            if self._worker is not None:
                self._worker.cancel()

    def stop(self) -> None:
        """End search and worker, before the project is closed."""
        task, self._task, self._again = self._task, None, False
        if task is not None:
            task.drop()
            if self._worker is not None:
                self._worker.cancel()
            self._ended.wait(_PATIENCE)
        self._close_worker()
        self._told = ""
        self.changed.emit()

    def _begin(self) -> None:
        if self._settings.value.find_entities:
            self.find()

    def _on_changed(self, changes: Changes) -> None:
        if changes.touch("document"):
            self._begin()

    def _say_fallback(self) -> None:
        """Say once for each project that the chosen pipeline cannot be used."""
        from glossator.language import pipelines

        chosen = pipelines.get(self._settings.value.entity_pipeline)
        if not chosen.usable and self._told != chosen.name:
            self._told = chosen.name
            self.said.emit(Message("warn", f"{chosen.reason} Entities are found by the rules instead."))

    def _step(self, done: int, total: int) -> None:
        self.done, self.total = done, total
        self.changed.emit()
        if time.monotonic() - self._told_at > _TELL_EVERY:
            self._told_at = time.monotonic()
            self.found.emit()

    def _end(self) -> None:
        if self._task is None:
            return
        self._task = None
        self._rest.start()
        self.found.emit()
        self.changed.emit()
        if self._again:
            self._again = False
            self.find()

    def _fail(self, error: Exception) -> None:
        gone = isinstance(error, NotFound)  # a text went while it was waiting its turn: look at what is left
        self._again = gone
        self._end()
        if isinstance(error, GlossatorError) and not gone:
            self.failed.emit(str(error))

    def _close_worker(self) -> None:
        self._rest.stop()
        if self._worker is not None:
            self._worker.close()
            self._worker = None


def in_words(pipeline: Pipeline) -> str:
    """Return a pipeline with its language: “rules, English”."""
    if not pipeline.language:
        return pipeline.name
    language = QLocale.languageToString(QLocale(pipeline.language).language())
    return f"{pipeline.name}, {language}"
