"""Files dropped on the window: a project opens, everything else is imported."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from glossator.ui.projects import ENDING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QMimeData

    from glossator.ui.window import Window


def files_in(mime: QMimeData) -> list[Path]:
    """Return the files and folders of this computer in *mime*."""
    return [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]


def take(window: Window, paths: Sequence[Path]) -> None:
    """Open a project, or bring files into the open one; without one, a new one is made for them."""
    with_name = window.beginning.with_name
    if len(paths) == 1 and paths[0].suffix == ENDING:
        with_name(lambda: window.projects.open(paths[0]))
    elif window.session.is_open:
        window.importing.add_files(paths)
    else:
        with_name(lambda: window.projects.new(lambda: window.importing.add_files(paths)))
