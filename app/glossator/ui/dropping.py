"""Files dropped on the window: a project opens, texts are added."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from glossator.ui.projects import ENDING
from glossator.ui.widgets.message_bar import Message
from glossator_db.errors import GlossatorError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QMimeData

    from glossator.operations.receipt import Receipt
    from glossator.progress import Progress
    from glossator.ui.window import Window


def files_in(mime: QMimeData) -> list[Path]:
    """Return the files and folders of this computer in *mime*."""
    return [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]


def take(window: Window, paths: Sequence[Path]) -> None:
    """Open a project, or add texts to the open one; without one, a new one is made for them."""
    if len(paths) == 1 and paths[0].suffix == ENDING:
        window.projects.open(paths[0])
    elif window.session.is_open:
        add_files(window, paths)
    else:
        window.projects.new(lambda: add_files(window, paths))


def add_files(window: Window, paths: Sequence[Path]) -> None:
    """Add texts on a thread and say what came of it."""
    from glossator.operations import documents

    session = window.session
    if session.readonly:
        window.say(Message("warn", "This project is open to read only: no text can be added.", icon="lock"))
        return
    project, coder = session.project, session.coder

    def job(progress: Progress) -> Receipt:
        return documents.add_files(project, list(paths), coder=coder, progress=progress)

    task = window.tasks.run(job, store=True)
    task.succeeded.connect(lambda receipt: window.say(_told(window, receipt)))
    task.failed.connect(lambda error: _refused(window, error))


def _refused(window: Window, error: Exception) -> None:
    if isinstance(error, GlossatorError):
        window.say(Message("bad", str(error)))


def _told(window: Window, receipt: Receipt) -> Message:
    """Return the message for *receipt*: how many came in, and the first that did not."""
    from glossator.operations.receipt import sentence

    tally = receipt.documents
    added = f"{tally.added} text{'' if tally.added == 1 else 's'} added."
    if not tally.skipped:
        return Message("good", added, (("Undo", window.session.undo),))
    more = len(tally.skipped) - 1
    rest = f" And {more} more." if more else ""
    return Message("warn", f"{added} Not added: {sentence(tally.skipped[0])}.{rest}")
