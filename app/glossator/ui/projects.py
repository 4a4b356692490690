"""Making, opening, copying and closing projects, and the list of those opened lately."""

from __future__ import annotations

import os
import shutil
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QStandardPaths, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from glossator.ui.settings import Place, Recent, SettingsStore
from glossator_db.errors import GlossatorError, ProjectError

if TYPE_CHECKING:
    from collections.abc import Callable

    from glossator.ui.session import Session

ENDING = ".gloss"
_FILTER = f"Glossator projects (*{ENDING})"
_MOST_RECENT = 30
_NOT_OPENED = "The project cannot be opened"


def free_path(folder: Path, name: str) -> Path:
    """Return the first path in *folder* called *name*, or *name* (2) and so on, that is not taken."""
    path, number = folder / f"{name}{ENDING}", 2
    while path.exists():
        path, number = folder / f"{name} ({number}){ENDING}", number + 1
    return path


def own_folder() -> Path:
    """Return a folder of the person's for projects: Documents/Glossator, else the data folder, else the home."""
    kinds = QStandardPaths.StandardLocation
    documents = Path(QStandardPaths.writableLocation(kinds.DocumentsLocation))
    if documents.is_dir() and os.access(documents, os.W_OK):
        folder = documents / "Glossator"
    else:
        folder = Path(QStandardPaths.writableLocation(kinds.AppDataLocation))
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return Path.home()  # what cannot be written there is said when it is tried
    return folder


def remembered(recent: tuple[Recent, ...], entry: Recent) -> tuple[Recent, ...]:
    """Return *recent* with *entry* at its head, once."""
    others = tuple(row for row in recent if row.path != entry.path)
    return (entry, *others)[:_MOST_RECENT]


def _now() -> str:
    return datetime.now().astimezone().replace(tzinfo=None).isoformat(timespec="seconds")


class Projects(QObject):
    """What the welcome page and the File menu do; errors go out as `failed`."""

    failed = Signal(str, str)
    """title, sentence"""
    opened = Signal(object)
    """the `Place` to return to, or None; the session has the project"""

    def __init__(
        self, window: QWidget, session: Session, settings: SettingsStore, place: Callable[[], Place]
    ) -> None:
        super().__init__(window)
        self._window = window
        self._session = session
        self._settings = settings
        self._place = place
        session.closing.connect(self._keep)

    def new(self, then: Callable[[], object] = lambda: None) -> None:
        """Ask where the new project shall be, make it, and run *then*."""
        path = free_path(self._folder(), "Untitled")
        dialog = self._ask("New project", QFileDialog.AcceptMode.AcceptSave, path)
        dialog.setDefaultSuffix(ENDING[1:])
        dialog.setLabelText(QFileDialog.DialogLabel.Accept, "Make project")
        dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)
        dialog.fileSelected.connect(lambda chosen: self.create(Path(chosen)) and then())
        dialog.open()

    def choose(self) -> None:
        """Ask which project to open."""
        dialog = self._ask("Open project", QFileDialog.AcceptMode.AcceptOpen, self._folder())
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda chosen: self.open(Path(chosen)))
        dialog.open()

    def locate(self, missing: str) -> None:
        """Ask where the project that was at *missing* is now, and open it."""
        title = f"Where is “{Path(missing).stem}”?"
        dialog = self._ask(title, QFileDialog.AcceptMode.AcceptOpen, self._folder())
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda chosen: self._found(missing, Path(chosen)))
        dialog.open()

    def create(self, path: Path) -> bool:
        """Make a project at *path* and open it; say whether that worked."""
        path = path if path.suffix == ENDING else path.with_name(path.name + ENDING)
        return self._try(
            lambda: self._session.create(path, *self._coder()), path, "The project cannot be made"
        )

    def open(self, path: Path) -> bool:
        """Open the project at *path*, unless it is the one open for writing here; say whether it is open now."""
        session = self._session
        if session.is_open and not session.readonly and path.resolve() == session.project.path.resolve():
            return True  # it would wait for its own lock
        return self._try(lambda: session.open(path, *self._coder()), path)

    def sample(self) -> bool:
        """Make a fresh copy of the sample project and open it; who has given no name yet is one of its coders."""
        from glossator.operations.seeds import FIRST_CODER, make_sample

        path = free_path(own_folder(), "Sample project")

        def make() -> None:
            make_sample(path)
            name, initials = self._coder()
            self._session.open(path, name or FIRST_CODER, initials)

        return self._try(make, path)

    def open_copy(self) -> bool:
        """Copy the open project beside it, or into the person's own folder, and open the copy."""
        original = self._session.project.path
        folder = original.parent if os.access(original.parent, os.W_OK) else own_folder()
        path = free_path(folder, f"{original.stem} (copy)")

        def copy() -> None:
            from glossator_db import documents

            try:
                with self._session.read() as conn:
                    documents.list_(conn)  # from here on the holder cannot write between two of our blocks
                    shutil.copyfile(original, path)
            except OSError as error:
                raise ProjectError(f"“{path.name}” cannot be written: {error.strerror}.") from error
            self._session.open(path, *self._coder())

        return self._try(copy, path)

    def close(self) -> None:
        """Close the open project."""
        self._session.close()

    def forget(self, path: str) -> None:
        """Take a project out of the list; its file stays."""
        self._settings.look_again()
        recent = self._settings.value.recent
        self._settings.set(recent=tuple(row for row in recent if row.path != path))

    def _found(self, missing: str, path: Path) -> None:
        if self.open(path):
            self.forget(missing)

    def _try(self, act: Callable[[], object], path: Path, failed: str = _NOT_OPENED) -> bool:
        try:
            act()
        except GlossatorError as error:
            self.failed.emit(failed, str(error))
            return False
        self._remember(path)
        self.opened.emit(self._settings.value.places.get(str(path.resolve())))
        return True

    def _remember(self, path: Path) -> None:
        name = str(path.resolve())
        self._settings.look_again()
        known = next((row for row in self._settings.value.recent if row.path == name), Recent(name, ""))
        entry = Recent(name, _now(), known.texts, known.codes, known.coders)
        recent = remembered(self._settings.value.recent, entry)
        self._settings.set(recent=recent, folder=str(path.resolve().parent))

    def _keep(self) -> None:
        """Write down how large the project is and where the person was, for the next time."""
        from glossator_db import coders, codes, documents

        name = str(self._session.project.path.resolve())
        self._settings.look_again()
        with self._session.read() as conn:
            codable = [code for code in codes.list_(conn) if code.codable]
            sizes = (len(documents.list_(conn)), len(codable), len(coders.list_(conn)))
        recent = remembered(self._settings.value.recent, Recent(name, _now(), *sizes))
        self._settings.set(recent=recent, places={**self._settings.value.places, name: self._place()})

    def _coder(self) -> tuple[str, str]:
        return self._settings.value.coder_name, self._settings.value.coder_initials

    def _folder(self) -> Path:
        kept = self._settings.value.folder
        return Path(kept) if kept and Path(kept).is_dir() else own_folder()

    def _ask(self, title: str, mode: QFileDialog.AcceptMode, start: Path) -> QFileDialog:
        dialog = QFileDialog(self._window, title, str(start if start.is_dir() else start.parent), _FILTER)
        dialog.setAcceptMode(mode)
        if not start.is_dir():
            dialog.selectFile(start.name)
        dialog.finished.connect(dialog.deleteLater)
        return dialog
