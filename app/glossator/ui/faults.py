"""What happens at a fault of the program: it is logged without a word of the texts, and said once."""

from __future__ import annotations

import logging
import logging.handlers
import platform
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING

import PySide6
from PySide6.QtCore import QObject, QStandardPaths, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit

from glossator import __version__
from glossator.ui.widgets.dialog import Dialog
from glossator_db.errors import GlossatorError

if TYPE_CHECKING:
    from datetime import datetime
    from io import TextIOWrapper
    from types import TracebackType

    from PySide6.QtWidgets import QWidget

    from glossator.ui.theme import Theme

log = logging.getLogger("glossator")


class _LogFile(logging.handlers.RotatingFileHandler):
    """A file that only the person may read."""

    def _open(self) -> TextIOWrapper:
        stream = super()._open()
        Path(self.baseFilename).chmod(0o600)
        return stream


def log_folder() -> Path:
    """Return the folder of the log."""
    place = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.AppLocalDataLocation)
    return Path(place) / "log"


def start_log() -> None:
    """Keep the program's log in a file of at most 1 MB, and the one before it; without a place for it, keep none."""
    folder = log_folder()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return
    handler = _LogFile(
        folder / "glossator.log", maxBytes=1_000_000, backupCount=1, encoding="utf-8", delay=True
    )
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    log.addHandler(handler)
    log.setLevel(logging.INFO)


def describe(error: BaseException) -> str:
    """Return where *error* happened, without its message: that may hold words of a text.

    Only module, line and function of each frame are named, and the kinds of the errors.
    """
    lines = [f"Glossator {__version__}, Python {platform.python_version()}, Qt {PySide6.__version__}"]
    lines.append(platform.platform())
    seen: BaseException | None = error
    while seen is not None:
        lines.append(f"{type(seen).__module__}.{type(seen).__qualname__}")
        frame = seen.__traceback__
        while frame is not None:
            code = frame.tb_frame.f_code
            parts = Path(code.co_filename).parts[-3:]
            lines.append(f"  {'/'.join(parts)}:{frame.tb_lineno} {code.co_name}")
            frame = frame.tb_next
        seen = seen.__cause__ or seen.__context__
    return "\n".join(lines)


class Faults(QObject):
    """Catches what nobody caught, on any thread."""

    happened = Signal(str)
    """the description of a fault, on the GUI thread"""
    refused = Signal(str)
    """the sentence of an error that the person can mend, and that nobody else has said"""

    def install(self) -> None:
        """Become the hook of this process."""
        sys.excepthook = self.take
        threading.excepthook = lambda args: self.take(
            args.exc_type, args.exc_value or args.exc_type(), args.exc_traceback
        )

    def take(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None = None
    ) -> None:
        """Log *error* and say that it happened."""
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        details = describe(error)
        if isinstance(error, GlossatorError):
            log.warning("refused\n%s", details)
            self.refused.emit(str(error))
        else:
            log.error("fault\n%s", details)
            self.happened.emit(details)


class FaultDialog(Dialog):
    """Says that something went wrong, that work is safe, and what can be done."""

    def __init__(self, theme: Theme, window: QWidget, details: str, saved_at: datetime | None) -> None:
        safe = f"Your work is saved up to {saved_at:%H:%M:%S}." if saved_at else "Nothing was open."
        super().__init__(theme, window, "Something went wrong in Glossator", safe, width=640)
        self.setObjectName("errorDialog")
        self._details = details
        text = QPlainTextEdit(details)
        text.setObjectName("errorDetails")
        text.setAccessibleName("Details")
        text.setReadOnly(True)
        text.setTabChangesFocus(True)
        text.setFont(theme.font(12))
        text.setFixedHeight(theme.px(160))
        self.body.addWidget(text)
        self.foot_label.setText("The details hold no words of your texts.")
        copy = self.add_button("Copy details")
        copy.setObjectName("errorCopy")
        copy.clicked.connect(self._copy)
        self.add_button("Open log folder").clicked.connect(self._open_folder)
        self.add_button("Go on", "primary", role="accept")

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._details)

    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(log_folder())))
