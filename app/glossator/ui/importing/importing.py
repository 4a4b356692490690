"""Import and export as the window does them: dialogs around the jobs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QFileDialog

from glossator.ui.widgets.message_bar import Message
from glossator_db.errors import GlossatorError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from glossator.progress import Progress
    from glossator.ui.importing.bringing import Options, Outcome
    from glossator.ui.importing.export_dialog import Wish
    from glossator.ui.importing.progress_dialog import ProgressDialog
    from glossator.ui.session import Session
    from glossator.ui.settings import SettingsStore
    from glossator.ui.tasks import Task, Tasks
    from glossator.ui.theme import Theme

_PATIENCE = 500  # ms after which an import shows how far it is
_FILTERS = (
    "Everything that can be imported (*.txt *.text *.md *.markdown *.csv *.tsv *.jsonl)",
    "Texts (*.txt *.text *.md *.markdown)", "Codebooks and codings (*.csv *.tsv *.jsonl)", "All files (*)",
)  # fmt: skip


class Importing(QObject):
    """What File, *Import…* and *Export…* and dropped files do; the window has one."""

    message = Signal(object)
    """a `Message` for the window's bar"""
    brought = Signal(object)
    """the `Outcome` of an import that changed the project"""
    _read = Signal(object, int, str)

    def __init__(
        self, session: Session, theme: Theme, settings: SettingsStore, tasks: Tasks, window: QWidget
    ) -> None:
        super().__init__(window)
        self._session, self._theme, self._settings, self._tasks = session, theme, settings, tasks
        self._window = window
        self._task: Task | None = None
        self._dialog: ProgressDialog | None = None
        self._timer = QTimer(self, singleShot=True, interval=_PATIENCE)
        self._timer.timeout.connect(self._open_progress)
        self._read.connect(self._show_file)
        session.closing.connect(self._forget)

    def can_import(self) -> bool:
        """Say whether something can be brought in now."""
        return self._session.is_open and not self._session.readonly and self._task is None

    def can_export(self) -> bool:
        """Say whether there is a project to write out."""
        return self._session.is_open

    # -- in

    def choose_files(self) -> None:
        """Ask which files to import."""
        dialog = QFileDialog(self._window, "Import", self._folder(), ";;".join(_FILTERS))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setLabelText(QFileDialog.DialogLabel.Accept, "Import")
        dialog.filesSelected.connect(lambda names: self._take_chosen([Path(name) for name in names]))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def add_files(self, paths: Sequence[Path], options: Options | None = None) -> None:
        """Bring files and folders in; each is told by what it holds."""
        from glossator.ui.importing import bringing

        if not paths or not self._session.is_open:
            return
        if not self.can_import():
            busy = "Another import is under way; wait until that is done."
            readonly = "This project is open to read only: nothing can be imported."
            self.message.emit(Message("warn", readonly if self._session.readonly else busy))
            return
        project, coder = self._session.project, self._session.coder
        chosen = options or bringing.Options()

        def job(progress: Progress) -> Outcome:
            return bringing.bring_in(
                project, paths, coder=coder, options=chosen, progress=progress, on_read=self._read.emit
            )

        self._task = task = self._tasks.run(job, store=True)
        self._dialog = self._make_progress(paths)
        task.stepped.connect(self._dialog.show_step)
        task.succeeded.connect(lambda outcome: self._end(outcome, chosen))
        task.failed.connect(self._fail)
        task.cancelled.connect(self._cancelled)
        self._timer.start()

    def _take_chosen(self, paths: list[Path]) -> None:
        self._settings.set(folder=str(paths[0].parent))
        self.add_files(paths)

    def _make_progress(self, paths: Sequence[Path]) -> ProgressDialog:
        from glossator.ui.importing.progress_dialog import ProgressDialog

        files = [path for path in paths if not path.is_dir()]
        count = f"{len(files)} file{'' if len(files) == 1 else 's'}" if len(files) == len(paths) else "files"
        texts = all(path.suffix.casefold() in (".txt", ".text", ".md", ".markdown", "") for path in files)
        title = f"Adding {count.replace('file', 'text')}" if texts else f"Importing {count}"
        dialog = ProgressDialog(self._theme, self._window, title, files)
        dialog.rejected.connect(self._cancel)
        return dialog

    def _open_progress(self) -> None:
        if self._task is not None and self._dialog is not None:
            self._dialog.open()

    def _show_file(self, path: Path, words: int, reason: str) -> None:
        if self._dialog is not None:
            self._dialog.show_file(path, words, reason)

    def _cancel(self) -> None:
        if self._task is not None:
            self._task.cancel()

    def _cancelled(self) -> None:
        self._close_progress()
        self.message.emit(Message("info", "Nothing was imported."))

    def _fail(self, error: Exception) -> None:
        self._close_progress()
        if isinstance(error, GlossatorError):
            self.message.emit(Message("bad", f"{error} Nothing was imported."))

    def _end(self, outcome: Outcome, options: Options) -> None:
        shown = self._dialog is not None and self._dialog.is_open
        self._close_progress()
        if outcome.steps:
            self.brought.emit(outcome)
        if outcome.refusal and outcome.kinds != {"texts"}:
            self._open_refusal(outcome, options)
        elif shown or outcome.kinds != {"texts"} or _is_doubtful(outcome):
            self.open_receipt(outcome)
        else:
            self._say_added(outcome)

    def _close_progress(self) -> None:
        self._timer.stop()
        self._task = None
        dialog, self._dialog = self._dialog, None
        if dialog is not None:
            if dialog.is_open:
                dialog.accept()
            dialog.deleteLater()

    def _forget(self) -> None:
        if self._task is not None:
            self._task.drop()
        self._close_progress()

    # -- afterwards

    def open_receipt(self, outcome: Outcome) -> None:
        """Show what an import did."""
        from glossator.ui.importing.receipt_dialog import ReceiptDialog

        dialog = ReceiptDialog(self._theme, self._window, outcome)
        dialog.undo_wanted.connect(lambda: self.take_back(outcome))
        dialog.save_wanted.connect(lambda: self._ask_receipt(outcome))
        dialog.closed.connect(dialog.deleteLater)
        dialog.open()

    def take_back(self, outcome: Outcome) -> None:
        """Undo an import, all of its steps."""
        for _ in range(outcome.steps):
            self._session.undo()
        self.message.emit(Message("good", "The import was taken back."))

    def save_receipt(self, outcome: Outcome, path: Path) -> None:
        """Write what an import did to *path*."""
        from glossator.ui.importing import receipt_dialog

        try:
            receipt_dialog.save(outcome, path)
        except GlossatorError as error:
            self.message.emit(Message("warn", str(error)))
            return
        self.message.emit(Message("good", f"Receipt saved as “{path.name}”."))

    def _say_added(self, outcome: Outcome) -> None:
        count = outcome.receipt.documents.added
        text = f"{count:,} text{'' if count == 1 else 's'} added."
        buttons = (("Receipt", lambda: self.open_receipt(outcome)), ("Undo", lambda: self.take_back(outcome)))
        self.message.emit(Message("good", text, buttons))

    def _open_refusal(self, outcome: Outcome, options: Options) -> None:
        from glossator.ui.importing.refusal_dialog import RefusalDialog

        dialog = RefusalDialog(self._theme, self._window, outcome, options)
        dialog.again.connect(lambda chosen: self.add_files(outcome.paths, chosen))
        dialog.closed.connect(dialog.deleteLater)
        dialog.open()

    def _ask_receipt(self, outcome: Outcome) -> None:
        dialog = QFileDialog(self._window, "Save receipt", self._folder(), "Text (*.txt);;JSON (*.json)")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("txt")
        dialog.selectFile(f"{Path(outcome.receipt.source).stem} receipt.txt")
        dialog.fileSelected.connect(lambda chosen: self.save_receipt(outcome, Path(chosen)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    # -- out

    def export(self) -> None:
        """Ask what shall be written out."""
        from glossator.ui.importing.export_dialog import ExportDialog
        from glossator_db import coders, documents

        with self._session.read() as conn:
            people, texts = coders.list_(conn), documents.list_(conn)
        here = next((text.name for text in texts if text.id == self._session.document_id), "")
        dialog = ExportDialog(
            self._theme, self._window, [c.name for c in people], [t.name for t in texts], here
        )
        dialog.wanted.connect(self._ask_where)
        dialog.closed.connect(dialog.deleteLater)
        dialog.open(dialog.list)

    def export_to(self, wish: Wish, path: Path) -> None:
        """Write what is wished to *path*."""
        from glossator.operations import exchange

        project = self._session.project

        def job(progress: Progress) -> int:
            return exchange.export(
                project, path, format=wish.target.format, coder_names=wish.coders, document_names=wish.texts
            )

        task = self._tasks.run(job, store=True)
        task.succeeded.connect(lambda count: self._say_written(wish, path, count))
        task.failed.connect(self._say_error)

    def _ask_where(self, wish: Wish) -> None:
        target = wish.target
        title = f"Export {target.word.lower()}"
        dialog = QFileDialog(self._window, title, self._folder())
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        if target.suffix:
            ending = target.suffix.rpartition(".")[2]
            dialog.setNameFilter(f"{target.word} (*.{ending})")
            dialog.setDefaultSuffix(ending)
            dialog.selectFile(f"{self._session.project.name} {target.suffix}")
        else:
            dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptOpen)
            dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(lambda chosen: self._export_over(wish, Path(chosen)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _export_over(self, wish: Wish, path: Path) -> None:
        """Write to *path*; ask first where texts would replace files, which no file dialog has asked about."""
        from glossator.operations import exchange
        from glossator.ui.widgets.dialog import Dialog

        there: list[str] = []
        if not wish.target.suffix:
            there = exchange.texts_in_the_way(self._session.project, path, wish.texts)
        if not there:
            self.export_to(wish, path)
            return
        many = f"{len(there):,} file{'' if len(there) == 1 else 's'}"
        names = ", ".join(f"“{name}”" for name in there[:3]) + (" and others" if len(there) > 3 else "")
        sentence = f"“{path.name}” holds {names} already. What these files hold now would be lost."
        dialog = Dialog(self._theme, self._window, f"Replace {many}?", sentence)
        dialog.setObjectName("exportReplace")
        cancel = dialog.add_button("Cancel", role="reject")
        dialog.add_button(f"Replace {many}", "danger", role="accept")
        dialog.accepted.connect(lambda: self.export_to(wish, path))
        dialog.closed.connect(dialog.deleteLater)
        dialog.open(cancel)

    def _say_written(self, wish: Wish, path: Path, count: int) -> None:
        nouns = {"codebook-csv": "code", "texts": "text"}
        noun = nouns.get(wish.target.format, "coding")
        self._settings.set(folder=str(path.resolve().parent))
        self.message.emit(
            Message("good", f"{count:,} {noun}{'' if count == 1 else 's'} written to “{path.name}”.")
        )

    def _say_error(self, error: Exception) -> None:
        if isinstance(error, GlossatorError):
            self.message.emit(Message("warn", str(error)))

    def _folder(self) -> str:
        return self._settings.value.folder or str(Path.home())


def _is_doubtful(outcome: Outcome) -> bool:
    total = outcome.receipt.total
    return bool(total.skipped or total.warnings or total.guessed or total.unplaced or outcome.receipt.refused)
