"""A picture of the sample project's window, for machines without a display."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEventLoop

from glossator.operations.seeds import make_sample
from glossator.ui.settings import SettingsStore
from glossator.ui.start import make_app, make_window
from glossator.ui.window import FIRST_SIZE

if TYPE_CHECKING:
    from glossator.ui.window import Window

_CODER = ("Anna Meier", "AM")
_PATIENCE = 60.0
"""seconds that finding entities may take before the picture is taken without them"""
_QUIET = 0.3
"""seconds without a job after which the window counts as finished"""


def draw(path: Path) -> int:
    """Open a passing copy of the sample project, save what its window shows to *path*; return the exit status.

    The person's settings are neither read nor written.
    """
    app = make_app(sys.argv[:1])
    with TemporaryDirectory() as folder:
        project = Path(folder) / "Sample project.gloss"
        make_sample(project)
        settings = SettingsStore(Path(folder) / "settings.ini")
        settings.set(coder_name=_CODER[0], coder_initials=_CODER[1])
        window = make_window(app, settings)
        window.resize(FIRST_SIZE)
        window.show()
        window.projects.open(project)
        _settle(window)
        saved = window.grab().save(str(path))
        window.close()
    if not saved:
        sys.stderr.write(f"The picture cannot be written to “{path}”. Choose a folder that may be written.\n")
    return 0 if saved else 2


def _settle(window: Window) -> None:
    """Let the window work until nothing has run for a while."""
    until = time.monotonic() + _PATIENCE
    quiet_since = time.monotonic()
    while time.monotonic() < until and time.monotonic() - quiet_since < _QUIET:
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
        if window.tasks.running():
            quiet_since = time.monotonic()
